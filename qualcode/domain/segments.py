"""Coded segments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Origin(StrEnum):
    """How a segment came about; it is kept for ever, so that agreement figures stay honest."""

    HAND = "hand"
    HAND_HELPED = "hand, help visible"
    ACCEPTED = "suggestion accepted"
    CHANGED = "suggestion changed"
    AUTO = "all hits of a search"
    IMPORT = "import"
    ADJUDICATION = "adjudication"


WEIGHTS = range(4)
"""How strongly a passage speaks for its code, in studies that weigh: 0 mentions only, 3 strong."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a transcript with a code, by a coder.

    ``start`` and ``end`` are whole-transcript positions derived from the stored anchors
    (turn, offset); half open, code points. ``weight`` is from 0 (mentions only) to 3 (strong),
    None where the study does not weigh or the coder has not.
    """

    id: str
    transcript_id: str
    code_id: str
    coder_id: str
    start: int
    end: int
    origin: Origin
    codebook_version: int
    created: datetime
    changed: datetime
    suggestion_id: str | None = None
    key_quote: bool = False
    weight: int | None = None
