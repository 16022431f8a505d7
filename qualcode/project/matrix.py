"""Codes by speakers, groups, roles or attributes: the coder's own counts, and what stands behind.

Counted is what the table of frequencies counts: text of participants and of those whose part is
not known; moderator, assistant and interpreter are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np

from qualcode.analysis.crosstab import NOBODY, Counts, Crosstab, Spoken, Voices, crosstab
from qualcode.analysis.ranges import Ints, expanded
from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.errors import Refused
from qualcode.domain.tables import Cell, Filters, Table
from qualcode.project.room import Room
from qualcode.project.voices import SPEAKER, Cast, Heading, way_title
from qualcode.store import passages as stored

WHO_COUNTS = "participants and unknown speakers; moderator left out"
"""Whose text counts, in the words of the screen and of the recipe."""


class Rows(StrEnum):
    """What the rows are."""

    CODES = "codes"
    BELOW = "codes with those below"
    THEMES = "themes with all below"


class Measure(StrEnum):
    """What a cell counts."""

    MENTIONS = "mentions"
    SPEAKERS = "speakers"
    GROUPS = "groups"
    RATE = "mentions per 1,000 words"


class Share(StrEnum):
    """What a cell is a share of."""

    NONE = "counts"
    ROW = "% of row"
    COLUMN = "% of column"


Figure = int | float | None
"""A count, a rate or a share in per cent; None where there is no base."""


@dataclass(frozen=True, eq=False)
class Matrix:
    """Rows (codes) by columns (voices) with their counts, and what is needed to open a cell."""

    by: str
    rows_kind: Rows
    codes: tuple[Code, ...]
    depths: tuple[int, ...]
    columns: tuple[Heading, ...]
    counts: Crosstab
    segment_ids: Sequence[str]

    def figures(self, measure: Measure, share: Share = Share.NONE) -> list[list[Figure]]:
        """All cells by row; the last row and the last column are the totals.

        A total counts each segment (person, transcript) once, also where it stands in several
        cells; shares are of that total. A rate has no share.
        """
        whole = _with_totals(self._counts_of(measure))
        if measure is Measure.RATE:
            return _ratios(1000 * whole, np.append(self.counts.words, self.counts.words.sum()))
        if share is Share.ROW:
            return _ratios(100 * whole, whole[:, -1:])
        if share is Share.COLUMN:
            return _ratios(100 * whole, whole[-1:, :])
        counts: list[list[Figure]] = whole.tolist()
        return counts

    def _counts_of(self, measure: Measure) -> Counts:
        if measure is Measure.SPEAKERS:
            return self.counts.speakers
        return self.counts.groups if measure is Measure.GROUPS else self.counts.mentions

    def segments(self, row: int | None, column: int | None) -> list[str]:
        """Ids of the segments behind a cell; None as row or column means all of them."""
        return [self.segment_ids[at] for at in self.counts.segments(row, column)]

    def used(self) -> tuple[list[int], list[int]]:
        """Indices of the rows and of the columns that have a mention."""
        mentions = self.counts.mentions
        return np.flatnonzero(mentions.rows).tolist(), np.flatnonzero(mentions.columns).tolist()


@dataclass(frozen=True, eq=False)
class Material:
    """What the matrices of one state of the study are made of."""

    cast: Cast
    codebook: Codebook
    ids: Sequence[str]
    spoken: Spoken


class MatrixRoom(Room):
    """Matrices of the present coder's segments."""

    def read(self) -> Material:
        """Read all that matrices are made of, with the same few queries always."""
        cast = Cast(self.database)
        turns, transcripts, sequences, speakers, filled = stored.turn_columns(self.database)
        ids, code, first, last = stored.segment_columns(self.database, self.coder.id)
        groups = {key: at for at, key in enumerate(dict.fromkeys(transcripts))}
        sequence = np.fromiter(map(int, sequences), np.int64, len(sequences))
        order = np.lexsort((sequence, _numbered(transcripts, groups))).tolist()
        place = {turns[at]: number for number, at in enumerate(order)}
        voices = {voice: at for at, voice in enumerate(cast.by_voice)}
        voice = np.array([voices[transcripts[at], speakers[at]] for at in order], dtype=np.int64)
        text = np.array([filled[at] == "1" for at in order], dtype=np.bool_)
        row, turn = expanded(_numbered(first, place), _numbered(last, place) + 1)
        row, turn = row[text[turn]], turn[text[turn]]
        book = self.project.codebook.current()
        codes = _numbered(code, {one.id: at for at, one in enumerate(book.codes)})
        return Material(cast, book, ids, Spoken(row, codes[row], voice[turn]))

    def make(
        self, rows: Rows = Rows.CODES, by: str = SPEAKER, material: Material | None = None
    ) -> Matrix:
        """Count; BadInput for columns the study does not have."""
        material = material or self.read()
        cast, book = material.cast, material.codebook
        headings = tuple(cast.headings(by))
        chosen, rows_of = _rows(book, rows)
        column = {voice: at for at, one in enumerate(headings) for voice in one.voices}
        lines = [rows_of[code.id] for code in book.codes]
        voices = _voices(cast, column)
        counts = crosstab(material.spoken, voices, lines, len(chosen), len(headings))
        codes, depths = tuple(code for _, code in chosen), tuple(depth for depth, _ in chosen)
        return Matrix(by, rows, codes, depths, headings, counts, material.ids)

    def table(
        self,
        matrix: Matrix,
        measure: Measure = Measure.MENTIONS,
        share: Share = Share.NONE,
        *,
        hide_unused: bool = False,
    ) -> Table:
        """The matrix as a table with totals and its recipe; Refused where nothing is coded."""
        used_rows, used_columns = matrix.used()
        rows = used_rows if hide_unused else list(range(len(matrix.codes)))
        columns = used_columns if hide_unused else list(range(len(matrix.columns)))
        recipe = self._recipe(matrix, measure, share, hide_unused)
        figures = matrix.figures(measure, share)
        paths = self.project.codebook.current().paths
        body: list[tuple[Cell, ...]] = []
        for row in [*rows, -1]:
            code = matrix.codes[row] if row >= 0 else None
            head = (code.key, paths[code.id]) if code else ("", "total")
            body.append((*head, *(figures[row][at] for at in [*columns, -1])))
        titles = [_full(matrix.columns[at]) for at in columns]
        names = _unique(["code_id", "code_path", *titles, "total"])
        return Table("matrix", tuple(names), body, recipe)

    def _recipe(
        self, matrix: Matrix, measure: Measure, share: Share, hide_unused: bool
    ) -> dict[str, object]:
        from qualcode.analysis.recipes import recipe

        tables = self.project.tables
        corpus = tables.corpus()
        if self.coder.id not in corpus.coder_names:
            raise Refused(f"{self.coder.name} has not coded anything yet: there is no table")
        meaning = {
            "rows": f"{matrix.rows_kind.value}; the last one is the total",
            "columns": f"{way_title(matrix.by)}; the last one is the total",
            "cells": measure.value if share is Share.NONE else f"{measure.value}, {share.value}",
            "totals": "each segment, person and group once, in however many cells it stands",
            "counted text": WHO_COUNTS,
            "rows and columns without mentions": "left out" if hide_unused else "kept",
        }
        counted = int(matrix.counts.mentions.total)
        filters = Filters(coders=(self.coder.name,))
        made = recipe("matrix", corpus, filters, segments=counted, definitions=meaning)
        return made | {"study": {"title": self.project.title, "approach": self.project.approach}}

    def would_replace(self, target: Path) -> bool:
        """Whether an export would replace a file; raises BadInput where it cannot be written."""
        from qualcode.formats.write.tables import check_target

        return check_target(target, self.project.path)

    def export(self, table: Table, target: Path) -> tuple[str, ...]:
        """Write the table, with its recipe beside it; notes on cells that could not be kept.

        Raises BadInput and Refused as every export.
        """
        from qualcode.formats.write.tables import write_table

        return write_table(table, target).notes


def _rows(book: Codebook, kind: Rows) -> tuple[list[tuple[int, Code]], dict[str, list[int]]]:
    """The rows with their depths, and for each code of the study the rows it counts in."""
    walked = list(book.walk())
    seen = {code.id for _, code in walked}
    # A code that the tree does not reach still has its segments: it stands at the end.
    walked += [(0, code) for code in book.codes if code.id not in seen]
    chosen = [(depth, code) for depth, code in walked if depth == 0 or kind is not Rows.THEMES]
    row = {code.id: at for at, (_, code) in enumerate(chosen)}
    rows_of: dict[str, list[int]] = {}
    for _, code in walked:
        line = [code] if kind is Rows.CODES else [*book.ancestors(code), code]
        rows_of[code.id] = [row[one.id] for one in line if one.id in row]
    return chosen, rows_of


def _voices(cast: Cast, column: dict[tuple[str, str], int]) -> Voices:
    people: dict[str, int] = {}
    groups: dict[str, int] = {}
    found = []
    for voice, row in cast.by_voice.items():
        person = cast.person(row)
        number = NOBODY if person is None else people.setdefault(person, len(people))
        group = groups.setdefault(row.transcript_id, len(groups))
        found.append((column.get(voice, NOBODY), number, group, row.words))
    return Voices(*np.array(found, dtype=np.int64).reshape(-1, 4).T)


def _numbered(ids: Sequence[str], numbers: dict[str, int]) -> Ints:
    return np.fromiter(map(numbers.__getitem__, ids), np.int64, len(ids))


def _with_totals(counts: Counts) -> Ints:
    """The counts with a column and a row of totals."""
    across = np.column_stack((counts.cells, counts.rows))
    down = np.append(counts.columns, counts.total)
    return np.vstack((across, down))


def _ratios(figures: Ints, base: Ints) -> list[list[Figure]]:
    """Each figure by its base; None where the base is nothing."""
    whole = np.broadcast_to(base, figures.shape)
    found = np.divide(figures, whole, out=np.full(figures.shape, np.nan), where=whole != 0)
    return [[None if one != one else one for one in line] for line in found.tolist()]


def _full(heading: Heading) -> str:
    return f"{heading.title} ({heading.remark})" if heading.remark else heading.title


def _unique(names: Sequence[str]) -> list[str]:
    """The names, with a number behind those that stand there already."""
    found: dict[str, None] = {}
    for name in names:
        wanted, number = name, 2
        while wanted in found:
            wanted, number = f"{name} {number}", number + 1
        found[wanted] = None
    return list(found)
