"""Small materials for tests, the long way round and one character at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from qualcode.agreement import Material, Measures, PairMeasures

Segment = tuple[str, str, int, int, str]
"""Coder, document, start, end, code."""
Flags = NDArray[np.bool_]


def ranges(pairs: Iterable[Sequence[int]]) -> NDArray[np.int64]:
    return np.array([*pairs], dtype=np.int64).reshape(-1, 2)


def spans(rows: Iterable[Sequence[int]]) -> NDArray[np.int64]:
    return np.array([*rows], dtype=np.int64).reshape(-1, 5)


def material(
    lengths: Mapping[str, int],
    segments: Iterable[Sequence[Any]],
    coders: Sequence[str],
    codes: Sequence[str],
    block: int | None = None,
) -> Material:
    """All text counts; units are blocks of `block` characters, or characters."""
    documents = tuple(lengths)
    units = None
    if block is not None:
        units = tuple(
            ranges([(at, min(at + block, size)) for at in range(0, size, block)])
            for size in lengths.values()
        )
    rows = [
        (documents.index(document), coders.index(coder), codes.index(code), start, end)
        for coder, document, start, end, code in segments
    ]
    return Material(
        documents=documents,
        lengths=np.array([*lengths.values()], dtype=np.int64),
        counted=tuple(ranges([(0, size)]) for size in lengths.values()),
        units=units,
        coders=tuple(coders),
        codes=tuple(codes),
        spans=spans(rows),
    )


def counts(n11: int, n10: int, n01: int, total: int) -> Material:
    """One document, one code and two coders with this table."""
    last = n11 + n10 + n01
    segments = [("A", "d", 0, n11 + n10, "c"), ("B", "d", 0, n11, "c")]
    segments.append(("B", "d", n11 + n10, last, "c"))
    return material({"d": total}, segments, ["A", "B"], ["c"])


@dataclass(frozen=True)
class Flagged:
    """Per document: what counts (characters,), what is coded (coders, codes, characters)."""

    counts: list[Flags]
    coded: list[Flags]

    @classmethod
    def of(cls, made: Material) -> Flagged:
        shape = (len(made.coders), len(made.codes))
        flags = [np.zeros((*shape, size), dtype=np.bool_) for size in made.lengths]
        for document, coder, code, start, end in made.spans:
            flags[document][coder, code, start:end] = True
        return cls(
            [_marked(part, size) for part, size in zip(made.counted, made.lengths, strict=True)],
            flags,
        )

    def characters(self) -> Flags:
        """Coded or not, by coder, code and character that counts."""
        return np.concatenate([c[..., k] for k, c in zip(self.counts, self.coded, strict=True)], -1)

    def units(self, made: Material, rule: str) -> Flags:
        """Coded or not, by coder, code and unit of which something counts."""
        columns = [np.zeros((len(made.coders), len(made.codes), 0), dtype=np.bool_)]
        for document, part in enumerate(made.units or ()):
            for start, end in part:
                inside = self.counts[document][start:end]
                if inside.any():
                    kept = self.coded[document][..., start:end][..., inside]
                    least = 1 if rule == "any" else kept.shape[-1] / 2
                    columns.append(kept.sum(-1, keepdims=True) >= least)
        return np.concatenate(columns, -1)


def _marked(part: NDArray[np.int64], size: int) -> Flags:
    marked = np.zeros(size, dtype=np.bool_)
    for start, end in part:
        marked[start:end] = True
    return marked


def stretches(flags: Flags) -> list[tuple[int, int]]:
    """Runs of True as half-open ranges."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


def deleted(made: Material) -> Material:
    """The material with the text that does not count cut out of every document."""
    flagged = Flagged.of(made)
    rows: list[Sequence[int]] = []
    for document, (keep, coded) in enumerate(zip(flagged.counts, flagged.coded, strict=True)):
        left = coded[:, :, keep]
        for coder, of_coder in enumerate(left):
            for code, flags in enumerate(of_coder):
                rows += [(document, coder, code, *run) for run in stretches(flags)]
    sizes = [int(keep.sum()) for keep in flagged.counts]
    before = [np.concatenate(([0], np.cumsum(keep))) for keep in flagged.counts]
    units = made.units and tuple(b[part] for b, part in zip(before, made.units, strict=True))
    return replace(
        made,
        lengths=np.array(sizes, dtype=np.int64),
        counted=tuple(ranges([(0, size)]) for size in sizes),
        units=units,
        spans=spans(rows),
    )


def table_of(row: Measures | PairMeasures) -> NDArray[np.float64]:
    """The two-coder table of a row."""
    return np.array([[row.n11, row.n10], [row.n01, row.n00]], dtype=np.float64)


def numbers(measures: Measures | PairMeasures) -> list[Any]:
    """What a comparison says, without names."""
    cells = [measures.n11, measures.n10, measures.n01, measures.n00]
    coefficients = measures.as_dict()
    return cells + [None if value is None else round(value, 12) for value in coefficients.values()]


@st.composite
def materials(draw: st.DrawFn, coders: int | None = None, masked: bool = True) -> Material:
    """Up to three documents of up to 24 characters with any overlaps; units may leave gaps."""
    sizes = draw(st.lists(st.integers(0, 24), min_size=1, max_size=3))
    people = coders or draw(st.integers(2, 4))
    codes = draw(st.integers(1, 3))
    rows = []
    for document, size in enumerate(sizes):
        point = st.integers(0, size)
        row = st.tuples(st.integers(0, people - 1), st.integers(0, codes - 1), point, point)
        for coder, code, one, other in draw(st.lists(row, max_size=8)):
            rows.append((document, coder, code, min(one, other), max(one, other)))
    cuts = [draw(st.lists(st.integers(0, size), max_size=8)) for size in sizes]
    keep = [
        draw(st.lists(st.booleans(), min_size=size, max_size=size)) if masked else [True] * size
        for size in sizes
    ]
    return Material(
        documents=tuple(f"d{index}" for index in range(len(sizes))),
        lengths=np.array(sizes, dtype=np.int64),
        counted=tuple(ranges(stretches(np.array(flags, dtype=np.bool_))) for flags in keep),
        units=tuple(ranges(zip(s[::2], s[1::2], strict=False)) for s in map(sorted, cuts)),
        coders=tuple("ABCD"[:people]),
        codes=tuple(f"c{index}" for index in range(codes)),
        spans=spans(rows),
    )
