"""The menu of a few things, at every height, and what stands in it under each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.tui.screens.choose import Choose
from qualcode.tui.widgets.lines import LineList
from tests.tui.conftest import Runner


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
async def test_hint_and_last_row_can_be_reached(
    study: Path, run: Runner, size: tuple[int, int]
) -> None:
    async with run(study, size=size) as running:
        await running.press("g")
        dialog = running.app.screen
        assert isinstance(dialog, Choose)
        assert "letter choose" in running.text()
        rows = dialog.query_one(LineList)
        await running.press("end")
        text = running.text()
        assert dialog.options[-1][1] in text
        assert "letter choose" in text
        assert (rows.size.height == len(dialog.options)) == (size[1] >= 24)


async def test_the_menu_follows_the_height_of_the_window(study: Path, run: Runner) -> None:
    async with run(study, size=(80, 40)) as running:
        await running.press("g")
        await running.pilot.resize_terminal(60, 16)
        await running.pilot.pause()
        assert "letter choose" in running.text()


async def test_on_and_off_stand_under_each_other(study: Path, run: Runner) -> None:
    async with run(study, size=(80, 24)) as running:
        await running.press("r")
        dialog = running.app.screen
        assert isinstance(dialog, Choose)
        places = {
            line.index(f"  {remark}")
            for (_, words, remark) in dialog.options
            for line in running.lines()
            if remark and words in line
        }
        assert len(places) == 1
