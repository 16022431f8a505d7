"""A timeline in one line: how many words fell into each slice, as bars or as digits."""

from __future__ import annotations

from collections.abc import Sequence

BARS = " ▁▂▃▄▅▆▇█"
DIGITS = " 123456789"
"""For terminals and readers that want letters only."""


def columns_for(slices: int, room: int) -> int:
    """The most columns that fit the room and divide the slices evenly; 0 without any room."""
    return next((n for n in range(min(room, slices), 0, -1) if slices % n == 0), 0)


def gathered(slices: Sequence[int], columns: int) -> list[int]:
    """The slices added up to fewer columns; ``columns`` divides their number."""
    size = len(slices) // columns
    return [sum(slices[start : start + size]) for start in range(0, len(slices), size)]


def bars(values: Sequence[int], peak: int, *, plain: bool = False) -> str:
    """One character per value; the peak fills a cell, and any value above 0 can be seen."""
    marks = DIGITS if plain else BARS
    top = len(marks) - 1
    return "".join(
        marks[min(max(-(-value * top // max(peak, 1)), 1), top)] if value > 0 else marks[0]
        for value in values
    )


def axis(labels: tuple[str, str, str], columns: int) -> str:
    """Labels of the beginning, the middle and the end; those without room are left out."""
    first, middle, last = labels
    if len(first) + len(last) + 1 > columns:
        return first[:columns].ljust(columns)
    line = first + last.rjust(columns - len(first))
    start = columns // 2
    if len(first) < start and start + len(middle) + len(last) < columns:
        line = line[:start] + middle + line[start + len(middle) :]
    return line
