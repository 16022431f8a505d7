"""Memos: rows of their own, on anything, several per thing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LONGEST_MEMO = 100_000
"""Characters that a memo holds at most: what is longer is a document, and slow to write in."""


class MemoKind(StrEnum):
    """What a memo is for."""

    NOTE = "note"
    THEORETICAL = "theoretical"
    METHOD = "method"
    REFLEXIVE = "reflexive"
    TO_DO = "to do"
    QUOTE = "quote"


CHOSEN_KINDS = (
    MemoKind.NOTE,
    MemoKind.THEORETICAL,
    MemoKind.METHOD,
    MemoKind.REFLEXIVE,
    MemoKind.TO_DO,
)
"""The kinds that a coder chooses from, in the order in which they are listed."""


class Subject(StrEnum):
    """What a memo can be written on."""

    STUDY = "study"
    TRANSCRIPT = "transcript"
    TURN = "turn"
    SEGMENT = "segment"
    CODE = "code"
    SPEAKER = "speaker"
    PARTICIPANT = "participant"


@dataclass(frozen=True, slots=True)
class Memo:
    """A remark by a coder on one thing of the study."""

    id: str
    subject: Subject
    subject_id: str
    coder_id: str
    kind: MemoKind
    text: str
    created: datetime
    changed: datetime
