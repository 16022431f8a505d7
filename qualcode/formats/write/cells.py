"""What is done to single cells on the way out, each change counted and noted."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Protocol, runtime_checkable

from qualcode.domain.tables import Cell, Table
from qualcode.domain.text import storable

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""First characters that make a spreadsheet run or reshape a cell; full-width forms too."""

BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
FORMULA = re.compile(rf"(?:^|\n)[{re.escape(''.join(FORMULA_STARTS))}]")
_HALVES = re.compile("[\ud800-\udfff]")
XML_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_PLACES = 5

Column = Sequence[Cell]


@runtime_checkable
class Columnar(Protocol):
    """Rows that are kept by column."""

    @property
    def columns(self) -> Sequence[Column]:
        """The cells by column, of equal lengths."""


def place(row: int, column: str) -> str:
    """A cell as a note names it; rows count from 1, without the header."""
    return f"row {row} “{column}”"


class Sheet:
    """A table while it is made ready for one format, with notes on what was changed.

    The rows stay the table's own until a cell changes, so that an exact copy costs nothing.
    """

    def __init__(self, table: Table) -> None:
        """Take the cells of a table as they are."""
        self.names = list(table.columns)
        self.notes: list[str] = []
        self._rows: Sequence[tuple[Cell, ...]] | None = table.rows
        self._columns: list[Column] | None = None
        if isinstance(table.rows, Columnar):
            self._columns = list(table.rows.columns)
        self._different: list[set[Cell]] | None = None

    @property
    def height(self) -> int:
        """How many rows there are, without the header."""
        return len(self._columns[0]) if self._columns else len(self.rows)

    @property
    def rows(self) -> Sequence[tuple[Cell, ...]]:
        """The cells by row."""
        if self._rows is None:
            self._rows = list(zip(*self.columns, strict=True))
        return self._rows

    @property
    def columns(self) -> list[Column]:
        """The cells by column; changes go through ``put``."""
        if self._columns is None:
            rows = self._rows or ()
            self._columns = [list(map(itemgetter(i), rows)) for i in range(len(self.names))]
        return self._columns

    def put(self, index: int, *columns: Column) -> None:
        """Replace one column by others."""
        self.different[index : index + 1] = map(set, columns)
        self.columns[index : index + 1] = columns
        self._rows = None

    @property
    def different(self) -> list[set[Cell]]:
        """The different cells of each column, which are few in most; 1, 1.0 and True are one."""
        if self._different is None:
            self._different = list(map(set, self.columns))
        return self._different

    @property
    def kinds(self) -> list[set[type]]:
        """The types of the different cells of each column."""
        return [set(map(type, different)) for different in self.different]

    def clean(self) -> None:
        """Leave undefined figures (not a number, infinite) empty, replace half characters."""
        self.drop_undefined()
        self._replace_halves()

    def texts(self) -> list[int]:
        """Indices of the columns that hold text."""
        return [index for index, kinds in enumerate(self.kinds) if str in kinds]

    def change(
        self, change: Callable[[str], str], trigger: re.Pattern[str], columns: Sequence[int]
    ) -> list[str]:
        """Replace texts in place; the places (named) of those that became another text.

        Columns in which the trigger does not occur are passed over at the price of one search.
        """
        places: list[str] = []
        for index in columns:
            if not self.occurs(trigger, index):
                continue
            old = self.columns[index]
            new = [change(cell) if isinstance(cell, str) else cell for cell in old]
            pairs = enumerate(zip(old, new, strict=True), start=1)
            places += [place(row, self.names[index]) for row, (a, b) in pairs if a is not b]
            self.put(index, new)
        return places

    def occurs(self, pattern: re.Pattern[str], index: int) -> bool:
        """Whether a pattern that never spans a line end is found in a column's texts."""
        texts = "\n".join(cell for cell in self.different[index] if isinstance(cell, str))
        return pattern.search(texts) is not None

    def note(self, what: str, places: Sequence[str]) -> None:
        """Remember how many cells were changed and the first of them."""
        if places:
            more = ", ..." if len(places) > _PLACES else ""
            number = f"{len(places):,} cell{'s' if len(places) > 1 else ''}"
            self.notes.append(f"{number} {what}: {', '.join(places[:_PLACES])}{more}")

    def drop_undefined(self) -> None:
        """Leave undefined figures (not a number, infinite) empty."""
        places: list[str] = []
        for index, kinds in enumerate(self.kinds):
            if float not in kinds:
                continue
            column = self.columns[index]
            lost = [row for row, cell in enumerate(column) if _undefined(cell)]
            if lost:
                self.put(index, [None if _undefined(cell) else cell for cell in column])
                places += [place(row + 1, self.names[index]) for row in lost]
        self.note("without a finite figure left empty", places)

    def _replace_halves(self) -> None:
        places = self.change(_without_halves, _HALVES, self.texts())
        self.note("with half a character that was replaced by a mark", places)

    def note_bidi(self) -> None:
        """Note texts whose characters can reorder a line; they are kept as they are."""
        found = [
            place(row, self.names[index])
            for index in self.texts()
            if self.occurs(BIDI, index)
            for row, cell in enumerate(self.columns[index], start=1)
            if isinstance(cell, str) and BIDI.search(cell)
        ]
        self.note("with marks that turn the writing direction, kept", found)


def _undefined(cell: Cell) -> bool:
    return isinstance(cell, float) and not math.isfinite(cell)


def _without_halves(text: str) -> str:
    """The text with lone surrogates replaced; NULs stay, CSV and JSON can hold them."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "\x00".join(storable(part).text for part in text.split("\x00"))
    return text


def defused(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return "'" + text if text.startswith(FORMULA_STARTS) else text


def for_xml(text: str) -> str:
    """The text with characters that XML 1.0 cannot hold replaced one for one by pictures."""
    if not XML_FORBIDDEN.search(text):
        return text
    return XML_FORBIDDEN.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"
