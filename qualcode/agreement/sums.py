"""From mask tables to measures: the few sums that every coefficient of a yes/no code needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from qualcode.agreement import binary
from qualcode.agreement.reasons import Words, reason
from qualcode.agreement.result import Measures, PairMeasures
from qualcode.agreement.sweep import MaskTables


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """One row per code and a last row for all code x unit cells together."""

    total: NDArray[np.int64]
    """(rows,) cells: characters or units, for the last row times the number of codes."""
    coded: NDArray[np.int64]
    """(rows, coders) cells coded."""
    mixed: NDArray[np.int64]
    """(rows,): coders who coded times coders who did not, summed over the cells."""
    both: NDArray[np.int64]
    """(rows, pairs) cells coded by both, pairs in the order of `itertools.combinations`."""

    @classmethod
    def of(cls, tables: MaskTables, coders: int) -> Sums:
        """Sums over the mask tables of two or more coders."""
        counts = np.vstack((tables.counts, tables.counts.sum(axis=0)))
        bits = tables.bits(coders)
        size = bits.sum(axis=1)
        pairs = combinations(range(coders), 2)
        both = [counts @ (bits[:, first] & bits[:, second]) for first, second in pairs]
        mixed = counts @ (size * (coders - size))
        return cls(counts.sum(axis=1), counts @ bits, mixed, np.column_stack(both))

    def measures(self, row: int, coders: Sequence[str], words: Words) -> Measures:
        """Measures of one row; `words` speak of its codes in the reason."""
        total, mixed = int(self.total[row]), int(self.mixed[row])
        coded = tuple(int(count) for count in self.coded[row])
        size = len(coders)
        possible = size * (size - 1) // 2 * total
        pairs = self._pairs(row, coders, words)
        only = pairs[0] if size == 2 else None
        return Measures(
            percent=binary.percent(possible - mixed, possible),
            f1=only.f1 if only else None,
            cohen_kappa=only.cohen_kappa if only else None,
            alpha_nominal=binary.alpha_nominal(sum(coded), size * total, mixed, size),
            prevalence=tuple(count / total if total else None for count in coded),
            coded=coded,
            n11=only.n11 if only else None,
            n10=only.n10 if only else None,
            n01=only.n01 if only else None,
            n00=only.n00 if only else None,
            pairs=pairs,
            reason=reason(coders, coded, total, words),
        )

    def _pairs(self, row: int, coders: Sequence[str], words: Words) -> tuple[PairMeasures, ...]:
        """Measures of every pair of coders."""
        total = int(self.total[row])
        named = [(name, int(count)) for name, count in zip(coders, self.coded[row], strict=True)]
        return tuple(
            _pair(first, second, int(both), total, words)
            for (first, second), both in zip(combinations(named, 2), self.both[row], strict=True)
        )


def _pair(
    first: tuple[str, int], second: tuple[str, int], both: int, total: int, words: Words
) -> PairMeasures:
    """Measures of two coders from what each coded, what both did, and all there is."""
    names, coded = (first[0], second[0]), (first[1], second[1])
    n10, n01 = coded[0] - both, coded[1] - both
    n00 = total - both - n10 - n01
    return PairMeasures(
        coder_a=names[0],
        coder_b=names[1],
        percent=binary.percent(both + n00, total),
        f1=binary.f1(both, n10, n01),
        cohen_kappa=binary.cohen_kappa(both, n10, n01, n00),
        alpha_nominal=binary.alpha_nominal(sum(coded), 2 * total, n10 + n01, 2),
        n11=both,
        n10=n10,
        n01=n01,
        n00=n00,
        reason=reason(names, coded, total, words),
    )
