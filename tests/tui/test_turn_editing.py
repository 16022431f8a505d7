"""Turns corrected, split and joined on the coding screen."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input, TextArea

from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.screens.turn_text import PREVIEW_SECONDS, TurnText
from tests.tui.conftest import Runner, Running
from tests.tui.test_marks import HOURS, WAITING, at, code


def turn(running: Running, words: str) -> int:
    """Index of the turn that holds the words."""
    one = running.transcript
    return next(at for at, each in enumerate(one.turns) if words in each.text)


async def do(running: Running, name: str) -> None:
    """Run a command as the palette does."""
    running.app.action_command(name)
    await running.pilot.pause()


async def test_a_turn_is_corrected_and_its_segments_follow(study: Path, run: Runner) -> None:
    async with run(study) as running:
        code(running, WAITING, "waiting")
        code(running, HOURS, "waiting")
        at(running, WAITING)
        index = turn(running, WAITING)
        before = running.transcript.turns[index].text
        await do(running, "CorrectTurn")
        dialog = running.app.screen
        assert isinstance(dialog, TurnText)
        assert f"Correct turn {index + 1} of " in running.text()
        entry = dialog.query_one(TextArea)
        entry.text = before.replace("the waiting", "the long waiting")
        await running.pilot.pause(PREVIEW_SECONDS * 1.5)
        assert "Your segments: 1 moved, 1 altered." in running.text()
        assert running.transcript.turns[index].text == before
        await running.press("ctrl+s")
        assert running.app.screen is running.bench
        assert [words for _, words in running.coded()] == [
            WAITING.replace("the waiting", "the long waiting"),
            HOURS,
        ]
        assert "the long waiting" in running.text()
        await running.press("u")
        assert [words for _, words in running.coded()] == [WAITING, HOURS]
        assert "the long waiting" not in running.text()


async def test_nothing_typed_or_escape_changes_nothing(study: Path, run: Runner) -> None:
    async with run(study) as running:
        at(running, WAITING)
        counter = running.project.change_counter
        for key in ("ctrl+s", "escape"):
            await do(running, "CorrectTurn")
            if key == "escape":
                running.app.screen.query_one(TextArea).text = "Quite different."
            await running.press(key)
            assert running.app.screen is running.bench
        assert running.project.change_counter == counter


async def test_what_cannot_be_is_said_while_it_is_typed(study: Path, run: Runner) -> None:
    async with run(study) as running:
        at(running, WAITING)
        await do(running, "CorrectTurn")
        running.app.screen.query_one(TextArea).text = " "
        await running.pilot.pause(PREVIEW_SECONDS * 1.5)
        assert "cannot be made empty" in running.text()
        await running.press("escape")


async def test_a_turn_is_split_at_the_selection(study: Path, run: Runner) -> None:
    async with run(study) as running:
        code(running, HOURS, "waiting")
        at(running, HOURS)
        index = turn(running, HOURS)
        count = len(running.transcript.turns)
        await do(running, "SplitTurn")
        assert "Who says “You sit there" in running.text()
        running.app.screen.query_one(Input).value = "Somebody"
        await running.press("enter")
        after = running.transcript
        assert len(after.turns) == count + 1
        speaker = after.speaker_of(after.turns[index + 1])
        assert speaker is not None
        assert speaker.label == "Somebody"
        assert after.turns[index + 1].text.startswith(HOURS)
        assert [words for _, words in running.coded()] == [HOURS]
        assert running.selected() == HOURS


async def test_the_beginning_of_a_turn_cannot_be_split_off(study: Path, run: Runner) -> None:
    async with run(study) as running:
        at(running, WAITING)
        counter = running.project.change_counter
        await do(running, "SplitTurn")
        assert "both parts need words" in running.text()
        assert running.project.change_counter == counter


async def test_two_turns_are_joined(study: Path, run: Runner) -> None:
    async with run(study) as running:
        code(running, WAITING, "waiting")
        count, index = len(running.transcript.turns), turn(running, WAITING)
        second = running.transcript.turns[index + 1].text
        await do(running, "JoinTurns")
        assert isinstance(running.app.screen, Confirm)
        assert "Your segments: 1 unchanged." in running.text()
        await running.press("enter")
        assert len(running.transcript.turns) == count - 1
        assert running.transcript.turns[index].text.endswith(second)
        assert [words for _, words in running.coded()] == [WAITING]
