"""Tables as text (CSV and its kin): cells that know their place in the original.

It is our own because the csv module tells no places, and stops where a quote stays open.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from qualcode.domain.errors import BadInput
from qualcode.formats.read.original import counted

DELIMITERS = "\t;,|"
DELIMITER_NAMES = {"\t": "tab", ";": "semicolon", ",": "comma", "|": "bar"}
MAX_CELLS = 5_000_000
"""Largest number of cells that is read."""
_SAMPLE_ROWS = 60
_SAMPLE = 200_000
_LONG_CELL = 100
_MOST_PIECES = 20_000
_EDGES = " \t\xa0\n\ufeff"
_DECLARED = re.compile(r"sep=(.)[ \t]*(?:\n|$)", re.I)


class Cell(NamedTuple):
    """The raw text of a cell (doubled quotes still doubled) and where it stands."""

    raw: str
    at: int
    quoted: bool

    @property
    def text(self) -> str:
        """What the cell says, without blanks at its ends."""
        return (self.raw.replace('""', '"') if self.quoted else self.raw).strip(_EDGES)

    def stretches(self, begin: int = 0, end: int | None = None) -> list[tuple[str, int | None]]:
        """Characters ``begin`` to ``end`` of the text, in pieces that stand so in the original.

        With very many doubled quotation marks it is one piece without a place.
        """
        kept = self.raw.lstrip(_EDGES)
        at = self.at + len(self.raw) - len(kept)
        if self.quoted and self.raw.count('""') > _MOST_PIECES:
            return [(self.text[begin:end], None)]
        found: list[tuple[str, int | None]] = []
        parts = kept.rstrip(_EDGES).split('""') if self.quoted else [kept.rstrip(_EDGES)]
        seen = 0
        for index, part in enumerate(parts):
            # The quotation mark that is meant stands at the first of the two.
            said = part + '"' if index < len(parts) - 1 else part
            cut = max(0, begin - seen)
            piece = said[cut : None if end is None else max(0, end - seen)]
            if piece:
                found.append((piece, at + cut))
            seen += len(said)
            at += len(part) + 2
        return found


class Grid:
    """The cells of a delimited text by row, kept as places in it."""

    def __init__(self, text: str, delimiter: str) -> None:
        """An empty table over a text."""
        self.text = text
        self.delimiter = delimiter
        self.problems: list[str] = []
        self._spans = array("q")
        self._firsts = array("q", [0])
        self._lines = array("q")

    def __len__(self) -> int:
        """Number of rows that are not empty."""
        return len(self._lines)

    def line(self, row: int) -> int:
        """The line, from 1, on which a row begins."""
        return self._lines[row]

    def width(self, row: int) -> int:
        """Number of cells of a row."""
        return self._firsts[row + 1] - self._firsts[row]

    def row(self, row: int) -> list[Cell]:
        """The cells of a row."""
        return [self._cell(index) for index in range(self._firsts[row], self._firsts[row + 1])]

    def cell(self, row: int, column: int) -> Cell | None:
        """One cell, None where the row is too short."""
        index = self._firsts[row] + column
        return self._cell(index) if index < self._firsts[row + 1] else None

    def said(self, row: int, column: int | None) -> str:
        """The text of a cell; empty where there is no such column or cell."""
        cell = None if column is None else self.cell(row, column)
        return cell.text if cell else ""

    def rest(self, row: int, column: int) -> Cell:
        """A cell and all that follow it in the row as one, as they stand in the file."""
        first = self._firsts[row] + column
        at, end = self._spans[first * 2], self._spans[self._firsts[row + 1] * 2 - 1]
        return Cell(self.text[at:end], at, False)

    def _cell(self, index: int) -> Cell:
        at, end = self._spans[index * 2], self._spans[index * 2 + 1]
        # No cell without quotation marks follows one: a delimiter or a line end precedes it.
        return Cell(self.text[at:end], at, at > 0 and self.text[at - 1] == '"')

    def take(self, line: int, spans: list[int]) -> None:
        """Add a row of cells (starts and ends in turn) unless all of them are blank."""
        if any(not self.text[a:b].isspace() for a, b in _pairs(spans) if b > a):
            self._spans.extend(spans)
            self._firsts.append(len(self._spans) // 2)
            self._lines.append(line)


def _pairs(spans: list[int]) -> Iterator[tuple[int, int]]:
    return zip(spans[::2], spans[1::2], strict=True)


def read_grid(text: str, file_name: str, delimiter: str = "") -> Grid:
    """All rows of a delimited text; the delimiter is found where none is given.

    A quotation mark that is never closed is a character of its cell. Raises BadInput where
    there are more cells than can be read.
    """
    start = 0
    if declared := _DECLARED.match(text):
        delimiter, start = declared[1], declared.end()
    grid = Grid(text, delimiter or guess_delimiter(text[start : start + _SAMPLE]))
    if not _scan(grid, start):
        raise BadInput(f"{file_name} has more than {MAX_CELLS:,} cells, the limit for tables")
    return grid


def _scan(grid: Grid, at: int, most: int = 0) -> bool:
    """Fill the grid from a place on, with ``most`` rows at most; False where it is too large."""
    text, mark = grid.text, re.escape(grid.delimiter)
    # Possessive, so that an open quotation mark costs one pass over the rest and no more.
    match = re.compile(
        rf'(?:[ ]*+"((?:[^"]++|"")*+)"[ ]*+(?={mark}|\n|\Z)|([^{mark}\n]*+))({mark}|\n|\Z)'
    ).match
    line = begun = text.count("\n", 0, at) + 1
    opened: list[int] = []
    long: list[int] = []
    spans: list[int] = []
    number = 0
    while found := match(text, at):
        span = found.span(1)
        if span[0] < 0:
            span = found.span(2)
            if text.startswith('"', span[0]):
                opened.append(line)
        elif lines := text.count("\n", *span):
            line += lines
            if lines > _LONG_CELL:
                long.append(begun)
        spans += span
        at = found.end()
        stop = found[3]
        if stop == grid.delimiter:
            continue
        grid.take(begun, spans)
        number += len(spans) // 2
        spans = []
        line = begun = line + 1
        if not stop or number > MAX_CELLS or (most and len(grid) >= most):
            break
    grid.problems += _oddities(opened, long)
    return number <= MAX_CELLS


def _oddities(opened: list[int], long: list[int]) -> list[str]:
    said = []
    if opened:
        said.append(
            f"A quotation mark is not closed as it should be in {counted(len(opened), 'cell')} "
            f"(first in line {opened[0]:,}); read as typed."
        )
    if long:
        said.append(
            f"A cell of the row in line {long[0]:,} goes over more than {_LONG_CELL} lines: "
            "perhaps its quotation mark should have been closed earlier."
        )
    return said


def guess_delimiter(text: str) -> str:
    """The delimiter under which most of the first rows have the same number of cells."""
    evenness, _, best = max(
        (_evenness(text, mark), -order, mark) for order, mark in enumerate(DELIMITERS)
    )
    return best if evenness > 0 else ","


def _evenness(text: str, delimiter: str) -> float:
    """Share of rows with the usual number of cells; 0 where that is one, more columns add."""
    grid = Grid(text, delimiter)
    _scan(grid, 0, _SAMPLE_ROWS)
    if not len(grid):
        return 0.0
    widths = Counter(grid.width(row) for row in range(len(grid)))
    usual = max((w for w in widths if w > 1), key=lambda w: widths[w], default=1)
    scores = [0.0]
    for width in {usual, grid.width(0)} - {1}:
        # Commas in a last column without quotation marks make a row wider than its heading.
        wider = sum(number for w, number in widths.items() if w > width)
        scores.append((widths[width] + wider * 0.5) / len(grid) + min(width, 20) * 0.01)
    return max(scores)
