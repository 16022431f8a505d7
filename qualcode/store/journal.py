"""The journal: one row per action without any text, and apart from it what undo needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select, update

from qualcode.domain.ids import now
from qualcode.store.changes import Log, pack, unpack
from qualcode.store.database import Database
from qualcode.store.schema import coder, journal, journal_payload

UNDO = "undo"
REDO = "redo"
_STEPS = (UNDO, REDO)


@dataclass(frozen=True, slots=True)
class Entry:
    """An action as it was journalled; ``details`` holds ids, offsets and counts only."""

    sequence: int
    kind: str
    coder_id: str
    coder: str
    at: datetime
    batch: str
    details: dict[str, Any]
    undone: bool
    target: int | None


def record(
    connection: Connection,
    *,
    kind: str,
    coder_id: str,
    batch: str,
    details: dict[str, Any],
    log: Log | None = None,
    target: int | None = None,
) -> int:
    """Write an entry in the present transaction and give its sequence number."""
    row = {
        "kind": kind,
        "coder_id": coder_id,
        "at": now(),
        "batch": batch,
        "details": details,
        "undone": False,
        "target": target,
    }
    result = connection.execute(insert(journal), row)
    sequence = int(result.inserted_primary_key[0])  # type: ignore[index]
    if log is not None:
        payload = {"sequence": sequence, "data": pack(log)}
        connection.execute(insert(journal_payload), payload)
    return sequence


def payload(database: Database, sequence: int) -> Log | None:
    """What undo needs for an entry, or None where it was purged."""
    statement = select(journal_payload.c.data).where(journal_payload.c.sequence == sequence)
    row = database.read(statement).first()
    return unpack(row[0]) if row else None


def mark(connection: Connection, sequence: int, *, undone: bool, log: Log | None = None) -> None:
    """Mark an entry as undone or done, with the log as it is now."""
    chosen = journal.c.sequence == sequence
    connection.execute(update(journal).where(chosen).values(undone=undone))
    if log is not None:
        chosen = journal_payload.c.sequence == sequence
        connection.execute(update(journal_payload).where(chosen).values(data=pack(log)))


def newest_done(database: Database, coder_id: str) -> Entry | None:
    """The coder's newest action that stands, or None."""
    wanted = _entries().where(
        journal.c.coder_id == coder_id,
        journal.c.kind.not_in(_STEPS),
        journal.c.undone.is_(False),
    )
    return _one(database, wanted.order_by(journal.c.sequence.desc()))


def next_undone(database: Database, coder_id: str) -> Entry | None:
    """The action the coder took back last and may do again, or None.

    An action of the coder after the undo ends that possibility.
    """
    step = journal.alias("step")
    mine = journal.c.coder_id == coder_id
    newest = select(func.max(journal.c.sequence)).where(mine, journal.c.kind.not_in(_STEPS))
    wanted = _entries().join(step, step.c.target == journal.c.sequence)
    wanted = wanted.where(
        mine,
        journal.c.undone.is_(True),
        step.c.kind == UNDO,
        step.c.sequence > newest.scalar_subquery(),
    )
    return _one(database, wanted.order_by(step.c.sequence.desc()))


def entries(database: Database) -> list[Entry]:
    """All entries, oldest first."""
    rows = database.read(_entries().order_by(journal.c.sequence))
    return [Entry(*row) for row in rows]


def _entries() -> Select[Any]:
    j = journal.c
    columns = (j.sequence, j.kind, j.coder_id, coder.c.name, j.at, j.batch)
    return select(*columns, j.details, j.undone, j.target).join(coder, coder.c.id == j.coder_id)


def _one(database: Database, statement: Select[Any]) -> Entry | None:
    row = database.read(statement.limit(1)).first()
    return Entry(*row) if row else None
