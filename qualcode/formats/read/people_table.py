"""Tables about people or groups (CSV, TSV, XLSX): a header, and rows of cells as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from typing import NamedTuple

from qualcode.domain.errors import BadInput
from qualcode.domain.text import one_line
from qualcode.formats.read.csv_text import read_sheet

_WORKBOOKS = (b"PK", b"\xd0\xcf\x11\xe0")
MAX_COLUMNS = 500

Row = tuple[int, list[str]]
"""The number of the line (or of the row of the sheet) and the cells, as long as the header."""


class PeopleTable(NamedTuple):
    """Names of the columns, rows that hold anything, and what was noticed."""

    header: list[str]
    rows: list[Row]
    problems: tuple[str, ...]


class _AnyName(Collection[str]):
    """Every column name that is not empty: what the columns are called is not known before."""

    def __contains__(self, name: object) -> bool:
        return bool(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def read_people(data: bytes, file_name: str) -> PeopleTable:
    """The table of a file; raises BadInput where it has none or two columns of one name."""
    if data.startswith(_WORKBOOKS):
        lines, noticed = _workbook(data, file_name)
        cells = next(lines, (1, []))[1]
    else:
        sheet = read_sheet(data, file_name, _AnyName())
        cells, lines, noticed = sheet.header, sheet.rows, list(sheet.problems)
    header = [one_line(name) for name in cells]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise BadInput(f"{file_name} has no header row")
    _check(header, file_name)
    return PeopleTable(header, list(_filled(lines, len(header), file_name)), tuple(noticed))


def _check(header: list[str], file_name: str) -> None:
    if len(header) > MAX_COLUMNS:
        raise BadInput(f"{file_name} has {len(header)} columns; the limit is {MAX_COLUMNS}")
    folded = [name.casefold() for name in header]
    for at, name in enumerate(folded):
        if not name:
            raise BadInput(f"{file_name}: column {at + 1} has no name")
        if name in folded[:at]:
            raise BadInput(f"{file_name} has two columns “{header[at]}”")


def _filled(rows: Iterator[Row], width: int, file_name: str) -> Iterator[Row]:
    """Rows with text in them, cut or filled to the width of the header."""
    for line, cells in rows:
        plain = [one_line(cell) for cell in cells]
        if any(plain[width:]):
            raise BadInput(f"{file_name}, line {line}: more cells than the header has columns")
        if any(plain):
            yield line, [*plain[:width], *[""] * (width - len(plain))]


def _workbook(data: bytes, file_name: str) -> tuple[Iterator[Row], list[str]]:
    """Rows of the fullest sheet, numbered as in it, and what was noticed."""
    from qualcode.formats.read.workbook import workbook_text

    text, problems = workbook_text(data, file_name)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True)
    return ((line, cells) for line, cells in enumerate(rows, 1) if cells), problems
