"""Suggestions as they were shown and decided."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from qualcode.domain.ids import new_id, now
from qualcode.domain.suggestions import Decided, Decision, Proposal
from qualcode.domain.transcripts import Transcript
from qualcode.store.database import Database
from qualcode.store.schema import suggestion
from qualcode.store.segments import anchors


def row_of(
    one: Proposal,
    place: Transcript,
    *,
    coder_id: str,
    decision: Decision,
    codebook_version: int,
    rank: int,
    level: str,
    engine: str,
) -> dict[str, Any]:
    """The row of a proposal with what the coder decided about it."""
    return {
        "id": new_id(),
        "transcript_id": one.transcript_id,
        "code_id": one.code_id,
        "coder_id": coder_id,
        **anchors(place, one.start, one.end),
        "score": one.score,
        "reason": one.reason,
        "source": one.source,
        "engine": engine,
        "codebook_version": codebook_version,
        "rank": rank,
        "level": level,
        "decision": decision.value,
        "decided": now(),
    }


def decided(database: Database, place: Transcript, coder_id: str) -> list[Decided]:
    """What one coder decided about suggestions in a transcript, oldest first."""
    s = suggestion.c
    columns = (s.start_turn_id, s.start_offset, s.end_turn_id, s.end_offset)
    statement = select(*columns, s.code_id, s.decision)
    statement = statement.where(s.transcript_id == place.id, s.coder_id == coder_id)
    index, starts = place.turn_index, place.positions.starts
    return [
        Decided(
            transcript_id=place.id,
            start=starts[index[row[0]]] + row[1],
            end=starts[index[row[2]]] + row[3],
            code_id=row[4],
            coder_id=coder_id,
            decision=Decision(row[5]),
        )
        for row in database.read(statement.order_by(s.decided, s.id))
    ]


def ids_in(database: Database, transcript_id: str) -> list[str]:
    """Ids of all coders' suggestions in a transcript."""
    statement = select(suggestion.c.id).where(suggestion.c.transcript_id == transcript_id)
    return list(database.read(statement).scalars())
