"""Changes of rows, logged so that each action can be undone and done again.

A log is a list of changes in the order they were made. Undo checks that each row still is as the
action left it, and refuses otherwise; the database's foreign keys refuse what later rows need.
Bulk insertions are logged by batch, without images of their rows; undoing one takes the images.
A row that is changed later leaves its batch, so that undoing the batch notices it.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, Literal, TypedDict

from sqlalchemy import Column, Connection, LargeBinary, Table, delete, insert, select, update

from qualcode.domain.errors import Damaged, Refused
from qualcode.store.schema import metadata
from qualcode.store.types import UtcTime

Row = dict[str, Any]
_CHUNK = 500
_BULK = 5_000


class Change(TypedDict, total=False):
    """One logged change: rows are images by column; ``count`` and ``batch`` belong to bulk."""

    op: Literal["insert", "update", "delete", "bulk"]
    table: str
    id: Any
    before: Row
    after: Row
    rows: list[Row]
    count: int
    batch: str


Log = list[Change]


class Changes:
    """Writes rows in the present transaction and keeps the log of what it did."""

    def __init__(self, connection: Connection, batch: str) -> None:
        """Take the connection of the transaction and the batch id of the action."""
        self.connection = connection
        self.batch = batch
        self.log: Log = []

    def insert(self, table: Table, row: Row) -> None:
        """Insert one row."""
        self.connection.execute(insert(table), row)
        self.log.append({"op": "insert", "table": table.name, "after": _image(row)})

    def restore(self, table: Table, image: Row) -> None:
        """Insert a row from its image in a log."""
        self.insert(table, _values(table, image))

    def insert_bulk(self, table: Table, rows: Iterable[Row]) -> None:
        """Insert many rows of a table that has a ``batch`` column, few in memory at a time."""
        left, count = iter(rows), 0
        while part := [{**row, "batch": self.batch} for row in islice(left, _BULK)]:
            self.connection.execute(insert(table), part)
            count += len(part)
        if not count:
            return
        change: Change = {"op": "bulk", "table": table.name, "count": count}
        self.log.append({**change, "batch": self.batch})

    def update(self, table: Table, row_id: Any, **values: Any) -> bool:
        """Set columns of one row; False where they had these values already."""
        before = self._row(table, row_id)
        changed = {name: value for name, value in values.items() if before[name] != value}
        if not changed:
            return False
        if before.get("batch"):
            changed["batch"] = None
        self.connection.execute(update(table).where(_key(table) == row_id).values(changed))
        self._log_update(table, row_id, before, changed)
        return True

    def update_many(self, table: Table, ids: Sequence[str], **values: Any) -> None:
        """Set the same columns of many rows; each is logged as if it were changed alone."""
        for part in _chunks(ids):
            rows = {row["id"]: row for row in _rows_by_id(self.connection, table, part)}
            for batched in (False, True):
                chosen = [one for one in part if bool(rows[one].get("batch")) == batched]
                changed = {**values, "batch": None} if batched else values
                if chosen:
                    found = table.c.id.in_(chosen)
                    self.connection.execute(update(table).where(found).values(changed))
                for one in chosen:
                    self._log_update(table, one, rows[one], changed)

    def _log_update(self, table: Table, row_id: Any, before: Row, changed: Row) -> None:
        self.log.append(
            {
                "op": "update",
                "table": table.name,
                "id": row_id,
                "before": _image({name: before[name] for name in changed}),
                "after": _image(changed),
            }
        )

    def delete(self, table: Table, ids: Iterable[str]) -> None:
        """Delete rows, keeping their images."""
        wanted = list(ids)
        rows = [_image(row) for row in _rows_by_id(self.connection, table, wanted)]
        for part in _chunks(wanted):
            self.connection.execute(delete(table).where(table.c.id.in_(part)))
        if rows:
            self.log.append({"op": "delete", "table": table.name, "rows": rows})

    def _row(self, table: Table, row_id: str) -> Row:
        chosen = select(table).where(_key(table) == row_id)
        return dict(self.connection.execute(chosen).mappings().one())


def undo(connection: Connection, log: Log) -> Log:
    """Take the changes back; the log that comes back can be done again.

    Raises Refused where a row is not as the action left it.
    """
    done = [_undo_one(connection, change) for change in reversed(log)]
    return done[::-1]


def redo(connection: Connection, log: Log) -> None:
    """Do undone changes again; raises Refused where a row is not as it was before the action."""
    for change in log:
        _redo_one(connection, change)


def tables_of(log: Log) -> set[str]:
    """Names of the tables that a log touches."""
    return {change["table"] for change in log}


def row_ids(log: Log, table: str) -> set[str] | None:
    """Ids of the rows of a table that a log changes; None where they came in bulk."""
    found: set[str] = set()
    for change in log:
        if change["table"] != table:
            continue
        if change["op"] == "bulk":
            return None
        rows = change.get("rows") or [change.get("after") or {}]
        found.update(row["id"] for row in rows if "id" in row)
        found.update([change["id"]] if "id" in change else [])
    return found


def pack(log: Log) -> bytes:
    """The log as bytes."""
    return zlib.compress(json.dumps(log, ensure_ascii=False, separators=(",", ":")).encode())


def unpack(data: bytes) -> Log:
    """The log from its bytes; raises Damaged where they are not as they were packed."""
    try:
        log: Log = json.loads(zlib.decompress(data))
    except (zlib.error, ValueError) as error:
        raise Damaged("what undo needs is damaged in the project file") from error
    return log


def _undo_one(connection: Connection, change: Change) -> Change:
    table = metadata.tables[change["table"]]
    match change["op"]:
        case "insert":
            _expect(connection, table, change["after"])
            key = _key(table)
            connection.execute(delete(table).where(key == change["after"][key.name]))
        case "update":
            key = _key(table)
            _expect(connection, table, {key.name: change["id"], **change["after"]})
            values = _values(table, change["before"])
            connection.execute(update(table).where(key == change["id"]).values(values))
        case "delete":
            _insert(connection, table, change["rows"])
        case _:
            return _undo_bulk(connection, table, change)
    return change


def _undo_bulk(connection: Connection, table: Table, change: Change) -> Change:
    ours = table.c.batch == change["batch"]
    found = connection.execute(select(table).where(ours)).mappings()
    rows = [_image(dict(row)) for row in found]
    if len(rows) != change["count"]:
        raise Refused("later work depends on it: take that back first")
    connection.execute(delete(table).where(ours))
    return {**change, "rows": rows}


def _redo_one(connection: Connection, change: Change) -> None:
    table = metadata.tables[change["table"]]
    match change["op"]:
        case "insert":
            _insert(connection, table, [change["after"]])
        case "bulk":
            _insert(connection, table, change["rows"])
        case "update":
            key = _key(table)
            _expect(connection, table, {key.name: change["id"], **change["before"]})
            values = _values(table, change["after"])
            connection.execute(update(table).where(key == change["id"]).values(values))
        case _:
            for row in change["rows"]:
                _expect(connection, table, row)
            for part in _chunks([row["id"] for row in change["rows"]]):
                connection.execute(delete(table).where(table.c.id.in_(part)))


def _key(table: Table) -> Column[Any]:
    """The column by which a row of a table is found: nearly always ``id``."""
    return next(iter(table.primary_key.columns))


def _expect(connection: Connection, table: Table, image: Row) -> None:
    """Raise Refused where the stored row differs from the image in one of its columns."""
    key = _key(table)
    found = connection.execute(select(table).where(key == image[key.name])).mappings().first()
    if found is None or any(_plain(found[k]) != v for k, v in image.items()):
        raise Refused("later work depends on it: take that back first")


def _insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    connection.execute(insert(table), [_values(table, row) for row in rows])


def _rows_by_id(connection: Connection, table: Table, ids: Sequence[str]) -> list[Row]:
    found: list[Row] = []
    for part in _chunks(ids):
        rows = connection.execute(select(table).where(table.c.id.in_(part))).mappings()
        found.extend(dict(row) for row in rows)
    return found


def _chunks(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[at : at + _CHUNK] for at in range(0, len(ids), _CHUNK))


def _image(row: Row) -> Row:
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    """A cell as JSON can hold it."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value


def _values(table: Table, image: Row) -> Row:
    """An image as values for the table's columns."""
    return {name: _typed(table, name, value) for name, value in image.items()}


def _typed(table: Table, name: str, value: Any) -> Any:
    if value is None:
        return None
    kind = table.c[name].type
    if isinstance(kind, UtcTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, LargeBinary):
        return base64.b64decode(value)
    return value
