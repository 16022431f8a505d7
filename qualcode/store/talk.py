"""Who said how much and what of it is coded: turns without their text, one coder's spans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, cast

from sqlalchemy import func, select

from qualcode.store.database import Database
from qualcode.store.schema import participant, segment, transcript, turn


class TurnFact(NamedTuple):
    """A turn without its text; ``characters`` counts code points, times are milliseconds."""

    id: str
    transcript_id: str
    speaker_id: str | None
    words: int
    characters: int
    start_ms: int | None
    end_ms: int | None


CodedPart = tuple[str, str, int, str, int]
"""A segment: code id, first turn's id and offset in its text, last turn's id and offset."""


def turns(database: Database, ids: Sequence[str] | None) -> list[TurnFact]:
    """The turns of the transcripts (None: of all), in the order of the study."""
    t = turn.c
    place = (t.id, t.transcript_id, t.speaker_id, t.words)
    wanted = (
        select(*place, func.length(t.text), t.start_ms, t.end_ms)
        .join(transcript, transcript.c.id == t.transcript_id)
        .order_by(transcript.c.sequence, t.sequence)
    )
    wanted = wanted if ids is None else wanted.where(t.transcript_id.in_(ids))
    return list(map(TurnFact._make, database.read(wanted).all()))


def turn_lengths(database: Database, ids: Sequence[str]) -> dict[str, list[int]]:
    """Code points of each turn of some transcripts, in order, by the transcript; one query."""
    t = turn.c
    wanted = select(t.transcript_id, func.length(t.text)).where(t.transcript_id.in_(ids))
    found: dict[str, list[int]] = {}
    for transcript_id, length in database.read(wanted.order_by(t.transcript_id, t.sequence)):
        found.setdefault(transcript_id, []).append(length)
    return found


def coded(database: Database, coder_id: str, ids: Sequence[str] | None) -> list[CodedPart]:
    """One coder's segments in the transcripts (None: in all)."""
    s = segment.c
    place = (s.start_turn_id, s.start_offset, s.end_turn_id, s.end_offset)
    wanted = select(s.code_id, *place).where(s.coder_id == coder_id)
    wanted = wanted if ids is None else wanted.where(s.transcript_id.in_(ids))
    return cast("list[CodedPart]", database.read(wanted).all())


def pseudonyms(database: Database) -> dict[str, str]:
    """Pseudonym of each participant by id, by pseudonym."""
    p = participant.c
    rows = database.read(select(p.id, p.pseudonym).order_by(p.pseudonym))
    return {row[0]: row[1] for row in rows}
