"""People: those who took part and those who code."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class CoderKind(StrEnum):
    """Who or what a coder row stands for."""

    PERSON = "person"
    MACHINE = "machine"
    CONSENSUS = "consensus"


class Progress(StrEnum):
    """How far a coder is with a transcript."""

    NOT_STARTED = "not started"
    OPEN = "open"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Coder:
    """Someone who codes; a second pass of the same person is a coder of its own."""

    id: str
    name: str
    kind: CoderKind = CoderKind.PERSON
    pass_number: int = 1


@dataclass(frozen=True, slots=True)
class Participant:
    """A person who took part, under a pseudonym, with attributes."""

    id: str
    pseudonym: str
    attributes: dict[str, str] = field(default_factory=dict)
    consent: str = ""


@dataclass(frozen=True, slots=True)
class CoderState:
    """How far a coder is with a transcript, and the codebook version it was finished under."""

    coder_id: str
    transcript_id: str
    progress: Progress
    finished: datetime | None = None
    codebook_version: int | None = None


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """Where a coder stopped in a transcript: position in code points, name of the unit."""

    position: int = 0
    unit: str = "sentence"
