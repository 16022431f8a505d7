"""Coefficients of a matrix of units by coders with missing values and weights.

Alpha as in Krippendorff (2011): units with one value do not count. The others follow
Gwet (2014): agreement from units with two values or more, margins from all values.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

import numpy as np
from numpy.typing import NDArray

from qualcode.agreement.tables import (
    corrected,
    free_disagreement,
    gwet_disagreement,
    off_diagonal,
    two_coder_table,
)
from qualcode.domain.errors import BadInput


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixMeasures:
    """Coefficients of one matrix; None is undefined."""

    values: tuple[Hashable, ...]
    """Categories that occur, in order of appearance."""
    coincidences: NDArray[np.float64]
    """Krippendorff's coincidence matrix (q, q), in the order of `values`."""
    percent_pairwise: float | None
    """Mean over units of the share of agreeing pairs (Fleiss' P_a)."""
    alpha_nominal: float | None
    fleiss_kappa: float | None
    brennan_prediger: float | None
    gwet_ac1: float | None
    conger_kappa: float | None
    mean_pairwise_cohen: float | None
    """Light's kappa; None if one pair of coders has none."""

    def as_dict(self) -> dict[str, float | None]:
        """The coefficients by name."""
        return {
            "percent_pairwise": self.percent_pairwise,
            "alpha_nominal": self.alpha_nominal,
            "fleiss_kappa": self.fleiss_kappa,
            "brennan_prediger": self.brennan_prediger,
            "gwet_ac1": self.gwet_ac1,
            "conger_kappa": self.conger_kappa,
            "mean_pairwise_cohen": self.mean_pairwise_cohen,
        }


def unit_matrix(
    ratings: Sequence[Sequence[Hashable | None]], weights: Sequence[float] | None = None
) -> MatrixMeasures:
    """Measures of units (each a list of values by coder, None = missing), weight 1 by default.

    Raises `BadInput` where units differ in their number of coders or weights are missing.
    """
    width = len(ratings[0]) if ratings else 0
    if any(len(unit) != width for unit in ratings):
        raise BadInput(f"every unit needs a value or None for each of the {width} coders")
    if weights is not None and len(weights) != len(ratings):
        raise BadInput(f"{len(ratings)} units need as many weights, not {len(weights)}")
    values = tuple(dict.fromkeys(v for unit in ratings for v in unit if v is not None))
    index = {value: place for place, value in enumerate(values)}
    places = [[-1 if v is None else index[v] for v in unit] for unit in ratings]
    codes = np.array(places, dtype=np.int64).reshape(len(places), width)
    weight = np.ones(len(codes)) if weights is None else np.asarray(weights, dtype=np.float64)
    given = (codes[:, :, None] == np.arange(len(values))).astype(np.float64)
    return _measures(values, given, weight)


def _measures(
    values: tuple[Hashable, ...], given: NDArray[np.float64], weight: NDArray[np.float64]
) -> MatrixMeasures:
    """Measures of values as a (units, coders, q) array of zeros and ones."""
    counts = given.sum(axis=1)
    coincidences = _coincidences(counts, weight)
    observed = _observed(counts, weight)
    shares = _shares(counts, weight)
    return MatrixMeasures(
        values=values,
        coincidences=coincidences,
        percent_pairwise=None if observed is None else 1 - observed,
        alpha_nominal=_alpha(coincidences),
        fleiss_kappa=corrected(observed, off_diagonal(np.outer(shares, shares))),
        brennan_prediger=corrected(observed, free_disagreement(len(values))),
        gwet_ac1=corrected(observed, gwet_disagreement(shares)),
        conger_kappa=corrected(observed, _conger(given, weight)),
        mean_pairwise_cohen=_light(given, weight),
    )


def _coincidences(counts: NDArray[np.float64], weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """o_ck = sum of w n_c (n_k - [c = k]) / (m - 1) over units with m >= 2 values."""
    several = counts.sum(axis=1) >= 2
    counts = counts[several]
    scaled = counts * (weight[several] / (counts.sum(axis=1) - 1))[:, None]
    return np.asarray(scaled.T @ counts - np.diag(scaled.sum(axis=0)), dtype=np.float64)


def _alpha(coincidences: NDArray[np.float64]) -> float | None:
    """1 - (n - 1) sum o_ck / sum n_c n_k over unlike values c, k."""
    margins = coincidences.sum(axis=1)
    expected = off_diagonal(np.outer(margins, margins))
    disagreeing = (float(margins.sum()) - 1) * off_diagonal(coincidences)
    return corrected(disagreeing, expected)


def _observed(counts: NDArray[np.float64], weight: NDArray[np.float64]) -> float | None:
    """Disagreement of pairs within units, mean over units with two values or more."""
    size = counts.sum(axis=1)
    several = size >= 2
    counts, size, weight = counts[several], size[several], weight[several]
    if not weight.sum():
        return None
    unlike = (size**2 - (counts**2).sum(axis=1)) / (size * (size - 1))
    return float((weight * unlike).sum() / weight.sum())


def _shares(counts: NDArray[np.float64], weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Share of each value, mean over units that have one (q,)."""
    size = counts.sum(axis=1)
    counts, size, weight = counts[size >= 1], size[size >= 1], weight[size >= 1]
    total = float(weight.sum())
    shares = (counts * (weight / size)[:, None]).sum(axis=0)
    return np.asarray(shares / total if total else shares, dtype=np.float64)


def _conger(given: NDArray[np.float64], weight: NDArray[np.float64]) -> float:
    """Expected disagreement of Conger (1980): mean over pairs of coders with any value."""
    sums = np.einsum("u,ucq->cq", weight, given)
    sums = sums[sums.sum(axis=1) > 0]
    shares = sums / sums.sum(axis=1, keepdims=True)
    pairs = [off_diagonal(np.outer(a, b)) for a, b in permutations(shares, 2)]
    return sum(pairs) / len(pairs) if pairs else 0.0


def _light(given: NDArray[np.float64], weight: NDArray[np.float64]) -> float | None:
    """Mean of Cohen's kappa over pairs of coders, each on the units both judged."""
    tables = [
        np.einsum("u,uc,uk->ck", weight, given[:, a], given[:, b])
        for a, b in combinations(range(given.shape[1]), 2)
    ]
    kappas = [two_coder_table(table).cohen_kappa for table in tables]
    known = [kappa for kappa in kappas if kappa is not None]
    return sum(known) / len(known) if known and len(known) == len(kappas) else None
