"""Tables as XLSX: every text stays a text, long texts run on in further columns."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from pathlib import Path

from qualcode.domain.errors import BadInput
from qualcode.domain.tables import Cell
from qualcode.formats.write.cells import XML_FORBIDDEN, Sheet, for_xml
from qualcode.formats.write.xlsx_parts import filled

MAX_CELL = 32_767
"""Characters (UTF-16 units) that a cell of Excel holds."""
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
_MARKUP = re.compile("<r>")
_CREATED = datetime(2000, 1, 1)


def write_xlsx(sheet: Sheet, _folder: Path, _flavour: str) -> bytes:
    """One worksheet with a header row; undefined cells are blank, whole numbers too long for
    a spreadsheet are texts.

    Raises BadInput where the table has more rows or columns than a worksheet.
    """
    sheet.clean()
    places = sheet.change(for_xml, XML_FORBIDDEN, sheet.texts())
    sheet.note("with control characters that were replaced by pictures", places)
    places = sheet.change(_no_markup, _MARKUP, sheet.texts())
    sheet.note("that look like the markup of a cell have a blank behind them", places)
    sheet.note_bidi()
    _run_on(sheet)
    height = sheet.height
    if height >= MAX_ROWS or len(sheet.names) > MAX_COLUMNS:
        raise BadInput(
            f"{height:,} rows and {len(sheet.names):,} columns do not fit into a "
            f"worksheet ({MAX_ROWS:,} and {MAX_COLUMNS:,}); write CSV instead"
        )
    names = [for_xml(name)[:MAX_CELL] for name in sheet.names]
    return filled(_book(), names, sheet.columns)


def _book() -> bytes:
    """A book of one sheet with a text in its first cell and the first row kept in sight."""
    from xlsxwriter import Workbook

    made = BytesIO()
    book = Workbook(made, {"in_memory": True})
    # A fixed date: the same data gives the same bytes.
    book.set_properties({"created": _CREATED, "author": "qualcode"})
    page = book.add_worksheet("table")
    page.freeze_panes(1, 0)
    page.write_string(0, 0, "table")
    book.close()
    return made.getvalue()


def _no_markup(text: str) -> str:
    """The text so that XlsxWriter does not take it for the inner XML of a cell."""
    return text + " " if text.startswith("<r>") and text.endswith("</r>") else text


def _run_on(sheet: Sheet) -> None:
    """Split texts that are too long for a cell over further columns right of their own."""
    for index in reversed(sheet.texts()):
        column = sheet.columns[index]
        if max(len(cell) for cell in column if isinstance(cell, str)) * 2 <= MAX_CELL:
            continue
        long = [
            row
            for row, cell in enumerate(column, start=1)
            if isinstance(cell, str) and len(cell) * 2 > MAX_CELL and len(_chunks(cell)) > 1
        ]
        if not long:
            continue
        chunks = [_chunks(cell) if isinstance(cell, str) else [cell] for cell in column]
        width = max(map(len, chunks))
        padded = [[*parts, *([None] * (width - len(parts)))] for parts in chunks]
        name = sheet.names[index]
        more = [f"{name} ({number})" for number in range(2, width + 1)]
        sheet.put(index, *(list(part) for part in zip(*padded, strict=True)))
        sheet.names[index + 1 : index + 1] = more
        sheet.note(
            f"with more than {MAX_CELL:,} characters go on in {', '.join(more[:3])}",
            [f"row {row} “{name}”" for row in long],
        )


def _chunks(text: str) -> list[Cell]:
    """Pieces that a cell holds; characters beyond U+FFFF count twice and are never cut."""
    if len(text.encode("utf-16-le")) // 2 <= MAX_CELL:
        return [text]
    size = MAX_CELL if len(text.encode("utf-16-le")) == 2 * len(text) else MAX_CELL // 2
    return [text[start : start + size] for start in range(0, len(text), size)]
