"""Rows on the screen: where each begins in the text, and back.

A turn takes an optional row for its speaker, its rows of wrapped text, and an optional blank row.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate
from typing import NamedTuple

from qualcode.tui.reader.cells import is_guarded, widths
from qualcode.tui.reader.text import ReaderText

HEADER, BLANK = -1, -2
_NO_START = frozenset(
    "。、，．！？：；」』）】〉》〕］｝”’…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)


class Row(NamedTuple):
    """A row: its turn, its number among the turn's text rows (or HEADER, BLANK), its range."""

    turn: int
    number: int
    start: int
    end: int


class RowTable:
    """All rows of a text at one width; built in one pass over the text."""

    def __init__(
        self, text: ReaderText, width: int, *, header: bool = False, spacing: bool = True
    ) -> None:
        """Wrap the text to ``width`` cells, with a speaker row or a blank row per turn."""
        self.text = text
        self.width = max(2, width)
        self.header = int(header)
        self.spacing = int(spacing)
        self.starts, self.first = _wrapped(text, self.width)
        extra = self.header + self.spacing
        self.tops = array("I", [row + extra * turn for turn, row in enumerate(self.first)])
        self.height = max(0, self.tops[-1] - self.spacing) if text.turns else 0

    def row(self, y: int) -> Row:
        """The row at a height; ``0 <= y < height``."""
        turn = bisect_right(self.tops, y, 0, self.text.turns) - 1
        number = y - self.tops[turn] - self.header
        begin, end = self.text.turn_span(turn)
        if number < 0:
            return Row(turn, HEADER, begin, begin)
        index = self.first[turn] + number
        after = self.first[turn + 1]
        if index >= after:
            return Row(turn, BLANK, end, end)
        stop = self.starts[index + 1] if index + 1 < after else end
        return Row(turn, number, self.starts[index], stop)

    def y_of(self, position: int) -> int:
        """Height of the text row that holds a position (clamped to the text)."""
        if not self.text.turns:
            return 0
        position = max(0, min(position, self.text.end))
        turn = self.text.turn_at(position)
        index = bisect_right(self.starts, position, self.first[turn], self.first[turn + 1]) - 1
        return index - self.first[turn] + self.tops[turn] + self.header

    def rows_of(self, start: int, end: int) -> tuple[int, int]:
        """First and last height of the rows that hold a range."""
        return self.y_of(start), self.y_of(max(start, end - 1))

    def block(self, turn: int) -> tuple[int, int]:
        """First and last height of a turn, with its speaker row and blank row."""
        return self.tops[turn], min(self.tops[turn + 1], self.height) - 1

    def nearest(self, y: int) -> Row:
        """The text row at a height, or the nearest one of the same turn."""
        row = self.row(max(0, min(y, self.height - 1)))
        if row.number == HEADER:
            return self.row(self.tops[row.turn] + self.header)
        if row.number == BLANK:
            return self.row(self.tops[row.turn + 1] - self.spacing - 1)
        return row

    def visible(self, row: Row) -> str:
        """The stored text of a row without the line feed and the spaces that hang at its end."""
        return self.text.text[row.start : row.end].rstrip(" \n")


def _wrapped(text: ReaderText, width: int) -> tuple[array[int], array[int]]:
    """Starts of all text rows, and for each turn (and beyond the last) its first row."""
    rows: array[int] = array("I")
    first: array[int] = array("I")
    whole, wide, add = text.text, text.wide, rows.append
    lengths = text.transcript.positions.lengths
    for turn, start in enumerate(text.starts):
        first.append(len(rows))
        if turn in wide:
            _wrap_wide(whole, start, start + lengths[turn], width, add)
        else:
            _wrap_narrow(whole, start, start + lengths[turn], width, add)
    first.append(len(rows))
    return rows, first


def _wrap_narrow(text: str, at: int, end: int, width: int, add: Callable[[int], None]) -> None:
    """Add the row starts of a stretch in which each character takes one cell."""
    rfind = text.rfind
    while True:
        stop = text.find("\n", at, end)
        if stop < 0:
            stop = end
        add(at)
        while stop - at > width:
            cut = rfind(" ", at + 1, at + width + 1)
            at = cut + 1 if cut > 0 else at + width
            if at >= stop:
                break
            add(at)
        if stop == end:
            return
        at = stop + 1


def _wrap_wide(text: str, at: int, end: int, width: int, add: Callable[[int], None]) -> None:
    """Add the row starts of a stretch with characters of other widths."""
    if is_guarded(text[at:end]):
        width = max(2, width - 1)
    while True:
        stop = text.find("\n", at, end)
        if stop < 0:
            stop = end
        for offset in _breaks(text[at:stop], width):
            add(at + offset)
        if stop == end:
            return
        at = stop + 1


def _breaks(line: str, width: int) -> list[int]:
    """Row starts within one line, by the cells of its characters."""
    taken = widths(line)
    edges = list(accumulate(taken, initial=0))
    found, at = [0], 0
    while edges[-1] - edges[at] > width:
        full = bisect_right(edges, edges[at] + width) - 1
        at = _break_before(line, taken, at, full)
        if at >= len(line):
            break
        found.append(at)
    return found


def _break_before(line: str, taken: bytes, at: int, full: int) -> int:
    """The best row start after ``at`` such that the row holds no more than up to ``full``."""
    if line[full] == " " and (full + 1 == len(line) or taken[full + 1]):
        return full + 1
    for cut in range(full, at, -1):
        if not taken[cut]:
            continue
        if line[cut - 1] == " " and cut - 1 > at:
            return cut
        if 2 in (taken[cut - 1], taken[cut]) and line[cut] not in _NO_START:
            return cut
    return full
