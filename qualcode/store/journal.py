"""The journal: one row per action without any text, and apart from it what undo needs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    and_,
    cast,
    func,
    insert,
    or_,
    select,
    update,
)

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


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which entries to read; an undo or a redo counts as the action that it is about.

    ``open_kinds`` are the kinds of other coders' actions that may be read; with ``ids`` (of a
    transcript and its speakers) only ``placed_kinds`` of them, and only entries that name an id.
    """

    coder_id: str
    open_kinds: frozenset[str]
    placed_kinds: frozenset[str] = frozenset()
    by: str | None = None
    kinds: frozenset[str] | None = None
    not_kinds: frozenset[str] = frozenset()
    ids: tuple[str, ...] = ()


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


def window(
    database: Database, chosen: Chosen, before: int | None, limit: int
) -> list[tuple[Entry, Entry | None]]:
    """The newest entries that are chosen, newest first, each with what an undo or redo is about.

    ``before`` is a sequence number: only entries older than it.
    """
    target = journal.alias("about")
    t = target.c
    statement = _entries().add_columns(t.sequence, t.kind, t.at, t.batch, t.details, t.undone)
    statement = statement.outerjoin(target, t.sequence == journal.c.target).where(
        *_conditions(chosen, target)
    )
    if before is not None:
        statement = statement.where(journal.c.sequence < before)
    rows = database.read(statement.order_by(journal.c.sequence.desc()).limit(limit))
    return [_with_target(tuple(row)) for row in rows]


def _with_target(row: tuple[Any, ...]) -> tuple[Entry, Entry | None]:
    entry, about = Entry(*row[:9]), row[9:]
    if about[0] is None:
        return entry, None
    sequence, kind, at, batch, details, undone = about
    who = (entry.coder_id, entry.coder)
    return entry, Entry(sequence, kind, *who, at, batch, details, undone, None)


def _conditions(chosen: Chosen, target: Any) -> list[ColumnElement[bool]]:
    j = journal.c
    kind = func.coalesce(target.c.kind, j.kind)
    readable = chosen.placed_kinds if chosen.ids else chosen.open_kinds
    found = [or_(j.coder_id == chosen.coder_id, kind.in_(readable))]
    if chosen.by is not None:
        found.append(j.coder_id == chosen.by)
    if chosen.kinds is not None:
        found.append(kind.in_(chosen.kinds))
    if chosen.not_kinds:
        found.append(kind.not_in(chosen.not_kinds))
    if chosen.ids:
        # The details hold ids as they are, so that one is found in them as a text.
        texts = [cast(column, String) for column in (j.details, target.c.details)]
        found.append(or_(*(text.contains(one) for one in chosen.ids for text in texts)))
    return found


def standing_from(database: Database, coder_id: str, sequence: int) -> list[int]:
    """Sequence numbers of the coder's actions that stand, from one on, the newest first."""
    j = journal.c
    mine = and_(j.coder_id == coder_id, j.kind.not_in(_STEPS), j.undone.is_(False))
    statement = select(j.sequence).where(mine, j.sequence >= sequence)
    return list(database.read(statement.order_by(j.sequence.desc())).scalars())


def newest_standing(database: Database, coder_id: str, limit: int) -> list[Entry]:
    """The coder's newest actions that stand, newest first."""
    j = journal.c
    mine = and_(j.coder_id == coder_id, j.kind.not_in(_STEPS), j.undone.is_(False))
    rows = database.read(_entries().where(mine).order_by(j.sequence.desc()).limit(limit))
    return [Entry(*row) for row in rows]


def standing(database: Database, *kinds: str) -> list[Entry]:
    """All actions of these kinds that stand, of any coder, oldest first."""
    j = journal.c
    wanted = _entries().where(j.kind.in_(kinds), j.undone.is_(False))
    return [Entry(*row) for row in database.read(wanted.order_by(j.sequence))]


def acts(database: Database, kind: str) -> list[Entry]:
    """Each time an action of a kind was done, or done again, by anyone: in the order of time.

    An entry stands there once more for each redo of it, whether it was taken back or not.
    """
    j, about = journal.c, journal.alias("about")
    again = select(j.sequence.label("at"), j.target.label("action")).where(j.kind == REDO)
    again = again.join(about, about.c.sequence == j.target).where(about.c.kind == kind)
    first = select(j.sequence.label("at"), j.sequence.label("action")).where(j.kind == kind)
    done = first.union_all(again).subquery()
    wanted = _entries().join(done, done.c.action == j.sequence).order_by(done.c.at)
    return [Entry(*row) for row in database.read(wanted)]


def busy_minutes(
    database: Database, coder_id: str, open_kinds: Collection[str]
) -> list[tuple[str, str, datetime]]:
    """Minutes in which other coders did anything else than the open kinds: id, name, UTC time."""
    minute = func.substr(cast(journal.c.at, String), 1, len("2026-01-01 00:00"))
    statement = (
        select(journal.c.coder_id, coder.c.name, minute)
        .join(coder, coder.c.id == journal.c.coder_id)
        .where(journal.c.coder_id != coder_id, journal.c.kind.not_in([*_STEPS, *open_kinds]))
        .distinct()
    )
    return [
        (row[0], row[1], datetime.fromisoformat(row[2]).replace(tzinfo=UTC))
        for row in database.read(statement)
    ]


def kinds(database: Database) -> set[str]:
    """All kinds of actions in the journal."""
    return set(database.read(select(journal.c.kind).distinct()).scalars())


def _entries() -> Select[Any]:
    j = journal.c
    columns = (j.sequence, j.kind, j.coder_id, coder.c.name, j.at, j.batch)
    return select(*columns, j.details, j.undone, j.target).join(coder, coder.c.id == j.coder_id)


def _one(database: Database, statement: Select[Any]) -> Entry | None:
    row = database.read(statement.limit(1)).first()
    return Entry(*row) if row else None
