"""Which codes meet: overlapping segments of one coder, without comparing all with all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from qualcode.analysis.coded import Coded, counted
from qualcode.analysis.ranges import Ints, distinct, overlapping, tally, unique_pairs
from qualcode.domain.corpus import Corpus
from qualcode.domain.tables import Cell, Filters, Table

COLUMNS = (
    "coder",
    "code_id_a",
    "code_a",
    "code_id_b",
    "code_b",
    "overlaps",
    "segments_a",
    "segments_b",
    "shared_characters",
    "jaccard",
    "speakers",
    "groups",
)


class Meetings(NamedTuple):
    """Pairs of codes that meet (equal lengths), by coder and then by codes.

    ``a`` and ``b`` are cells of coder and code, a < b.
    """

    a: Ints
    b: Ints
    overlaps: Ints
    shared: Ints
    speakers: Ints
    groups: Ints


def cooccurrence(corpus: Corpus, filters: Filters) -> Table:
    """One row per coder and pair of different codes with overlapping segments.

    Rows by coder, most overlaps first, then by code_id. Raises BadInput for names that the
    study does not have.
    """
    found = counted(corpus, filters).by_key()
    made = found.recipe("cooccurrence", filters)
    return Table("cooccurrence", COLUMNS, _rows(found, meetings(found)), made)


def meetings(found: Coded) -> Meetings:
    """Overlapping segments, shared characters, people and transcripts of codes that meet."""
    pair, overlaps = _overlaps(found)
    runs = found.runs()
    shared = np.zeros(len(pair), dtype=np.int64)
    people, groups = [_NONE], [_NONE]
    for one, other in overlapping(found.split(runs.group)[0], runs.start, runs.end):
        keys, (one, other) = _pairs(found, runs.group, one, other)
        index = np.searchsorted(pair, keys)
        start = np.maximum(runs.start[one], runs.start[other])
        end = np.minimum(runs.end[one], runs.end[other])
        shared += tally(index, len(pair), end - start)
        row, turn = found.axis.parts(start, end)
        people.append(unique_pairs(index[row], found.axis.person[turn]))
        groups.append(unique_pairs(index[row], found.axis.transcript[turn]))
    a, b = np.divmod(pair, max(found.cells, 1))
    counts = (distinct(*_joined(portions), len(pair)) for portions in (people, groups))
    return Meetings(a, b, overlaps, shared, *counts)


_NONE: tuple[Ints, Ints] = (np.empty(0, np.int64), np.empty(0, np.int64))


def _overlaps(found: Coded) -> tuple[Ints, Ints]:
    """Pairs of cells that meet, sorted, and how many pairs of segments overlap in each."""
    seen = [_NONE]
    for one, other in overlapping(found.coder, found.start, found.end):
        pairs, _ = _pairs(found, found.cell, one, other)
        pair, count = np.unique(pairs, return_counts=True)
        seen.append((pair, count.astype(np.int64)))
    every, counts = _joined(seen)
    pair, index = np.unique(every, return_inverse=True)
    return pair, tally(index, len(pair), counts)


def _pairs(found: Coded, cell: Ints, one: Ints, other: Ints) -> tuple[Ints, tuple[Ints, Ints]]:
    """Cells of two rows as one number, the smaller first; rows of one code are left out."""
    differ = cell[one] != cell[other]
    one, other = one[differ], other[differ]
    low, high = np.minimum(cell[one], cell[other]), np.maximum(cell[one], cell[other])
    return low * found.cells + high, (one, other)


def _joined(portions: Sequence[tuple[Ints, Ints]]) -> tuple[Ints, Ints]:
    first, second = (np.concatenate(column) for column in zip(*portions, strict=True))
    return first, second


def _rows(found: Coded, met: Meetings) -> list[tuple[Cell, ...]]:
    runs = found.runs()
    characters = tally(runs.group, found.cells, runs.end - runs.start)
    segments = tally(found.cell, found.cells)
    together = characters[met.a] + characters[met.b] - met.shared
    coder, code = found.split(met.a)
    order = np.lexsort((-met.overlaps, coder))
    columns = (
        coder,
        code,
        found.split(met.b)[1],
        met.overlaps,
        segments[met.a],
        segments[met.b],
        met.shared,
        met.shared / together,
        met.speakers,
        met.groups,
    )
    names = [(code.key, code.name) for code in found.scope.codes]
    return [
        (found.coders[coder], *names[a], *names[b], *figures)
        for coder, a, b, *figures in zip(*(c[order].tolist() for c in columns), strict=True)
    ]
