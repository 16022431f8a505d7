"""The topic guide: its questions, and which question each turn belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.domain.transcripts import Transcript


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the guide; ``key`` (Q0, Q1 ...) stands for it everywhere."""

    id: str
    key: str
    sequence: int
    text: str


def questions_of(transcript: Transcript) -> list[str | None]:
    """The key of the question of each turn: that of the last assigned turn up to it.

    None before the first assigned turn.
    """
    found: list[str | None] = []
    present: str | None = None
    for turn in transcript.turns:
        present = turn.question or present
        found.append(present)
    return found
