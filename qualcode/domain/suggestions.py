"""Suggestions: what was proposed, why, and what the coder decided."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Decision(StrEnum):
    """What became of a suggestion."""

    SHOWN = "shown"
    ACCEPTED = "accepted"
    CHANGED = "accepted with changed range"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One code proposed for one stretch of a transcript (whole positions, half open).

    ``score`` runs from 0 to 1; ``reason`` is for people ('keyword "mailing list"');
    ``words`` are the ranges in the text that carry the reason; ``source`` names the engine part.
    """

    transcript_id: str
    start: int
    end: int
    code_id: str
    score: float
    reason: str
    source: str
    words: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """A coder's decision on a proposal, as it was stored (whole positions, half open)."""

    transcript_id: str
    start: int
    end: int
    code_id: str
    coder_id: str
    decision: Decision
