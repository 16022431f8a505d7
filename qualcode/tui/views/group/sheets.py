"""The tables of the group as they stand on the screen; figures are those of the tables."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from qualcode.analysis.group_people import ALONE
from qualcode.domain import tables
from qualcode.project.group import TO, Material
from qualcode.tui.widgets.painting import pieces
from qualcode.tui.widgets.spread import Cell, Line

NOT_ASKED, SILENT, NOTHING = "not asked", "silent", "–"
STAND_OUT = "! "
"""Stands before the name of somebody whose printed values nobody else has."""

_SHARES = ("share_to_moderator", "moderator_share", "coded_share")
_HEADS = {
    "moderator_share": "moderator",
    "coded_share": "coded by you",
    "to_moderator": "to mod.",
    "share_to_moderator": "share",
    "people_alike": "people alike",
}


class Measure(StrEnum):
    """What a cell of the table of questions shows, by the columns of the exported table."""

    WORDS = "words"
    TURNS = "turns"
    ORDER = "order"
    AGREE = "agree"
    DISSENT = "dissent"
    FOR = "statement_for"
    AGAINST = "statement_against"

    @property
    def words(self) -> str:
        """In words."""
        return self.value.replace("_", " ")


class Sheet(NamedTuple):
    """A table as rows and headings, with the figures behind the cells by row key and column."""

    corner: str
    heads: tuple[str, ...]
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    figures: dict[str, tuple[tables.Cell, ...]]


def corpus_sheet(table: tables.Table) -> Sheet:
    """One row per transcript; its name is the key."""
    figures = {str(row[0]): row[1:] for row in table.rows}
    lines = [Line(key, pieces(key), _cells(table.columns[1:], row)) for key, row in figures.items()]
    return _sheet("transcript", table.columns[1:], lines, figures)


def people_sheet(table: tables.Table) -> Sheet:
    """One row per participant, and per label with nobody behind it; the place is the key."""
    columns = table.columns[1:]
    figures, lines = {}, []
    for at, row in enumerate(table.rows):
        alone = row[-1] == ALONE
        name = pieces((STAND_OUT if alone else "  ", "warn"), str(row[0]))
        figures[str(at)] = row[1:]
        lines.append(Line(str(at), name, _cells(columns, row[1:])))
    return _sheet("  participant", columns, lines, figures)


def replies_sheet(table: tables.Table, material: Material, names: Sequence[str]) -> Sheet:
    """One row per transcript and speaker; keys are the place in the cast and the transcript."""
    columns = table.columns[2:]
    lines: list[Line] = []
    figures: dict[str, tuple[tables.Cell, ...]] = {}
    rows = iter(table.rows)
    for name in names:
        cast = material.cast(name)
        lines.append(heading(name, "" if cast else "nobody speaks under a name here"))
        for at in range(len(cast) + 1 if cast else 0):
            row = next(rows)
            key, style = row_key(at, name), "strong" if at == len(cast) else ""
            figures[key] = row[2:]
            shown = pieces((f" {row[1]}", style))
            lines.append(Line(key, shown, _cells(columns, row[2:])))
    return _sheet("speaker", columns, lines, figures)


class Answered(NamedTuple):
    """The table of questions turned: rows are participants, columns are questions."""

    sheet: Sheet
    records: dict[tuple[str, str], dict[str, tables.Cell]]
    """The row of the exported table behind each cell, by row key and question."""


def questions_sheet(
    table: tables.Table, material: Material, names: Sequence[str], measure: Measure
) -> Answered:
    """Rows by transcript and participant; a cell shows the measure, silence in words."""
    keys = tuple(one.key for one in material.group.questions)
    lines: list[Line] = []
    figures: dict[str, tuple[tables.Cell, ...]] = {}
    records: dict[tuple[str, str], dict[str, tables.Cell]] = {}
    rows = iter(table.records())
    for name in names:
        people = material.participants(name)
        for key in keys:
            for at in range(len(people)):
                records[row_key(at, name), key] = next(rows)
        lines.append(heading(name, "" if people else "nobody has the role of a participant here"))
        for at, person in enumerate(people):
            row = row_key(at, name)
            found = [records[row, key] for key in keys]
            figures[row] = tuple(one[measure.value] for one in found)
            cells = tuple(_answer(one, measure) for one in found)
            lines.append(Line(row, pieces(f" {person.name}"), cells))
    return Answered(Sheet("participant", keys, keys, tuple(lines), figures), records)


def row_key(at: int, transcript: str) -> str:
    """The key of a row of people by their place in a transcript."""
    return f"{at} {transcript}"


def place_of(key: str) -> tuple[int, str]:
    """The place and the transcript of a key of that kind."""
    at, _, transcript = key.partition(" ")
    return int(at), transcript


def heading(name: str, remark: str = "") -> Line:
    """The row above those of a transcript."""
    return Line("", pieces((name, "heading"), (f"  {remark}" if remark else "", "muted")), (), True)


def words_of(column: str, value: tables.Cell) -> str:
    """A figure as it stands in a cell."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    if column in _SHARES:
        return f"{value:.0%}"
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"


def _answer(record: dict[str, tables.Cell], measure: Measure) -> Cell:
    """A cell of the table of questions: not asked and silence are words."""
    if not record["asked"]:
        return Cell(NOT_ASKED, "muted")
    if record["no_answer"]:
        return Cell(SILENT, "warn")
    value = record[measure.value]
    return Cell(words_of(measure.value, value), "" if value else "muted")


def _cells(columns: Sequence[str], values: Sequence[tables.Cell]) -> tuple[Cell, ...]:
    return tuple(_cell(column, value) for column, value in zip(columns, values, strict=True))


def _cell(column: str, value: tables.Cell) -> Cell:
    text, number = words_of(column, value), not isinstance(value, str)
    style = "warn" if column == "warning" else "" if value else "muted"
    return Cell(text, style, number)


def _sheet(
    corner: str,
    columns: Sequence[str],
    lines: Sequence[Line],
    figures: dict[str, tuple[tables.Cell, ...]],
) -> Sheet:
    heads = tuple(head_of(column) for column in columns)
    return Sheet(corner, heads, tuple(columns), tuple(lines), figures)


def head_of(column: str) -> str:
    """What stands above a column."""
    return _HEADS.get(column, column if column.startswith(TO) else column.replace("_", " "))
