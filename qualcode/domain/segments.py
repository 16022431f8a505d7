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
    IMPORT = "import"
    ADJUDICATION = "adjudication"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a transcript with a code, by a coder.

    ``start`` and ``end`` are whole-transcript positions derived from the stored anchors
    (turn, offset); half open, code points.
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
