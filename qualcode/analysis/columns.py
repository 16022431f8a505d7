"""Rows of a table that are kept by column: long tables are made and written that way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from qualcode.domain.tables import Cell

Row = tuple[Cell, ...]


class ColumnRows(Sequence[Row]):
    """A sequence of rows, equal to any list or other sequence of the same rows."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, columns: Sequence[Sequence[Cell]]) -> None:
        """Take one or more columns; raises ValueError where their lengths differ."""
        if len({len(column) for column in columns}) != 1:
            raise ValueError("the columns of a table have different lengths")
        self.columns = tuple(columns)
        """The cells by column."""

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.columns[0])

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...

    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        """A row, or the rows of a slice as a list."""
        if isinstance(at, slice):
            return list(zip(*(column[at] for column in self.columns), strict=True))
        return tuple(column[at] for column in self.columns)

    def __iter__(self) -> Iterator[Row]:
        """The rows in order."""
        return zip(*self.columns, strict=True)

    def __eq__(self, other: object) -> bool:
        """Whether the other is a sequence (but no text) of the same rows."""
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))
