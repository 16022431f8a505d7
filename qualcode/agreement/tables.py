"""Coefficients of two coders from a square table of counts, any number of categories.

Every chance-corrected one is 1 - D_o / D_e, with D_e summed off the diagonal, so that it is
exactly 0 (undefined) where chance agreement is 1.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from qualcode.domain.errors import BadInput


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMeasures:
    """Coefficients of one table; None is undefined."""

    percent: float | None
    f1: float | None
    """Of the first category (both coded / coded at all, Dice); only for two categories."""
    cohen_kappa: float | None
    kappa_max: float | None
    """Largest kappa these margins allow (Cohen 1960)."""
    scott_pi: float | None
    brennan_prediger: float | None
    """Chance 1/q, q = rows of the table; with two categories also called PABAK."""
    gwet_ac1: float | None
    alpha_nominal: float | None
    expected_cohen: float | None
    expected_scott: float | None
    prevalence_index: float | None
    """|n11 - n00| / n, only for two categories."""
    bias_index: float | None
    """|n10 - n01| / n, only for two categories."""

    def as_dict(self) -> dict[str, float | None]:
        """All measures by name."""
        return asdict(self)


def two_coder_table(table: ArrayLike) -> TableMeasures:
    """Measures of a (q, q) table of counts or weights, rows one coder, columns the other.

    Raises `BadInput` where the table is not square or holds a negative number.
    """
    counts = np.asarray(table, dtype=np.float64)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1]:
        raise BadInput(f"a table of two coders must be square, not of shape {counts.shape}")
    if bool(np.any(counts < 0)):
        raise BadInput("a table of two coders counts units and cannot hold a negative number")
    total = float(counts.sum())
    shares = counts / total if total else counts
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    mean = (rows + columns) / 2
    observed = off_diagonal(shares) if total else None
    least = float(1 - np.minimum(rows, columns).sum())
    cohen, scott = off_diagonal(np.outer(rows, columns)), off_diagonal(np.outer(mean, mean))
    yes = counts[0, 0] + (counts.sum() - counts[-1, -1]) if len(counts) == 2 else 0.0
    return TableMeasures(
        percent=None if observed is None else 1 - observed,
        f1=float(2 * counts[0, 0] / yes) if yes else None,
        cohen_kappa=corrected(observed, cohen),
        kappa_max=corrected(least if total else None, cohen),
        scott_pi=corrected(observed, scott),
        brennan_prediger=corrected(observed, free_disagreement(len(counts))),
        gwet_ac1=corrected(observed, gwet_disagreement(mean)),
        alpha_nominal=corrected(observed, scott * 2 * total / (2 * total - 1) if total else 0.0),
        expected_cohen=1 - cohen if total else None,
        expected_scott=1 - scott if total else None,
        **_paradox(shares, bool(total)),
    )


def _paradox(shares: NDArray[np.float64], known: bool) -> dict[str, float | None]:
    """Indices of Byrt, Bishop & Carlin (1993), which explain a low kappa with high percent."""
    if shares.shape != (2, 2) or not known:
        return {"prevalence_index": None, "bias_index": None}
    return {
        "prevalence_index": float(abs(shares[0, 0] - shares[1, 1])),
        "bias_index": float(abs(shares[0, 1] - shares[1, 0])),
    }


def corrected(observed: float | None, expected: float) -> float | None:
    """1 - D_o / D_e; None without observations or without expected disagreement."""
    return 1 - observed / expected if observed is not None and expected else None


def off_diagonal(square: NDArray[np.float64]) -> float:
    """Sum of the cells off the diagonal: disagreement of a table of shares."""
    return float(square[~np.eye(len(square), dtype=np.bool_)].sum())


def free_disagreement(categories: int) -> float:
    """Expected disagreement of Brennan & Prediger: 1 - 1/q; 0 below two categories."""
    return 1 - 1 / categories if categories > 1 else 0.0


def gwet_disagreement(shares: NDArray[np.float64]) -> float:
    """Expected disagreement of AC1 (Gwet 2008); 0 below two categories."""
    if len(shares) < 2:
        return 0.0
    return float(1 - (shares * (1 - shares)).sum() / (len(shares) - 1))
