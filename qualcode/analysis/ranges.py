"""Half-open ranges as arrays: joined, expanded, paired where they overlap, and counted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

PAIRS_AT_ONCE = 1_000_000
"""How many overlapping pairs are held in memory together."""


class Merged(NamedTuple):
    """Disjoint ranges (equal lengths); ``row`` is the first range that went into each."""

    row: Ints
    group: Ints
    start: Ints
    end: Ints


def merged(group: Ints, start: Ints, end: Ints) -> Merged:
    """Ranges of one group that share a character become one; touching ones stay two.

    The result is sorted by group and start.
    """
    stride = int(end.max(initial=0)) + 1
    low = group * stride + start
    order = np.argsort(low, kind="stable")
    low = low[order]
    reach = np.maximum.accumulate((group * stride + end)[order])
    opens, closes = np.ones(len(low), np.bool_), np.ones(len(low), np.bool_)
    opens[1:] = low[1:] >= reach[:-1]
    closes[:-1] = opens[1:]
    row = order[opens]
    return Merged(row, group[row], start[row], reach[closes] - group[row] * stride)


def expanded(first: Ints, after: Ints) -> tuple[Ints, Ints]:
    """The whole numbers from ``first`` up to ``after`` of each row, as (row, number)."""
    count = np.maximum(after - first, 0)
    row = np.repeat(np.arange(len(first)), count)
    step = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    return row, first[row] + step


def overlapping(
    group: Ints, start: Ints, end: Ints, at_once: int = PAIRS_AT_ONCE
) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of rows of one group that share a character, each pair once, in portions.

    Ranges must not be empty. Time follows the number of pairs that overlap, not of all pairs.
    """
    stride = int(end.max(initial=0)) + 1
    low = group * stride + start
    order = np.argsort(low, kind="stable")
    low = low[order]
    after = np.searchsorted(low, (group * stride + end)[order], side="left")
    following = np.arange(1, len(low) + 1)
    total = np.cumsum(after - following)
    steps = np.arange(at_once, int(total[-1]) if len(total) else 0, at_once)
    edges = [0, *(np.searchsorted(total, steps) + 1).tolist(), len(low)]
    for begin, stop in pairwise(edges):
        row, other = expanded(following[begin:stop], after[begin:stop])
        yield order[row + begin], order[other]


def tally(index: Ints, size: int, weights: Ints | None = None) -> Ints:
    """How often each of 0..size-1 occurs in ``index``, or the sum of its whole weights."""
    return np.rint(np.bincount(index, weights, size)).astype(np.int64)


def unique_pairs(group: Ints, item: Ints) -> tuple[Ints, Ints]:
    """The different (group, item) pairs, sorted; pairs with a negative item are left out."""
    known = item >= 0
    items = int(item.max(initial=0)) + 1
    group, item = np.divmod(np.unique(group[known] * items + item[known]), items)
    return group, item


def distinct(group: Ints, item: Ints, size: int) -> Ints:
    """How many different items each of the groups 0..size-1 has; negative ones do not count."""
    return tally(unique_pairs(group, item)[0], size)
