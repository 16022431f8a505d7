"""What the overview of a study needs of one coder's work, in a fixed number of queries."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, func, select

from qualcode.domain.people import Progress
from qualcode.domain.transcripts import Role
from qualcode.store.database import Database
from qualcode.store.schema import (
    coder,
    coder_transcript,
    memo,
    reading,
    segment,
    speaker,
    transcript,
    turn,
)

UNCOUNTED = tuple(role.value for role in Role if not role.counts)


class Size(NamedTuple):
    """A transcript: id, name, words, and characters of the text that counts."""

    id: str
    name: str
    words: int
    counted: int


class Coded(NamedTuple):
    """Coded stretches inside single turns, column by column; a study has hundreds of thousands.

    ``starts`` and ``ends`` count from the start of the turn, half open.
    """

    transcripts: list[str]
    codes: list[str]
    turns: list[str]
    starts: list[int]
    ends: list[int]


class LastPlace(NamedTuple):
    """Where a coder was last: the turn by number from 0 and how many characters stand before it."""

    transcript_id: str
    transcript: str
    turn: int
    start_ms: int | None
    before: int
    offset: int
    unit: str
    saved: datetime


def sizes(database: Database) -> list[Size]:
    """All transcripts in the order of the study."""
    t = transcript.c
    uncounted = turn.c.speaker_id.in_(_uncounted_speakers())
    length = func.length(turn.c.text)
    per_turn = (
        select(
            turn.c.transcript_id,
            func.sum(turn.c.words).label("words"),
            func.sum(case((uncounted, 0), else_=length)).label("counted"),
        )
        .group_by(turn.c.transcript_id)
        .subquery()
    )
    filled = [func.coalesce(per_turn.c[name], 0) for name in ("words", "counted")]
    statement = select(t.id, t.name, *filled).outerjoin(per_turn, per_turn.c.transcript_id == t.id)
    return [Size(*row) for row in database.read(statement.order_by(t.sequence))]


def uncounted_turns(database: Database) -> set[str]:
    """Ids of the turns of moderators, assistants and interpreters."""
    chosen = select(turn.c.id).where(turn.c.speaker_id.in_(_uncounted_speakers()))
    return set(database.read(chosen).scalars())


def _uncounted_speakers() -> Select[Any]:
    return select(speaker.c.id).where(speaker.c.role.in_(UNCOUNTED))


def coded(database: Database, coder_id: str, number: int) -> Coded:
    """What a coder's segments, of which there are so many, cover turn by turn, in any order."""
    s = segment.c
    columns = (s.transcript_id, s.code_id, s.start_turn_id, s.start_offset, s.end_offset)
    # One long text per column is read three times as fast as a row per segment.
    texts = [func.aggregate_strings(cast(column, String), "\n") for column in columns]
    whole = (s.coder_id == coder_id, s.start_turn_id == s.end_turn_id)
    count, *joined = database.read(select(func.count(), *texts).where(*whole)).one()
    split: list[Any] = [text.split("\n") if count else [] for text in joined]
    found = Coded(*split[:3], *(list(map(int, column)) for column in split[3:]))
    # Few reach over turns, often none, and to look for them takes a while.
    across = _across(database, coder_id) if count < number else []
    for where, code_id, turn_id, start, stop in across:
        found.transcripts.append(where)
        found.codes.append(code_id)
        found.turns.append(turn_id)
        found.starts.append(start)
        found.ends.append(stop)
    return found


def _across(database: Database, coder_id: str) -> list[tuple[Any, ...]]:
    """The parts of a coder's segments that reach over turns."""
    s, t = segment.c, turn.c
    first, last = turn.alias("first"), turn.alias("last")
    begin = case((t.id == s.start_turn_id, s.start_offset), else_=0)
    end = case((t.id == s.end_turn_id, s.end_offset), else_=func.length(t.text))
    statement = (
        select(s.transcript_id, s.code_id, t.id, begin, end)
        .select_from(segment)
        .join(first, first.c.id == s.start_turn_id)
        .join(last, last.c.id == s.end_turn_id)
        .join(turn, _within(first, last))
        .where(s.coder_id == coder_id, s.start_turn_id != s.end_turn_id)
    )
    return [tuple(row) for row in database.read(statement)]


def _within(first: Any, last: Any) -> ColumnElement[bool]:
    """Whether a turn lies between two others of its transcript, these included."""
    between = turn.c.sequence.between(first.c.sequence, last.c.sequence)
    return and_(turn.c.transcript_id == first.c.transcript_id, between)


def last_place(database: Database, coder_id: str) -> LastPlace | None:
    """Where the coder was last in the whole study, or None."""
    r, t = reading.c, turn.c
    earlier = turn.alias("earlier")
    before = (
        select(func.coalesce(func.sum(func.length(earlier.c.text) + 1), 0))
        .where(earlier.c.transcript_id == t.transcript_id, earlier.c.sequence < t.sequence)
        .scalar_subquery()
    )
    statement = (
        select(r.transcript_id, transcript.c.name, t.sequence, t.start_ms, before)
        .add_columns(r.offset, r.unit, r.saved)
        .join(turn, t.id == r.turn_id)
        .join(transcript, transcript.c.id == r.transcript_id)
        .where(r.coder_id == coder_id)
    )
    row = database.read(statement.order_by(r.saved.desc()).limit(1)).first()
    return LastPlace(*row) if row else None


def states(database: Database) -> dict[str, list[tuple[str, str, Progress]]]:
    """Id and name of each coder with their state, by transcript id; coders by name."""
    s = coder_transcript.c
    statement = (
        select(s.transcript_id, coder.c.id, coder.c.name, s.progress)
        .join(coder, coder.c.id == s.coder_id)
        .order_by(coder.c.name)
    )
    found: dict[str, list[tuple[str, str, Progress]]] = {}
    for transcript_id, coder_id, name, progress in database.read(statement):
        found.setdefault(transcript_id, []).append((coder_id, name, Progress(progress)))
    return found


def speakers_and_memos(database: Database, coder_id: str) -> tuple[int, int]:
    """Number of speakers of the study (labels, per transcript), and of the coder's memos."""
    people = select(func.count()).select_from(speaker).scalar_subquery()
    own = select(func.count()).where(memo.c.coder_id == coder_id).scalar_subquery()
    row = database.read(select(people, own)).one()
    return row[0], row[1]
