"""Coded text of a scope on the axis of the text that counts: what all counts start from."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from qualcode.analysis.axis import Axis
from qualcode.analysis.ranges import Ints, Merged, merged
from qualcode.analysis.recipes import recipe_of
from qualcode.analysis.scope import Scope, Spans, scope_of, spans_in
from qualcode.domain.corpus import Corpus
from qualcode.domain.tables import Filters

UNION = "(union)"
"""Stands in the coder column where the coders' segments were merged."""


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """Segments with text that counts (equal lengths): indices in the scope, ranges of the axis."""

    scope: Scope
    spans: Spans
    """The filtered segments before they were clipped."""
    axis: Axis
    coders: tuple[str, ...]
    """What the coder column says."""
    transcript: Ints
    coder: Ints
    code: Ints
    start: Ints
    end: Ints

    @property
    def cell(self) -> Ints:
        """Coder and code of each segment as one number: coder * number of codes + code."""
        return self.coder * len(self.scope.codes) + self.code

    @property
    def cells(self) -> int:
        """How many pairs of coder and code there are."""
        return len(self.coders) * len(self.scope.codes)

    def recipe(self, table: str, filters: Filters) -> dict[str, object]:
        """The recipe of a table made from these segments."""
        return recipe_of(table, self.scope, self.spans, filters, segments=len(self.start))

    def split(self, cell: Ints) -> tuple[Ints, Ints]:
        """Coder and code of cells."""
        coder, code = np.divmod(cell, max(len(self.scope.codes), 1))
        return coder, code

    def runs(self) -> Merged:
        """The text of each cell as disjoint ranges, sorted by cell and start."""
        return merged(self.cell, self.start, self.end)

    def by_key(self) -> Coded:
        """The same with the codes in the order of their keys."""
        codes = self.scope.codes
        order = np.array(sorted(range(len(codes)), key=lambda at: codes[at].key), dtype=np.int64)
        scope = replace(self.scope, codes=tuple(codes[at] for at in order.tolist()))
        rank = np.argsort(order)
        spans = replace(self.spans, code=rank[self.spans.code])
        return replace(self, scope=scope, spans=spans, code=rank[self.code])

    def united(self) -> Coded:
        """Segments of one code that share text become one, whoever coded them."""
        runs = merged(self.code, self.start, self.end)
        return replace(
            self,
            coders=(UNION,),
            transcript=self.transcript[runs.row],
            coder=np.zeros_like(runs.row),
            code=runs.group,
            start=runs.start,
            end=runs.end,
        )


def coded(corpus: Corpus, filters: Filters) -> Coded:
    """The filtered segments, clipped to the text that counts; each coder's own.

    Raises BadInput for names that the study does not have.
    """
    scope = scope_of(corpus, filters)
    axis = Axis(scope.transcripts, filters.all_text)
    spans = spans_in(corpus, scope)
    start, end = axis.at(spans.transcript, spans.start), axis.at(spans.transcript, spans.end)
    keep = start < end
    return Coded(
        scope,
        spans,
        axis,
        tuple(coder.name for coder in scope.coders),
        spans.transcript[keep],
        spans.coder[keep],
        spans.code[keep],
        start[keep],
        end[keep],
    )


def counted(corpus: Corpus, filters: Filters) -> Coded:
    """As `coded`, with the coders' segments merged where the filters ask for the union."""
    found = coded(corpus, filters)
    return found.united() if filters.union else found
