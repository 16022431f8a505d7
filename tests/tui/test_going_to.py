"""The question for a turn, a time or a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import Runner


@pytest.mark.parametrize(
    ("typed", "said"), [("9999", "There is no turn 9999"), ("abc", "“abc” is no place")]
)
async def test_what_is_no_place_is_said_and_the_dialog_stays(
    study: Path, run: Runner, typed: str, said: str
) -> None:
    async with run(study, transcript="FG01 Nurses") as running:
        before = running.bench.selection
        await running.press("g", "t")
        await running.type(typed)
        await running.press("enter")
        assert len(running.app.screen_stack) == 3
        assert said in running.text()
        assert running.bench.selection == before
        await running.press(*["backspace"] * len(typed), "5", "enter")
        assert running.app.screen is running.bench
        starts = running.transcript.positions.starts
        assert running.bench.selection.start == starts[4]


async def test_nothing_typed_goes_nowhere(study: Path, run: Runner) -> None:
    async with run(study, transcript="FG01 Nurses") as running:
        before = running.bench.selection
        await running.press("g", "t", "enter")
        assert running.app.screen is running.bench
        assert running.bench.selection == before


async def test_a_coder_in_lower_case_is_written_so_at_the_beginning_of_a_sentence(
    study: Path, run: Runner
) -> None:
    async with run(study, coder="ada") as running:
        await running.press("u")
        assert "ada has nothing to undo." in running.text()
