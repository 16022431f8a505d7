from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.project.demo import TITLE, build_demo
from qualcode.tui import app as starting
from qualcode.tui.commands.registry import commands_by_name
from qualcode.tui.program import QualcodeApp
from qualcode.tui.tour import start as tour_start
from tests.tui.conftest import Runner


async def test_the_start_screen_leads_to_the_tour() -> None:
    app = QualcodeApp(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("t")
        await pilot.pause()
    assert app.tour_wanted


async def test_the_tour_is_found_by_name_on_the_start_screen() -> None:
    app = QualcodeApp(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("colon", *"tour", "enter")
        await pilot.pause()
    assert app.tour_wanted


async def test_it_is_offered_in_the_sample_study_and_in_no_other(
    study: Path, tmp_path: Path, run: Runner
) -> None:
    command = commands_by_name()["StartTour"]
    async with run(study) as running:
        assert not command.enabled(running.bench)
    async with run(build_demo(tmp_path)) as running:
        assert running.project.title == TITLE
        assert command.enabled(running.bench)
        await running.press("colon")
        await running.type("minute tour")
        await running.press("enter")
        assert running.app.tour_wanted


def test_after_the_tour_the_screen_is_shown_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shown: list[object] = []

    class Ended:
        return_code = 0

        def __init__(self, tour: bool) -> None:
            self.tour_wanted = tour

    def run_once(path: Path | None, **options: object) -> Ended:
        shown.append(path)
        return Ended(len(shown) == 1)

    monkeypatch.setattr(starting, "has_terminal", lambda: True)
    monkeypatch.setattr(starting, "_run", run_once)
    monkeypatch.setattr(tour_start, "run_tour", lambda **options: shown.append("tour"))
    path = tmp_path / "study.qualcode"
    assert starting.run_screen(path) == 0
    assert shown == [path, "tour", path]
