"""The recipe of a table: what was filtered, counted and meant, so that it can be made again."""

from __future__ import annotations

from qualcode import __version__
from qualcode.analysis.definitions import DEFINITIONS
from qualcode.analysis.fingerprint import data_hash
from qualcode.analysis.scope import Scope, Spans, scope_of, spans_in
from qualcode.domain import units
from qualcode.domain.corpus import Corpus
from qualcode.domain.tables import Filters

ALL = "all"
"""Stands in a recipe for a filter that lets everything through."""


def recipe(
    table: str, corpus: Corpus, filters: Filters, *, segments: int | None = None, **extra: object
) -> dict[str, object]:
    """Filters by name, versions, data hash, counts and the meaning of the columns of a table.

    ``segments`` is how many were used, by default all that the filters let through; ``extra``
    entries are added as they are. Raises BadInput for names that the study does not have.
    """
    scope = scope_of(corpus, filters)
    spans = spans_in(corpus, scope)
    return recipe_of(table, scope, spans, filters, segments=segments) | extra


def recipe_of(
    table: str, scope: Scope, spans: Spans, filters: Filters, *, segments: int | None = None
) -> dict[str, object]:
    """As `recipe`, for a scope and spans that are known already."""
    counts = {
        "transcripts": len(scope.transcripts),
        "coders": len(scope.coders),
        "codes": len(scope.codes),
        "segments": len(spans.ids) if segments is None else segments,
    }
    return program(table) | {
        "filters": _named(scope, filters),
        "codebook_version": scope.codebook.version,
        "units_version": units.VERSION,
        "data_hash": data_hash(scope, spans),
        "counts": counts,
    }


def program(table: str) -> dict[str, object]:
    """The part of a recipe that does not depend on data: table, program, meaning of columns."""
    return {
        "table": table,
        "program": "qualcode",
        "program_version": __version__,
        "definitions": dict(DEFINITIONS.get(table, {})),
    }


def _named(scope: Scope, filters: Filters) -> dict[str, object]:
    paths = scope.codebook.paths
    codes = {code.key: paths[code.id] for code in scope.codes}
    return {
        "transcripts": [t.name for t in scope.transcripts] if filters.transcripts else ALL,
        "coders": [coder.name for coder in scope.coders] if filters.coders else ALL,
        "codes": codes if filters.codes else ALL,
        "all_text": filters.all_text,
        "union": filters.union,
    }
