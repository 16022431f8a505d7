"""Workbooks (.xlsx): the sheet that holds the talk, as text with tabs between the cells."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from qualcode.domain.errors import BadInput
from qualcode.domain.text import normalise_newlines, storable
from qualcode.formats.read.container import Container, Kind
from qualcode.formats.read.delimited import MAX_CELLS
from qualcode.formats.read.original import counted, listed

XLSX = Kind("a workbook", "xl/workbook.xml", ".xlsx")
MAX_COLUMNS = 16_384
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NEEDS_QUOTES = re.compile('[\t\n"]')
_FORMULA = re.compile(rb"<f[ />]")


@dataclass
class _Sheet:
    """A sheet as text: one line per row, and how much is said in it."""

    name: str
    text: str
    letters: int
    replaced: int


def workbook_text(data: bytes, file_name: str) -> tuple[str, list[str]]:
    """The fullest sheet with tabs and line feeds, and sentences on what was left out.

    Formulas give the value that was stored with them. Raises BadInput for what is damaged,
    protected, unsafe, too large or no workbook.
    """
    if data.startswith(_OLE):
        locked = _ENCRYPTED in data
        what = "is protected by a password" if locked else "is in the old Excel format (.xls)"
        raise BadInput(f"{file_name} {what}: save it as an open .xlsx first")
    container = Container(data, file_name, XLSX)
    sheets = _sheets(data, file_name)
    filled = [sheet for sheet in sheets if sheet.letters]
    if not filled:
        raise BadInput(f"{file_name} holds no cell with text in it")
    best = max(filled, key=lambda sheet: sheet.letters)
    problems = []
    if len(filled) > 1:
        others = listed(sheet.name for sheet in filled if sheet is not best)
        problems.append(f"Read from the sheet “{best.name}”; left out: {others}.")
    if best.replaced:
        said = counted(best.replaced, "character")
        problems.append(f"{said} (NUL or half a character) replaced by a visible mark.")
    parts = [name for name in container.names if name.startswith("xl/worksheets/sheet")]
    if any(_FORMULA.search(container.read(name)) for name in parts):
        problems += _formulas(data, best.name)
    return best.text, problems


def _sheets(data: bytes, file_name: str) -> list[_Sheet]:
    try:
        book = _book(data, values=True)
        return [_sheet(sheet, file_name) for sheet in book.worksheets]
    except (BadInput, MemoryError):
        raise
    except Exception as error:
        # openpyxl lets errors of many kinds through where a part is not as it should be.
        what = str(error).split("\n")[0][:120] or type(error).__name__
        raise BadInput(f"{file_name} cannot be read as a workbook ({what})") from None


def _book(data: bytes, *, values: bool) -> Any:
    import warnings

    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # It warns of styles, filters and check boxes, none of which holds words.
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(data), read_only=True, data_only=values)


def _sheet(sheet: Any, file_name: str) -> _Sheet:
    """The rows of a sheet; a cell with a tab, line feed or quotation mark is quoted."""
    lines, letters, replaced = [], 0, 0
    for cells in _rows(sheet, file_name):
        texts = []
        for cell in cells:
            text = cell_text(cell)
            if not text.isprintable() or '"' in text:
                said = storable(normalise_newlines(text))
                replaced += said.replaced
                text = _quoted(said.text)
            letters += len(text)
            texts.append(text)
        while texts and not texts[-1]:
            texts.pop()
        lines.append("\t".join(texts))
    return _Sheet(str(sheet.title), "\n".join(lines).rstrip("\n"), letters, replaced)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text


def _rows(sheet: Any, file_name: str) -> Iterator[tuple[Any, ...]]:
    """The rows; a file can claim any size for a sheet, so that what comes is counted."""
    sheet.reset_dimensions()
    number = 0
    for cells in sheet.iter_rows(values_only=True):
        number += len(cells) + 1
        if number > MAX_CELLS or len(cells) > MAX_COLUMNS:
            raise BadInput(f"{file_name} has more than {MAX_CELLS:,} cells, the limit for tables")
        yield cells


def cell_text(value: Any) -> str:
    """A value of a cell as it is read: times as clocks, dates by year, whole numbers bare."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.10g}" if value == value else ""
    if isinstance(value, timedelta):
        return _clock(value)
    if isinstance(value, datetime):
        whole_day = value.time() == time()
        return value.date().isoformat() if whole_day else value.isoformat(" ", "seconds")
    if isinstance(value, time):
        return _clock(timedelta(hours=value.hour, minutes=value.minute, seconds=value.second,
                                microseconds=value.microsecond))  # fmt: skip
    return value.isoformat() if isinstance(value, date) else str(value)


def _clock(span: timedelta) -> str:
    # Excel keeps times as parts of a day: their last digits are noise.
    milliseconds = max(0, round(span.total_seconds() * 1000))
    seconds, rest = divmod(milliseconds, 1000)
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{clock}.{rest:03}" if rest else clock


def _formulas(data: bytes, sheet: str) -> list[str]:
    """A sentence on formulas, with the number of those whose value the file does not hold."""
    formulas, values = _book(data, values=False)[sheet], _book(data, values=True)[sheet]
    number = empty = 0
    for one, two in zip(
        formulas.iter_rows(values_only=True), values.iter_rows(values_only=True), strict=False
    ):
        for formula, value in zip(one, two, strict=False):
            if isinstance(formula, str) and formula.startswith("=") and formula != value:
                number += 1
                empty += value is None
    said = []
    if number:
        said.append(f"Read as the values that were stored with them: {counted(number, 'formula')}.")
    if empty:
        cells = counted(empty, "formula has", "formulas have")
        said.append(f"{cells} no stored value: open and save the file in a spreadsheet program.")
    return said
