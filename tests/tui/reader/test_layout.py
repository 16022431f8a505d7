from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.tui.reader.cells import cell_len, widths
from qualcode.tui.reader.layout import BLANK, HEADER, RowTable
from tests.tui.reader.build import hard_texts, text_of, turn_texts

sizes = st.integers(4, 60)


def rows_of_turns(table: RowTable) -> dict[int, str]:
    """The stored text of each turn, put together from its rows."""
    found: dict[int, str] = {}
    for y in range(table.height):
        row = table.row(y)
        if row.number >= 0:
            found[row.turn] = found.get(row.turn, "") + table.text.text[row.start : row.end]
    return found


@given(turn_texts, sizes, st.booleans(), st.booleans())
def test_rows_cover_the_text_exactly_once(
    texts: list[str], width: int, header: bool, spacing: bool
) -> None:
    table = RowTable(text_of(*texts), width, header=header, spacing=spacing)
    assert rows_of_turns(table) == dict(enumerate(texts))


@given(turn_texts, sizes)
def test_no_row_is_wider_than_the_width(texts: list[str], width: int) -> None:
    table = RowTable(text_of(*texts), width)
    for y in range(table.height):
        assert cell_len(table.visible(table.row(y))) <= width


@given(hard_texts, sizes)
def test_no_row_begins_inside_a_character(text: str, width: int) -> None:
    table = RowTable(text_of(text), width)
    for start in table.starts:
        begins_line = start == 0 or text[start - 1] == "\n"
        assert begins_line or widths(text)[start] > 0


@given(turn_texts, sizes, st.booleans(), st.booleans())
def test_every_position_is_in_the_row_at_its_height(
    texts: list[str], width: int, header: bool, spacing: bool
) -> None:
    table = RowTable(text_of(*texts), width, header=header, spacing=spacing)
    for position in range(table.text.end):
        row = table.row(table.y_of(position))
        assert row.number >= 0
        assert row.start <= position <= row.end


def test_words_stay_whole_where_they_fit() -> None:
    table = RowTable(text_of("one two three four"), 9)
    assert [table.visible(table.row(y)) for y in range(table.height)] == [
        "one two",
        "three",
        "four",
    ]


def test_a_space_may_hang_at_the_end_of_a_row() -> None:
    table = RowTable(text_of("one two six"), 7)
    assert [table.visible(table.row(y)) for y in range(table.height)] == ["one two", "six"]


def test_a_word_longer_than_a_row_is_cut() -> None:
    table = RowTable(text_of("a abcdefghij"), 4)
    assert [table.visible(table.row(y)) for y in range(table.height)] == ["a", "abcd", "efgh", "ij"]


def test_chinese_breaks_anywhere_but_not_before_a_full_stop() -> None:
    table = RowTable(text_of("等的时间。太长"), 8)
    assert [table.visible(table.row(y)) for y in range(table.height)] == ["等的时", "间。太长"]


def test_lines_of_a_turn_begin_rows() -> None:
    table = RowTable(text_of("a\n\nb"), 10, spacing=False)
    assert [table.visible(table.row(y)) for y in range(table.height)] == ["a", "", "b"]


def test_speaker_rows_and_blank_rows() -> None:
    table = RowTable(text_of("a", "b"), 10, header=True, spacing=True)
    numbers = [table.row(y).number for y in range(table.height)]
    assert numbers == [HEADER, 0, BLANK, HEADER, 0]
    assert table.block(0) == (0, 2)
    assert table.block(1) == (3, 4)
    assert [table.nearest(y).turn for y in range(table.height)] == [0, 0, 0, 1, 1]
    assert all(table.nearest(y).number == 0 for y in range(-3, 9))


def test_an_empty_turn_takes_a_row_and_no_turns_take_none() -> None:
    assert RowTable(text_of("", "b"), 10, spacing=False).height == 2
    assert RowTable(text_of(), 10).height == 0


def test_a_guarded_script_leaves_a_column_free() -> None:
    hindi = "हमने दो घंटे इंतज़ार किया और किसी ने कुछ नहीं बताया। "
    table = RowTable(text_of(hindi * 5), 20)
    assert max(cell_len(table.visible(table.row(y))) for y in range(table.height)) <= 19
