from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from qualcode.tui.reader import Mark, Reader
from qualcode.tui.reader.gripping import Grip, stretched
from tests.tui.reader.build import (
    ReaderApp,
    long_transcript,
    mark,
    said,
    text_of,
    transcript,
    turn_texts,
    where,
)
from tests.tui.reader.test_mouse import SIZE, cell, drag

MIDDLE = "You sit there two hours, and nobody tells you anything."


@given(turn_texts, st.sampled_from(["start", "end", ""]), st.data())
def test_a_held_mark_keeps_text_and_its_other_end(
    texts: list[str], edge: str, data: st.DataObject
) -> None:
    text = text_of(*texts)
    if not text.end:
        return
    start = data.draw(st.integers(0, text.end - 1))
    end = data.draw(st.integers(start + 1, text.end))
    position = data.draw(st.integers(0, text.end - 1))
    span = stretched(text, Grip(mark("a", start, end), edge), position)
    assert 0 <= span.start < span.end <= text.end
    if edge == "start":
        assert span.end == end
    elif edge == "end":
        assert span.start == start
    else:
        assert start == span.start or end == span.end


@pytest.mark.parametrize(
    ("edge", "to", "expected"),
    [
        ("end", "nobody", "there two hours, and nobody"),
        ("end", "You", "there"),
        ("end", "left", "there two hours, and nobody tells you anything. We left."),
        ("start", "waiting", "waiting. You sit there two hours,"),
        ("start", "two", "two hours,"),
        ("start", "anything", "hours,"),
        ("", "sit", "sit there two hours,"),
        ("", "nobody", "there two hours, and nobody"),
    ],
)
def test_a_boundary_goes_by_words_with_their_marks(edge: str, to: str, expected: str) -> None:
    text = text_of(
        "It was the waiting. You sit there two hours, and nobody tells you anything. We left."
    )
    held = mark("a", *where(text, "there two hours,"))
    position = where(text, to).start + 1
    assert text.quote(stretched(text, Grip(held, edge), position)) == expected


def dragged(app: ReaderApp) -> list[tuple[Mark, str]]:
    text = app.reader.text
    return [
        (m.mark, text.quote(m.span)) for m in app.heard if isinstance(m, Reader.BoundaryDragged)
    ]


async def test_the_ends_of_a_bracket_are_dragged_by_words() -> None:
    app = ReaderApp(long_transcript())
    async with app.run_test(size=(80, 20)) as pilot:
        reader = app.reader
        whole = where(reader, MIDDLE)
        held = mark("a", *whole)
        reader.set_marks([held])
        await pilot.pause()
        assert reader.grip_in_margin(0, 0) is None
        await drag(pilot, cell(reader, "┌"), cell(reader, "waiting.", 2))
        assert dragged(app) == [(held, f"waiting. {MIDDLE}")]
        assert said(reader) == f"waiting. {MIDDLE}"
        await drag(pilot, cell(reader, "└"), cell(reader, "left."))
        assert dragged(app)[1:] == [(held, f"{MIDDLE} We left.")]
        assert app.mouse_captured is None


async def test_while_dragging_the_range_is_shown_and_nothing_is_told() -> None:
    app = ReaderApp(long_transcript())
    async with app.run_test(size=(80, 20)) as pilot:
        reader = app.reader
        reader.set_marks([mark("a", *where(reader, MIDDLE))])
        await pilot.pause()
        await pilot.mouse_down(Reader, offset=cell(reader, "└"))
        await pilot.hover(Reader, offset=cell(reader, "hours,"))
        assert said(reader) == "You sit there two hours,"
        assert dragged(app) == []
        await pilot.hover(Reader, offset=cell(reader, "anything."))
        await pilot.mouse_up(Reader, offset=cell(reader, "anything."))
        await pilot.pause()
        assert dragged(app) == []
        assert said(reader) == MIDDLE


async def test_a_click_on_the_end_of_a_bracket_still_tells_of_its_mark() -> None:
    app = ReaderApp(long_transcript())
    async with app.run_test(size=(80, 20)) as pilot:
        reader = app.reader
        reader.set_marks([mark("a", *where(reader, MIDDLE))])
        await pilot.pause()
        await pilot.click(Reader, offset=cell(reader, "┌"))
        assert [m.mark.id for m in app.heard if isinstance(m, Reader.MarkClicked)] == ["a"]
        assert dragged(app) == []


async def test_a_selected_mark_is_dragged_by_its_first_or_last_character() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE) as pilot:
        reader = app.reader
        held = mark("a", *where(reader, "They changed the interpreter."))
        reader.set_marks([held])
        begin, end = cell(reader, "They changed"), cell(reader, "interpreter.", 11)
        await drag(pilot, begin, cell(reader, "with us", 1))
        assert dragged(app) == []
        assert said(reader) == "with us. They"
        reader.select(where(reader, "They changed the interpreter."))
        await drag(pilot, begin, cell(reader, "with us", 1))
        assert dragged(app) == [(held, "with us. They changed the interpreter.")]
        reader.select(where(reader, "They changed the interpreter."))
        await drag(pilot, end, cell(reader, "changed", 2))
        assert dragged(app)[1:] == [(held, "They changed")]
        for start in (cell(reader, "changed"), (end[0] + 3, end[1])):
            reader.select(where(reader, "They changed the interpreter."))
            await drag(pilot, start, cell(reader, "They changed", 7))
            assert len(dragged(app)) == 2


async def test_dragging_a_boundary_beyond_the_edge_scrolls_on() -> None:
    app = ReaderApp(long_transcript())
    async with app.run_test(size=(80, 20)) as pilot:
        reader = app.reader
        reader.set_marks([mark("a", *where(reader, MIDDLE))])
        await pilot.pause()
        await pilot.mouse_down(Reader, offset=cell(reader, "└"))
        move = events.MouseMove(reader, 30, 24, 0, 5, 1, False, False, False, 30, 24)
        reader.on_mouse_move(move)
        while reader.scroll_offset.y < 12:
            await pilot.pause(0.02)
        await pilot.mouse_up(Reader, offset=(30, 10))
        await pilot.pause()
        ((_, words),) = dragged(app)
        assert words.startswith(MIDDLE)
        assert words.count("\n") > 4


async def test_dragging_above_the_edge_scrolls_back() -> None:
    app = ReaderApp(long_transcript())
    async with app.run_test(size=SIZE) as pilot:
        reader = app.reader
        reader.scroll_to(y=30, animate=False, immediate=True)
        await pilot.mouse_down(Reader, offset=(60, 10))
        move = events.MouseMove(reader, 40, -4, 0, -5, 1, False, False, False, 40, -4)
        reader.on_mouse_move(move)
        while reader.scroll_offset.y > 10:
            await pilot.pause(0.02)
        await pilot.mouse_up(Reader, offset=(40, 2))
        assert reader.table is not None
        assert reader.table.y_of(reader.selection.start) <= 12
        assert reader.table.y_of(reader.selection.end - 1) >= 39
