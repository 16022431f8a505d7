"""The decoded original of a transcript file: the text that source pieces point into."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from qualcode.domain.errors import BadInput
from qualcode.formats.options import AUTOMATIC, ReadOptions

MAX_BYTES = 50 * 2**20
"""Largest file that is read."""


class Line(NamedTuple):
    """A line of the original: its text, where it starts, and its heading level (0: none)."""

    text: str
    start: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Original:
    """A file as decoded: line ends are line feeds, unstorable characters are pictures.

    ``lines`` is empty for formats that are not read line by line; ``options`` is what the user
    overrides; ``line_ends`` says how the lines of the file end.
    """

    text: str
    encoding: str
    certain: bool
    problems: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    options: ReadOptions = AUTOMATIC
    line_ends: str = ""


def check_size(file_name: str, size: int) -> None:
    """Raise BadInput for a file of more bytes than are read."""
    if size > MAX_BYTES:
        limit = MAX_BYTES // 2**20
        raise BadInput(
            f"{file_name} has {size / 2**20:,.0f} MB; transcripts of up to {limit} MB are read"
        )


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a text without their line feeds, in order."""
    found, start = [], 0
    for part in text.split("\n"):
        found.append(Line(part, start))
        start += len(part) + 1
    return tuple(found)


def counted(number: int, thing: str, things: str | None = None) -> str:
    """A number with its noun: ``1 turn``, ``2 turns``."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def listed(names: Iterable[str], most: int = 8) -> str:
    """Quoted names joined by commas, with the number of those left out."""
    every = list(names)
    shown = ", ".join(f"“{name}”" for name in every[:most])
    return shown if len(every) <= most else f"{shown} and {len(every) - most:,} more"


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set, for word lists that stay readable."""
    return frozenset(text.split())
