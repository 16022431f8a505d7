"""The codebook as a table of the paper, with how much each code was used."""

from __future__ import annotations

from qualcode.analysis.coded import Coded, coded
from qualcode.analysis.ranges import Ints, distinct, tally
from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.corpus import Corpus
from qualcode.domain.tables import Cell, Filters, Table

COLUMNS = (
    "code_id",
    "parent_id",
    "level",
    "path",
    "name",
    "definition",
    "include",
    "exclude",
    "example",
    "status",
    "version",
    "segments",
    "speakers",
    "groups",
    "coders",
)


def codebook_table(corpus: Corpus, filters: Filters) -> Table:
    """One row per code in codebook order; counts are of the filtered coders together.

    Raises BadInput for names that the study does not have.
    """
    own = coded(corpus, filters)
    found = own.united() if filters.union else own
    coders = distinct(own.code, own.coder, len(own.scope.codes))
    columns = [column.tolist() for column in (*_uses(found), coders)]
    rows = [
        (*_rules(corpus.codebook, code), *uses)
        for code, *uses in zip(found.scope.codes, *columns, strict=True)
    ]
    made = found.recipe("codebook", filters)
    return Table("codebook", COLUMNS, rows, made)


def _uses(found: Coded) -> tuple[Ints, Ints, Ints]:
    """Segments, different people and transcripts of each code."""
    codes = len(found.scope.codes)
    row, turn = found.axis.parts(found.start, found.end)
    return (
        tally(found.code, codes),
        distinct(found.code[row], found.axis.person[turn], codes),
        distinct(found.code, found.transcript, codes),
    )


def _rules(codebook: Codebook, code: Code) -> tuple[Cell, ...]:
    parent = codebook.by_id.get(code.parent_id or "")
    return (
        code.key,
        parent.key if parent else "",
        len(codebook.ancestors(code)) + 1,
        codebook.paths[code.id],
        code.name,
        code.definition,
        code.include_when,
        code.exclude_when,
        code.example,
        code.status,
        code.version,
    )
