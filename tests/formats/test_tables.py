from __future__ import annotations

import csv
import hashlib
import io
import json
import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from qualcode.domain.errors import BadInput
from qualcode.domain.tables import Cell, Table
from qualcode.formats.write.tables import WRITERS, Written, write_table
from qualcode.formats.write.xlsx_table import MAX_CELL
from tests.drawing import drawn

RECIPE: dict[str, object] = {"filters": {"coders": ["rk"]}, "codebook_version": 3}


def table(*rows: tuple[Cell, ...], columns: tuple[str, ...] = ("text", "figure")) -> Table:
    return Table("segments", columns, rows, RECIPE)


def recipe(written: Written) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written.recipe_path.read_text(encoding="utf-8"))
    return found


def rows_of(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8"), newline="")))


def sheet(path: Path) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_recipe_tells_how_the_file_was_made(suffix: str, tmp_path: Path) -> None:
    written = write_table(table(("a", 1)), tmp_path / f"out{suffix}")
    assert written.recipe_path == tmp_path / f"out{suffix}.recipe.json"
    found = recipe(written)
    assert found["filters"] == RECIPE["filters"]
    assert found["codebook_version"] == 3
    assert (found["format"], found["flavour"], found["notes"]) == (suffix[1:], "data", [])
    assert found["sha256"] == hashlib.sha256(written.path.read_bytes()).hexdigest()
    text = written.recipe_path.read_text(encoding="utf-8")
    assert text == json.dumps(found, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_same_data_gives_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    data = table(("é 🌍", 1 / 3), ("=1", None))
    first = write_table(data, tmp_path / f"a{suffix}").path.read_bytes()
    time.sleep(2.1 if suffix == ".xlsx" else 0)  # ZIP members are dated in steps of two seconds
    assert write_table(data, tmp_path / f"b{suffix}").path.read_bytes() == first


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_table_of_no_rows(suffix: str, tmp_path: Path) -> None:
    written = write_table(table(), tmp_path / f"out{suffix}")
    assert written.path.stat().st_size > 0
    assert recipe(written)["rows"] == 0


def test_csv_keeps_every_cell(tmp_path: Path) -> None:
    data = table(('=a, "b"\r\nc\td', 0.1 + 0.2), ("", None), (None, 10**20), ("é", True))
    path = write_table(data, tmp_path / "o.csv").path
    assert path.read_bytes().startswith(
        b'text,figure\r\n"=a, ""b""\r\nc\td",0.30000000000000004\r\n'
    )
    assert rows_of(path)[2:] == [["", ""], ["", str(10**20)], ["é", "True"]]


@pytest.mark.parametrize("start", list("=+-@\t\r\n＝＋－＠"))
def test_spreadsheet_flavour_defuses_formulas(start: str, tmp_path: Path) -> None:
    data = table(("fine", -1), (start + "1+1", -2))
    written = write_table(data, tmp_path / "o.csv", "spreadsheet")
    assert rows_of(written.path)[1:] == [["fine", "-1"], ["'" + start + "1+1", "-2"]]
    assert written.notes == ("1 cell that would start a formula got an apostrophe: row 2 “text”",)
    assert recipe(written)["notes"] == list(written.notes)
    assert recipe(written)["flavour"] == "spreadsheet"


def test_json_is_a_list_of_objects(tmp_path: Path) -> None:
    path = write_table(table(("é\n\x01\x00", 1 / 3), (None, None)), tmp_path / "o.json").path
    text = path.read_text(encoding="utf-8")
    assert json.loads(text) == [
        {"text": "é\n\x01\x00", "figure": 1 / 3},
        {"text": None, "figure": None},
    ]
    assert "é" in text
    assert text.endswith("]\n")


@pytest.mark.parametrize("suffix", WRITERS)
def test_figures_that_are_none_are_left_empty_and_noted(suffix: str, tmp_path: Path) -> None:
    data = table(("nan", float("nan")), ("inf", float("inf")), ("x", 1.0))
    written = write_table(data, tmp_path / f"o{suffix}")
    assert written.notes == (
        "2 cells without a finite figure left empty: row 1 “figure”, row 2 “figure”",
    )
    if suffix == ".csv":
        assert rows_of(written.path)[1:] == [["nan", ""], ["inf", ""], ["x", "1.0"]]


@pytest.mark.parametrize("suffix", WRITERS)
def test_half_characters_are_replaced_and_noted(suffix: str, tmp_path: Path) -> None:
    written = write_table(table(("a\ud800b", 1)), tmp_path / f"o{suffix}")
    assert "a\ufffdb" in written.path.read_text("utf-8") if suffix != ".xlsx" else True
    assert len(written.notes) == 1


@pytest.mark.parametrize("suffix", WRITERS)
def test_marks_that_turn_the_direction_are_kept_and_noted(suffix: str, tmp_path: Path) -> None:
    written = write_table(table(("a\u202eb", 1)), tmp_path / f"o{suffix}")
    assert written.notes == (
        "1 cell with marks that turn the writing direction, kept: row 1 “text”",
    )


def test_markdown_escapes_what_would_be_markup(tmp_path: Path) -> None:
    data = table(("a | b\\c\n[d](e) <f> *g* _h_ `i` & ~j~", 1.5), (None, None))
    text = write_table(data, tmp_path / "o.md").path.read_text("utf-8")
    assert text.split("\n")[:4] == [
        "| text | figure |",
        "| --- | ---: |",
        "| a \\| b\\\\c<br>\\[d\\](e) &lt;f&gt; \\*g\\* \\_h\\_ \\`i\\` &amp; \\~j\\~ | 1.5 |",
        "|  |  |",
    ]


def test_xlsx_keeps_texts_as_texts_and_figures_as_figures(tmp_path: Path) -> None:
    texts = ["=1+1", "http://x.org", "007", " a ", "<r>x", "l1\nl2", "'q", "_x0041_"]
    data = table(*[(text, number / 7) for number, text in enumerate(texts)], (None, None))
    path = write_table(data, tmp_path / "o.xlsx").path
    book = openpyxl.load_workbook(path)
    assert [cell.value for cell in book.active["A"]][1:] == texts
    assert all(cell.data_type in ("s", "inlineStr") for cell in book.active["A"])
    figures = [cell.value for cell in book.active["B"]][1:]
    assert figures == pytest.approx([n / 7 for n in range(len(texts))], rel=1e-15)


def test_xlsx_text_that_looks_like_the_markup_of_a_cell_is_text(tmp_path: Path) -> None:
    written = write_table(table(("<r><t>x</t></r>", 1)), tmp_path / "o.xlsx")
    assert sheet(written.path)[1][0] == "<r><t>x</t></r> "
    assert "have a blank behind them: row 1 “text”" in written.notes[0]


def test_xlsx_other_kinds_of_cells(tmp_path: Path) -> None:
    data = table((True, 3), (False, 2**53 + 1), (None, -5))
    assert sheet(write_table(data, tmp_path / "o.xlsx").path)[1:] == [
        (True, 3),
        (False, "9007199254740993"),
        (None, -5),
    ]


@pytest.mark.parametrize("char", ["x", "é", "🌍"])
def test_xlsx_long_texts_run_on_and_are_noted(char: str, tmp_path: Path) -> None:
    long = char * (MAX_CELL + 1)
    written = write_table(table((long, 1), ("short", 2)), tmp_path / "o.xlsx")
    header, first, second = sheet(written.path)
    assert header[:2] == ("text", "text (2)")
    assert header[-1] == "figure"
    assert "".join(part for part in first[:-1] if part) == long
    assert all(len(part.encode("utf-16-le")) // 2 <= MAX_CELL for part in first[:-1] if part)
    assert (second[0], second[-1]) == ("short", 2)
    assert "1 cell with more than 32,767 characters go on in text (2)" in written.notes[0]


def test_xlsx_control_characters_become_pictures_and_are_counted(tmp_path: Path) -> None:
    written = write_table(table(("a\x00b\x1bc\x0bd\te\uffff", 1), ("fine", 2)), tmp_path / "o.xlsx")
    assert sheet(written.path)[1][0] == "a␀b␛c␋d\te\ufffd"
    assert written.notes == (
        "1 cell with control characters that were replaced by pictures: row 1 “text”",
    )


def test_xlsx_refuses_what_no_worksheet_holds(tmp_path: Path) -> None:
    wide = table(columns=tuple(f"c{n}" for n in range(16_385)))
    with pytest.raises(BadInput, match="16,385 columns do not fit"):
        write_table(wide, tmp_path / "o.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "flavour", "reason"),
    [("o.pdf", "data", r"\.csv, \.xlsx"), ("o", "data", "not as"), ("o.csv", "exact", "flavour")],
)
def test_what_is_not_known_is_refused(name: str, flavour: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=reason):
        write_table(table(), tmp_path / name, flavour)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
cell = st.none() | texts | st.integers() | st.floats(allow_nan=False, allow_infinity=False)


@drawn(60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(texts, cell), max_size=6))
def test_csv_and_json_give_every_cell_back(rows: list[tuple[Cell, ...]], tmp_path: Path) -> None:
    path = write_table(table(*rows), tmp_path / "o.csv").path
    shown = [["" if cell is None else str(cell) for cell in row] for row in rows]
    assert rows_of(path)[1:] == shown
    path = write_table(table(*rows), tmp_path / "o.json").path
    assert json.loads(path.read_bytes()) == table(*rows).records()
