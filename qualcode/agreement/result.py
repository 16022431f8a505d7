"""Results of a comparison. None always means undefined, never 0 or 1."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class PairMeasures:
    """Agreement of two coders; counts are characters or units (codes x units for `overall`)."""

    coder_a: str
    coder_b: str
    percent: float | None
    f1: float | None
    cohen_kappa: float | None
    alpha_nominal: float | None
    n11: int
    """Coded by both."""
    n10: int
    """Coded by `coder_a` only."""
    n01: int
    """Coded by `coder_b` only."""
    n00: int
    """Coded by neither."""
    reason: str
    """Why something is undefined, or who does not use the code; else empty."""

    def as_dict(self) -> dict[str, float | None]:
        """The coefficients by their name."""
        return _coefficients(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Agreement of all coders; with three or more, kappa, F1 and the table are in `pairs`."""

    percent: float | None
    """Observed agreement, for three or more coders the mean over pairs (Fleiss' P_a)."""
    f1: float | None
    cohen_kappa: float | None
    alpha_nominal: float | None
    prevalence: tuple[float | None, ...]
    """Coded share of the text, per coder."""
    coded: tuple[int, ...]
    """Coded characters or units, per coder."""
    n11: int | None
    n10: int | None
    n01: int | None
    n00: int | None
    pairs: tuple[PairMeasures, ...]
    """Every pair of coders, in the order of the coders."""
    reason: str
    """Why something is undefined, or who does not use the code; else empty."""

    def as_dict(self) -> dict[str, float | None]:
        """The coefficients by their name."""
        return _coefficients(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeMeasures(Measures):
    """Agreement on one code."""

    code: str

    @classmethod
    def of(cls, code: str, measures: Measures) -> CodeMeasures:
        """The same measures with the name of their code."""
        values = {field.name: getattr(measures, field.name) for field in fields(measures)}
        return cls(code=code, **values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What `compare` returns."""

    unit_total: int
    """Characters or units compared, once per code."""
    overall: Measures
    """All code x unit cells stacked in one table; not a mean over codes."""
    codes: tuple[CodeMeasures, ...]
    """In the order of the material."""
    mean_kappa: float | None
    """Mean of the codes' kappa where defined (two coders)."""
    mean_kappa_codes: int
    """How many codes `mean_kappa` rests on."""


def _coefficients(measures: Measures | PairMeasures) -> dict[str, float | None]:
    """Coefficients by name, None for undefined."""
    return {
        "percent": measures.percent,
        "f1": measures.f1,
        "cohen_kappa": measures.cohen_kappa,
        "alpha_nominal": measures.alpha_nominal,
    }
