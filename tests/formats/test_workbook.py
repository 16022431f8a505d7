from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from qualcode.domain.errors import BadInput
from qualcode.formats.read.transcript import read_transcript
from qualcode.formats.read.workbook import cell_text
from tests.formats.reads import read, refusal, said


def workbook(*sheets: Sequence[Sequence[Any]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


TALK = [("speaker", "text"), ("Ana", 'She said "no"\nand left.'), ("Bert", "Yes,\tsurely.")]


def again(data: bytes, name: str, part: bytes) -> bytes:
    """The workbook with one part written anew."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for member in old.namelist():
            new.writestr(member, part if member == name else old.read(member))
    return out.getvalue()


def test_the_fullest_sheet_is_read_and_the_others_named() -> None:
    reading = read(workbook([("notes",)], TALK), "a.xlsx")
    assert said(reading) == [("Ana", 'She said "no"\nand left.'), ("Bert", "Yes,\tsurely.")]
    assert "Read from the sheet “Sheet 2”; left out: “Sheet 1”." in reading.problems
    assert reading.encoding == ""


def test_times_numbers_and_days_of_cells() -> None:
    rows = [("start", "speaker", "text"), (time(0, 1, 2), "Ana", "Yes"), (time(0, 1, 9), "B", "No")]
    assert [turn.start_ms for turn in read(workbook(rows), "a.xlsx").turns] == [62_000, 69_000]
    assert cell_text(timedelta(seconds=62, milliseconds=499.9999)) == "00:01:02.500"
    assert cell_text(datetime(2024, 5, 12)) == "2024-05-12"
    assert (cell_text(24.0), cell_text(0.5), cell_text(True)) == ("24", "0.5", "yes")


def test_formulas_give_the_value_that_was_stored() -> None:
    data = workbook([*TALK, ("Cleo", '="So "&"it is."')])
    reading = read(data, "a.xlsx")
    assert [turn.speaker for turn in reading.turns] == ["Ana", "Bert"]
    assert any("1 formula has no stored value" in problem for problem in reading.problems)
    part = "xl/worksheets/sheet1.xml"
    xml = zipfile.ZipFile(io.BytesIO(data)).read(part)
    stored = xml.replace(b"<v></v>", b"<v>So it is.</v>").replace(b"<v />", b"<v>So it is.</v>")
    typed = stored.replace(b'<c r="B4"', b'<c r="B4" t="str"')
    found = read(again(data, part, typed), "a.xlsx")
    assert said(found)[-1] == ("Cleo", "So it is.")


def test_a_cell_that_only_looks_like_a_formula_is_text() -> None:
    assert said(read("speaker,text\nAna,=1+1\nBert,-x\n", "a.csv"))[0] == ("Ana", "=1+1")


def test_bombs_and_damage_are_refused_with_a_reason() -> None:
    good = workbook(TALK)
    bomb = again(good, "xl/worksheets/sheet1.xml", b" " * 60 * 2**20)
    for data, why in (
        (bomb, "packed"),
        (good[: len(good) // 2], "damaged or was cut off"),
        (again(good, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>"), "as a workbook"),
        (again(good, "xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "entities"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "old Excel format"),
        (b"speaker,text\n", "not a workbook"),
        (workbook([]), "no cell with text"),
    ):
        refused = refusal(lambda data=data: read(data, "a.xlsx"))  # type: ignore[misc]
        assert refused is not None
        assert "a.xlsx" in refused
        assert why in refused


def test_a_cell_at_the_far_end_of_a_sheet() -> None:
    data = workbook(TALK)
    part = "xl/worksheets/sheet1.xml"
    xml = zipfile.ZipFile(io.BytesIO(data)).read(part).replace(b'r="B3"', b'r="XFD3"')
    reading = read(again(data, part, xml), "a.xlsx")
    assert said(reading) == [("Ana", 'She said "no"\nand left.')]
    assert "Wider than the heading, the rest left out: 1 row." in reading.problems


def test_no_encoding_can_be_given() -> None:
    data = workbook(TALK)
    with pytest.raises(BadInput, match="states its own encoding"):
        read_transcript(data, "a.xlsx", encoding="utf-8")


def test_other_peoples_codebooks_are_no_talk(shared: Path) -> None:
    for path in (
        shared / "data" / "codebook-xlsx" / "CodeBook.xlsx",
        shared / "data" / "tool-exports" / "taguette" / "codebook.xlsx",
    ):
        with pytest.raises(BadInput, match="looks like a codebook"):
            read(path.read_bytes(), path.name)
