from __future__ import annotations

import csv
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.errors import BadInput
from qualcode.formats.read import delimited
from qualcode.formats.read.delimited import Grid, read_grid


def cells(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in grid.row(row)] for row in range(len(grid))]


def test_quoted_cells_keep_marks_delimiters_and_line_feeds() -> None:
    grid = read_grid(
        'who,said\nAna,"He said ""no"", then\nleft"\n\nBert,open "mark" inside', "a.csv"
    )
    assert cells(grid) == [
        ["who", "said"],
        ["Ana", 'He said "no", then\nleft'],
        ["Bert", 'open "mark" inside'],
    ]
    assert [grid.line(row) for row in range(3)] == [1, 2, 5]
    assert grid.problems == []


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b;c\n1,5;2;3\n1,6;2;3", ";"),
        ("a\tb\nx, y\tz\n", "\t"),
        ("a|b\nc,d|e\n", "|"),
        ("speaker,text\nAna,Hello; you, there\nBert,No", ","),
        ("sep=;\na,b;c\n", ";"),
        ("only\none column\n", ","),
    ],
)
def test_the_delimiter_is_found(text: str, delimiter: str) -> None:
    assert read_grid(text, "a.csv").delimiter == delimiter


def test_a_mark_that_is_never_closed_takes_no_other_row_with_it() -> None:
    grid = read_grid('who,said\nAna,"never closed\nBert,"good"\nCleo,x\n', "a.csv")
    assert cells(grid)[1:] == [["Ana", '"never closed'], ["Bert", "good"], ["Cleo", "x"]]
    assert grid.problems == [
        "A quotation mark is not closed as it should be in 1 cell (first in line 2); read as typed."
    ]


def test_a_cell_of_many_lines_is_doubted() -> None:
    lines = "\n".join(f"Ana,line {n}" for n in range(150))
    grid = read_grid(f'who,said\nAna,"{lines}"\n', "a.csv")
    assert "goes over more than 100 lines" in grid.problems[0]


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MAX_CELLS", 100)
    with pytest.raises(BadInput, match=r"a\.csv has more than 100 cells"):
        read_grid("a,b\n" * 60, "a.csv")


words = st.text(alphabet='ab" ,;\n', max_size=8)


@given(st.lists(st.lists(words, min_size=2, max_size=4), max_size=6))
def test_what_the_csv_module_writes_is_read_again(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    grid = read_grid(out.getvalue(), "a.csv", ",")
    wanted = [[cell.strip(" \n") for cell in row] for row in rows]
    # A row of blanks is left out.
    assert cells(grid) == [
        row for row, raw in zip(wanted, rows, strict=True) if any(c.strip() for c in raw)
    ]


@given(words, st.integers(0, 9), st.integers(0, 9))
def test_stretches_stand_in_the_text_as_they_are(said: str, begin: int, length: int) -> None:
    quoted = said.replace('"', '""')
    text = f'x,"{quoted}"'
    cell = read_grid(text, "a.csv", ",").row(0)[1]
    pieces = cell.stretches(begin, begin + length)
    assert "".join(piece for piece, _ in pieces) == cell.text[begin : begin + length]
    assert all(at is not None and text.startswith(piece, at) for piece, at in pieces)


@pytest.mark.parametrize("unit", ['"', ',"', '"a""', 'x,"""', '"\n', '""",'])
def test_any_run_of_marks_takes_time_by_its_length(unit: str) -> None:
    started = time.perf_counter()
    read_grid('a,"' + unit * (400_000 // len(unit)), "a.csv")
    # Time by the square of the length would be many minutes.
    assert time.perf_counter() - started < 60
