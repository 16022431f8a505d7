"""Codes by voices: mentions, different people and groups in each cell of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qualcode.analysis.ranges import Ints, distinct, expanded, tally

NOBODY = -1
"""Column of what does not count, and person of labels that stand for several people."""


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """Stretches of coded text by one voice each (equal lengths): segment, code and voice."""

    segment: Ints
    code: Ints
    voice: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Voices:
    """Column (or NOBODY), person (or NOBODY), transcript and words of each voice."""

    column: Ints
    person: Ints
    transcript: Ints
    words: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Counts of rows by columns (r, c), and of each row (r,), each column (c,) and all.

    What stands in several cells of a row counts once in its total.
    """

    cells: Ints
    rows: Ints
    columns: Ints
    total: int


@dataclass(frozen=True, eq=False)
class Crosstab:
    """Stretches of text in cells (equal lengths), and three counts of them, made when asked for."""

    rows: int
    columns: int
    segment: Ints
    person: Ints
    transcript: Ints
    row: Ints
    column: Ints
    words: Ints
    """Words of each column, all of its text that counts."""

    @cached_property
    def mentions(self) -> Counts:
        """Different segments."""
        return self._distinct(self.segment)

    @cached_property
    def speakers(self) -> Counts:
        """Different people."""
        return self._distinct(self.person)

    @cached_property
    def groups(self) -> Counts:
        """Different transcripts."""
        return self._distinct(self.transcript)

    def _distinct(self, item: Ints) -> Counts:
        rows, columns = self.rows, self.columns
        return Counts(
            distinct(self.row * columns + self.column, item, rows * columns).reshape(rows, columns),
            distinct(self.row, item, rows),
            distinct(self.column, item, columns),
            int(distinct(np.zeros_like(self.row), item, 1)[0]),
        )

    def segments(self, row: int | None, column: int | None) -> list[int]:
        """Indices of the different segments of a cell, of a row, of a column or of all."""
        chosen = np.ones(len(self.segment), np.bool_)
        if row is not None:
            chosen &= self.row == row
        if column is not None:
            chosen &= self.column == column
        found: list[int] = np.unique(self.segment[chosen]).tolist()
        return found


def crosstab(
    spoken: Spoken, voices: Voices, rows_of: Sequence[Sequence[int]], rows: int, columns: int
) -> Crosstab:
    """Put stretches into cells; ``rows_of`` gives for each code the rows in which it counts.

    The definitions are those of the table of frequencies, per column.
    """
    column = voices.column[spoken.voice]
    kept = column >= 0
    code, voice, segment = spoken.code[kept], spoken.voice[kept], spoken.segment[kept]
    count = np.array([len(line) for line in rows_of], dtype=np.int64)
    after = np.cumsum(count)
    above = np.array([row for line in rows_of for row in line], dtype=np.int64)
    part, at = expanded((after - count)[code], after[code])
    heard = voices.column >= 0
    return Crosstab(
        rows,
        columns,
        segment[part],
        voices.person[voice][part],
        voices.transcript[voice][part],
        above[at],
        column[kept][part],
        tally(voices.column[heard], columns, voices.words[heard]),
    )
