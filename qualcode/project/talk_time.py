"""The timeline of a discussion: words per slice, by time stamps or by the number of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from qualcode.store.talk import TurnFact

SLICES = 60
"""Slices of a timeline: a number with many divisors, so that fewer can be shown."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """What the slices cut: ``timed`` with first and last millisecond, else words from 0 to last."""

    timed: bool
    first: int
    last: int


def timeline(turns: Sequence[TurnFact]) -> tuple[Timeline, list[tuple[int, int]]]:
    """The timeline of some turns, and where on it each begins and ends.

    Time stamps are used where one transcript has them on every turn, in order; otherwise a turn
    lies where its words do, each transcript stretched to the same length.
    """
    starts = [turn.start_ms for turn in turns if turn.start_ms is not None]
    single = len({turn.transcript_id for turn in turns}) == 1
    if single and len(starts) == len(turns) and starts == sorted(starts):
        return _by_time(turns, starts)
    longest = 0
    places: list[tuple[int, int]] = []
    for words, part in _by_words(turns):
        longest = max(longest, words)
        places += part
    return Timeline(False, 0, longest), places


def _by_time(
    turns: Sequence[TurnFact], starts: list[int]
) -> tuple[Timeline, list[tuple[int, int]]]:
    known = [turn.end_ms or 0 for turn in turns]
    last = max(*known, starts[-1], starts[0] + 1)
    following = [*starts[1:], last]
    ends = [
        min(max(turn.end_ms or after, start), last)
        for turn, start, after in zip(turns, starts, following, strict=True)
    ]
    scale = last - starts[0]
    places = [
        ((start - starts[0]) * SLICES * 1000 // scale, (end - starts[0]) * SLICES * 1000 // scale)
        for start, end in zip(starts, ends, strict=True)
    ]
    return Timeline(True, starts[0], last), places


def _by_words(turns: Sequence[TurnFact]) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Per transcript its words, and the places of its turns."""
    for _, group in groupby(turns, key=lambda turn: turn.transcript_id):
        part = list(group)
        words = sum(turn.words for turn in part)
        scale, before = max(words, 1), 0
        found = []
        for turn in part:
            after = before + turn.words
            found.append((before * SLICES * 1000 // scale, after * SLICES * 1000 // scale))
            before = after
        yield words, found


def pour(slices: list[int], place: tuple[int, int], words: int) -> None:
    """Add a turn's words to the slices in which they begin, evenly spoken; no word is lost."""
    start, end = place
    first = min(start // 1000, SLICES - 1)
    last = min(max(end - 1, start) // 1000, SLICES - 1)
    if first == last:
        slices[first] += words
        return
    poured = 0
    for number in range(first, last):
        upto = -(-words * ((number + 1) * 1000 - start) // (end - start))
        slices[number] += upto - poured
        poured = upto
    slices[last] += words - poured
