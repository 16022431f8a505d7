from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.project import Project, open_project
from qualcode.project.codebook_unmerge import Unmergeable, Unmerged
from qualcode.tui.views.code import CodeView
from qualcode.tui.views.unmerging import goes_back, told
from tests.tui.conftest import Runner, Running
from tests.tui.factory import code_id
from tests.tui.views.coded import by_another, code_study


@pytest.fixture
def merged(study: Path) -> Path:
    """The study after “trust” (2 passages) was merged into “waiting” (5)."""
    code_study(study)
    with open_project(study, coder="RK") as project:
        project.codebook.merge(code_id(project, "trust"), code_id(project, "waiting"))
    return study


def counts(project: Project) -> tuple[int, int]:
    """Own passages of “waiting” and of “trust”."""
    found = project.segments.counts()
    keys = {code.name: code.id for code in project.codebook.current().by_id.values()}
    return found.get(keys["waiting"], 0), found.get(keys["trust"], 0)


async def opened(running: Running) -> CodeView:
    running.app.go("code", codes=(code_id(running.project, "waiting"),))
    await running.pilot.pause()
    await running.pilot.pause()
    screen = running.app.screen
    assert isinstance(screen, CodeView)
    return screen


async def test_passages_go_back_in_place_one_or_all_marked(merged: Path, run: Runner) -> None:
    async with run(merged, size=(140, 40)) as running:
        shown = await opened(running)
        assert len(shown.found) == 7
        await running.press("J")
        assert "No merge brought this passage to its code" in running.text()
        assert counts(running.project) == (7, 0)
        came = next(one for one in shown.found.values() if one.quote == "I trust the list more.")
        shown.passages.select(came.id)
        await running.press("J")
        assert "1 passage went back to “relations > trust”." in running.text()
        assert came.id not in shown.found
        assert counts(running.project) == (6, 1)
        await running.press("a", "J")
        assert (
            "1 passage went back to “relations > trust”; 5 were coded like this by hand"
            in running.text()
        )
        assert (counts(running.project), shown.marked) == ((5, 2), set())
        await running.press("u", "u")
        assert counts(running.project) == (7, 0)
        assert came.id in shown.found


async def test_a_whole_merge_is_taken_back_after_its_count(merged: Path, run: Runner) -> None:
    by_another(merged)
    async with run(merged) as running:
        shown = await opened(running)
        await running.press("tab", "J")
        assert "Unmerge “relations > trust”?" in running.text()
        assert "2 segments of yours go back" in running.text()
        await running.press("escape")
        assert counts(running.project) == (7, 0)
        await running.press("J", "enter")
        assert "The merge of “relations > trust” is taken back: 2" in running.text()
        assert counts(running.project) == (5, 2)
        assert len(shown.found) == 5
        await running.press("J")
        assert counts(running.project) == (5, 2)
        assert running.app.screen is shown


async def test_of_several_merges_one_is_chosen_and_a_taken_name_is_said(
    merged: Path, run: Runner
) -> None:
    with open_project(merged, coder="RK") as project:
        project.codebook.merge(code_id(project, "language"), code_id(project, "waiting"))
        project.codebook.create("trust", code_id(project, "relations"))
    async with run(merged) as running:
        await opened(running)
        await running.press("tab", "J")
        assert "Which merge shall be taken back?" in running.text()
        text = " ".join(running.text().split())
        assert "1 access > language 1 segment of yours goes back" in text
        await running.press("2")
        assert "There is another code “trust” at its place now" in running.text()
        await running.press("J", "1", "enter")
        assert "The merge of “access > language” is taken back" in running.text()


def test_what_went_back_and_what_stayed_is_told() -> None:
    merge = Unmergeable(1, "a", "Why > A", "b", 1, "")
    assert goes_back(merge) == "1 segment of yours goes back"
    assert goes_back(merge, past=True) == "1 segment of yours went back"
    assert told(Unmerged({"A": 2, "B": 1}, 1)) == (
        "2 passages went back to “A”; 1 passage went back to “B”; "
        "1 was coded like this by hand and stayed."
    )
