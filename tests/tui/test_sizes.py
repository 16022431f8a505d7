from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import Runner


@pytest.mark.parametrize("size", [(59, 24), (80, 15), (20, 5), (1, 1)])
async def test_a_window_without_room_says_so_and_takes_no_keys(
    study: Path, run: Runner, size: tuple[int, int]
) -> None:
    async with run(study, size=size) as running:
        before = running.project.segments.counts()
        assert "TooSmall" in str(running.app.screen)
        await running.press("v", "1", "g", "m")
        assert "TooSmall" in str(running.app.screen)
        assert running.project.segments.counts() == before
        await running.pilot.resize_terminal(80, 24)
        await running.pilot.pause()
        assert running.app.screen is running.bench
        await running.press("v")
        assert running.project.segments.counts() != before


async def test_it_comes_back_as_it_was_with_an_open_dialog(study: Path, run: Runner) -> None:
    async with run(study, size=(80, 24)) as running:
        await running.press("c", "h", "o")
        below = running.app.screen
        await running.pilot.resize_terminal(40, 10)
        await running.pilot.pause()
        assert "40 columns and 10 rows" in " ".join(running.text().split())
        await running.pilot.resize_terminal(50, 12)
        await running.pilot.pause()
        assert "50 columns and 12 rows" in " ".join(running.text().split())
        await running.pilot.resize_terminal(100, 30)
        await running.pilot.pause()
        assert running.app.screen is below
        await running.press("p", "e", "enter")
        assert any(c.name == "hope" for c in running.project.codebook.current().codes)


async def test_the_smallest_window_with_room_can_be_coded_in(study: Path, run: Runner) -> None:
    async with run(study, size=(60, 16)) as running:
        assert running.app.screen is running.bench
        await running.press("v")
        assert len(running.project.segments.of(running.transcript.id)) == 1
