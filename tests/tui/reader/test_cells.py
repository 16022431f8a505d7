from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len as rich_cell_len

from qualcode.tui.reader import cells
from tests.tui.reader.build import hard_texts


def test_characters_called_narrow_take_one_cell() -> None:
    narrow = "".join(chr(n) for n in range(0x10000) if not cells.NOT_NARROW.match(chr(n)))
    wrong = [hex(ord(c)) for c in narrow if c != "\n" and cells.widths(c) != b"\x01"]
    assert len(narrow) > 2_500
    assert wrong == []


@given(hard_texts)
def test_the_width_is_that_of_what_is_drawn(text: str) -> None:
    drawn = "".join(cells.glyphs(text))
    assert cells.cell_len(text) == sum(cells.widths(text)) == rich_cell_len(drawn)


@given(st.text())
def test_any_text_is_drawn_as_wide_as_it_is_said_to_be(text: str) -> None:
    assert cells.cell_len(text) == rich_cell_len("".join(cells.glyphs(text)))


@given(hard_texts)
def test_each_visible_character_is_found_again_at_its_cell(text: str) -> None:
    for offset, width in enumerate(cells.widths(text)):
        if width:
            cell = cells.cell_of(text, offset)
            assert [cells.offset_at(text, cell + more) for more in range(width)] == [offset] * width


@given(hard_texts, st.integers(-5, 200))
def test_a_cell_beyond_the_text_is_clamped(text: str, cell: int) -> None:
    offset = cells.offset_at(text, cell)
    assert 0 <= offset <= len(text)
    if cell >= cells.cell_len(text):
        assert offset == len(text)


@given(hard_texts)
def test_nothing_drawn_can_drive_the_terminal(text: str) -> None:
    drawn = "".join(cells.glyphs(text))
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u200b" for c in drawn)


@given(hard_texts, st.integers(0, 30))
def test_fitted_text_takes_exactly_its_cells(text: str, width: int) -> None:
    assert rich_cell_len(cells.fitted(text, width)) == width


def test_emoji_are_drawn_by_their_first_character() -> None:
    assert "".join(cells.glyphs("👩\u200d👩\u200d👧❤\ufe0f👍\U0001f3fd1\ufe0f\u20e3")) == "👩❤👍1"
    assert "".join(cells.glyphs("🇩🇪")) == "DE"


def test_accents_and_joiners_that_a_script_needs_stay() -> None:
    assert "".join(cells.glyphs("cafe\u0301")) == "cafe\u0301"
    assert "".join(cells.glyphs("क\u094d\u200dष")) == "क\u094d\u200dष"
    assert "".join(cells.glyphs("می\u200cخواهم")) == "می\u200cخواهم"


def test_piled_accents_are_cut() -> None:
    assert "".join(cells.glyphs("a" + "\u0301" * 50)) == "a" + "\u0301" * 3


def test_a_tab_is_one_space_and_marks_are_visible() -> None:
    assert cells.glyphs("a\tb") == "a b"
    assert cells.glyphs("\x1b\x00\u202e") == "␛␀�"
