"""The interval sweep: how much of the axis each set of coders gave each code.

Time depends on the number of runs and coders, not on the length of the text.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qualcode.agreement.runs import Runs

DENSE_CODERS = 10
"""Up to here every one of the 2^m sets of coders has a column; above, only those that occur."""


@dataclass(frozen=True, slots=True, eq=False)
class MaskTables:
    """Per code, how much of the axis was coded by exactly which set of coders."""

    masks: NDArray[np.int64]
    """(k,) distinct sets, coder i = bit i; the empty set comes first."""
    counts: NDArray[np.int64]
    """(codes, k) characters or units."""
    total: int
    """Characters or units compared, once per code."""

    def bits(self, coders: int) -> NDArray[np.int64]:
        """(k, coders): 1 where the coder belongs to the set."""
        return (self.masks[:, None] >> np.arange(coders, dtype=np.int64)) & 1


def sweep(runs: Runs, codes: int, coders: int) -> MaskTables:
    """Tables of all codes in one pass; overlapping runs of one coder and code count once."""
    stride = runs.total + 1
    place = np.concatenate((runs.code * stride + runs.start, runs.code * stride + runs.end))
    order = np.argsort(place, kind="stable")
    place = place[order]
    opening = order < len(runs.start)
    run = np.where(opening, order, order - len(runs.start))
    masks = _masks_on(np.where(opening, 1, -1), runs.coder[run], coders)
    # Every run of a code has closed at its last event, so a gap to the next code has mask 0.
    gap = np.diff(place, append=place[-1:])
    distinct, index = _columns(masks, coders)
    cells = runs.code[run] * len(distinct) + index
    sums = np.bincount(cells, weights=gap, minlength=codes * len(distinct))
    counts = np.rint(sums).astype(np.int64).reshape(codes, len(distinct))
    counts[:, 0] = runs.total - counts[:, 1:].sum(axis=1)
    return MaskTables(distinct, counts, runs.total)


def _masks_on(step: NDArray[np.int64], coder: NDArray[np.int64], coders: int) -> NDArray[np.int64]:
    """After each event, the set of coders with at least one open run."""
    masks = np.zeros(len(step), dtype=np.int64)
    for bit in range(coders):
        depth = np.cumsum(np.where(coder == bit, step, 0))
        masks |= (depth > 0).astype(np.int64) << bit
    return masks


def _columns(masks: NDArray[np.int64], coders: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The distinct masks, the empty one first, and the column of every event."""
    if coders <= DENSE_CODERS:
        return np.arange(1 << coders, dtype=np.int64), masks
    distinct, index = np.unique(np.append(masks, 0), return_inverse=True)
    return distinct, index[:-1]
