from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.domain.spans import Span
from qualcode.tui.commands.reading import AIDS
from qualcode.tui.commands.registry import commands_by_name
from qualcode.tui.reader import Reader
from tests.tui.conftest import Runner, Running
from tests.tui.factory import code_id

WAITING = "It was the waiting that got to me."
HOURS = "You sit there two hours, and nobody tells you anything."
NOBODY = "nobody tells you anything."


def at(running: Running, words: str) -> int:
    return running.transcript.text.index(words)


def cell(running: Running, words: str, more: int = 0) -> tuple[int, int]:
    """Where some words are painted, in cells of the reader."""
    reader = running.bench.reader
    for y in range(reader.size.height):
        line = reader.render_line(y).text
        if words in line:
            return line.index(words) + more, y
    raise AssertionError(f"{words!r} is not on the screen")


async def drag(running: Running, start: tuple[int, int], end: tuple[int, int]) -> None:
    await running.pilot.mouse_down(Reader, offset=start)
    await running.pilot.hover(Reader, offset=end)
    await running.pilot.mouse_up(Reader, offset=end)
    await running.pilot.pause()
    await running.pilot.pause()


def test_letters_of_the_aids_are_unique_and_all_are_commands() -> None:
    assert sorted(aid.letter for aid in AIDS) == sorted("omutlwna")
    assert all(aid.name() in commands_by_name() and aid.palette for aid in AIDS)


async def test_two_keys_leave_the_others_out_and_the_header_says_so(
    study: Path, run: Runner
) -> None:
    async with run(study) as running:
        running.bench.reader.go_to(at(running, WAITING))
        await running.press("r")
        assert "only this speaker: Amina" in running.text()
        await running.press("o")
        assert "only Amina" in running.lines()[0]
        assert "Beatriz" not in running.text()
        assert running.selected() == WAITING
        await running.press("t")
        assert running.selected() == "They looked straight through you, like you were a number."
        await running.press("r", "a")
        assert "only Amina" not in running.text()
        assert "Beatriz" in running.text()
        await running.press("r", "a")
        assert "All of this transcript is shown." in running.text()


async def test_the_moderator_is_hidden_and_shown_again(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("r", "m")
        assert "no moderator" in running.lines()[0]
        assert "Welcome everybody." not in running.text()
        await running.press("r", "m")
        assert "Welcome everybody." in running.text()


async def test_what_is_uncoded_collapses_once_something_is_coded(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("r", "u")
        assert "Nothing is coded in what is shown of this transcript." in running.text()
        running.bench.reader.go_to(at(running, WAITING))
        running.bench.coding.apply(code_id(running.project, "waiting"))
        await running.press("r", "u")
        assert "··· 2 turns without a code ···" in running.text()
        assert "uncoded collapsed" in running.lines()[0]
        await running.press("u")
        assert WAITING in running.text()


async def test_a_search_hit_and_an_opened_place_are_shown_again(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.bench.reader.go_to(at(running, WAITING))
        await running.press("r", "o")
        start = at(running, "Same with us.")
        running.bench.show_place(running.transcript.id, Span(start, start + 13))
        await running.pilot.pause()
        assert running.selected() == "Same with us."
        assert "Shown although “only Amina” is on." in running.text()


async def test_width_blank_lines_and_times(study: Path, run: Runner) -> None:
    async with run(study, size=(200, 40)) as running:
        reader = running.bench.reader
        assert reader.table is not None
        before = reader.table.width
        await running.press("r", "n")
        assert reader.table.width == before - 8
        for _ in range(12):
            await running.press("r", "n")
        assert reader.table.width == 40
        assert "The text is as narrow as it can be here." in running.text()
        await running.press("r", "w")
        assert reader.table.width == 48
        await running.press("r", "l")
        assert not reader.spacing
        await running.press("r", "t")
        assert "This transcript has no times." in running.text()


async def test_the_text_is_not_widened_beyond_the_screen(study: Path, run: Runner) -> None:
    async with run(study, size=(80, 24)) as running:
        reader = running.bench.reader
        before = reader.text_width
        await running.press("r", "w")
        assert "The text is as wide as it can be here." in running.text()
        assert reader.text_width == before


@pytest.mark.parametrize("size", [(60, 16), (300, 100)])
async def test_aids_work_at_any_size_and_while_resized(
    study: Path, run: Runner, size: tuple[int, int]
) -> None:
    async with run(study, size=size) as running:
        running.bench.reader.go_to(at(running, WAITING))
        running.bench.coding.apply(code_id(running.project, "waiting"))
        for letter, words in (("o", "only Amina"), ("m", "no moderator"), ("u", "collapsed")):
            await running.press("r", letter)
            assert words in running.lines()[0]
            for other in ((80, 24), (60, 16), size):
                await running.pilot.resize_terminal(*other)
                await running.pilot.pause()
                assert WAITING.split()[0] in running.text()
                assert running.selected() == WAITING
            await running.press("r", "a")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("l2", ""),
        ("99", "There is no turn 99: this transcript has 15 turns."),
        ("1:00", "This transcript has no times."),
        ("line 5000", "There is no line 5000: at this width the text has"),
    ],
)
async def test_going_to_a_line_or_saying_why_not(
    study: Path, run: Runner, typed: str, said: str
) -> None:
    async with run(study) as running:
        await running.press("g", "t")
        await running.type(typed)
        await running.press("enter")
        if said:
            assert said in running.text()
        else:
            assert running.selected() == "Welcome everybody."


async def test_an_exchange_is_coded_whole(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.bench.reader.go_to(at(running, WAITING))
        running.bench.coding.apply(code_id(running.project, "trust"))
        while running.bench.reader.unit != "exchange":
            await running.press("plus")
        await running.press("full_stop")
        code, words = running.coded()[0]
        assert code == "trust"
        assert words.startswith("This is group number 1.")
        assert words.endswith("I trust the list more.")
        await running.press("down")
        assert running.selected().startswith("And how did staff react?")
        await running.press("minus")
        assert running.selected() == "And how did staff react?"


async def test_a_dragged_boundary_is_stored_and_undone(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.bench.reader.go_to(at(running, HOURS))
        running.bench.coding.apply(code_id(running.project, "waiting"))
        await running.pilot.pause()
        await drag(running, cell(running, NOBODY, len(NOBODY) - 1), cell(running, "hours,"))
        assert running.coded() == [("waiting", "You sit there two hours,")]
        assert running.selected() == "You sit there two hours,"
        await running.press("u")
        assert running.coded() == [("waiting", HOURS)]


async def test_a_boundary_of_a_finished_transcript_stays(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.bench.reader.go_to(at(running, HOURS))
        running.bench.coding.apply(code_id(running.project, "waiting"))
        running.project.coders.finish((running.transcript.name,))
        await running.pilot.pause()
        await drag(running, cell(running, NOBODY, len(NOBODY) - 1), cell(running, "hours,"))
        assert running.coded() == [("waiting", HOURS)]
        assert running.selected() == HOURS


async def test_the_layout_is_kept_for_the_next_time(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("r", "l", "r", "n")
        width = running.bench.reader.text_width
        assert not running.bench.reader.spacing
    async with run(study) as running:
        assert not running.bench.reader.spacing
        assert running.bench.reader.text_width == width
        assert running.app.settings.times
