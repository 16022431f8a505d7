from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.project import create_project
from qualcode.tui import app as launcher
from qualcode.tui import places
from qualcode.tui.program import QualcodeApp
from qualcode.tui.widgets.lines import LineList
from tests.tui.conftest import screen_lines


async def test_recent_studies_are_listed_and_open(study: Path) -> None:
    places.remember_study(study)
    app = QualcodeApp(None, coder="RK")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert "Recent studies" in "\n".join(screen_lines(app))
        await pilot.press("enter")
        await pilot.pause()
        assert app.project is not None
        assert app.project.title == "Clinic study"
        app.close_study()


async def test_a_new_study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    app = QualcodeApp(None, coder="RK")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("n", *"mine", "enter")
        await pilot.pause()
        assert (tmp_path / "mine.qualcode").exists()
        assert app.project is not None
        assert places.recent_studies() == [tmp_path / "mine.qualcode"]
        app.close_study()


async def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    (tmp_path / "other.qualcode").write_text("no database")
    app = QualcodeApp(None)
    async with app.run_test(size=(160, 30)) as pilot:
        for name, said in (("other.qualcode", "is not a"), ("nowhere.qualcode", "no project")):
            await pilot.press("o")
            for letter in str(tmp_path / name):
                await pilot.press({"/": "slash", ".": "full_stop"}.get(letter, letter))
            await pilot.press("enter")
            await pilot.pause()
            heard = [one.message for one in app._notifications]
            assert said in "\n".join([*screen_lines(app), *heard])
        assert app.project is None
        assert app.failures == []


async def test_the_demonstration_is_announced_and_goes_to_its_own_folder(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = QualcodeApp(None, coder="RK")
    seen: list[tuple[Path, bool]] = []

    def build(folder: Path) -> Path:
        seen.append((folder, "Building the sample study" in "\n".join(screen_lines(app))))
        return study

    monkeypatch.setattr("qualcode.project.demo.build_demo", build)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("d")
        await pilot.pause()
        await pilot.pause()
        assert seen == [(Path("qualcode-demo"), True)]
        assert app.project is not None
        assert app.project.path == study
        app.close_study()


async def test_help_works_on_the_start_screen() -> None:
    app = QualcodeApp(None)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("question_mark", *"next", "space", *"unit")
        await pilot.pause()
        assert "Select the next unit" in "\n".join(screen_lines(app))
        await pilot.press("escape", "Q")
    assert app.return_code == 0


def test_recent_studies_hold_nine_that_exist(tmp_path: Path) -> None:
    made = [tmp_path / f"{number}.qualcode" for number in range(11)]
    for path in made:
        path.touch()
        places.remember_study(path)
    made[10].unlink()
    assert places.recent_studies() == made[9:1:-1]


def test_a_damaged_list_is_no_list() -> None:
    places.state_folder().mkdir(parents=True)
    (places.state_folder() / "recent.json").write_text("{")
    assert places.recent_studies() == []


def test_without_a_terminal_it_says_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    create_project(tmp_path / "a.qualcode", coder="RK").close()
    assert launcher.run_screen(tmp_path / "a.qualcode") == 2
    said = capsys.readouterr()
    assert "terminal" in said.err
    assert said.out == ""


@pytest.mark.parametrize(("height", "listed"), [(24, 6), (40, 8), (16, 1)])
async def test_the_ways_to_begin_are_seen_below_many_studies(
    tmp_path: Path, height: int, listed: int
) -> None:
    for number in range(8):
        path = tmp_path / f"study {number}.qualcode"
        path.touch()
        places.remember_study(path)
    app = QualcodeApp(None)
    async with app.run_test(size=(80, height)) as pilot:
        await pilot.pause()
        text = "\n".join(screen_lines(app))
        rows = app.screen.query_one(LineList).rows
        assert sum(row.key.endswith(".qualcode") for row in rows) == listed
        if height >= 24:
            assert "open a study by its path" in text
            assert "the demonstration" in text
            assert "Q quit" in text
