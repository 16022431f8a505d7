from __future__ import annotations

from unicodedata import category

import pytest
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


def test_scripts_with_spacing_vowel_signs_are_guarded() -> None:
    every = (chr(n) for n in range(0x300, 0x1D000))
    signs = [c for c in every if category(c) == "Mc" and c not in "\u302e\u302f"]
    assert len(signs) > 400
    assert [hex(ord(c)) for c in signs if not cells.is_guarded(c)] == []
    assert not cells.is_guarded("café Ж 日本 한국 שלום مرحبا ไทย 👍")


def test_each_character_alone_is_as_wide_as_wcwidth_says() -> None:
    wcwidth = pytest.importorskip("wcwidth", reason="comes with pyte")
    wrong = []
    for number in range(0x20, 0x20000):
        character = chr(number)
        if category(character) in ("Cn", "Cs", "Co") or cells.is_guarded(character):
            continue
        drawn = "".join(cells.glyphs(character))
        if cells.cell_len(character) != sum(max(0, wcwidth.wcwidth(one)) for one in drawn):
            wrong.append(hex(number))
    assert wrong == []


PHRASES = (
    "cafe\u0301 — “so”…", "等的时间，", "일본어 각", "ภาษาไทยน้ำ", "שָׁלוֹם", "مَرْحَبًا",
    "❤\ufe0f x", "👩\u200d👩\u200d👧 x", "1\ufe0f\u20e3 x", "🇩🇪🇫🇷", "👍\U0001f3fd",
    "a\u200bb\u2060c\ufeffd", "a\tb", "ﷺ½×",
)  # fmt: skip


@pytest.mark.parametrize("phrase", PHRASES)
def test_an_emulator_puts_what_follows_where_it_is_expected(phrase: str) -> None:
    pyte = pytest.importorskip("pyte", reason="the emulator is not installed")
    screen = pyte.Screen(60, 1)
    pyte.Stream(screen).feed("".join(cells.glyphs(phrase)) + "┆")
    assert screen.cursor.x == cells.cell_len(phrase) + 1
    assert screen.buffer[0][cells.cell_len(phrase)].data == "┆"
