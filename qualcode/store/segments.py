"""Coded segments: anchored in turns on disk, in whole-transcript positions outside."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import DateTime, Select, func, select, type_coerce

from qualcode.domain.corpus import CodedSpan
from qualcode.domain.segments import Origin, Segment
from qualcode.domain.transcripts import Transcript
from qualcode.store.database import Database
from qualcode.store.schema import code, coder, segment, transcript, turn

Anchors = dict[str, Any]


class Detail(NamedTuple):
    """What a table of segments adds to a span; ``created`` is ISO text in UTC."""

    segment_id: str
    origin: str
    created: str
    codebook_version: int
    suggestion_id: str | None


def anchors(one: Transcript, start: int, end: int) -> Anchors:
    """The anchor columns for whole positions; raises ValueError where the range holds no text."""
    first, last = one.positions.anchor(start, end)
    return {
        "start_turn_id": one.turns[first.turn].id,
        "start_offset": first.offset,
        "end_turn_id": one.turns[last.turn].id,
        "end_offset": last.offset,
    }


def row_of(one: Segment, place: Anchors) -> dict[str, Any]:
    """The row of a segment with its anchors."""
    return {
        "id": one.id,
        "transcript_id": one.transcript_id,
        "coder_id": one.coder_id,
        "code_id": one.code_id,
        **place,
        "origin": one.origin.value,
        "suggestion_id": one.suggestion_id,
        "codebook_version": one.codebook_version,
        "created": one.created,
        "changed": one.changed,
    }


def of_transcript(database: Database, one: Transcript, coder_id: str) -> list[Segment]:
    """One coder's segments in a transcript, by start, end and code."""
    s = segment.c
    chosen = _segments().where(s.transcript_id == one.id, s.coder_id == coder_id)
    found = [_segment(row, one) for row in database.read(chosen)]
    return sorted(found, key=lambda segment: (segment.start, segment.end, segment.code_id))


def by_id(database: Database, segment_id: str, one: Transcript) -> Segment:
    """One segment of a transcript."""
    row = database.read(_segments().where(segment.c.id == segment_id)).one()
    return _segment(row, one)


def owner(database: Database, segment_id: str) -> tuple[str, str] | None:
    """Transcript id and coder id of a segment, or None where there is no such segment."""
    statement = select(segment.c.transcript_id, segment.c.coder_id)
    row = database.read(statement.where(segment.c.id == segment_id)).first()
    return (row[0], row[1]) if row else None


def _segments() -> Select[Any]:
    s = segment.c
    place = (s.start_turn_id, s.start_offset, s.end_turn_id, s.end_offset)
    times = (s.created, s.changed, s.suggestion_id)
    return select(s.id, s.transcript_id, s.code_id, s.coder_id, *place, s.origin).add_columns(
        s.codebook_version, *times
    )


def _segment(row: Any, one: Transcript) -> Segment:
    index, starts = one.turn_index, one.positions.starts
    return Segment(
        id=row[0],
        transcript_id=row[1],
        code_id=row[2],
        coder_id=row[3],
        start=starts[index[row[4]]] + row[5],
        end=starts[index[row[6]]] + row[7],
        origin=Origin(row[8]),
        codebook_version=row[9],
        created=row[10],
        changed=row[11],
        suggestion_id=row[12],
    )


def spans(database: Database, transcripts: Iterable[Transcript]) -> list[CodedSpan]:
    """All spans of the transcripts, of all coders, by transcript and start."""
    return _spans(database.read(select(*_SPAN)).all(), transcripts)


def spans_and_details(
    database: Database, transcripts: Iterable[Transcript]
) -> tuple[list[CodedSpan], list[Detail]]:
    """The spans as above, and of every segment what a table adds to them, in any order."""
    s = segment.c
    # The plain type leaves out a call per row; a moment is worth formatting once.
    created = type_coerce(s.created, DateTime())
    more = (s.origin, created, s.codebook_version, s.suggestion_id)
    rows = database.read(select(*_SPAN, *more)).all()
    details = [Detail(row[0], row[8], _stamp(row[9]), row[10], row[11]) for row in rows]
    return _spans(rows, transcripts), details


_SPAN = (
    *(segment.c.id, segment.c.transcript_id, segment.c.code_id, segment.c.coder_id),
    *(segment.c.start_turn_id, segment.c.start_offset),
    *(segment.c.end_turn_id, segment.c.end_offset),
)


def _spans(rows: Iterable[Any], transcripts: Iterable[Transcript]) -> list[CodedSpan]:
    starts: dict[str, int] = {}
    order: dict[str, int] = {}
    for number, one in enumerate(transcripts):
        order[one.id] = number
        starts.update(zip((turn.id for turn in one.turns), one.positions.starts, strict=True))
    # Tuples in the wanted order sort three times faster than spans by a key.
    found = sorted(
        (order[r[1]], starts[r[4]] + r[5], starts[r[6]] + r[7], r[2], r[3], r[0], r[1])
        for r in rows
        if r[1] in order
    )
    return [CodedSpan(key, where, code, who, a, b) for _, a, b, code, who, key, where in found]


@lru_cache(maxsize=4096)
def _stamp(moment: datetime) -> str:
    """A stored moment as ISO text in UTC, to the second."""
    return moment.replace(tzinfo=UTC).isoformat(timespec="seconds")


def counts(database: Database, coder_id: str) -> dict[str, int]:
    """Number of a coder's segments by code id."""
    statement = select(segment.c.code_id, func.count()).where(segment.c.coder_id == coder_id)
    return {row[0]: row[1] for row in database.read(statement.group_by(segment.c.code_id))}


def counts_by_coder(database: Database) -> dict[str, int]:
    """Number of segments by coder name."""
    statement = (
        select(coder.c.name, func.count(segment.c.id))
        .outerjoin(segment, segment.c.coder_id == coder.c.id)
        .group_by(coder.c.id)
        .order_by(coder.c.name)
    )
    return {row[0]: row[1] for row in database.read(statement)}


def recent_codes(database: Database, coder_id: str, limit: int) -> list[str]:
    """Ids of the codes the coder applied last, newest first."""
    newest = func.max(segment.c.created)
    statement = select(segment.c.code_id).where(segment.c.coder_id == coder_id)
    statement = statement.group_by(segment.c.code_id).order_by(newest.desc()).limit(limit)
    return list(database.read(statement).scalars())


def existing(database: Database) -> set[tuple[Any, ...]]:
    """Transcript, coder, code and anchors of every segment, to notice a repeated one."""
    s = segment.c
    place = (s.start_turn_id, s.start_offset, s.end_turn_id, s.end_offset)
    return {tuple(row) for row in database.read(select(s.coder_id, s.code_id, *place))}


def same(database: Database, coder_id: str, code_id: str, place: Anchors) -> str | None:
    """Id of the coder's segment with this code on exactly this place, or None."""
    s = segment.c
    chosen = [s[name] == value for name, value in place.items()]
    statement = select(s.id).where(s.coder_id == coder_id, s.code_id == code_id, *chosen)
    return database.read(statement.limit(1)).scalar()


def ids_in(database: Database, transcript_id: str) -> list[str]:
    """Ids of all coders' segments in a transcript."""
    statement = select(segment.c.id).where(segment.c.transcript_id == transcript_id)
    return list(database.read(statement).scalars())


def misplaced(database: Database) -> list[str]:
    """Sentences about segments whose anchors do not lie in order inside their turns."""
    first, last = turn.alias("first"), turn.alias("last")
    s = segment.c
    wrong = (
        (s.end_offset > func.length(last.c.text))
        | (s.start_offset >= func.length(first.c.text))
        | (first.c.sequence > last.c.sequence)
        | ((first.c.id == last.c.id) & (s.start_offset >= s.end_offset))
        | (first.c.transcript_id != s.transcript_id)
        | (last.c.transcript_id != s.transcript_id)
    )
    statement = (
        select(s.id, transcript.c.name, code.c.key, coder.c.name)
        .join(first, first.c.id == s.start_turn_id)
        .join(last, last.c.id == s.end_turn_id)
        .join(transcript, transcript.c.id == s.transcript_id)
        .join(code, code.c.id == s.code_id)
        .join(coder, coder.c.id == s.coder_id)
        .where(wrong)
        .order_by(transcript.c.name, s.id)
    )
    return [
        f"segment {row[0]} ({row[2]}, {row[3]}) does not fit the text of {row[1]}"
        for row in database.read(statement)
    ]
