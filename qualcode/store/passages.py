"""What reading by code and counting by voice need: few queries, however many segments there are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, Select, String, cast, func, select

from qualcode.domain.errors import Damaged
from qualcode.domain.transcripts import Role
from qualcode.store.database import Database
from qualcode.store.schema import (
    attribute,
    attribute_value,
    coder_transcript,
    memo,
    participant,
    segment,
    speaker,
    transcript,
    turn,
)

_AT_ONCE = 20_000
"""Ids in one statement: SQLite takes 32,766."""


class VoiceRow(NamedTuple):
    """A speaker of a transcript, or all its turns without one ("" as id and label)."""

    transcript_id: str
    transcript: str
    speaker_id: str
    label: str
    role: Role
    participant_id: str | None
    pseudonym: str
    words: int


class PassageRow(NamedTuple):
    """A segment in one of its turns that hold text, or in an empty one between them."""

    id: str
    code_id: str
    transcript_id: str
    origin: str
    version: int
    key_quote: bool
    start_turn: str
    start: int
    end_turn: str
    end: int
    turn_id: str
    sequence: int
    speaker_id: str
    text: str
    start_ms: int | None


class AttributeRow(NamedTuple):
    """A value of a participant or a transcript; ``subject`` says of which of the two."""

    subject: str
    name: str
    type: str
    owner: str
    value: str


Columns = tuple[list[str], ...]
"""Columns of one table, as texts, equally long."""


def voices(database: Database) -> list[VoiceRow]:
    """Everyone who has a turn or a label, by transcript and order of appearance, with words."""
    spoken = (
        select(turn.c.transcript_id, turn.c.speaker_id, func.sum(turn.c.words).label("words"))
        .group_by(turn.c.transcript_id, turn.c.speaker_id)
        .subquery()
    )
    s, p, t = speaker.c, participant.c, transcript.c
    named = (
        select(t.sequence, t.id, t.name, s.id, s.label, s.role, s.participant_id)
        .add_columns(p.pseudonym, func.coalesce(spoken.c.words, 0))
        .join(transcript, t.id == s.transcript_id)
        .outerjoin(participant, p.id == s.participant_id)
        .outerjoin(spoken, spoken.c.speaker_id == s.id)
        .order_by(t.sequence, s.sequence)
    )
    nobody = (
        select(t.sequence, t.id, t.name, spoken.c.words)
        .join(spoken, spoken.c.transcript_id == t.id)
        .where(spoken.c.speaker_id.is_(None))
    )
    found = [
        (
            row[0],
            VoiceRow(row[1], row[2], row[3], row[4], Role(row[5]), row[6], row[7] or "", row[8]),
        )
        for row in database.read(named)
    ]
    found += [
        (row[0], VoiceRow(row[1], row[2], "", "", Role.UNKNOWN, None, "", row[3]))
        for row in database.read(nobody)
    ]
    return [voice for _, voice in sorted(found, key=itemgetter(0))]


def attributes(database: Database) -> list[AttributeRow]:
    """All values of participants and transcripts, by subject and the order of the attributes."""
    a, v = attribute.c, attribute_value.c
    owner = func.coalesce(v.participant_id, v.transcript_id)
    statement = (
        select(a.subject, a.name, a.type, owner, v.value)
        .join(attribute_value, v.attribute_id == a.id)
        .order_by(a.subject, a.sort, a.name, v.id)
    )
    return [AttributeRow(*row) for row in database.read(statement)]


def passages(
    database: Database,
    coder_id: str,
    codes: Collection[str] = (),
    transcripts: Collection[str] = (),
    ids: Collection[str] | None = None,
) -> list[PassageRow]:
    """A coder's segments with the text of each of their turns, in the order of the study.

    ``ids`` are at most some 30,000; no codes, transcripts and ids (None) mean all.
    """
    first, last = turn.alias("first"), turn.alias("last")
    s, t = segment.c, turn.c
    place = (s.start_turn_id, s.start_offset, s.end_turn_id, s.end_offset)
    statement = (
        select(s.id, s.code_id, s.transcript_id, s.origin, s.codebook_version, s.key_quote, *place)
        .add_columns(t.id, t.sequence, func.coalesce(t.speaker_id, ""), t.text, t.start_ms)
        .join(first, first.c.id == s.start_turn_id)
        .join(last, last.c.id == s.end_turn_id)
        .join(turn, _between(first, last))
        .join(transcript, transcript.c.id == s.transcript_id)
        .where(s.coder_id == coder_id, *_within(codes, transcripts, ids))
        .order_by(transcript.c.sequence, first.c.sequence, s.start_offset)
        .order_by(last.c.sequence, s.end_offset, s.code_id, s.id, t.sequence)
    )
    return list(map(PassageRow._make, database.read(statement)))


def _between(first: FromClause, last: FromClause) -> ColumnElement[bool]:
    inside = turn.c.sequence.between(first.c.sequence, last.c.sequence)
    return (turn.c.transcript_id == segment.c.transcript_id) & inside


def _within(
    codes: Collection[str], transcripts: Collection[str], ids: Collection[str] | None
) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if codes:
        found.append(segment.c.code_id.in_(list(codes)))
    if transcripts:
        found.append(segment.c.transcript_id.in_(list(transcripts)))
    if ids is not None:
        found.append(segment.c.id.in_(list(ids)))
    return found


def with_memo(database: Database, coder_id: str) -> set[str]:
    """Ids of the segments on which the coder has a memo."""
    m = memo.c
    chosen = select(m.segment_id).where(m.coder_id == coder_id, m.segment_id.is_not(None))
    return set(database.read(chosen.distinct()).scalars())


def own_rows(database: Database, coder_id: str, ids: Sequence[str]) -> list[Any]:
    """Id, transcript, code and the four anchors of those of the segments that are the coder's."""
    s = segment.c
    place = (s.start_turn_id, s.start_offset, s.end_turn_id, s.end_offset)
    found: list[Any] = []
    for at in range(0, len(ids), _AT_ONCE):
        chosen = select(s.id, s.transcript_id, s.code_id, *place).where(
            s.coder_id == coder_id, s.id.in_(ids[at : at + _AT_ONCE])
        )
        found.extend(database.read(chosen))
    return found


def places_with(database: Database, coder_id: str, code_id: str) -> set[tuple[Any, ...]]:
    """The anchors of all of the coder's segments with a code."""
    s = segment.c
    place = (s.start_turn_id, s.start_offset, s.end_turn_id, s.end_offset)
    chosen = select(*place).where(s.coder_id == coder_id, s.code_id == code_id)
    return {tuple(row) for row in database.read(chosen)}


def progress(database: Database, coder_id: str) -> dict[str, str]:
    """How far the coder is with each transcript that was begun, by transcript id."""
    c = coder_transcript.c
    chosen = select(c.transcript_id, c.progress).where(c.coder_id == coder_id)
    return {row[0]: row[1] for row in database.read(chosen)}


def turn_columns(database: Database) -> Columns:
    """Id, transcript, sequence, speaker ("" for none) and whether there is text ("1") of turns."""
    t = turn.c
    filled = func.min(func.length(t.text), 1)
    return _columns(database, select(t.id, t.transcript_id, t.sequence, t.speaker_id, filled))


def segment_columns(database: Database, coder_id: str) -> Columns:
    """Id, code, first turn and last turn of all segments of a coder."""
    s = segment.c
    chosen = select(s.id, s.code_id, s.start_turn_id, s.end_turn_id)
    return _columns(database, chosen.where(s.coder_id == coder_id))


def _columns(database: Database, rows: Select[Any]) -> Columns:
    """The columns of many rows as texts: one long text each is read faster than a row each."""
    found = rows.subquery()
    texts = [func.coalesce(cast(column, String), "") for column in found.c]
    joined = [func.aggregate_strings(text, "\n") for text in texts]
    count, *whole = database.read(select(func.count(), *joined).select_from(found)).one()
    split = [text.split("\n") if count else [] for text in whole]
    if any(len(column) != count for column in split):
        raise Damaged("the project file is damaged: an id holds a line end")
    return tuple(split)
