"""Turns that fit a search: their words by the full-text index, the rest by their tables."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, union

from qualcode.domain.tokens import Phrase
from qualcode.store import sqlite
from qualcode.store.database import Database
from qualcode.store.schema import (
    attribute_value,
    participant,
    segment,
    speaker,
    transcript,
    turn,
)

Ids = Collection[str]
_PART = 500


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold of a turn (or must not, with ``exclude``): one of what is given.

    ``codes`` are those of ``coder_id``; an empty set of codes means any. None: not asked for.
    """

    transcripts: Ids | None = None
    speakers: Ids | None = None
    no_speaker: bool = False
    codes: Ids | None = None
    uncoded: bool = False
    coder_id: str = ""
    exclude: bool = False


@dataclass(frozen=True, slots=True)
class FoundTurn:
    """A turn that fits; ``start`` is its position in the whole transcript."""

    id: str
    transcript_id: str
    transcript: str
    language: str
    index: int
    speaker: str
    role: str
    start_ms: int | None
    text: str
    start: int


def find(
    database: Database,
    phrases: Sequence[Phrase],
    excluded: Sequence[Phrase],
    conditions: Sequence[Condition],
    limit: int | None,
) -> tuple[int, list[str]]:
    """How many turns fit, and the ids of the first ``limit`` of them, the best first.

    Without phrases they come in the order of the study.
    """
    if phrases and not excluded and not conditions:
        return _by_words(database, phrases, limit)
    t = turn.c
    chosen = select(t.id, func.count().over())
    if phrases:
        found = sqlite.matching(phrases).subquery("found")
        chosen = chosen.join(found, found.c.id == t.id).order_by(found.c.rank, found.c.number)
    else:
        chosen = chosen.join(transcript, transcript.c.id == t.transcript_id)
        chosen = chosen.order_by(transcript.c.sequence, t.sequence)
    for phrase in excluded:
        chosen = chosen.where(t.id.not_in(_ids(sqlite.matching([phrase]))))
    rows = database.read(chosen.where(*map(_holds, conditions)).limit(limit)).all()
    return (rows[0][1] if rows else 0), [row[0] for row in rows]


def _by_words(
    database: Database, phrases: Sequence[Phrase], limit: int | None
) -> tuple[int, list[str]]:
    """As ``find``, where only words are asked for: the turns themselves need not be read."""
    found = sqlite.matching(phrases).subquery("found")
    chosen = select(found.c.id, func.count().over()).order_by(found.c.rank, found.c.number)
    rows = database.read(chosen.limit(limit)).all()
    return (rows[0][1] if rows else 0), [row[0] for row in rows]


def _ids(found: Select[Any]) -> Select[Any]:
    return select(found.subquery().c.id)


def _holds(condition: Condition) -> ColumnElement[bool]:
    t, parts = turn.c, list[ColumnElement[bool]]()
    if condition.transcripts is not None:
        parts.append(t.transcript_id.in_(condition.transcripts))
    if condition.speakers is not None:
        parts.append(func.coalesce(t.speaker_id, "").in_(condition.speakers))
    if condition.no_speaker:
        parts.append(t.speaker_id.is_(None))
    if condition.codes is not None:
        parts.append(_is_coded(condition.coder_id, condition.codes))
    if condition.uncoded:
        parts.append(~_is_coded(condition.coder_id, ()))
    held = or_(*parts)
    return ~held if condition.exclude else held


def _is_coded(coder_id: str, codes: Ids) -> ColumnElement[bool]:
    """Whether a segment of the coder, with one of the codes if any are named, touches a turn."""
    t, s = turn.c, segment.c
    mine = and_(s.coder_id == coder_id, *([s.code_id.in_(codes)] if codes else ()))
    if codes:
        firsts = select(s.start_turn_id).where(mine)
        return t.id.in_(union(firsts, _across(mine)).scalar_subquery())
    # Of all codes: asking turn by turn reads less than listing every segment.
    here = select(s.id).where(s.start_turn_id == t.id, mine).correlate(turn)
    return or_(here.exists(), t.id.in_(_across(mine).scalar_subquery()))


_FIRST, _LAST, _UNDER = turn.alias("first"), turn.alias("last"), turn.alias("under")


def _across(mine: ColumnElement[bool]) -> Select[Any]:
    """Ids of the turns under segments that go beyond a turn."""
    s = segment.c
    between = _UNDER.c.sequence.between(_FIRST.c.sequence, _LAST.c.sequence)
    return (
        select(_UNDER.c.id)
        .select_from(segment)
        .join(_FIRST, _FIRST.c.id == s.start_turn_id)
        .join(_LAST, _LAST.c.id == s.end_turn_id)
        .join(_UNDER, and_(_UNDER.c.transcript_id == s.transcript_id, between))
        .where(mine, s.start_turn_id != s.end_turn_id)
    )


def turns(database: Database, ids: Sequence[str]) -> list[FoundTurn]:
    """The turns with these ids, in their order."""
    t = turn.c
    columns = (
        *(t.id, t.transcript_id, transcript.c.name, transcript.c.language, t.sequence),
        *(func.coalesce(speaker.c.label, ""), func.coalesce(speaker.c.role, "unknown")),
        *(t.start_ms, t.text),
    )
    # Adding up what stands before each is fast for few turns, and far too slow for all.
    few = len(ids) <= _PART
    chosen = select(*columns, _before() if few else literal(0))
    chosen = chosen.join(transcript, transcript.c.id == t.transcript_id)
    chosen = chosen.outerjoin(speaker, speaker.c.id == t.speaker_id)
    found: dict[str, FoundTurn] = {}
    for part in _parts(ids):
        for row in database.read(chosen.where(t.id.in_(part))):
            found[row[0]] = FoundTurn(*row)
    if few:
        return [found[one] for one in ids]
    starts = _starts(database)
    return [replace(found[one], start=starts[one]) for one in ids]


def _before() -> ColumnElement[int]:
    """Characters of the transcript before a turn, with the line feeds between turns."""
    before = turn.alias("before")
    length = func.coalesce(func.sum(func.length(before.c.text) + 1), 0)
    here = before.c.transcript_id == turn.c.transcript_id
    chosen = select(length).where(here, before.c.sequence < turn.c.sequence)
    return chosen.correlate(turn).scalar_subquery()


def _starts(database: Database) -> dict[str, int]:
    """Position of every turn of the study in its transcript, by id."""
    t = turn.c
    size = func.length(t.text) + 1
    upto = func.sum(size).over(partition_by=t.transcript_id, order_by=t.sequence)
    return {row[0]: row[1] for row in database.read(select(t.id, upto - size))}


def codes_on(database: Database, ids: Sequence[str], coder_id: str) -> dict[str, list[str]]:
    """Ids of the codes of one coder's segments on each of the turns."""
    s = segment.c
    found: dict[str, list[str]] = {}
    for part in _parts(ids):
        mine = s.coder_id == coder_id
        short = select(s.start_turn_id, s.code_id).where(mine, s.start_turn_id.in_(part))
        long = _across(mine).add_columns(s.code_id)
        long = long.where(_UNDER.c.id.in_(part))
        for turn_id, code_id in database.read(short.union(long)):
            found.setdefault(turn_id, []).append(code_id)
    return found


def _parts(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[at : at + _PART] for at in range(0, len(ids), _PART)]


def speakers(database: Database) -> list[tuple[str, str, str, str]]:
    """Id, label, role and pseudonym ("" for none) of every speaker."""
    s = speaker.c
    chosen = select(s.id, s.label, s.role, func.coalesce(participant.c.pseudonym, ""))
    joined = chosen.outerjoin(participant, participant.c.id == s.participant_id)
    return [(row[0], row[1], row[2], row[3]) for row in database.read(joined)]


def with_attribute(database: Database) -> list[tuple[str, str | None, str | None]]:
    """Every value of an attribute, with the transcript or the speaker it belongs to."""
    a = attribute_value.c
    of_transcripts = select(a.value, a.transcript_id).where(a.transcript_id.is_not(None))
    of_speakers = select(a.value, speaker.c.id).join(
        speaker, speaker.c.participant_id == a.participant_id
    )
    return [
        *((row[0], row[1], None) for row in database.read(of_transcripts)),
        *((row[0], None, row[1]) for row in database.read(of_speakers)),
    ]


def kinds(database: Database) -> list[tuple[str, str]]:
    """Id and kind of every transcript."""
    rows = database.read(select(transcript.c.id, transcript.c.kind))
    return [(row[0], row[1]) for row in rows]


Placed = tuple[str, int, str, int]
"""A segment's place: first turn, offset in it, last turn, offset in that."""


def placed(database: Database, coder_id: str, code_id: str) -> dict[str, list[Placed]]:
    """Places of one coder's segments with a code, by transcript id."""
    s = segment.c
    place = (s.start_turn_id, s.start_offset, s.end_turn_id, s.end_offset)
    chosen = select(s.transcript_id, *place).where(s.code_id == code_id, s.coder_id == coder_id)
    found: dict[str, list[Placed]] = {}
    for row in database.read(chosen):
        found.setdefault(row[0], []).append((row[1], row[2], row[3], row[4]))
    return found
