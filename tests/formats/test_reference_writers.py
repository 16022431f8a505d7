"""What is written by column is what the `csv` module and XlsxWriter write cell by cell."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from zipfile import ZipFile

import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.tables import Cell, Table
from qualcode.formats.write.cells import Sheet
from qualcode.formats.write.csv_table import write_csv
from qualcode.formats.write.xlsx_parts import CELLS, TEXTS, letters
from qualcode.formats.write.xlsx_table import write_xlsx

_TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")) | st.sampled_from(" ,\"'\n_x0041<&>")
)
_FIGURES = st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans()
_COLUMNS = st.sampled_from([_TEXTS, st.integers(0, 9), _FIGURES, _TEXTS | st.none() | _FIGURES])


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables of up to five columns, of one kind or mixed."""
    columns = draw(st.lists(_COLUMNS, min_size=1, max_size=5))
    names = draw(st.lists(_TEXTS, min_size=len(columns), max_size=len(columns), unique=True))
    rows: list[tuple[Cell, ...]] = draw(st.lists(st.tuples(*columns), max_size=12))
    return Table("made", tuple(names), rows)


@given(tables())
def test_csv_is_what_the_csv_module_writes(table: Table) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([table.columns, *table.rows])
    assert write_csv(Sheet(table), Path(), "data") == out.getvalue().encode()


def _by_cell(table: Table) -> bytes:
    """Column by column through XlsxWriter; cells without content are left out."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    page = book.add_worksheet("table")
    page.freeze_panes(1, 0)
    for number, name in enumerate(table.columns):
        for row, cell in enumerate([name, *(row[number] for row in table.rows)]):
            if cell in (None, ""):
                continue
            if isinstance(cell, str):
                page.write_string(row, number, cell)
            elif isinstance(cell, bool):
                page.write_boolean(row, number, cell)
            elif isinstance(cell, int) and abs(cell) > 2**53:
                page.write_string(row, number, str(cell))
            else:
                page.write_number(row, number, cell)
    book.close()
    return made.getvalue()


def _parts(book: bytes) -> tuple[str, str]:
    """Cells and texts, without the hints which columns a row spans."""
    with ZipFile(io.BytesIO(book)) as archive:
        cells, texts = archive.read(CELLS).decode(), archive.read(TEXTS).decode()
    cells = re.sub(' spans="[0-9:]+"', "", cells.partition("<sheetData>")[2])
    return re.sub(r'<row r="[0-9]+"(/>|></row>)', "", cells), texts


@given(tables().filter(lambda table: all(table.columns)))
def test_xlsx_holds_what_xlsxwriter_writes(table: Table) -> None:
    assert _parts(write_xlsx(Sheet(table), Path(), "data")) == _parts(_by_cell(table))


def test_columns_of_a_worksheet_are_named() -> None:
    assert [letters(at) for at in (0, 25, 26, 701, 702, 16_383)] == [
        *("A", "Z", "AA", "ZZ", "AAA", "XFD")
    ]
