from __future__ import annotations

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult

from qualcode.domain.spans import Span
from qualcode.tui.reader import Reader
from tests.tui.reader.build import (
    ReaderApp,
    ghost,
    long_transcript,
    mark,
    transcript,
    where,
)

SIZE = (120, 20)


def piece(reader: Reader, words: str) -> Segment:
    """The painted piece that begins with some words, after spaces or not."""
    for y in range(reader.size.height):
        for segment in reader.render_line(y):
            if words in (segment.text[: len(words)], segment.text.lstrip()[: len(words)]):
                return segment
    raise AssertionError(f"no piece begins with {words!r}")


def background(segment: Segment) -> str:
    assert segment.style is not None
    assert segment.style.bgcolor is not None
    return segment.style.bgcolor.name


def underlined(segment: Segment) -> bool:
    return bool(segment.style and segment.style.underline)


async def test_time_and_speaker_stand_on_the_first_row_of_a_turn() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE):
        lines = app.lines()
        assert lines[0].startswith("00:00 Moderator ▌What do you remember of it?")
        assert lines[1].strip() == ""
        assert lines[2].startswith("01:00 Amina      It was the waiting.")


async def test_a_narrow_screen_puts_the_speaker_above() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=(60, 20)):
        lines = app.lines()
        assert lines[3].split("┆")[0].strip() == "01:00 Amina"
        assert lines[4].startswith(" It was the waiting. You sit there")


@pytest.mark.parametrize("size", [(20, 8), (40, 10), (69, 20), (70, 20), (80, 24), (99, 30),
                                  (100, 30), (120, 40), (200, 50)])  # fmt: skip
async def test_each_row_is_as_wide_as_the_reader(size: tuple[int, int]) -> None:
    app = ReaderApp(long_transcript(30))
    async with app.run_test(size=size):
        reader = app.reader
        reader.set_marks([mark("a", 10, 300, "a rather long name"), mark("b", 40, 90)])
        reader.set_ghosts([ghost(40, 60)])
        widths = {reader.render_line(y).cell_length for y in range(size[1])}
        assert widths == {size[0] - 1}
        for y in range(size[1]):
            strip = reader.render_line(y)
            assert sum(segment.cell_length for segment in strip) == strip.cell_length


async def test_the_text_column_is_no_wider_than_text_width() -> None:
    app = ReaderApp(long_transcript(30))
    async with app.run_test(size=(200, 20)):
        reader = app.reader
        assert reader.table is not None
        assert reader.table.width == 84
        reader.text_width = 40
        assert reader.table.width == 40


async def test_marks_are_tinted_overlaps_underlined_and_names_in_the_margin() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE):
        reader = app.reader
        plain = background(piece(reader, "It was"))
        reader.add_mark(mark("a", *where(reader, "It was the waiting."), "alpha", 0))
        reader.add_mark(mark("b", *where(reader, "the waiting."), "beta", 6))
        first, second = piece(reader, "It was"), piece(reader, "the waiting.")
        assert len({plain, background(first), background(second)}) == 3
        assert (underlined(first), underlined(second)) == (False, True)
        assert "[[ alpha · beta" in app.lines()[2]
        reader.remove_mark("a")
        assert background(piece(reader, "It was")) == plain
        assert "[ beta" in app.lines()[2]
        reader.replace_mark(mark("b", *where(reader, "the waiting."), "gamma"))
        assert "[ gamma" in app.lines()[2]


async def test_with_few_colours_coded_text_is_underlined_too_and_without_only_that() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE):
        reader = app.reader
        plain = background(piece(reader, "It was"))
        reader.add_mark(mark("a", *where(reader, "It was the waiting.")))
        reader.depth = "few"
        assert underlined(piece(reader, "It was"))
        assert background(piece(reader, "It was")) != plain
        reader.depth = "none"
        assert underlined(piece(reader, "It was"))
        assert background(piece(reader, "It was")) == plain


async def test_suggestions_and_their_signs() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE):
        reader = app.reader
        reader.set_ghosts([ghost(*where(reader, "We left."))])
        assert "┊ respect?" in "\n".join(app.lines())
        reader.ascii_only = True
        reader.add_mark(mark("a", *where(reader, "It was the waiting.")))
        painted = "\n".join(app.lines())
        assert "[ waiting" in painted
        assert ": respect?" in painted
        assert not set("┌│└┆┊▌") & set(painted)


async def test_the_selection_is_marked_at_the_left_and_search_hits_in_the_text() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE) as pilot:
        reader = app.reader
        await pilot.press("down")
        assert [line.find("▌") > 0 for line in app.lines()[:3]] == [False, False, True]
        chosen = background(piece(reader, "It was"))
        assert chosen != background(piece(reader, " You sit"))
        reader.find("hours")
        hit = background(piece(reader, "hours"))
        await pilot.press("n")
        assert len({hit, chosen, background(piece(reader, "hours"))}) == 3


@pytest.mark.parametrize(
    "hostile",
    ["[/]", "[b]bold[/b]", "[link=x]", "\x1b]0;title\x07", "\x00", "a\u202eb", "\u200b", "\ud800"],
)
async def test_hostile_text_is_shown_and_never_obeyed(hostile: str) -> None:
    talk = [("ann", f"before {hostile} after")]
    app = ReaderApp(transcript(talk))
    async with app.run_test(size=SIZE):
        reader = app.reader
        reader.add_mark(mark("a", 0, 6, f"code{hostile}"))
        reader.set_ghosts([ghost(7, 9, f"ghost{hostile}")])
        painted = "".join(app.lines())
        assert "before " in painted
        assert " after" in painted
        assert f"before {hostile} after" in painted or len(hostile) < 20
        assert not any(ord(c) < 32 or c in "\u202e\u200b\x7f\ud800" for c in painted)
        assert ("[" in hostile) == ("[" in painted.split("▌")[1].split("┆")[0])


async def test_a_hostile_speaker_is_shown_too() -> None:
    shown = transcript([("ann", "One.")])
    evil = type(shown)(
        "t", "t", shown.turns, tuple(type(s)(s.id, "\x1b[31m[b]X", s.role) for s in shown.speakers)
    )
    app = ReaderApp(evil)
    async with app.run_test(size=SIZE):
        assert "␛[31m[b]X" in app.lines()[0]


async def test_a_move_builds_only_the_rows_of_the_old_and_the_new_selection() -> None:
    app = ReaderApp(long_transcript())
    async with app.run_test(size=(120, 40)) as pilot:
        reader = app.reader
        table = reader.table
        assert table is not None
        await pilot.pause()
        for key in ["down"] * 12 + ["shift+right"] * 6 + ["right"] * 5 + ["up"] * 3:
            before, top, old = reader.rows_built, reader.scroll_offset.y, reader.selection
            await pilot.press(key)
            await pilot.pause()
            rows = {
                y for span in (old, reader.selection) for y in range(*_rows(table.rows_of(*span)))
            }
            assert reader.scroll_offset.y == top
            assert reader.rows_built - before <= (2 if "right" in key else len(rows))


def _rows(pair: tuple[int, int]) -> tuple[int, int]:
    return pair[0], pair[1] + 1


async def test_a_page_builds_at_most_its_rows_and_going_back_builds_few() -> None:
    app = ReaderApp(long_transcript())
    async with app.run_test(size=(120, 40)) as pilot:
        reader = app.reader
        await pilot.pause()
        before = reader.rows_built
        await pilot.press("pagedown")
        await pilot.pause()
        built = reader.rows_built
        assert 20 < built - before <= 40
        await pilot.press("pageup")
        await pilot.pause()
        assert reader.rows_built - built <= 6


async def test_applying_a_code_builds_the_rows_of_the_segment() -> None:
    app = ReaderApp(long_transcript())
    async with app.run_test(size=(120, 40)) as pilot:
        reader = app.reader
        await pilot.press("down", "down", "down")
        await pilot.pause()
        before = reader.rows_built
        reader.add_mark(mark("a", *reader.selection))
        await pilot.pause()
        assert reader.table is not None
        first, last = reader.table.rows_of(*reader.selection)
        assert 1 <= reader.rows_built - before <= last - first + 1
        assert reader.marks_at()[0].id == "a"
        painted = app.lines()
        reader.add_mark(mark("far", reader.text.end - 40, reader.text.end))
        before = reader.rows_built
        await pilot.pause()
        assert reader.rows_built == before
        assert app.lines() == painted


async def test_a_resize_keeps_the_first_visible_character() -> None:
    app = ReaderApp(long_transcript())
    async with app.run_test(size=(120, 30)) as pilot:
        reader = app.reader
        for _ in range(6):
            await pilot.press("pagedown")
        assert reader.table is not None
        reader.scroll_to(y=reader.table.y_of(reader.selection.start) - 8, animate=False)
        await pilot.pause()
        top = reader.table.nearest(reader.scroll_offset.y).start
        for size in [(80, 30), (60, 30), (100, 30), (120, 30)]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            row = reader.table.nearest(reader.scroll_offset.y)
            assert row.start <= top <= row.end
        assert row.start == top


async def test_the_terminal_cursor_follows() -> None:
    app = ReaderApp(transcript([("ann", "One. Two."), ("bea", "等的 three. Four.")]))
    async with app.run_test(size=SIZE) as pilot:
        left = app.lines()[0].index("▌") + 1
        await pilot.press("down")
        assert app.cursor_position == (left + 5, 0)
        await pilot.press("down", "down")
        assert app.cursor_position == (left + 12, 2)


async def test_a_theme_change_paints_everything_again() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE) as pilot:
        reader = app.reader
        dark = background(piece(reader, "It was"))
        app.theme = "textual-light"
        await pilot.pause()
        light = background(piece(reader, "It was"))
        assert dark != light
        assert not reader.look.dark


async def test_spacing_can_be_switched_off() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE):
        app.reader.spacing = False
        assert app.lines()[1].startswith("01:00 Amina")


async def test_a_segment_from_above_is_named_on_the_first_row() -> None:
    app = ReaderApp(long_transcript())
    async with app.run_test(size=SIZE) as pilot:
        reader = app.reader
        reader.add_mark(mark("a", 0, 2_000, "from above"))
        reader.scroll_to(y=12, animate=False)
        await pilot.pause()
        assert "│ from above" in app.lines()[0]
        assert "from above" not in app.lines()[1]


class Unlaid(App[None]):
    """Paints a reader before it was laid out."""

    strip_width = -1

    def compose(self) -> ComposeResult:
        yield Reader()

    def on_mount(self) -> None:
        reader = self.query_one(Reader)
        reader.show(transcript())
        self.strip_width = reader.render_line(0).cell_length
        assert reader.selection == Span(0, 27)


async def test_painting_before_the_first_layout_gives_blank_rows() -> None:
    app = Unlaid()
    async with app.run_test(size=SIZE) as pilot:
        assert app.strip_width >= 0
        await pilot.pause()
        assert "What do you" in app.query_one(Reader).render_line(0).text
