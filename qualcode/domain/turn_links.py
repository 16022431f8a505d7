"""Which turns of an old transcript are which turns of a new one, from the words they share."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from qualcode.domain.word_links import NONE

Shared = dict[tuple[int, int], int]
"""How much an old and a new turn have in common, by their two numbers."""


def matched(shared: Shared, old: int, new: int) -> list[int]:
    """For each of ``old`` turns its number among ``new`` ones, or NONE; never out of order.

    The pairs share the most they can; turns between two pairs, as many here as there, are paired
    in their order even where no word is left of them.
    """
    found = [NONE] * old
    for before, after in heaviest(shared):
        found[before] = after
    for (i, i_end), (j, j_end) in _between(found, new):
        if i_end - i == j_end - j:
            found[i:i_end] = range(j, j_end)
    return found


def heaviest(shared: Shared) -> list[tuple[int, int]]:
    """The pairs in order on both sides with the largest sum of what they share (all above 0)."""
    best: list[tuple[int, int]] = []
    # Ends of chains by the new turn they end on: the sum rises with it (a staircase).
    ends: list[int] = []
    sums: list[int] = []
    chains: list[int] = []
    links: list[tuple[tuple[int, int], int]] = []
    for pair in sorted(shared, key=lambda pair: (pair[0], -pair[1])):
        at = bisect_right(ends, pair[1] - 1)
        total = (sums[at - 1] if at else 0) + shared[pair]
        links.append((pair, chains[at - 1] if at else NONE))
        stop = at
        while stop < len(ends) and sums[stop] <= total:
            stop += 1
        if at < len(ends) and at == stop and ends[at] == pair[1]:
            continue
        ends[at:stop], sums[at:stop], chains[at:stop] = [pair[1]], [total], [len(links) - 1]
    number = chains[-1] if chains else NONE
    while number != NONE:
        pair, number = links[number]
        best.append(pair)
    return best[::-1]


def _between(found: Sequence[int], new: int) -> Iterable[tuple[tuple[int, int], tuple[int, int]]]:
    """The unmatched stretches of old turns, each with the new turns at the same place."""
    pairs = [(at, target) for at, target in enumerate(found) if target != NONE]
    edges = [(-1, -1), *pairs, (len(found), new)]
    for (i, j), (i_end, j_end) in pairwise(edges):
        if i_end - i > 1:
            yield (i + 1, i_end), (j + 1, j_end)
