"""The view of codebook versions."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.project import open_project
from qualcode.tui.views.versions import VersionsView
from tests.tui.conftest import Runner, Running
from tests.tui.hostile import HARMFUL, hostile_study


def prepare(path: Path) -> None:
    """Two coders code with waiting; then its rules, a name and a place are changed."""
    for coder, words in (("RK", "the waiting"), ("ML", "two hours")):
        with open_project(path, coder=coder) as project:
            one = project.transcripts.get("FG01 Nurses")
            start = one.text.index(words)
            waiting = project.codebook.current().find("waiting").id
            project.segments.add(one.id, start, start + len(words), waiting)
    with open_project(path, coder="RK") as project:
        book = project.codebook
        book.freeze("pilot")
        book.edit(book.current().find("waiting").id, definition="Lost time " * 12)
        book.rename(book.current().find("meetup").id, "gathering")
        book.move(book.current().find("hours").id, None)


def view(running: Running) -> VersionsView:
    """The view, which must be shown."""
    screen = running.app.screen
    assert isinstance(screen, VersionsView)
    return screen


SIZES = [(80, 24), (120, 40), (200, 50)]


@pytest.mark.parametrize("size", SIZES)
async def test_it_lists_versions_and_tells_what_changed(
    study: Path, run: Runner, size: tuple[int, int]
) -> None:
    prepare(study)
    async with run(study, size=size) as running:
        await running.press("g", "b")
        text = running.text()
        assert "Versions of the codebook" in text
        assert "pilot" in text
        assert "moved" in text
        assert "access > hours" in text
        await running.press("down")
        assert "renamed" in running.text()
        assert "gathering" in running.text()
        await running.press("down")
        assert "definition changed" in running.text()
        assert "Lost time Lost time" in running.text()
        await running.press("end")
        assert "The first version" in running.text()


async def test_two_marked_versions_are_compared(study: Path, run: Runner) -> None:
    prepare(study)
    async with run(study) as running:
        await running.press("g", "b", "space", "down", "down", "down")
        text = running.text()
        assert "3 differences" in text
        assert "is marked" not in text
        for words in ("moved", "renamed", "definition changed"):
            assert words in text
        await running.press("enter")
        assert running.app.focused is view(running).detail
        await running.press("escape")
        assert running.app.focused is view(running).versions
        await running.press("escape")
        assert view(running).marked is None
        await running.press("escape")
        assert running.app.screen is running.bench


async def test_freezing_asks_for_a_label_and_can_be_undone(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("g", "b", "F")
        assert "the codebook as it is now" in " ".join(running.text().split())
        await running.type("round one")
        await running.press("enter")
        assert "“round one”" in running.text()
        assert running.project.codebook.versions()[-1].label == "round one"
        await running.press("u")
        assert running.project.codebook.versions()[-1].label == ""
        assert "“round one”" not in running.text()


async def test_a_label_that_is_taken_is_refused(study: Path, run: Runner) -> None:
    prepare(study)
    async with run(study) as running:
        await running.press("g", "b", "F")
        await running.type("pilot")
        await running.press("enter")
        assert "is called “pilot” already" in running.text()


@pytest.mark.parametrize("size", SIZES)
async def test_own_segments_under_older_rules_open(
    study: Path, run: Runner, size: tuple[int, int]
) -> None:
    prepare(study)
    async with run(study, size=size, transcript="FG02 Patients") as running:
        await running.press("g", "b", "o")
        text = running.text()
        assert "the waiting" in text
        assert "two hours" not in text
        assert "open in transcript" in text
        await running.press("enter")
        assert running.app.screen is running.bench
        assert (running.transcript.name, running.selected()) == ("FG01 Nurses", "the waiting")
        await running.press("g", "b")
        assert view(running).showing_older


async def test_without_any_it_says_so(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("g", "b", "o")
        assert "None of your segments" in running.text()
        assert running.app.focused is view(running).versions
        await running.press("o")
        assert "None of your segments" not in running.text()


async def test_a_change_elsewhere_is_shown_on_return(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("g", "b", "escape")
        running.project.codebook.create("late")
        await running.press("g", "b", "home")
        assert "late" in running.text()


async def test_hostile_words_do_no_harm(tmp_path: Path, run: Runner) -> None:
    path = hostile_study(tmp_path)
    with open_project(path, coder="RK") as project:
        code = project.codebook.current().codes[0]
        project.codebook.edit(code.id, definition=f"{code.definition} more", name=f"{code.name}!")
        project.codebook.freeze(f"label {code.name}")
    async with run(path) as running:
        await running.press("g", "b")
        assert not HARMFUL.search(running.text())
        await running.press("o")
        assert "I waited" in running.text()
        assert not HARMFUL.search(running.text())


async def test_a_read_only_study_is_looked_at(study: Path, run: Runner) -> None:
    prepare(study)
    with open_project(study, coder="RK"):
        async with run(study) as running:
            await running.press("g", "b", "F")
            assert running.app.screen is view(running)
            assert "READ ONLY" in running.text()


async def test_a_small_window_holds(study: Path, run: Runner) -> None:
    prepare(study)
    async with run(study, size=(60, 16)) as running:
        await running.press("g", "b", "o", "tab", "tab", "o")
        assert "Versions" in running.text()
