"""Half-open ranges of code points and what is done with them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


def union(spans: Iterable[tuple[int, int]]) -> list[Span]:
    """Sorted disjoint ranges that cover the same text; touching ones joined, empty ones dropped."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if merged and start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, end))
        else:
            merged.append(Span(start, end))
    return merged


def total_length(spans: Iterable[tuple[int, int]]) -> int:
    """Characters covered by at least one of the ranges."""
    return sum(span.end - span.start for span in union(spans))


def trimmed(text: str, start: int, end: int) -> Span:
    """The range without white space at its ends; empty at ``start`` where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
