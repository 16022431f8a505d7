"""What hangs on the turns of a transcript: rows that follow when its text is edited."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, func, select, update

from qualcode.store.changes import Row
from qualcode.store.database import Database
from qualcode.store.journal import REDO, UNDO
from qualcode.store.schema import (
    coder,
    journal,
    memo,
    original,
    reading,
    segment,
    suggestion,
    turn,
)

_PART = 500


class Anchored(NamedTuple):
    """A segment or a suggestion with its place: turns by id, offsets in their texts."""

    id: str
    coder_id: str
    coder: str
    code_id: str
    start_turn_id: str
    start_offset: int
    end_turn_id: str
    end_offset: int


class TextStep(NamedTuple):
    """An entry of the journal that edits a text, or takes such an edit back or does it again."""

    sequence: int
    kind: str
    target: int | None
    at: datetime
    undone: bool


def anchored(database: Database, table: Table, transcript_id: str) -> list[Anchored]:
    """All coders' segments or suggestions (the table says which) in a transcript."""
    c = table.c
    place = (c.start_turn_id, c.start_offset, c.end_turn_id, c.end_offset)
    statement = select(c.id, c.coder_id, coder.c.name, c.code_id, *place)
    statement = statement.join(coder, coder.c.id == c.coder_id)
    rows = database.read(statement.where(c.transcript_id == transcript_id).order_by(c.id))
    return [Anchored(*row) for row in rows]


def suggestion_of(database: Database, transcript_id: str) -> dict[str, str]:
    """The suggestion that each segment of a transcript came from, by segment id."""
    s = segment.c
    statement = select(s.id, s.suggestion_id).where(s.suggestion_id.is_not(None))
    rows = database.read(statement.where(s.transcript_id == transcript_id))
    return {row[0]: row[1] for row in rows}


def turn_rows(database: Database, transcript_id: str) -> list[Row]:
    """The turns of a transcript as they are stored, in order."""
    statement = select(turn).where(turn.c.transcript_id == transcript_id)
    rows = database.read(statement.order_by(turn.c.sequence)).mappings()
    return [dict(row) for row in rows]


def turn_memos(database: Database, ids: Sequence[str]) -> list[tuple[str, str, str]]:
    """Memos on turns: id, turn id and coder id."""
    return _memos(database, memo.c.turn_id, ids)


def segment_memos(database: Database, ids: Sequence[str]) -> list[tuple[str, str, str]]:
    """Memos on segments: id, segment id and coder id."""
    return _memos(database, memo.c.segment_id, ids)


def _memos(database: Database, column: Any, ids: Sequence[str]) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    for at in range(0, len(ids), _PART):
        chosen = select(memo.c.id, column, memo.c.coder_id).where(column.in_(ids[at : at + _PART]))
        found.extend((row[0], row[1], row[2]) for row in database.read(chosen))
    return found


def readings(database: Database, transcript_id: str) -> list[tuple[str, str, int]]:
    """Where each coder stopped in a transcript: coder id, turn id, offset."""
    r = reading.c
    statement = select(r.coder_id, r.turn_id, r.offset).where(r.transcript_id == transcript_id)
    return [(row[0], row[1], row[2]) for row in database.read(statement)]


def move_reading(
    connection: Connection, coder_id: str, transcript_id: str, turn_id: str, offset: int
) -> None:
    """Let a coder go on reading at another place; outside the journal, as all reading places."""
    r = reading.c
    mine = (r.coder_id == coder_id, r.transcript_id == transcript_id)
    connection.execute(update(reading).where(*mine).values(turn_id=turn_id, offset=offset))


def leave_turns(connection: Connection, ids: Collection[str]) -> None:
    """Let readers in turns that will go stand at the end of the turn before the first of them."""
    r, t = reading.c, turn.c
    rows = connection.execute(
        select(r.coder_id, r.transcript_id, t.sequence)
        .join(turn, t.id == r.turn_id)
        .where(r.turn_id.in_(ids))
    ).all()
    for coder_id, transcript_id, sequence in rows:
        before = (
            select(t.id, func.length(t.text))
            .where(t.transcript_id == transcript_id, t.id.not_in(ids))
            .order_by(func.abs(t.sequence - sequence), t.sequence)
            .limit(1)
        )
        found = connection.execute(before).first()
        if found is not None:
            move_reading(connection, coder_id, transcript_id, found[0], 0)


def has_original(connection: Connection, transcript_id: str) -> bool:
    """Whether the file that a transcript was read from is still kept."""
    chosen = select(original.c.id).where(original.c.id == transcript_id)
    return connection.execute(chosen).first() is not None


def text_steps(database: Database, kinds: Collection[str]) -> list[TextStep]:
    """All edits of texts and the undoing and redoing of them, oldest first."""
    j = journal.c
    wanted = select(j.sequence, j.kind, j.target, j.at, j.undone)
    edits = [TextStep(*row) for row in database.read(wanted.where(j.kind.in_(sorted(kinds))))]
    if not edits:
        return []
    about = select(j.sequence).where(j.kind.in_(sorted(kinds)))
    later = [TextStep(*row) for row in database.read(wanted.where(j.target.in_(about)))]
    return sorted([*edits, *later], key=lambda step: step.sequence)


def last_step(database: Database, sequence: int) -> tuple[int, datetime]:
    """When an action was last done, taken back or done again: sequence number and UTC time."""
    j = journal.c
    steps = (j.sequence == sequence) | ((j.target == sequence) & j.kind.in_((UNDO, REDO)))
    statement = select(j.sequence, j.at).where(steps).order_by(j.sequence.desc()).limit(1)
    row = database.read(statement).one()
    return row[0], row[1]


def coded_since(database: Database, turns: Sequence[str], moment: datetime) -> set[str]:
    """Ids of segments and suggestions with an end in one of the turns, changed after a moment."""
    found: set[str] = set()
    for table, column in ((segment, segment.c.changed), (suggestion, suggestion.c.decided)):
        for at in range(0, len(turns), _PART):
            part = turns[at : at + _PART]
            ends = table.c.start_turn_id.in_(part) | table.c.end_turn_id.in_(part)
            chosen = select(table.c.id).where(ends, column > moment)
            found.update(database.read(chosen).scalars())
    return found


def turns_of(database: Database, table: Table, ids: Sequence[str]) -> set[str]:
    """The turns in which segments or suggestions begin and end."""
    found: set[str] = set()
    for at in range(0, len(ids), _PART):
        chosen = select(table.c.start_turn_id, table.c.end_turn_id)
        rows = database.read(chosen.where(table.c.id.in_(ids[at : at + _PART])))
        found.update(one for row in rows for one in row)
    return found
