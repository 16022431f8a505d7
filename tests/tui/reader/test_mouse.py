from __future__ import annotations

from textual import events
from textual.pilot import Pilot

from qualcode.tui.reader import Reader
from tests.tui.reader.build import ReaderApp, long_transcript, mark, said, transcript, where

SIZE = (120, 20)


def cell(reader: Reader, words: str, more: int = 0) -> tuple[int, int]:
    """Where some words are painted, in cells of the reader."""
    assert reader.table is not None
    for y in range(reader.size.height):
        line = reader.render_line(y).text
        if words in line:
            return line.index(words) + more, y
    raise AssertionError(f"{words!r} is not on the screen")


async def drag(pilot: Pilot[None], start: tuple[int, int], end: tuple[int, int]) -> None:
    await pilot.mouse_down(Reader, offset=start)
    await pilot.hover(Reader, offset=end)
    await pilot.mouse_up(Reader, offset=end)
    await pilot.pause()


async def test_a_click_selects_the_unit_under_the_pointer() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE) as pilot:
        reader = app.reader
        await pilot.click(Reader, offset=cell(reader, "hours"))
        assert said(reader) == "You sit there two hours, and nobody tells you anything."
        assert reader.position == where(reader, "hours").start
        told = [message for message in app.heard if isinstance(message, Reader.Selected)]
        assert [message.selection for message in told] == [reader.selection]


async def test_two_clicks_select_a_word_and_three_a_sentence() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE) as pilot:
        reader = app.reader
        reader.go_to(0, "turn")
        await pilot.click(Reader, offset=cell(reader, "interpreter", 2))
        assert said(reader) == "Same with us. They changed the interpreter."
        await pilot.click(Reader, offset=cell(reader, "interpreter", 2), times=2)
        assert said(reader) == "interpreter"
        await pilot.click(Reader, offset=cell(reader, "interpreter", 2), times=3)
        assert said(reader) == "They changed the interpreter."
        assert reader.unit == "turn"


async def test_a_click_on_the_speaker_selects_the_turn() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.click(Reader, offset=cell(app.reader, "Beatriz"))
        assert said(app.reader) == "Same with us. They changed the interpreter."


async def test_a_drag_selects_whole_words_in_both_directions() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE) as pilot:
        reader = app.reader
        first, last = cell(reader, "hours", 2), cell(reader, "changed", 3)
        await drag(pilot, first, last)
        expected = "hours, and nobody tells you anything. We left.\nSame with us. They changed"
        assert said(reader) == expected
        await drag(pilot, last, first)
        assert said(reader) == expected
        told = [message for message in app.heard if isinstance(message, Reader.Selected)]
        assert len(told) == 2
        assert app.mouse_captured is None


async def test_dragging_below_the_edge_scrolls_on() -> None:
    app = ReaderApp(long_transcript())
    async with app.run_test(size=SIZE) as pilot:
        reader = app.reader
        await pilot.mouse_down(Reader, offset=cell(reader, "waiting"))
        x, y = 40, SIZE[1] + 4
        move = events.MouseMove(reader, x, y, 0, 5, 1, False, False, False, x, y)
        reader.on_mouse_move(move)
        while reader.scroll_offset.y < 12:
            await pilot.pause(0.02)
        await pilot.mouse_up(Reader, offset=(40, 10))
        assert said(reader).startswith("waiting.")
        assert reader.table is not None
        assert reader.table.y_of(reader.selection.end - 1) >= 25
        stopped = reader.scroll_offset.y
        await pilot.pause(0.15)
        assert reader.scroll_offset.y == stopped


async def test_the_wheel_scrolls_three_rows_and_leaves_the_cursor() -> None:
    app = ReaderApp(long_transcript())
    async with app.run_test(size=SIZE) as pilot:
        reader = app.reader
        before = reader.selection
        await pilot._post_mouse_events([events.MouseScrollDown], Reader, offset=(40, 5))
        await pilot._post_mouse_events([events.MouseScrollDown], Reader, offset=(40, 5))
        assert reader.scroll_offset.y == 6
        await pilot._post_mouse_events([events.MouseScrollUp], Reader, offset=(40, 5))
        assert reader.scroll_offset.y == 3
        assert reader.selection == before


async def test_a_click_in_the_margin_tells_of_the_mark() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE) as pilot:
        reader = app.reader
        before = reader.selection
        reader.set_marks(
            [
                mark("a", *where(reader, "It was the waiting."), "alpha"),
                mark("b", *where(reader, "You sit there"), "beta"),
            ]
        )
        await pilot.pause()
        await pilot.click(Reader, offset=cell(reader, "beta", 1))
        await pilot.click(Reader, offset=cell(reader, "[[", 0))
        await pilot.click(Reader, offset=cell(reader, "beta", 8))
        told = [m.mark.id for m in app.heard if isinstance(m, Reader.MarkClicked)]
        assert told == ["b", "a"]
        assert reader.selection == before


async def test_wide_characters_are_hit_where_they_are_painted() -> None:
    app = ReaderApp(transcript([("ann", "等的时间 one. Cafe\u0301 👩\u200d👩\u200d👧 two.")]))
    async with app.run_test(size=SIZE) as pilot:
        reader = app.reader
        left = reader.render_line(0).text.index("等")
        await pilot.click(Reader, offset=(left + 9, 0), times=2)
        assert said(reader) == "one"
        await pilot.click(Reader, offset=(left + 14 + 8, 0), times=2)
        assert said(reader) == "two"
