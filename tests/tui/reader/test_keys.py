from __future__ import annotations

from itertools import pairwise

import pytest

from qualcode.domain.spans import Span
from qualcode.domain.transcripts import Transcript
from qualcode.tui.reader import Reader
from tests.tui.reader.build import ReaderApp, ghost, long_transcript, mark, said, transcript, where

SIZE = (120, 20)


async def test_units_are_selected_one_after_another() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE) as pilot:
        assert said(app.reader) == "What do you remember of it?"
        await pilot.press("down")
        assert said(app.reader) == "It was the waiting."
        await pilot.press("shift+down")
        assert said(app.reader).endswith("anything.")
        await pilot.press("shift+up", "plus")
        assert said(app.reader).endswith("We left.")
        assert app.reader.unit == "paragraph"
        await pilot.press("minus", "right", "right")
        assert said(app.reader) == "was"
        assert app.reader.unit == "sentence"
        await pilot.press("up")
        assert said(app.reader) == "What do you remember of it?"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("t", "It was the waiting."),
        ("t t T", "It was the waiting."),
        ("end", "It was cold."),
        ("end home", "What do you remember of it?"),
        ("t p", "I know."),
        ("t p P", "It was the waiting."),
        ("o", "You sit there two hours, and nobody tells you anything."),
        ("o o O", "You sit there two hours, and nobody tells you anything."),
        ("e", "It was the waiting."),
        ("s", "We left."),
        ("end S", "We left."),
        ("end E", "It was the waiting."),
        ("down shift+right", "It was the waiting. You"),
        ("down shift+right shift+left shift+left", "it?\nIt was the waiting."),
    ],
)
async def test_keys_go_where_they_should(keys: str, expected: str) -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE) as pilot:
        reader = app.reader
        reader.set_marks([mark("a", *where(reader, "It was the waiting."))])
        reader.set_ghosts([ghost(*where(reader, "We left."))])
        await pilot.press(*keys.split())
        assert said(reader) == expected


async def test_each_move_is_told_once_and_bursts_collapse() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.heard.clear()
        await pilot.press("down")
        (moved,) = app.heard
        assert isinstance(moved, Reader.Moved)
        assert moved.selection == app.reader.selection
        assert (moved.unit, moved.control) == ("sentence", app.reader)
        await pilot.press("home", "home")
        app.heard.clear()
        for _ in range(5):
            app.reader.next_unit()
        await pilot.pause()
        (moved,) = app.heard
        assert isinstance(moved, Reader.Moved)
        assert moved.selection == app.reader.selection


async def test_a_move_that_leads_nowhere_says_so_and_is_silent() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end")
        await pilot.pause()
        app.heard.clear()
        assert not app.reader.next_unit()
        assert not app.reader.next_coded()
        assert not app.reader.next_hit()
        await pilot.pause()
        assert app.heard == []
        with pytest.raises(KeyError):
            app.reader.move("sideways")


async def test_going_and_selecting() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE):
        reader = app.reader
        place = where(reader, "nobody")
        assert reader.go_to(place.start, "word")
        assert (said(reader), reader.unit, reader.position) == ("nobody", "word", place.start)
        assert reader.select(where(reader, "two hours"))
        assert said(reader) == "two hours"
        assert reader.move_edge("end", 1)
        assert said(reader) == "two hours, and"
        assert reader.move_edge("start", 1)
        assert said(reader) == "hours, and"
        assert not reader.select(Span(5, 5))
        reader.go_to(10**9)
        assert said(reader) == "cold"


async def test_a_transcript_opens_where_it_was_left() -> None:
    shown = long_transcript()
    app = ReaderApp()
    async with app.run_test(size=SIZE) as pilot:
        position = len(shown.text) // 2
        app.reader.show(shown, position=position, unit="turn")
        await pilot.pause()
        reader = app.reader
        assert reader.selection.start <= position < reader.selection.end
        assert reader.position == position
        assert reader.table is not None
        y = reader.table.y_of(position)
        assert reader.scroll_offset.y <= y < reader.scroll_offset.y + reader.size.height


async def test_pages_move_by_what_is_visible_and_come_back() -> None:
    app = ReaderApp(long_transcript())
    async with app.run_test(size=SIZE) as pilot:
        reader = app.reader
        table = reader.table
        assert table is not None
        seen = [table.y_of(reader.position)]
        for _ in range(3):
            await pilot.press("pagedown")
            seen.append(table.y_of(reader.position))
        steps = [after - before for before, after in pairwise(seen)]
        assert all(16 <= step <= 18 for step in steps)
        for _ in range(4):
            await pilot.press("pageup")
        assert reader.selection.start == 0
        for _ in range(80):
            reader.page_down()
        assert said(reader) == said_last(reader)
        assert not reader.page_down()


def said_last(reader: Reader) -> str:
    """The last sentence of what is shown."""
    return reader.text.quote(reader.text.units(reader.text.turns - 1, reader.unit)[-1])


async def test_pages_go_on_inside_a_unit_longer_than_the_screen() -> None:
    shown = transcript([("ann", "One long sentence without an end, " * 200)])
    app = ReaderApp(shown)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("pagedown", "pagedown")
        assert app.reader.selection == Span(0, len(shown.text.rstrip()))
        assert app.reader.scroll_offset.y > 20


async def test_the_cursor_keeps_three_rows_from_the_edges() -> None:
    app = ReaderApp(long_transcript())
    async with app.run_test(size=SIZE):
        reader = app.reader
        assert reader.table is not None
        tops = [reader.scroll_offset.y]
        for name in ["next_unit"] * 60 + ["previous_unit"] * 30:
            reader.move(name)
            first, last = reader.table.rows_of(*reader.selection)
            top = reader.scroll_offset.y
            assert top + 3 <= first or top == 0
            assert last <= top + SIZE[1] - 1 - 3
            tops.append(top)
        steps = {abs(after - before) for before, after in pairwise(tops)} - {0}
        assert steps
        assert min(steps) >= SIZE[1] // 3


async def test_search_goes_from_hit_to_hit() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE) as pilot:
        reader = app.reader
        assert reader.find("THEY") == 2
        await pilot.press("n")
        assert said(reader) == "They changed the interpreter."
        await pilot.press("n")
        assert said(reader).startswith("They looked")
        assert not reader.next_hit()
        await pilot.press("N")
        assert said(reader) == "They changed the interpreter."
        assert reader.find("you") == 5
        hits = []
        await pilot.press("home")
        while reader.next_hit():
            hits.append(reader.position)
        assert hits == sorted(set(hits))
        assert len(hits) == 5
        assert reader.find("") == 0


async def test_what_touches_the_selection_can_be_asked_for() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE) as pilot:
        reader = app.reader
        inner, outer = where(reader, "the waiting"), where(reader, "It was the waiting. You sit")
        reader.set_marks([mark("outer", *outer), mark("inner", *inner)])
        reader.set_ghosts([ghost(*outer, "second", 1), ghost(*outer, "first", 0)])
        assert reader.marks_at() == []
        await pilot.press("down")
        assert [one.id for one in reader.marks_at()] == ["inner", "outer"]
        assert [one.label for one in reader.ghosts_at()] == ["first", "second"]
        assert reader.marks_at(where(reader, "We left.")) == []


@pytest.mark.parametrize("shown", [transcript([]), transcript([("ann", "")])])
async def test_no_text_is_no_failure(shown: Transcript) -> None:
    app = ReaderApp(shown)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "up", "pagedown", "end", "plus", "o", "e", "s", "right")
        await pilot.click(app.reader, offset=(30, 0))
        assert app.reader.selection == Span(0, 0)
        assert app.reader.marks_at() == []
        assert app.reader.find("x") == 0
