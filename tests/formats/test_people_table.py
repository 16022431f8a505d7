"""Tables about people: CSV of several dialects, workbooks, and what is refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from qualcode.domain.errors import BadInput
from qualcode.formats.read.people_table import read_people


def workbook(*rows: tuple[object, ...], sheets: int = 1) -> bytes:
    """An .xlsx whose last sheet holds the rows."""
    book = openpyxl.Workbook()
    for number in range(sheets - 1):
        book.create_sheet(f"s{number}")
    for row in rows:
        book.worksheets[-1].append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_csv_of_any_dialect(sign: str, code: str) -> None:
    rows = [["Name", "Größe ", "Jahre"], ["Zoë", "klein", "3"], ["", "", ""], ["Ana", "groß", ""]]
    data = "\r\n".join(sign.join(row) for row in rows).encode(code)
    found = read_people(data, "people.csv")
    assert found.header == ["Name", "Größe", "Jahre"]
    assert found.rows == [(2, ["Zoë", "klein", "3"]), (4, ["Ana", "groß", ""])]


def test_a_workbook_is_read_from_its_fullest_sheet() -> None:
    data = workbook(("name", "since", "years"), ("Ana", date(2019, 3, 1), 3.0), (), sheets=2)
    found = read_people(data, "people.xlsx")
    assert found.header == ["name", "since", "years"]
    assert found.rows == [(2, ["Ana", "2019-03-01", "3"])]


def test_short_rows_are_filled_up() -> None:
    assert read_people(b"name,size,years\nAna\n", "p.csv").rows == [(2, ["Ana", "", ""])]


def zipped(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty|no header"),
        (b"name,,size\nA,b,c\n", "column 2 has no name"),
        (b"name,Name\nA,b\n", "two columns “Name”"),
        (b"name,size\nA,b,c\n", "line 2: more cells"),
        (b"PK\x03\x04 cut off", "damaged or was cut off"),
        (zipped(a=b"x"), "not a workbook"),
        (zipped(a=b"\0" * (201 * 2**20)), "would unpack to"),
        (workbook(("a", "b"))[:-400], "damaged or was cut off"),
        (workbook(), "holds no cell with text"),
    ],
)
def test_what_is_refused_with_a_sentence(data: bytes, why: str) -> None:
    with pytest.raises(BadInput, match=why) as told:
        read_people(data, "people.xlsx")
    assert "people.xlsx" in str(told.value)
