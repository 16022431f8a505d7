from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.tui.reader import Reader, ReaderText
from qualcode.tui.reader.cells import cell_len
from qualcode.tui.reader.layout import RowTable
from tests.tui.reader.build import ReaderApp, said, text_of, transcript, where
from tests.tui.reader.test_mouse import drag

HEBREW = "חיכינו שעתיים בתור. אף אחד לא אמר לנו כלום."
ARABIC = "انتظرنا ساعتين. ثم ذهبنا."
TALK = (("ann", "It was long."), ("bea", HEBREW), ("ann", ARABIC))


@pytest.mark.parametrize(
    ("text", "rtl"),
    [
        (HEBREW, True), (ARABIC, True), ("— 12: " + HEBREW, True), ("So: " + HEBREW, False),
        ("It was long.", False), ("", False), ("123 …", False), ("等的时间", False),
    ],
)  # fmt: skip
def test_the_first_strong_character_decides(text: str, rtl: bool) -> None:
    assert text_of(text).rtl(0) is rtl


@given(
    st.lists(st.sampled_from([HEBREW, ARABIC, "So. ", "等的时间", "\n"]), min_size=1),
    st.integers(9, 40),
)
def test_rows_of_such_a_turn_end_at_the_right(pieces: list[str], width: int) -> None:
    text = text_of("".join(pieces))
    table = RowTable(text, width)
    for y in range(table.height):
        row = table.row(y)
        taken = table.indent(row) + cell_len(table.visible(row))
        assert taken == width if text.rtl(0) else table.indent(row) == 0


async def test_the_text_is_painted_at_the_right_in_stored_order() -> None:
    app = ReaderApp(transcript(TALK))
    async with app.run_test(size=(120, 20)):
        first, _, second, *_ = app.lines()
        assert "▌It was long." in first
        text, _, _ = second.partition("┆")
        assert text.rstrip().endswith(HEBREW)
        assert len(text.rstrip()) == len(text) - 1
        assert ReaderText(transcript(TALK)).text.splitlines()[1] == HEBREW


async def test_mouse_and_selection_are_right_in_such_a_turn() -> None:
    app = ReaderApp(transcript(TALK))
    async with app.run_test(size=(120, 20)) as pilot:
        reader = app.reader
        left = reader.render_line(2).text.index(HEBREW)
        await pilot.click(Reader, offset=(left + 8, 2), times=2)
        assert said(reader) == "שעתיים"
        painted = [s for s in reader.render_line(2) if s.text == "שעתיים"]
        assert painted
        assert painted[0].style == reader.look.base.text + reader.look.base.selection
        assert app.cursor_position == (left + 8, 2)
        await drag(pilot, (left + 1, 2), (left + 8, 2))
        assert said(reader) == "חיכינו שעתיים"
        await pilot.click(Reader, offset=(left - 5, 2))
        assert reader.position == where(reader, HEBREW).start
