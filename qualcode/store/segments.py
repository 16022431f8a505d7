"""Coded segments: anchored in turns on disk, in whole-transcript positions outside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import compress
from operator import add, itemgetter
from typing import Any

from sqlalchemy import Column, Select, String, cast, func, select

from qualcode.domain.corpus import CodedSpan
from qualcode.domain.errors import Damaged
from qualcode.domain.segments import Origin, Segment
from qualcode.domain.transcripts import Transcript
from qualcode.store.database import Database
from qualcode.store.schema import code, coder, segment, transcript, turn

Anchors = dict[str, Any]


Detail = tuple[str, str, str, int, str | None, bool, int | None]
"""What a table of segments adds to a span: segment id, origin, when made (ISO text in UTC),
version of the codebook, suggestion id, whether it is a key quote, and its weight."""


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
        "weight": one.weight,
        "key_quote": one.key_quote,
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
        s.codebook_version, *times, s.key_quote, s.weight
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
        key_quote=row[13],
        weight=row[14],
    )


def spans(
    database: Database, transcripts: Iterable[Transcript], coder_id: str | None = None
) -> list[CodedSpan]:
    """All spans of the transcripts, of all coders or of one, by transcript and start."""
    return _spans(_columns(database, *_SPAN, coder_id=coder_id), transcripts)


def spans_and_details(
    database: Database, transcripts: Iterable[Transcript]
) -> tuple[list[CodedSpan], Iterable[Detail]]:
    """The spans as above, and of every segment what a table adds to them, once, in any order."""
    s = segment.c
    more = (s.origin, s.created, s.codebook_version, s.suggestion_id, s.key_quote, s.weight)
    *place, origins, created, versions, suggestions, key_quotes, weights = _columns(
        database, *_SPAN, *more
    )
    stamps = {moment: _stamp(moment) for moment in set(created)}
    details = zip(
        place[0],
        origins,
        map(stamps.__getitem__, created),
        map(int, versions),
        [suggestion or None for suggestion in suggestions],
        [key_quote == "1" for key_quote in key_quotes],
        [int(weight) if weight else None for weight in weights],
        strict=True,
    )
    return _spans(place, transcripts), details


_SPAN = (
    *(segment.c.id, segment.c.transcript_id, segment.c.code_id, segment.c.coder_id),
    *(segment.c.start_turn_id, segment.c.start_offset),
    *(segment.c.end_turn_id, segment.c.end_offset),
)


def _columns(
    database: Database, *columns: Column[Any], coder_id: str | None = None
) -> list[list[str]]:
    """The columns of all segments, or of a coder's, as texts, nothing as an empty one.

    One long text per column is read three times as fast as a row per segment.
    """
    texts = [func.coalesce(cast(column, String), "") for column in columns]
    joined = [func.aggregate_strings(text, "\n") for text in texts]
    wanted = select(func.count(), *joined).select_from(segment)
    if coder_id is not None:
        wanted = wanted.where(segment.c.coder_id == coder_id)
    count, *found = database.read(wanted).one()
    split = [text.split("\n") if count else [] for text in found]
    if any(len(column) != count for column in split):
        raise Damaged("the project file is damaged: the id of a segment holds a line end")
    return split


def _spans(columns: Sequence[list[str]], transcripts: Iterable[Transcript]) -> list[CodedSpan]:
    starts: dict[str, int] = {}
    order: dict[str, int] = {}
    for number, one in enumerate(transcripts):
        order[one.id] = number
        starts.update(zip((turn.id for turn in one.turns), one.positions.starts, strict=True))
    if not order.keys() >= set(columns[1]):
        columns = [
            list(compress(column, map(order.__contains__, columns[1]))) for column in columns
        ]
    ids, where, codes, coders, first, begin, last, stop = columns
    place = map(order.__getitem__, where)
    start = map(add, map(starts.__getitem__, first), map(int, begin))
    end = map(add, map(starts.__getitem__, last), map(int, stop))
    # Tuples in the wanted order sort three times faster than spans by a key.
    rows = sorted(zip(place, start, end, codes, coders, ids, where, strict=True))
    return list(map(CodedSpan._make, map(itemgetter(5, 6, 3, 4, 1, 2), rows)))


def _stamp(moment: str) -> str:
    """A stored moment as ISO text in UTC, to the second."""
    return datetime.fromisoformat(moment).replace(tzinfo=UTC).isoformat(timespec="seconds")


def counts(database: Database, coder_id: str) -> dict[str, int]:
    """Number of a coder's segments by code id."""
    statement = select(segment.c.code_id, func.count()).where(segment.c.coder_id == coder_id)
    return {row[0]: row[1] for row in database.read(statement.group_by(segment.c.code_id))}


def counts_by_transcript(database: Database) -> dict[tuple[str, str], int]:
    """Number of segments by coder and transcript (ids)."""
    s = segment.c
    statement = select(s.coder_id, s.transcript_id, func.count())
    rows = database.read(statement.group_by(s.coder_id, s.transcript_id))
    return {(row[0], row[1]): row[2] for row in rows}


def counts_by_coder(database: Database) -> dict[str, int]:
    """Number of segments by coder name."""
    per_coder = (
        select(segment.c.coder_id, func.count().label("number"))
        .group_by(segment.c.coder_id)
        .subquery()
    )
    statement = (
        select(coder.c.name, func.coalesce(per_coder.c.number, 0))
        .outerjoin(per_coder, per_coder.c.coder_id == coder.c.id)
        .order_by(coder.c.name)
    )
    return {row[0]: row[1] for row in database.read(statement)}


def recent_codes(database: Database, coder_id: str, limit: int) -> list[str]:
    """Ids of the codes the coder applied last, newest first; of one moment the most used first."""
    newest, used = func.max(segment.c.created), func.count()
    statement = (
        select(segment.c.code_id)
        .join(code, code.c.id == segment.c.code_id)
        .where(segment.c.coder_id == coder_id)
        .group_by(segment.c.code_id, code.c.key)
        .order_by(newest.desc(), used.desc(), code.c.key)
    )
    return list(database.read(statement.limit(limit)).scalars())


def existing(database: Database) -> set[tuple[Any, ...]]:
    """Transcript, coder, code and anchors of every segment, to notice a repeated one."""
    s = segment.c
    place = (s.start_turn_id, s.start_offset, s.end_turn_id, s.end_offset)
    return {tuple(row) for row in database.read(select(s.coder_id, s.code_id, *place))}


def same(database: Database, coder_id: str, code_id: str, place: Anchors) -> str | None:
    """Id of the coder's segment with this code on exactly this place, or None."""
    s = segment.c
    chosen = [s[name] == value for name, value in place.items()]
    # By the place alone: given the code too, SQLite looks through all that has the code.
    found = database.read(select(s.id, s.coder_id, s.code_id).where(*chosen))
    return next((key for key, *whose in found if whose == [coder_id, code_id]), None)


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
