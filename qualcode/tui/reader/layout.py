"""Rows on the screen: where each begins in the text, and back.

A turn takes an optional row for its speaker, its rows of wrapped text, and an optional blank row.
Turns that are hidden take none; folded turns that follow each other share one row.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import accumulate
from typing import NamedTuple

from qualcode.tui.reader.cells import cell_len, is_guarded, is_narrow, widths
from qualcode.tui.reader.text import FOLDED, HIDDEN, ReaderText

HEADER, BLANK, FOLD = -1, -2, -3
_NO_START = frozenset(
    "。、，．！？：；」』）】〉》〕］｝”’…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)


class Row(NamedTuple):
    """A row: its turn, its number among the turn's text rows (or HEADER, BLANK, FOLD), its range.

    The turn of a FOLD is the last one that it stands for.
    """

    turn: int
    number: int
    start: int
    end: int


class Wrapped(NamedTuple):
    """Starts of all text rows, and for each turn (and beyond the last) its first row."""

    starts: array[int]
    first: array[int]


class RowTable:
    """All rows of a text at one width; built in one pass over the text."""

    def __init__(
        self,
        text: ReaderText,
        width: int,
        *,
        header: bool = False,
        spacing: bool = True,
        wrapped: Wrapped | None = None,
    ) -> None:
        """Wrap the text to ``width`` cells, with a speaker row or a blank row per turn.

        ``wrapped`` is what is known already for the same turns at the same width.
        """
        self.text = text
        self.width = max(2, width)
        self.header = int(header)
        self.spacing = int(spacing)
        self.starts, self.first = self.wrapped = wrapped or _wrapped(text, self.width)
        self.tops = _tops(text, self.first, self.header, self.spacing)
        self.height = max(0, self.tops[-1] - self.spacing) if text.turns else 0

    def row(self, y: int) -> Row:
        """The row at a height; ``0 <= y < height``."""
        turn = bisect_right(self.tops, y, 0, self.text.turns) - 1
        if not self.text.shows(turn):
            begin = self.text.starts[self.folded(turn).start]
            return Row(turn, FOLD if y == self.tops[turn] else BLANK, begin, begin)
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
        """Height of the text row that holds a position (clamped to the text).

        Where its turn is hidden, of the row that stands for it, else of what is shown next.
        """
        if not self.text.turns:
            return 0
        position = max(0, min(position, self.text.end))
        turn = self.text.turn_at(position)
        if not self.text.shows(turn):
            return self._near_hidden(turn)
        index = bisect_right(self.starts, position, self.first[turn], self.first[turn + 1]) - 1
        return index - self.first[turn] + self.tops[turn] + self.header

    def _near_hidden(self, turn: int) -> int:
        y = min(self.tops[turn], max(0, self.height - 1))
        return y + self.header if self.height and self.row(y).number == HEADER else y

    def folded(self, turn: int) -> range:
        """From the first to the last turn for which the row of a folded turn stands."""
        first = bisect_left(self.tops, self.tops[turn])
        return range(self.text.hidden.find(FOLDED, first), turn + 1)

    def folded_count(self, turn: int) -> int:
        """How many turns the row of a folded turn stands for; those hidden do not count."""
        turns = self.folded(turn)
        return self.text.hidden.count(FOLDED, turns.start, turns.stop)

    def rows_of(self, start: int, end: int) -> tuple[int, int]:
        """First and last height of the rows that hold a range."""
        return self.y_of(start), self.y_of(max(start, end - 1))

    def block(self, turn: int) -> tuple[int, int]:
        """First and last height of a turn, with its speaker row and blank row."""
        return self.tops[turn], min(self.tops[turn + 1], self.height) - 1

    def nearest(self, y: int) -> Row:
        """The text row at a height, or the nearest one of the same turn.

        Of folded turns, the first text row below, else the last above; a FOLD where no text is
        shown at all.
        """
        row = self.row(max(0, min(y, self.height - 1)))
        if not self.text.shows(row.turn):
            below = next(self.text.turns_from(row.turn), None)
            if below is not None:
                return self.row(self.tops[below] + self.header)
            above = next(self.text.turns_to(row.turn), None)
            return row if above is None else self._last_row(above)
        if row.number == HEADER:
            return self.row(self.tops[row.turn] + self.header)
        return self._last_row(row.turn) if row.number == BLANK else row

    def _last_row(self, turn: int) -> Row:
        return self.row(self.tops[turn + 1] - self.spacing - 1)

    def visible(self, row: Row) -> str:
        """The stored text of a row without the line feed and the spaces that hang at its end."""
        return self.text.text[row.start : row.end].rstrip(" \n")

    def indent(self, row: Row) -> int:
        """Cells before the text of a row: what is written from right to left ends at the right."""
        if row.number < 0 or not self.text.rtl(row.turn):
            return 0
        return max(0, self.width - cell_len(self.visible(row)))


def _tops(text: ReaderText, first: array[int], header: int, spacing: int) -> array[int]:
    """Height of each turn, and below the last; folded ones stand where their common row does."""
    extra = header + spacing
    if not text.hidden:
        return array("I", [row + extra * turn for turn, row in enumerate(first)])
    tops: array[int] = array("I")
    y, fold = 0, -1
    for turn, kind in enumerate(text.hidden):
        if kind == FOLDED and fold < 0:
            fold, y = y, y + 1 + spacing
        if kind in (FOLDED, HIDDEN):
            tops.append(fold if fold >= 0 else y)
        else:
            fold = -1
            tops.append(y)
            y += first[turn + 1] - first[turn] + extra
    tops.append(y)
    return tops


def _wrapped(text: ReaderText, width: int) -> Wrapped:
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
    return Wrapped(rows, first)


def row_starts(text: str, start: int, end: int, width: int) -> list[int]:
    """Where the rows of a stretch begin at a width in cells."""
    found: list[int] = []
    wrapper = _wrap_narrow if is_narrow(text[start:end]) else _wrap_wide
    wrapper(text, start, end, max(2, width), found.append)
    return found


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
