"""What comes out of reading a transcript file, before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.domain.transcripts import Kind, Piece


@dataclass(frozen=True, slots=True)
class ReadTurn:
    """What one speaker said: text without label, time stamp or list mark.

    Times are milliseconds; ``source`` maps stretches of the text to the decoded original;
    ``question`` is the question it answers, in the words of the file.
    """

    speaker: str | None
    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    source: tuple[Piece, ...] = ()
    question: str | None = None


@dataclass(frozen=True, slots=True)
class ReadPerson:
    """A person whom a survey describes: label and (attribute, value) pairs.

    An empty value was asked and not answered.
    """

    name: str
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Scored:
    """A way of reading a file and how well it explains it.

    ``score`` is between 0 and 1, the product of the numbers in ``parts`` (name, value).
    """

    convention: str
    score: float
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Something that could have been a label, a time or speech, with the reason it was not taken.

    ``line`` counts from 1 in the decoded original (rows in a table).
    """

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a transcript file.

    ``encoding`` is empty where the format fixes it; ``encoding_certain`` is False where
    statistics chose it; ``preface`` holds the lines before the first labelled turn;
    ``problems`` are sentences on what was not understood, left out or replaced. ``ranking``
    holds the ways of reading that were tried, the one that won first; ``line_ends`` says how
    lines end in the file (empty where the format has none). ``kind`` is set where the format
    leaves no doubt of it (a survey), with its ``people``; ``columns`` pairs the parts of a turn
    or survey with the column of the table that was taken for each.
    """

    format: str
    encoding: str
    encoding_certain: bool
    convention: str
    turns: tuple[ReadTurn, ...]
    preface: str
    problems: tuple[str, ...]
    ranking: tuple[Scored, ...] = ()
    not_taken: tuple[NotTaken, ...] = ()
    line_ends: str = ""
    legend: tuple[tuple[str, str], ...] = ()
    kind: Kind | None = None
    people: tuple[ReadPerson, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()

    @property
    def score(self) -> float:
        """Score of the convention that won; 1 where the format leaves no choice."""
        return self.ranking[0].score if self.ranking else 1.0

    @property
    def runner_up(self) -> Scored | None:
        """The second best way of reading the file, if another was possible."""
        return self.ranking[1] if len(self.ranking) > 1 else None
