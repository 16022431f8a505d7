"""From coded characters to coded units (words, sentences, turns), by a rule."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from qualcode.agreement.material import Material
from qualcode.agreement.runs import CountedAxis, Runs, joined
from qualcode.domain.errors import BadInput

Rule = Literal["any", "half"]
"""A unit is coded if one of its characters that count is, or at least half of them are."""


def unit_ranges(
    axis: CountedAxis, material: Material, units: tuple[NDArray[np.int64], ...]
) -> NDArray[np.int64]:
    """Units on the axis of the text that counts (n, 2), without units of which nothing counts."""
    places = axis.places(material.laid_out(units))
    return np.asarray(places[places[:, 0] < places[:, 1]], dtype=np.int64)


def project(runs: Runs, ranges: NDArray[np.int64], rule: Rule) -> Runs:
    """Character runs as runs of whole units: positions become indices into `ranges` (n, 2).

    No array has more rows than there are runs; the result may overlap. Raises `BadInput` for
    another rule.
    """
    if rule not in ("any", "half"):
        raise BadInput(f"a unit counts as coded by the rule any or half, not {rule}")
    if rule == "half":
        runs = joined(runs)
    first = np.searchsorted(ranges[:, 1], runs.start, side="right").astype(np.int64)
    after = np.searchsorted(ranges[:, 0], runs.end, side="left").astype(np.int64)
    touching = first < after
    runs, first, after = runs.where(touching), first[touching], after[touching]
    if rule == "any":
        return Runs(runs.code, runs.coder, first, after, len(ranges))
    return _half(runs, ranges, first, after - 1)


def _half(
    runs: Runs, ranges: NDArray[np.int64], first: NDArray[np.int64], last: NDArray[np.int64]
) -> Runs:
    """Units covered at least half, by joined runs that touch the units first..last."""
    inner = last - first > 1
    long = last > first
    unit = np.concatenate((first, last[long]))
    piece = np.concatenate((np.arange(len(first)), np.flatnonzero(long)))
    covered = np.minimum(runs.end[piece], ranges[unit, 1]) - np.maximum(
        runs.start[piece], ranges[unit, 0]
    )
    coders = int(runs.coder.max(initial=0)) + 1
    key = (runs.code[piece] * coders + runs.coder[piece]) * len(ranges) + unit
    cells, index = np.unique(key, return_inverse=True)
    sums = np.bincount(index, weights=covered, minlength=len(cells))
    group, unit = np.divmod(cells, max(len(ranges), 1))
    enough = 2 * sums >= ranges[unit, 1] - ranges[unit, 0]
    code, coder = np.divmod(group[enough], coders)
    return Runs(
        np.concatenate((runs.code[inner], code)),
        np.concatenate((runs.coder[inner], coder)),
        np.concatenate((first[inner] + 1, unit[enough])),
        np.concatenate((last[inner], unit[enough] + 1)),
        len(ranges),
    )
