"""Whole-transcript positions: the one place that knows how they follow from turns.

A whole-transcript position counts code points in the turn texts joined by one line feed.
A place is (turn index, offset in that turn's text). Ranges are half open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple


class Place(NamedTuple):
    """A place in a transcript: index of the turn, offset in its text."""

    turn: int
    offset: int


class Part(NamedTuple):
    """The stretch of a range that lies in one turn: offsets into the turn's text, half open."""

    turn: int
    start: int
    end: int


class Positions:
    """Translates between whole positions and places, for turns of the given lengths."""

    def __init__(self, lengths: Sequence[int]) -> None:
        """Take the turns' text lengths in order."""
        self.lengths = tuple(lengths)
        self.starts = tuple(accumulate((length + 1 for length in lengths), initial=0))[:-1]
        self.end = self.starts[-1] + self.lengths[-1] if self.lengths else 0

    def turn_at(self, position: int) -> int:
        """Index of the turn that holds the position; a line feed belongs to the turn before it.

        Raises ValueError where there are no turns or the position lies outside the text.
        """
        if not self.lengths or not 0 <= position <= self.end:
            raise ValueError(f"position {position} lies outside the text of {self.end} characters")
        return bisect_right(self.starts, position) - 1

    def place(self, position: int) -> Place:
        """The place of a whole position."""
        turn = self.turn_at(position)
        return Place(turn, position - self.starts[turn])

    def whole(self, turn: int, offset: int) -> int:
        """The whole position of an offset in a turn."""
        return self.starts[turn] + offset

    def anchor(self, start: int, end: int) -> tuple[Place, Place]:
        """Start and end as places inside turns; ends on a joining line feed move inward.

        Raises ValueError where the range lies outside the text or holds no character of a turn.
        """
        if start > end:
            raise ValueError(f"range {start}..{end} ends before it starts")
        first, last = self.place(start), self.place(end)
        while first.offset >= self.lengths[first.turn] and first.turn < last.turn:
            first = Place(first.turn + 1, 0)
        while last.offset == 0 and last.turn > first.turn:
            last = Place(last.turn - 1, self.lengths[last.turn - 1])
        if first >= last:
            raise ValueError(f"range {start}..{end} holds no text")
        return first, last

    def parts(self, start: int, end: int) -> list[Part]:
        """The stretches of a range turn by turn, empty ones left out."""
        start, end = max(0, start), min(end, self.end)
        if start >= end:
            return []
        found = []
        for turn in range(self.turn_at(start), self.turn_at(end) + 1):
            begin = self.starts[turn]
            part = Part(turn, max(start - begin, 0), min(end - begin, self.lengths[turn]))
            if part.start < part.end:
                found.append(part)
        return found
