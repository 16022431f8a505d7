"""How often a code was used: mentions, people and groups side by side, per coder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from qualcode.analysis.coded import Coded, counted
from qualcode.analysis.ranges import Ints, distinct, expanded, merged, tally, unique_pairs
from qualcode.domain.corpus import Corpus
from qualcode.domain.tables import Cell, Filters, Table

COLUMNS = (
    "code_id",
    "code",
    "code_path",
    "layer",
    "coder",
    "mentions",
    "speakers",
    "groups",
    "characters",
    "words",
    "mentions_per_1000_words",
    "mentions_with_below",
    "speakers_with_below",
    "groups_with_below",
)


class Counts(NamedTuple):
    """Three counts side by side, one number per cell of coder and code each."""

    mentions: Ints
    speakers: Ints
    groups: Ints


def frequencies(corpus: Corpus, filters: Filters) -> Table:
    """One row per coder and code, unused codes too; coders by name, codes in codebook order.

    Raises BadInput for names that the study does not have.
    """
    found = counted(corpus, filters)
    words = found.axis.counted_words()
    total = len(words[0])
    runs = found.runs()
    own, with_below = three_counts(found)
    columns = (
        *own,
        tally(runs.group, found.cells, runs.end - runs.start),
        coded_words(found, words),
        [1000 * count / total if total else None for count in own.mentions.tolist()],
        *with_below,
    )
    made = found.recipe("frequencies", filters) | {"counted_words": total}
    return Table("frequencies", COLUMNS, _rows(corpus, found, columns), made)


def three_counts(found: Coded) -> tuple[Counts, Counts]:
    """Mentions, different people and transcripts per cell: own, and with the codes below."""
    row, turn = found.axis.parts(found.start, found.end)
    people = unique_pairs(found.cell[row], found.axis.person[turn])
    groups = unique_pairs(found.cell, found.transcript)
    own = (tally(cell, found.cells) for cell in (found.cell, people[0], groups[0]))
    lines = found.scope.ancestry()
    count = np.array([len(line) for line in lines], dtype=np.int64)
    after = np.cumsum(count)
    above = np.array([code for line in lines for code in line], dtype=np.int64)

    def lifted(cell: Ints) -> tuple[Ints, Ints]:
        coder, code = found.split(cell)
        row, at = expanded((after - count)[code], after[code])
        return row, coder[row] * len(lines) + above[at]

    with_below = [tally(lifted(found.cell)[1], found.cells)]
    for cell, item in (people, groups):
        row, upper = lifted(cell)
        with_below.append(distinct(upper, item[row], found.cells))
    return Counts(*own), Counts(*with_below)


def coded_words(found: Coded, words: tuple[Ints, Ints]) -> Ints:
    """Words (start, end on the axis) of which at least one character is coded, per cell."""
    first = np.searchsorted(words[1], found.start, side="right")
    after = np.maximum(np.searchsorted(words[0], found.end, side="left"), first)
    runs = merged(found.cell, first, after)
    return tally(runs.group, found.cells, runs.end - runs.start)


def _rows(
    corpus: Corpus, found: Coded, columns: Sequence[Ints | list[float | None]]
) -> list[tuple[Cell, ...]]:
    paths = corpus.codebook.paths
    heads = [
        (code.key, code.name, paths[code.id], code.layer, coder)
        for coder in found.coders
        for code in found.scope.codes
    ]
    figures = zip(*(c if isinstance(c, list) else c.tolist() for c in columns), strict=True)
    return [(*head, *cells) for head, cells in zip(heads, figures, strict=True)]
