"""Coefficients of one code, coded or not coded, from whole numbers."""

from __future__ import annotations


def percent(agreeing: int, total: int) -> float | None:
    """Observed agreement; None where nothing was compared."""
    return agreeing / total if total else None


def f1(n11: int, n10: int, n01: int) -> float | None:
    """Shared text, 2 n11 / (n1 + n2) (Dice, Holsti 1969); None where nobody coded."""
    coded = 2 * n11 + n10 + n01
    return 2 * n11 / coded if coded else None


def cohen_kappa(n11: int, n10: int, n01: int, n00: int) -> float | None:
    """Cohen's kappa (1960) as 1 - D_o / D_e; None where chance agreement is 1."""
    total = n11 + n10 + n01 + n00
    expected = (n11 + n10) * (n10 + n00) + (n01 + n00) * (n11 + n01)
    return 1 - total * (n10 + n01) / expected if expected else None


def alpha_nominal(coded: int, values: int, mixed: int, coders: int) -> float | None:
    """Krippendorff's nominal alpha of a yes/no code; None without variation.

    `coded` of `values` judgements are yes; `mixed` sums yes x no over the units, so that the
    coincidence of yes and no is mixed / (coders - 1) (Krippendorff 2011).
    """
    expected = coded * (values - coded) * (coders - 1)
    return 1 - (values - 1) * mixed / expected if expected else None
