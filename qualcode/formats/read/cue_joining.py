"""Captions and other short pieces of talk joined: by speaker, or to paragraphs without one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qualcode.formats.read.original import counted
from qualcode.formats.read.turn_text import TurnText
from qualcode.formats.reading import ReadTurn

PAUSE_MS = 2_000
"""A pause after which a finished sentence ends a paragraph, where nobody is named."""
_LONG = 600
_TOO_LONG = 1_500
_SENTENCE_END = tuple(".!?…。！？")


class Spoken(NamedTuple):
    """A stretch of one cue with its speaker; ``named`` tells whether the cue names one.

    ``opens`` marks a change of speaker where nobody is named (a dash).
    """

    speaker: str | None
    named: bool
    stretches: tuple[tuple[str, int | None], ...]
    start_ms: int | None
    end_ms: int | None
    opens: bool = False


@dataclass
class _Open:
    """The turn that is being put together."""

    speaker: str | None
    start_ms: int | None
    end_ms: int | None
    text: TurnText

    def take(self, spoken: Spoken) -> None:
        self.text.extend(spoken.stretches, " ")
        if spoken.end_ms is not None:
            self.end_ms = max(spoken.end_ms, self.end_ms or 0)

    def turn(self) -> ReadTurn:
        return ReadTurn(self.speaker, self.text.text, self.start_ms, self.end_ms, self.text.pieces)


def trimmed(stretches: list[tuple[str, int | None]]) -> list[tuple[str, int | None]]:
    """Stretches without white space at the outer ends; a tag may stand between it and a word."""
    first, last = 0, len(stretches)
    while first < last and not stretches[first][0].strip():
        first += 1
    while last > first and not stretches[last - 1][0].strip():
        last -= 1
    kept = stretches[first:last]
    if kept:
        text, source = kept[0]
        cut = text.lstrip()
        kept[0] = (cut, None if source is None else source + len(text) - len(cut))
        text, source = kept[-1]
        kept[-1] = (text.rstrip(), source)
    return kept


def one_each(spoken: Sequence[Spoken]) -> list[ReadTurn]:
    """Every stretch as a turn of its own."""
    turns = []
    for part in spoken:
        current = _Open(part.speaker, part.start_ms, part.end_ms, TurnText())
        current.take(part)
        turns.append(current.turn())
    return turns


def by_speaker(spoken: Sequence[Spoken], problems: list[str]) -> list[ReadTurn]:
    """Neighbours of one speaker joined; a stretch without a name continues the one before it."""
    turns: list[ReadTurn] = []
    current: _Open | None = None
    unnamed = 0
    for part in spoken:
        unnamed += not part.named and current is not None and current.speaker is not None
        if current is None or (part.named and part.speaker != current.speaker):
            if current is not None:
                turns.append(current.turn())
            current = _Open(part.speaker, part.start_ms, part.end_ms, TurnText())
        current.take(part)
    if current is not None:
        turns.append(current.turn())
    if unnamed:
        said = counted(unnamed, "caption without a speaker", "captions without a speaker")
        problems.append(f"Given to the speaker before: {said}.")
    return turns


def paragraphs(spoken: Sequence[Spoken]) -> list[ReadTurn]:
    """Captions that name nobody, joined to paragraphs.

    A paragraph ends before a change of speaker, with a sentence that a pause of two seconds or
    more follows, with the sentence that passes 600 characters, or anywhere after 1,500.
    """
    turns: list[ReadTurn] = []
    current: _Open | None = None
    for part in spoken:
        if current is not None and (part.opens or _ends(current, part)):
            turns.append(current.turn())
            current = None
        if current is None:
            current = _Open(None, part.start_ms, part.end_ms, TurnText())
        current.take(part)
    return [*turns, current.turn()] if current else turns


def _ends(current: _Open, following: Spoken) -> bool:
    length = current.text.length
    if length >= _TOO_LONG:
        return True
    known = following.start_ms is not None and current.end_ms is not None
    gap = (following.start_ms or 0) - (current.end_ms or 0) if known else 0
    return current.text.ends_with(_SENTENCE_END) and (gap >= PAUSE_MS or length >= _LONG)
