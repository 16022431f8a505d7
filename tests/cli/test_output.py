from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.cli import output

ESCAPES = "\x1b]52;c;aGk=\x07\u202e\x9b[2J"


class Terminal(io.StringIO):
    """A standard output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@contextmanager
def terminal(columns: int = 60) -> Iterator[Terminal]:
    """Standard output as a terminal of that width."""
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(Terminal()) as stream:
        patch.setenv("COLUMNS", str(columns))
        yield stream


def test_a_terminal_gets_marks() -> None:
    with terminal() as stream:
        output.say(ESCAPES)
    shown = stream.getvalue().rstrip("\n")
    assert len(shown) == len(ESCAPES)
    assert set(shown).isdisjoint("\x1b\x07\u202e\x9b")


def test_a_pipe_gets_the_text_itself(capsys: pytest.CaptureFixture[str]) -> None:
    output.say(ESCAPES)
    assert capsys.readouterr().out == f"{ESCAPES}\n"


def test_text_is_exact(capsys: pytest.CaptureFixture[str]) -> None:
    output.write_text("a\r\nb")
    assert capsys.readouterr().out == "a\r\nb"


def test_text_on_a_terminal_is_displayed() -> None:
    with terminal() as stream:
        output.write_text("a\n\x1bb")
    assert stream.getvalue() == "a\n␛b"


def test_a_table_fits_the_terminal() -> None:
    with terminal(60) as stream:
        output.say_table(("name", "quote", "n"), [("Ana", "word " * 40, 3), ("Bert", "x", 12)])
    lines = stream.getvalue().splitlines()
    assert max(map(len, lines)) <= 60
    assert "…" in lines[1]
    assert lines[2].endswith("12")


def test_a_table_in_a_pipe_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    long = "word " * 40 + "end"
    output.say_table(("name", "quote"), [("Ana", long), ("Béa", "two\nlines")])
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == f"Ana   {long}"
    assert lines[2] == "Béa   two lines"


def test_undefined_is_a_dash_and_numbers_stand_right(capsys: pytest.CaptureFixture[str]) -> None:
    output.say_table(("code", "alpha"), [("a", 0.5), ("b", None)])
    assert capsys.readouterr().out == "code  alpha\na     0.500\nb         –\n"


def test_an_empty_table_is_its_header(capsys: pytest.CaptureFixture[str]) -> None:
    output.say_table(("code", "mentions"), [])
    assert capsys.readouterr().out == "code  mentions\n"


def test_wide_letters_keep_the_columns_straight(capsys: pytest.CaptureFixture[str]) -> None:
    output.say_table(("name", "n"), [("東京", 1), ("Bonn", 2)])
    assert capsys.readouterr().out == "name  n\n東京  1\nBonn  2\n"


def test_a_broken_file_name_can_be_printed(capsys: pytest.CaptureFixture[str]) -> None:
    output.prepare()
    output.say_json({"file": "caf\udce9.txt"})
    assert "\\udce9" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 codes"), (1, "1 code"), (2, "2 codes"), (1200, "1,200 codes")]
)
def test_counted(number: int, words: str) -> None:
    assert output.counted(number, "code") == words


@given(st.text(max_size=40), st.integers(min_value=1, max_value=40))
def test_cut_never_takes_more_room(text: str, width: int) -> None:
    cut = output._cut(text, width)
    assert output._width(cut) <= width
    assert cut == text or cut.endswith("…")
