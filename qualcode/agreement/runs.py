"""Coded stretches on one axis: the text that counts, all documents laid end to end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qualcode.agreement.material import Material


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Half-open stretches of an axis 0..total, each of one code by one coder (equal lengths)."""

    code: NDArray[np.int64]
    coder: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    total: int
    """Length of the axis, in characters or in units."""

    def where(self, keep: NDArray[np.bool_]) -> Runs:
        """Only the runs marked in `keep`."""
        return Runs(self.code[keep], self.coder[keep], self.start[keep], self.end[keep], self.total)


class CountedAxis:
    """The text that counts as one axis, so that a mask equals deleting the other text."""

    def __init__(self, material: Material) -> None:
        """Read the ranges that count from `material`."""
        counted = material.laid_out(material.counted)
        sizes = counted[:, 1] - counted[:, 0]
        # An empty first range stands for everything before the first counted character.
        self._starts = np.concatenate(([0], counted[:, 0]))
        self._sizes = np.concatenate(([0], sizes))
        self._before = np.cumsum(self._sizes) - self._sizes
        self.total = int(sizes.sum())

    def places(self, points: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many characters that count come before each point of the documents laid out."""
        index = np.searchsorted(self._starts, points, side="right") - 1
        inside = np.minimum(points - self._starts[index], self._sizes[index])
        return np.asarray(self._before[index] + inside, dtype=np.int64)


def counted_runs(material: Material, axis: CountedAxis) -> Runs:
    """The spans of `material` on the axis of the text that counts, without empty ones."""
    document, coder, code, start, end = material.spans.T
    offset = material.offsets[document]
    first, last = axis.places(start + offset), axis.places(end + offset)
    return Runs(code, coder, first, last, axis.total).where(first < last)


def joined(runs: Runs) -> Runs:
    """Runs of one coder and code that overlap or touch become one: the union of the text."""
    stride = runs.total + 1
    coders = int(runs.coder.max(initial=0)) + 1
    base = (runs.code * coders + runs.coder) * stride
    order = np.argsort(base + runs.start, kind="stable")
    start = (base + runs.start)[order]
    reach = np.maximum.accumulate((base + runs.end)[order])
    opens, closes = np.ones(len(start), np.bool_), np.ones(len(start), np.bool_)
    opens[1:] = start[1:] > reach[:-1]
    closes[:-1] = opens[1:]
    group, start = np.divmod(start[opens], stride)
    code, coder = np.divmod(group, coders)
    return Runs(code, coder, start, reach[closes] % stride, runs.total)
