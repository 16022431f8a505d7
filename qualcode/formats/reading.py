"""What comes out of reading a transcript file, before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.domain.transcripts import Piece


@dataclass(frozen=True, slots=True)
class ReadTurn:
    """What one speaker said: text without label, time stamp or list mark.

    Times are milliseconds; ``source`` maps stretches of the text to the decoded original.
    """

    speaker: str | None
    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    source: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a transcript file.

    ``encoding`` is empty where the format fixes it; ``encoding_certain`` is False where
    statistics chose it; ``preface`` holds the lines before the first labelled turn;
    ``problems`` are sentences on what was not understood, left out or replaced.
    """

    format: str
    encoding: str
    encoding_certain: bool
    convention: str
    turns: tuple[ReadTurn, ...]
    preface: str
    problems: tuple[str, ...]
