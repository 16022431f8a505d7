"""Coders, how far each is with each transcript, where each stopped reading, slots and drafts."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from qualcode.domain.ids import new_id, now
from qualcode.domain.people import Coder, CoderKind, CoderState, Progress
from qualcode.store.database import Database
from qualcode.store.schema import coder, coder_transcript, draft, reading, slot, turn


class StoredPlace(NamedTuple):
    """A reading place as stored: turn sequence, offset in the turn, unit."""

    turn: int
    offset: int
    unit: str


class Draft(NamedTuple):
    """An unsaved memo: subject, id of the thing, text, time of the last keeping."""

    subject: str
    subject_id: str
    text: str
    saved: datetime


def everyone(database: Database) -> list[Coder]:
    """All coders by name."""
    c = coder.c
    rows = database.read(select(c.id, c.name, c.kind, c.pass_number).order_by(c.name))
    return [Coder(row[0], row[1], CoderKind(row[2]), row[3]) for row in rows]


def row_of(person: Coder) -> dict[str, object]:
    """The row of a coder."""
    return {
        "id": person.id,
        "name": person.name,
        "kind": person.kind.value,
        "pass_number": person.pass_number,
        "created": now(),
    }


def ensure(connection: Connection, person: Coder) -> None:
    """Write the coder's row where it is not there yet."""
    if connection.execute(select(coder.c.id).where(coder.c.id == person.id)).first() is None:
        connection.execute(insert(coder), row_of(person))


def states(database: Database) -> list[CoderState]:
    """Stored states of coders with transcripts; what has no row is not started."""
    s = coder_transcript.c
    columns = (s.coder_id, s.transcript_id, s.progress, s.finished, s.codebook_version)
    rows = database.read(select(*columns).order_by(s.transcript_id, s.coder_id))
    return [CoderState(row[0], row[1], Progress(row[2]), row[3], row[4]) for row in rows]


def state_row(database: Database, coder_id: str, transcript_id: str) -> tuple[str, Progress] | None:
    """Id and progress of one coder's state with one transcript, or None where not started."""
    s = coder_transcript.c
    chosen = (s.coder_id == coder_id, s.transcript_id == transcript_id)
    row = database.read(select(s.id, s.progress).where(*chosen)).first()
    return (row[0], Progress(row[1])) if row else None


def state_ids(database: Database, transcript_id: str) -> list[str]:
    """Ids of all coders' states with a transcript."""
    s = coder_transcript.c
    return list(database.read(select(s.id).where(s.transcript_id == transcript_id)).scalars())


def fresh_state(coder_id: str, transcript_id: str, progress: Progress) -> dict[str, object]:
    """The row for a coder who begins with a transcript."""
    return {
        "id": new_id(),
        "coder_id": coder_id,
        "transcript_id": transcript_id,
        "progress": progress.value,
        "finished": None,
        "codebook_version": None,
    }


def place(database: Database, coder_id: str, transcript_id: str) -> StoredPlace | None:
    """Where the coder stopped in a transcript, or None."""
    r = reading.c
    statement = select(turn.c.sequence, r.offset, r.unit).join(turn, turn.c.id == r.turn_id)
    row = database.read(
        statement.where(r.coder_id == coder_id, r.transcript_id == transcript_id)
    ).first()
    return StoredPlace(*row) if row else None


def last_read(database: Database, coder_id: str) -> str | None:
    """Id of the transcript the coder was in last, or None."""
    statement = select(reading.c.transcript_id).where(reading.c.coder_id == coder_id)
    return database.read(statement.order_by(reading.c.saved.desc()).limit(1)).scalar()


def remember(
    connection: Connection, coder_id: str, transcript_id: str, turn_id: str, offset: int, unit: str
) -> None:
    """Store where the coder is; outside the journal."""
    r = reading.c
    chosen = (r.coder_id == coder_id, r.transcript_id == transcript_id)
    connection.execute(delete(reading).where(*chosen))
    row = {"coder_id": coder_id, "transcript_id": transcript_id, "turn_id": turn_id}
    connection.execute(insert(reading), {**row, "offset": offset, "unit": unit, "saved": now()})


def slots(database: Database, coder_id: str) -> dict[int, str]:
    """The coder's pinned slots: digit to code id."""
    statement = select(slot.c.digit, slot.c.code_id).where(slot.c.coder_id == coder_id)
    return {row[0]: row[1] for row in database.read(statement.order_by(slot.c.digit))}


def pin(connection: Connection, coder_id: str, digit: int, code_id: str | None) -> None:
    """Pin a code to a digit, or free the digit; a code sits in one slot only."""
    mine = slot.c.coder_id == coder_id
    connection.execute(
        delete(slot).where(mine, (slot.c.digit == digit) | (slot.c.code_id == code_id))
    )
    if code_id is not None:
        row = {"coder_id": coder_id, "digit": digit, "code_id": code_id}
        connection.execute(insert(slot), row)


def drafts(database: Database, coder_id: str) -> list[Draft]:
    """The coder's drafts, newest first."""
    d = draft.c
    statement = select(d.subject, d.subject_id, d.text, d.saved).where(d.coder_id == coder_id)
    return [Draft(*row) for row in database.read(statement.order_by(d.saved.desc()))]


def save_draft(
    connection: Connection, coder_id: str, subject: str, subject_id: str, text: str | None
) -> None:
    """Keep the text of a memo in work, or drop it where ``text`` is None."""
    d = draft.c
    chosen = (d.coder_id == coder_id, d.subject == subject, d.subject_id == subject_id)
    connection.execute(delete(draft).where(*chosen))
    if text is not None:
        row = {"coder_id": coder_id, "subject": subject, "subject_id": subject_id}
        connection.execute(insert(draft), {**row, "text": text, "saved": now()})
