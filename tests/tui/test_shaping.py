"""What the code tree says where a code cannot be split, and of a colour that is no hue."""

from __future__ import annotations

from pathlib import Path

from qualcode.project import open_project
from qualcode.tui.reader.palette import PALETTE, nearest
from qualcode.tui.screens.recolour import Recolour
from qualcode.tui.widgets.lines import LineList
from tests.tui.conftest import Runner
from tests.tui.test_code_tree import code
from tests.tui.test_codebook import highlight


async def test_a_code_in_finished_transcripts_only_says_why_it_cannot_be_split(
    study: Path, run: Runner
) -> None:
    code(study, "waiting", "the waiting", "two hours")
    with open_project(study, coder="RK") as project:
        project.coders.finish(["FG01 Nurses"])
    async with run(study, size=(160, 40)) as running:
        highlight(running, "waiting")
        await running.press("f3", "X")
        assert "All 2 of your segments lie in transcripts marked as finished" in running.text()
        highlight(running, "meetup")
        await running.press("X")
        assert "have no segment with “meetup”" in running.text()


async def test_a_colour_that_is_no_hue_is_named_and_under_the_cursor(
    study: Path, run: Runner
) -> None:
    with open_project(study, coder="RK") as project:
        project.codebook.edit(project.codebook.current().find("waiting").id, colour="#388e3c")
    async with run(study) as running:
        highlight(running, "waiting")
        await running.press("f3", "C")
        dialog = running.app.screen
        assert isinstance(dialog, Recolour)
        assert "now like green (#388e3c)" in running.text()
        row = dialog.query_one(LineList).current
        assert row is not None
        assert row.key == "#388e3c"
        assert row.left[0].text == "● "


def test_the_nearest_hue_of_a_hue_is_itself() -> None:
    assert [nearest(hue) for hue in PALETTE] == list(PALETTE)
    assert nearest("") == ""
