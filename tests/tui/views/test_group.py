"""The view of the group: tables, what is behind their cells, sets, files in and out."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from qualcode.domain.tables import Filters
from qualcode.domain.transcripts import Role
from qualcode.project import open_project
from qualcode.tui.views.group.sheets import Measure
from qualcode.tui.views.group.view import GroupView
from tests.tui.conftest import Runner, Running
from tests.tui.factory import code_id
from tests.tui.hostile import HARMFUL, hostile_everywhere, hostile_study
from tests.tui.views.grouped import asking, group_study

TARGET = "clinic {}.csv"


async def opened(running: Running, *keys: str) -> GroupView:
    await running.press("g", "p", *keys)
    view = running.app.screen
    assert isinstance(view, GroupView)
    return view


def put(view: GroupView, name: str, column: str) -> None:
    """Put the cursor on the first cell of a row with this name."""
    names = ["".join(part.text for part in one.name).strip(" !▸") for one in view.spread.lines]
    assert view.sheet is not None
    view.spread.put(names.index(name), view.sheet.columns.index(column))
    view.show_cell()


async def test_each_table_is_shown_opened_and_explained(
    study: Path, run: Runner, tmp_path: Path
) -> None:
    group_study(study, tmp_path)
    async with run(study) as running:
        view = await opened(running)
        assert "[1 corpus]" in running.text()
        line = next(one for one in running.lines() if one.startswith(" FG01 Nurses"))
        assert line.split()[-1].endswith("%")
        await running.press("2")
        text = running.text()
        assert "! 3 people may be recognised (see warning)" in text
        assert "! Dmitri" in text
        assert "no participant behind this label" in text
        put(view, "Dmitri", "work")
        await running.pilot.pause()
        assert "Dmitri × work: clerk  ! 1 person in its cell" in running.text()

        await running.press("3")
        assert "Question by participant  words" in running.text()
        put(view, "Efua", "Q1")
        await running.pilot.pause()
        assert "“What was it like at the clinic?”" in running.text()
        await running.press("enter")
        assert "2 turns" in running.text()
        assert "My neighbour told me" in running.text()
        await running.press("tab", "enter")
        assert running.app.current_mode == "workbench"
        assert running.selected().startswith("My neighbour told me")
        await running.press("g", "p")
        assert (view.tab, view.has_class("-listing")) == ("questions", True)
        await running.press("escape")
        assert not view.has_class("-listing")
        put(view, "Efua", "Q3")
        await running.press("enter")
        assert "Q3 was not asked in this transcript" in running.text()
        await running.press("n")
        assert view.measure is Measure.TURNS

        await running.press("4")
        put(view, "Amina", "to Moderator")
        await running.press("enter")
        assert "Amina: " in running.text()
        assert len(view.found) == view.sheet.figures[view.spread.line.key][view.spread.column]  # type: ignore[union-attr]
        put(view, "Amina", "role")
        await running.press("enter")
        assert "There is no answer behind this cell." in running.text()
        await running.press("h")
        assert "qualcode export clinic.qualcode replies replies.csv --coder RK" in running.text()
        await running.press("escape")


async def test_rows_lead_to_the_transcript_and_to_the_person(
    study: Path, run: Runner, tmp_path: Path
) -> None:
    group_study(study, tmp_path)
    async with run(study, size=(80, 24)) as running:
        view = await opened(running)
        await running.press("down", "enter")
        assert running.app.current_mode == "workbench"
        assert running.transcript.name == "FG02 Patients"
        await opened(running, "2")
        put(view, "Beatriz", "work")
        await running.press("enter")
        assert running.app.current_mode == "speakers"
        assert "Beatriz:" in running.text()
        running.project.participants.create("Nobody here")
        await opened(running)
        put(view, "Nobody here", "work")
        await running.press("enter")
        assert "Nobody here speaks in no transcript" in running.text()


async def test_one_transcript_at_a_time_and_keys_that_do_nothing_say_why(
    study: Path, run: Runner, tmp_path: Path
) -> None:
    group_study(study, tmp_path)
    async with run(study) as running:
        view = await opened(running, "4", "t", "t")
        assert view.only == "FG02 Patients"
        assert view.table == running.project.tables.make(
            "replies", Filters(("RK",), transcripts=("FG02 Patients",))
        )
        await running.press("T", "T")
        assert view.only == ""
        await running.press("t", "escape")
        assert (view.only, running.app.current_mode) == ("", "group")
        await running.press("n")
        assert "This works in the table 3 questions." in running.text()
        await running.press("e")
        assert "This works in the table 5 sets." in running.text()
        await running.press("tab")
        assert "Enter on a cell opens its list of turns." in running.text()
        await running.press("5", "d")
        assert "All transcripts are no set: go to a set first." in running.text()
        await running.press("x")
        assert "This works in the table 1 corpus or" in running.text()


async def test_the_screen_shows_what_the_export_writes(
    study: Path, run: Runner, tmp_path: Path
) -> None:
    group_study(study, tmp_path)
    async with run(study, size=(200, 50)) as running:
        view = await opened(running, "4", "x", "enter")
        target = study.with_name(TARGET.format("replies"))
        assert "Written to" in running.text()
        with target.open(newline="", encoding="utf-8") as file:
            header, *rows = csv.reader(file)
        assert view.sheet is not None
        assert tuple(header[2:]) == view.sheet.columns
        shown = [line for line in view.spread.lines if not line.heading]
        assert len(rows) == len(shown)
        for row, line in zip(rows, shown, strict=True):
            figures = view.sheet.figures[line.key]
            told = ["" if one is None else str(one) for one in figures]
            assert row[2:] == told
        recipe = json.loads(target.with_name(f"{target.name}.recipe.json").read_text("utf-8"))
        assert recipe["filters"]["coders"] == ["RK"]
        target.write_text("mine")
        await running.press("x", "enter", "escape")
        assert target.read_text("utf-8") == "mine"


async def test_it_follows_a_reply_and_its_undo(study: Path, run: Runner, tmp_path: Path) -> None:
    group_study(study, tmp_path)
    async with run(study) as running:
        view = await opened(running, "4", "t")

        def to_amina() -> object:
            put(view, "Amina", "to Beatriz")
            assert view.sheet is not None
            assert view.spread.line is not None
            return view.sheet.figures[view.spread.line.key][view.spread.column]

        before = to_amina()
        await running.press("enter", "tab")
        text = running.project.transcripts.get("FG01 Nurses").text
        start = text.index("They looked straight")
        running.app.open_place(running.transcript.id, start, start + 4)
        await running.pilot.pause()
        await running.press("a", "d")
        await opened(running)
        usual = to_amina()
        assert usual != before
        await running.press("u")
        assert to_amina() == before


async def test_sets_are_made_chosen_changed_and_taken_back(
    study: Path, run: Runner, tmp_path: Path
) -> None:
    group_study(study, tmp_path)
    async with run(study) as running:
        view = await opened(running, "5")
        assert "all transcripts" in running.text()
        put(view, "wards", "holds")
        await running.press("enter")
        assert "Only wards is listed and counted now." in running.text()
        listed = [name for _, name in running.bench.documents.names]
        assert listed == ["FG01 Nurses", "FG02 Patients"]
        await running.press("1")
        assert [line.key for line in view.spread.lines] == listed
        assert "set wards" in running.text()
        await running.press("g", "f", *"waiting")
        assert "only set wards" in running.text()
        assert "FG03" not in "\n".join(running.lines()[3:20])
        await running.press("escape", "escape")

        await running.press("5", "m", "space", "space", "space", "enter")
        await running.type("every group")
        await running.press("enter")
        assert running.project.sets.names_in("every group") == (*listed, "FG03 Parents")
        await running.press("w")
        await running.type("nonsense")
        await running.press("enter")
        assert "is no condition" in running.text()
        await running.press("ctrl+u")
        await running.type("work=clerk")
        await running.press("enter")
        await running.type("clerks")
        await running.press("enter")
        assert running.project.sets.names_in("clerks") == (*listed, "FG03 Parents")
        put(view, "every group", "holds")
        await running.press("e", "space", "enter")
        assert running.project.sets.names_in("every group") == ("FG02 Patients", "FG03 Parents")
        await running.press("d")
        assert "every group" not in [one.name for one in running.project.sets.all()]
        await running.press("u", "u", "u", "u")
        assert [one.name for one in running.project.sets.all()] == ["wards"]
        put(view, "wards", "holds")
        await running.press("r")
        await running.type(" x")
        await running.press("enter")
        assert running.app.limit.name(running.project) == "wards x"
        await running.press("d")
        assert running.app.limit.name(running.project) == ""
        await running.press("g", "w")
        assert len(running.bench.documents.names) == 3
        await running.press("u")
        assert [name for _, name in running.bench.documents.names] == listed
        await running.press("f2", "s", "0")
        assert len(running.bench.documents.names) == 3


async def test_an_empty_set_leaves_nothing_and_says_so(study: Path, run: Runner) -> None:
    with open_project(study, coder="RK") as project:
        project.sets.make("sheets", where=["kind=answer-sheet"])
    async with run(study, size=(80, 24)) as running:
        await running.press("f2", "s", "1")
        assert running.bench.documents.names == []
        view = await opened(running)
        assert "The chosen set holds no transcript at present." in running.text()
        for key in "1234":
            # In the table of sets there are rows; none of them may be taken for one of another.
            await running.press("5", key, "enter")
            assert running.app.screen is view
            assert "The chosen set holds no transcript at present." in running.text()
        await running.press("enter", "h", "x", "t")
        await running.press("5", "home", "enter", "1")
        assert "FG03 Parents" in running.text()


async def test_what_is_missing_says_how_it_comes(study: Path, run: Runner, tmp_path: Path) -> None:
    (tmp_path / "guide.txt").write_text("Q1 What was it like?\n", "utf-8")
    (tmp_path / "people.csv").write_text("label,work\nAmina,nurse\n", "utf-8")
    async with run(study, size=(80, 24)) as running:
        view = await opened(running, "3")
        assert "There is no topic guide yet" in running.text()
        await running.press("i")
        await running.type("nowhere.txt")
        await running.press("enter")
        assert "There is no file nowhere.txt." in running.text()
        await running.press("ctrl+u")
        await running.type(str(tmp_path / "guide.txt"))
        await running.press("enter")
        assert "1 question added" in running.text()
        assert view.sheet is not None
        await running.press("2")
        assert "nobody is known behind the labels yet: i takes people in" in running.text()
        await running.press("i")
        await running.type(str(tmp_path / "people.csv"))
        await running.press("enter")
        assert "1 participant added" in running.text()
        await running.press("u", "u")
        assert running.project.participants.all() == []
        assert running.project.guide.questions() == []


async def test_another_coders_work_is_never_counted(
    study: Path, run: Runner, tmp_path: Path
) -> None:
    group_study(study, tmp_path, coder="ML")
    with open_project(study, coder="ML") as project:
        one = project.transcripts.get("FG02 Patients")
        project.segments.add(one.id, 0, len(one.text), code_id(project, "trust"))
    async with run(study, coder="RK") as running:
        view = await opened(running)
        shares = [line.cells[-1].text for line in view.spread.lines]
        assert shares == ["0%"] * 3
        assert "ML" not in running.text()
        await running.press("3", "n", "n", "n")
        assert view.measure is Measure.AGREE
        assert {cell.text for line in view.spread.lines for cell in line.cells} <= {
            "0", "not asked", "silent"
        }  # fmt: skip
        await running.press("4", "h")
        assert "ML" not in running.text()
        await running.press("escape", "x", "enter")
        recipe = study.with_name(f"{TARGET.format('replies')}.recipe.json")
        assert "ML" not in recipe.read_text("utf-8")


@pytest.mark.parametrize("size", [(60, 16), (200, 50)])
async def test_hostile_text_at_every_size(
    tmp_path: Path, run: Runner, size: tuple[int, int]
) -> None:
    path = hostile_study(tmp_path)
    hostile_everywhere(path)
    with open_project(path, coder="RK") as project:
        (name,) = project.transcripts.names()
        project.speakers.set_role("Moderator", Role.MODERATOR, name)
    async with run(path, size=size) as running:
        await opened(running)
        for keys in (
            ("1", "enter", "g", "p"),
            ("2", "right", "right", "h", "escape"),
            ("3", "4", "down", "enter"),
            ("5", "m", "space", "enter"),
        ):
            await running.press(*keys)
            assert not HARMFUL.search(running.text())
            assert all(len(line) <= size[0] for line in running.lines())


async def test_a_study_open_for_reading(study: Path, run: Runner, tmp_path: Path) -> None:
    group_study(study, tmp_path)
    with open_project(study, coder="RK"):
        async with run(study, size=(80, 24)) as running:
            await opened(running, "3", "i")
            assert "This study is open for reading only." in running.text()
            await running.press("5", "m")
            assert "This study is open for reading only." in running.text()
            await running.press("down", "enter")
            assert running.app.limit.name(running.project) == "wards"


def test_the_helper_finds_where_the_clinic_is_asked_about(study: Path, tmp_path: Path) -> None:
    group_study(study, tmp_path)
    with open_project(study, coder="RK") as project:
        assert asking(project, "FG01 Nurses") == [1, 8]
