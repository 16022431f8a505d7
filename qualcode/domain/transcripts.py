"""Transcripts, turns and the labels of those who speak in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from qualcode.domain.positions import Positions


class Kind(StrEnum):
    """What sort of document a transcript is."""

    FOCUS_GROUP = "focus-group"
    INTERVIEW = "interview"
    ANSWER_SHEET = "answer-sheet"
    NOTE = "note"


class Role(StrEnum):
    """Part a speaker plays; the first three are left out of counts by default."""

    MODERATOR = "moderator"
    ASSISTANT = "assistant"
    INTERPRETER = "interpreter"
    PARTICIPANT = "participant"
    SEVERAL = "several"
    UNKNOWN = "unknown"

    @property
    def counts(self) -> bool:
        """Whether this speaker's text counts in frequencies, co-occurrence and agreement."""
        return self not in (Role.MODERATOR, Role.ASSISTANT, Role.INTERPRETER)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a turn's text and where it stood in the decoded original.

    ``source`` counts code points in the decoded original with line ends as one line feed.
    """

    offset: int
    source: int
    length: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """A label in one transcript; ``participant_id`` is the person behind it, where known."""

    id: str
    label: str
    role: Role = Role.UNKNOWN
    participant_id: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker said in one go: text without label, time stamp or list mark.

    Times are milliseconds from the start of the recording; ``speaker_id`` is None where the
    document has no speakers; ``question`` is the key of the topic-guide question.
    """

    id: str
    sequence: int
    text: str
    speaker_id: str | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    question: str | None = None
    replies_to: str | None = None
    source: tuple[Piece, ...] = ()
    opens: bool | None = None
    """Whether an exchange begins with it, where somebody said so."""


@dataclass(frozen=True)
class Transcript:
    """A document as turns; its whole text is the turn texts joined by one line feed."""

    id: str
    name: str
    turns: tuple[Turn, ...]
    speakers: tuple[Speaker, ...] = ()
    kind: Kind = Kind.FOCUS_GROUP
    language: str = "en"
    preface: str = ""
    properties: dict[str, str] = field(default_factory=dict)

    @cached_property
    def text(self) -> str:
        """The whole text, as positions count it."""
        return "\n".join(turn.text for turn in self.turns)

    @cached_property
    def positions(self) -> Positions:
        """Translation between whole-transcript positions and places in turns."""
        return Positions([len(turn.text) for turn in self.turns])

    @cached_property
    def turn_index(self) -> dict[str, int]:
        """Index of each turn by its id."""
        return {turn.id: index for index, turn in enumerate(self.turns)}

    @cached_property
    def speaker_by_id(self) -> dict[str, Speaker]:
        """Each speaker by id."""
        return {speaker.id: speaker for speaker in self.speakers}

    def speaker_of(self, turn: Turn) -> Speaker | None:
        """The speaker of a turn, or None where the turn has none."""
        return self.speaker_by_id.get(turn.speaker_id) if turn.speaker_id else None

    def role_of(self, turn: Turn) -> Role:
        """The role of a turn's speaker; unknown where there is no speaker."""
        speaker = self.speaker_of(turn)
        return speaker.role if speaker else Role.UNKNOWN
