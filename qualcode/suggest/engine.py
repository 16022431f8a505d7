"""What a suggester is: the unit it reads, what it answers, how it explains itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from qualcode.domain.suggestions import Decided, Proposal


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of one turn (a sentence, as a rule), with what is known around it.

    ``start`` and ``end`` are whole-transcript positions; ``counts`` is False for moderator,
    assistant and interpreter; ``question`` is the key of the topic-guide question; ``turn`` is
    the index of the turn in the transcript. Units of one turn are given to a suggester together.
    """

    transcript_id: str
    start: int
    end: int
    text: str
    language: str = "en"
    counts: bool = True
    speaker: str | None = None
    question: str | None = None
    turn: int = 0


class HitKind(StrEnum):
    """Which list of a code a phrase stands in."""

    KEYWORD = "keyword"
    WEAK = "weak keyword"
    NEGATIVE = "negative phrase"


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of a code found in a transcript (whole positions, half open).

    ``phrase`` is as the codebook writes it; ``exact`` is False where the text has another form
    of its words; ``dropped`` says why the hit does not count, and is empty where it does.
    """

    phrase: str
    kind: HitKind
    start: int
    end: int
    exact: bool = True
    dropped: str = ""


@dataclass(frozen=True, slots=True)
class PhraseRecord:
    """How often the coder took and rejected suggestions that rested on a phrase."""

    phrase: str
    accepted: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a code is suggested for a unit, or why not.

    ``score`` is what the rules give, also below the mark from which it is shown; ``decided``
    says that the coder has already decided on this code at this place.
    """

    code_id: str
    score: float
    shown: bool
    reason: str
    hits: tuple[Hit, ...]
    records: tuple[PhraseRecord, ...]
    decided: bool = False


class Suggester(Protocol):
    """Proposes codes for units; what it answers is a function of the data it was given."""

    @property
    def name(self) -> str:
        """Short name of the engine, as it is stored with a decision."""

    @property
    def version(self) -> str:
        """Versions of the engine and of what it rests on, in one line."""

    def fit(self, units: Sequence[Unit], decisions: Sequence[Decided]) -> None:
        """Forget all decisions and learn these; ``units`` hold the text of their places."""

    def update(self, decision: Decided, units: Sequence[Unit] = ()) -> None:
        """Learn one more decision; ``units`` hold its text where ``fit`` was not given it."""

    def score(self, units: Sequence[Unit]) -> list[Proposal]:
        """Proposals for these units, turn by turn in the order in which they are given."""

    def explain(self, unit: Unit, code_id: str, around: Sequence[Unit] = ()) -> Explanation:
        """Why the code is or is not suggested for the unit; ``around`` is the rest of its turn."""
