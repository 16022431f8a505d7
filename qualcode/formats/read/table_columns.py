"""Which column of a table holds what: guessed by names and contents, or as the user says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qualcode.domain.errors import BadInput
from qualcode.formats.read.original import listed
from qualcode.formats.read.table import PART_NAMES, Column, key_of_column

PARTS = ("text", "speaker", "start", "end", "question", "number")
"""The parts of a turn that a column can hold."""
SURVEY_PARTS = ("person", "answers", "attributes")
"""The parts of a survey; the last two name several columns, parted by semicolons."""
NONE = "-"
"""What is given instead of a column where there is none."""


def guess_columns(columns: Sequence[Column]) -> dict[str, int]:
    """The column of each part of a turn that the table has, best matches first."""
    scored = sorted(
        ((-_fit(part, column), order, column.index, part)
         for order, part in enumerate(PARTS) for column in columns),
    )  # fmt: skip
    found: dict[str, int] = {}
    headed = any(not column.nameless for column in columns)
    for cost, _, index, part in scored:
        if cost > -1 or part in found or index in found.values():
            continue
        if part == "speaker" and headed and len(columns) > 3 and cost > -2:
            # In a wider table with a heading, any short repeated word would pass for a name.
            continue
        found[part] = index
    return found


def _fit(part: str, column: Column) -> float:
    """How well a column fits a part; 1 is enough to be taken."""
    if not column.filled:
        return 0.0
    called = _called(part, column)
    return called + _FITS[part](column, called)


def _called(part: str, column: Column) -> float:
    return 3.0 if column.is_named(part) else 1.0 if _partly_named(part, column.name) else 0.0


def _partly_named(part: str, name: str) -> bool:
    pieces = set(key_of_column(name).split("_"))
    return bool(pieces & PART_NAMES[part] - {"in", "id", "no", "n", "q", "from"})


def _fit_text(column: Column, called: float) -> float:
    if column.numeric + column.timed > 0.8:
        return -9.0
    talk = min(column.words, 4) / 2 * column.filled * column.distinct
    enough = 2 if column.nameless else 3
    return talk if called or column.words >= enough else -1.0


def _fit_speaker(column: Column, called: float) -> float:
    if column.timed > 0.5 or column.words > 6 or (column.numeric > 0.9 and called < 3):
        return -9.0
    short = column.most_words <= 6 and column.numeric < 0.5
    repeats = column.distinct <= 0.6 or (column.distinct < 1 and column.cells <= 10)
    return 1.0 if short and repeats else 0.0 if called else -9.0


def _fit_time(column: Column, called: float) -> float:
    if column.timed > 0.8:
        return 1.0
    return 0.5 if called and column.numeric > 0.8 and column.rising > 0.7 else -9.0


def _fit_question(column: Column, called: float) -> float:
    return 0.0 if called >= 3 and column.numeric + column.timed < 0.5 else -9.0


def _fit_number(column: Column, called: float) -> float:
    counted = column.numeric > 0.9 and column.rising > 0.9
    return 0.5 if called >= 3 and (counted or column.distinct == 1) else -9.0


_FITS = {
    "text": _fit_text,
    "speaker": _fit_speaker,
    "start": _fit_time,
    "end": _fit_time,
    "question": _fit_question,
    "number": _fit_number,
}


def chosen_columns(
    columns: Sequence[Column], wanted: Mapping[str, str], file_name: str
) -> dict[str, list[int]]:
    """The columns that the user names for each part; an empty list where there shall be none.

    Raises BadInput for a part or a column that does not exist.
    """
    found: dict[str, list[int]] = {}
    for part, names in wanted.items():
        if part not in (*PARTS, *SURVEY_PARTS):
            known = ", ".join((*PARTS, *SURVEY_PARTS))
            raise BadInput(f"a column cannot hold “{part}”: the parts are {known}")
        several = names.split(";") if part in SURVEY_PARTS else [names]
        kept = [name.strip() for name in several if name.strip() not in ("", NONE)]
        found[part] = [_find(columns, name, file_name) for name in kept]
    return found


def _find(columns: Sequence[Column], name: str, file_name: str) -> int:
    """The index of a column by its name, without regard to case, or by its number from 1."""
    for same in (lambda c: c.name == name, lambda c: key_of_column(c.name) == key_of_column(name)):
        for column in columns:
            if same(column):
                return column.index
    if name.isdecimal() and 1 <= int(name) <= len(columns):
        return int(name) - 1
    every = listed(column.name for column in columns)
    raise BadInput(f"{file_name} has no column “{name}”; its columns are {every}")
