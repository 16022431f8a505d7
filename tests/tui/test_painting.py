from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from qualcode.tui.widgets.painting import cells, draw, fit, pieces, wrap
from tests.tui.hostile import HARMFUL

TEXT = st.text(max_size=60)


def plain(_name: str) -> Style:
    return Style()


@given(TEXT, TEXT, st.integers(1, 80))
def test_a_line_has_exactly_its_width(left: str, right: str, width: int) -> None:
    strip = draw(pieces(left), pieces(right), width, Style(), plain)
    assert sum(cell_len(segment.text) for segment in strip) <= max(width, 1) + 1
    if cells(pieces(left)) + cells(pieces(right)) < width:
        assert strip.cell_length == width


@given(TEXT, st.integers(1, 80))
def test_no_line_holds_a_harmful_character(text: str, width: int) -> None:
    strip = draw(pieces(text, (text, "#ff0000")), (), width, Style(), plain)
    assert not HARMFUL.search(strip.text)


@given(TEXT, st.integers(1, 40))
def test_what_fits_is_whole_and_what_does_not_says_so(text: str, width: int) -> None:
    found = fit(pieces(text), width)
    if cells(pieces(text)) <= width:
        assert found == pieces(text)
    else:
        assert found[-1].text.endswith("…")


@given(st.text(alphabet="ab cde\n界é", max_size=120), st.integers(2, 30))
def test_wrapping_keeps_every_letter_and_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_words_are_not_cut_where_there_is_room() -> None:
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("a\n\nb", 7) == ["a", "", "b"]
    assert wrap("", 7) == [""]


def test_an_indent_stays_where_a_line_wraps() -> None:
    assert wrap("  Humour and shared laughter", 16) == ["  Humour and", "shared laughter"]
    assert wrap("  one", 16) == ["  one"]
    assert wrap("", 16) == [""]
    assert wrap("   ", 2) == ["  ", " "]
