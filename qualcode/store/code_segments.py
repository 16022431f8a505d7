"""Segments asked for by their code: for merging, splitting and reading a code's own passages."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from sqlalchemy import Select, case, func, select

from qualcode.store.database import Database
from qualcode.store.schema import memo, segment, suggestion, transcript, turn

EXCERPT = 400
"""Characters of a passage that are read for a list."""


class Coded(NamedTuple):
    """A stored segment: id, coder, code, its place, and what its coder marked on it."""

    id: str
    coder_id: str
    code_id: str
    place: tuple[str, int, str, int]
    key_quote: bool
    weight: int | None
    transcript_id: str
    codebook_version: int


class Passage(NamedTuple):
    """A coded passage as a list shows it; ``text`` is its beginning, ``cut`` says there is more."""

    segment_id: str
    code_id: str
    transcript_id: str
    transcript: str
    turn: int
    text: str
    cut: bool
    key_quote: bool
    codebook_version: int


def with_codes(
    database: Database, code_ids: Iterable[str], coder_id: str | None = None
) -> list[Coded]:
    """All segments with these codes, of one coder where one is named, by id."""
    s = segment.c
    columns = (s.start_turn_id, s.start_offset, s.end_turn_id, s.end_offset)
    statement = select(s.id, s.coder_id, s.code_id, *columns, s.key_quote, s.weight)
    statement = statement.add_columns(s.transcript_id, s.codebook_version)
    statement = statement.where(s.code_id.in_(list(code_ids)))
    if coder_id is not None:
        statement = statement.where(s.coder_id == coder_id)
    return [
        Coded(row[0], row[1], row[2], tuple(row[3:7]), bool(row[7]), *row[8:])
        for row in database.read(statement.order_by(s.id))
    ]


def any_with(database: Database, code_ids: Collection[str]) -> bool:
    """Whether any segment has, or any memo is on, one of these codes."""
    ids = list(code_ids)
    return any(
        database.read(select(column).where(column.in_(ids[at : at + 500])).limit(1)).first()
        for column in (segment.c.code_id, memo.c.code_id)
        for at in range(0, len(ids), 500)
    )


def memos_on(database: Database, segment_ids: Collection[str]) -> list[tuple[str, str]]:
    """Id of each memo on these segments, of any coder, with the id of its segment."""
    ids, found = list(segment_ids), []
    for at in range(0, len(ids), 500):
        part = select(memo.c.id, memo.c.segment_id)
        part = part.where(memo.c.segment_id.in_(ids[at : at + 500])).order_by(memo.c.id)
        found += [(row[0], row[1]) for row in database.read(part)]
    return found


def suggestions_of(database: Database, code_id: str) -> list[str]:
    """Ids of all stored suggestions of a code."""
    statement = select(suggestion.c.id).where(suggestion.c.code_id == code_id)
    return list(database.read(statement.order_by(suggestion.c.id)).scalars())


def passages(database: Database, coder_id: str, code_ids: Iterable[str] = ()) -> list[Passage]:
    """One coder's passages with these codes (with none named: all), in the study's order."""
    statement = _passages(coder_id)
    if wanted := list(code_ids):
        statement = statement.where(segment.c.code_id.in_(wanted))
    order = (transcript.c.sequence, turn.c.sequence, segment.c.start_offset, segment.c.id)
    return _read(database, statement.order_by(*order))


def _passages(coder_id: str) -> Select[Any]:
    s = segment.c
    inside = s.start_turn_id == s.end_turn_id
    length = case((inside, s.end_offset), else_=func.length(turn.c.text)) - s.start_offset
    shown = case((length > EXCERPT, EXCERPT), else_=length)
    text = func.substr(turn.c.text, s.start_offset + 1, shown)
    cut = case((inside & (length <= EXCERPT), 0), else_=1)
    return (
        select(s.id, s.code_id, s.transcript_id, transcript.c.name, turn.c.sequence + 1)
        .add_columns(text, cut, s.key_quote, s.codebook_version)
        .join(turn, turn.c.id == s.start_turn_id)
        .join(transcript, transcript.c.id == s.transcript_id)
        .where(s.coder_id == coder_id)
    )


def _read(database: Database, statement: Select[Any]) -> list[Passage]:
    return [
        Passage(row[0], row[1], row[2], row[3], row[4], row[5], bool(row[6]), bool(row[7]), row[8])
        for row in database.read(statement)
    ]
