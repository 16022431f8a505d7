"""Quotes that leave the screen: to the clipboard, and into a file."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.domain.spans import Span
from qualcode.tui import clipboard
from qualcode.tui.quoting import quoted, quotes_file
from qualcode.tui.reader.text import ReaderText as Text
from tests.tui.conftest import Runner, Running
from tests.tui.reader.build import TALK, transcript, where

WAITING = "It was the waiting that got to me."
QUOTE = f"“{WAITING}” (Amina, FG01 Nurses, turn 3)"


@pytest.fixture(autouse=True)
def no_tool(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clipboard of this computer stays as it is."""
    monkeypatch.setattr(clipboard, "tool_for", lambda *_: None)


def at(running: Running, words: str = WAITING) -> None:
    """Put the cursor on a sentence."""
    running.bench.reader.go_to(running.transcript.text.index(words))
    running.bench.after_move()


def test_a_quote_has_speaker_transcript_turn_and_time() -> None:
    text = Text(transcript(TALK))
    found = quoted(text, where(text, "We left."))
    assert found == f"“We left.” (Amina, FG01, turn 2, {text.time(1)})"


def test_a_quote_over_turns_names_all_who_speak_once() -> None:
    text = Text(transcript(TALK))
    found = quoted(text, Span(where(text, "We left.").start, where(text, "I know.").end))
    assert found.startswith("“We left.\nSame with us.")
    assert found.endswith(f"(Amina, Beatriz, FG01, turns 2–4, {text.time(1)})")


def test_without_speaker_or_time_those_are_left_out() -> None:
    bare = transcript([("", "Nobody said this.")])
    (turn,) = bare.turns
    text = Text(replace(bare, turns=(replace(turn, start_ms=None),)))
    assert quoted(text, Span(0, 6)) == "“Nobody” (FG01, turn 1)"


async def test_y_copies_with_the_source_and_does_not_claim_success(
    study: Path, run: Runner
) -> None:
    async with run(study) as running:
        at(running)
        assert await running.press("y") == 1
        assert running.app.clipboard == QUOTE
        said = "Sent to the terminal clipboard; if paste fails: Y saves to file."
        assert said in running.text()


async def test_y_works_while_the_study_is_read_only(study: Path, run: Runner) -> None:
    async with run(study), run(study) as reading:
        assert reading.project.read_only
        at(reading)
        await reading.press("y")
        assert reading.app.clipboard == QUOTE


async def test_big_y_keeps_quotes_in_a_private_file(study: Path, run: Runner) -> None:
    async with run(study, size=(200, 50)) as running:
        at(running)
        await running.press("Y", "down", "Y")
        path = quotes_file(study)
        assert path.name == "clinic quotes.md"
        assert path.read_text("utf-8").startswith(f"{QUOTE}\n\n“You sit there")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert "Quote added to" in running.text()


async def test_big_y_says_where_the_file_cannot_be_written(study: Path, run: Runner) -> None:
    async with run(study, size=(200, 50)) as running:
        quotes_file(study).mkdir()
        at(running)
        await running.press("Y")
        assert "The quote was not kept" in running.text()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
async def test_big_y_does_not_wait_for_a_pipe(study: Path, run: Runner) -> None:
    async with run(study, size=(200, 50)) as running:
        os.mkfifo(quotes_file(study))
        at(running)
        await running.press("Y")
        assert "The quote was not kept" in running.text()


async def test_ctrl_c_copies_only_a_selection_that_was_extended(study: Path, run: Runner) -> None:
    async with run(study) as running:
        at(running)
        await running.press("ctrl+c")
        assert "to quit" in running.text()
        assert running.app.clipboard == ""
        await running.press("shift+down", "ctrl+c")
        assert running.app.clipboard.startswith(f"“{WAITING} You sit there")
        assert "to quit" not in running.text()
