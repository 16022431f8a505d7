"""Tables of turns (.csv, .tsv, .xlsx): a row is a turn; surveys are told apart and passed on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from qualcode.domain.errors import BadInput
from qualcode.formats.read.decode import decode
from qualcode.formats.read.delimited import DELIMITER_NAMES, read_grid
from qualcode.formats.read.original import Original, listed, word_set
from qualcode.formats.read.registry import register
from qualcode.formats.read.survey import is_survey, survey_of, survey_score
from qualcode.formats.read.table import Column, Table, key_of_column, table_of
from qualcode.formats.read.table_columns import (
    PARTS,
    SURVEY_PARTS,
    chosen_columns,
    guess_columns,
)
from qualcode.formats.read.turn_rows import TurnRows
from qualcode.formats.read.turns import time_problems
from qualcode.formats.read.workbook import workbook_text
from qualcode.formats.reading import Reading, ReadTurn, Scored

_CODES = word_set("code codes code_id tag tags code_name category codegroup")
_MEANINGS = word_set("definition description include exclude comment memo codes examples")


@dataclass(frozen=True, slots=True)
class TableOriginal(Original):
    """A table as decoded, with the name of its file and its delimiter where that is fixed."""

    file_name: str = ""
    delimiter: str = ""


def decode_table(data: bytes, file_name: str, encoding: str | None) -> TableOriginal:
    """A CSV or TSV file as text; raises BadInput where it is no text or has too many cells."""
    original = decode(data, file_name, encoding)
    tabs = file_name.lower().endswith(".tsv") and "\t" in original.text
    return _table(original, file_name, "\t" if tabs else "")


def decode_workbook(data: bytes, file_name: str, encoding: str | None) -> TableOriginal:
    """The fullest sheet of a workbook as text with tabs between its cells."""
    if encoding is not None:
        raise BadInput(f"{file_name}: a workbook states its own encoding; none can be given")
    text, problems = workbook_text(data, file_name)
    return _table(Original(text, "", True, tuple(problems)), file_name, "\t")


def _table(original: Original, file_name: str, delimiter: str) -> TableOriginal:
    known: dict[str, Any] = {
        field.name: getattr(original, field.name) for field in fields(Original)
    }
    return TableOriginal(**known, file_name=file_name, delimiter=delimiter)


def understand_table(original: Original, name: str) -> Reading:
    """Turns of a table or answers of a survey, with the columns that were taken for what.

    Raises BadInput where no column holds words, or a column named by the user is not there.
    """
    assert isinstance(original, TableOriginal)
    file_name = original.file_name
    asked = dict(original.options.columns or {})
    delimiter = _delimiter(asked.pop("delimiter", "")) or original.delimiter
    grid = read_grid(original.text, file_name, delimiter)
    if not len(grid):
        raise BadInput(f"{file_name}: there is nothing said in it (it has no row)")
    table = table_of(grid)
    wanted = chosen_columns(table.columns, asked, file_name)
    problems = [*original.problems, *grid.problems]
    if not delimiter and table.width > 1:
        problems.append(f"Cells are parted by a {DELIMITER_NAMES.get(grid.delimiter, 'mark')}.")
    empty = Reading(
        format=name,
        encoding=original.encoding,
        encoding_certain=original.certain,
        convention="",
        turns=(),
        preface="\n".join(" ".join(c.text for c in grid.row(row)).strip() for row in table.above),
        problems=tuple(problems),
        line_ends=original.line_ends,
    )
    if not wanted and _is_codebook(table.columns):
        every = listed(column.name for column in table.columns)
        raise BadInput(f"{file_name} looks like a codebook, not like a talk; its columns: {every}")
    asked_for = original.options.convention == "survey"
    survey = asked_for or any(part in wanted for part in SURVEY_PARTS)
    if survey or (not wanted and is_survey(table)):
        return survey_of(table, wanted, empty)
    return _turns(original, table, wanted, empty)


def _delimiter(asked: str) -> str:
    """The delimiter that the user names or writes; raises BadInput for any other."""
    marks = {name: mark for mark, name in DELIMITER_NAMES.items()}
    mark = marks.get(asked.strip().casefold(), asked)
    if mark and mark not in DELIMITER_NAMES:
        raise BadInput(f"“{asked}” is no delimiter: it is {', '.join(marks)}")
    return mark


def _turns(
    original: TableOriginal, table: Table, wanted: Mapping[str, list[int]], empty: Reading
) -> Reading:
    """The reading of a table of turns."""
    alone = original.options.no_speakers
    parts = _parts(table.columns, wanted)
    if alone:
        parts.pop("speaker", None)
    if "text" not in parts:
        every = listed(column.name for column in table.columns)
        said = f"{original.file_name}: no column holds what was said"
        raise BadInput(f"{said}; its columns are {every}")
    names = {column.index: column.name for column in table.columns}
    columns = tuple((part, names[parts[part]]) for part in PARTS if part in parts)
    said = ", ".join(f"{part} = “{column}”" for part, column in columns)
    problems = [f"Columns {'taken' if wanted else 'guessed'}: {said}."]
    rows = TurnRows(table, parts)
    turns = rows.turns(alone)
    problems += rows.problems
    left = [c.name for c in table.columns if c.index not in parts.values() and c.filled]
    if left:
        problems.append(f"Columns not taken: {listed(left)}.")
    return replace(
        empty,
        convention="table of turns",
        turns=tuple(turns),
        problems=(*empty.problems, *problems, *time_problems(turns)),
        columns=columns,
        ranking=_ranking(table, parts, turns),
        not_taken=tuple(rows.not_taken),
    )


def _ranking(
    table: Table, parts: Mapping[str, int], turns: Sequence[ReadTurn]
) -> tuple[Scored, ...]:
    """How much of the table became turns, against what it would be as a survey."""
    text = table.columns[parts["text"]]
    named = sum(1 for turn in turns if turn.speaker is not None) / max(1, len(turns))
    shares = (("rows with text", text.filled), ("turns with a speaker, half", 0.5 + named / 2))
    score = round(text.filled * (0.5 + named / 2), 4)
    return Scored("table of turns", score, shares), Scored("survey", survey_score(table))


def _parts(columns: Sequence[Column], wanted: Mapping[str, list[int]]) -> dict[str, int]:
    """What the user named, and guesses for the rest from the columns that are left."""
    used = {index for found in wanted.values() for index in found}
    parts = guess_columns([column for column in columns if column.index not in used])
    parts = {part: index for part, index in parts.items() if part not in wanted}
    return parts | {part: found[0] for part, found in wanted.items() if found}


def _is_codebook(columns: Sequence[Column]) -> bool:
    """Whether the columns are named as those of a codebook are, and none as a speaker's is."""
    names = {key_of_column(column.name) for column in columns}
    talks = any(c.is_named(part) for c in columns for part in ("speaker", "start"))
    talks = talks and not names & {"name", "label"}
    return not talks and bool(names & _CODES) and bool((names - {"code"}) & _MEANINGS)


register(".csv", decode_table, understand_table)
register(".tsv", decode_table, understand_table)
register(".xlsx", decode_workbook, understand_table)
