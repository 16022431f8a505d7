from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from qualcode.domain.tables import Filters
from qualcode.project import open_project
from qualcode.project.matrix import Measure, Rows, Share
from qualcode.tui.views.code import CodeView
from qualcode.tui.views.matrix import MatrixView
from qualcode.tui.widgets.grid import CELL, SHADES, Grid, Head, Table
from tests.tui.conftest import Runner, Running
from tests.tui.factory import code_id
from tests.tui.hostile import HARMFUL, hostile_study
from tests.tui.views.coded import add, by_another, code_study


async def opened(running: Running) -> MatrixView:
    await running.press("g", "m")
    screen = running.app.screen
    assert isinstance(screen, MatrixView)
    return screen


def put(shown: MatrixView, name: str, title: str) -> None:
    """The cursor on the cell of a code and a column."""
    assert shown.matrix is not None
    names = [shown.matrix.codes[row].name for row in shown.rows]
    titles = [shown.matrix.columns[at].title for at in shown.columns]
    shown.grid.put(names.index(name), titles.index(title))
    shown.show_cell()


async def test_it_shows_counts_of_people_and_says_who_counts(study: Path, run: Runner) -> None:
    code_study(study)
    async with run(study) as running:
        shown = await opened(running)
        text = running.text()
        assert "codes × speakers" in text
        assert "participants and unknown speakers; moderator left out" in text
        heads = [(head.title, head.remark) for head in shown.grid.table.heads]
        assert len(heads) == 4 * 3
        assert ("Amina", "FG01 Nurses") in heads
        assert "Moderator" not in text
        line = next(line for line in running.lines() if line.strip().startswith("waiting"))
        assert line.split()[-1] == "4"


async def test_totals_are_those_of_the_exported_table(study: Path, run: Runner) -> None:
    code_study(study)
    async with run(study) as running:
        shown = await opened(running)
        rows = running.project.tables.make("frequencies", Filters(coders=("RK",))).records()
        for measure, column in (
            (Measure.MENTIONS, "mentions"),
            (Measure.SPEAKERS, "speakers"),
            (Measure.GROUPS, "groups"),
            (Measure.RATE, "mentions_per_1000_words"),
        ):
            assert shown.measure is measure
            figures = [line[-1] for line in shown.grid.table.figures[:-1]]
            assert figures == [row[column] for row in rows]
            await running.press("n")
        assert shown.measure is Measure.MENTIONS


async def test_enter_lists_the_cell_and_again_opens_exactly_these(study: Path, run: Runner) -> None:
    code_study(study)
    async with run(study) as running:
        shown = await opened(running)
        await running.press("c", "2", "r")
        put(shown, "waiting", "FG01 Nurses")
        await running.pilot.pause()
        assert "waiting × FG01 Nurses: 2 mentions" in running.text()
        ids = set(shown.cell_segments())
        await running.press("enter")
        assert set(shown.found) == ids
        assert "2 passages" in running.text()
        await running.press("enter")
        code = running.app.screen
        assert isinstance(code, CodeView)
        await running.pilot.pause()
        assert set(code.found) == ids
        assert "2 passages of waiting  only FG01 Nurses, who counts in tables" in running.text()
        await running.press("escape")
        assert running.app.screen is shown
        assert (shown.by, shown.rows_kind) == ("group", Rows.BELOW)


async def test_every_cell_holds_as_many_as_the_code_view_shows(study: Path, run: Runner) -> None:
    code_study(study)
    async with run(study) as running:
        shown = await opened(running)
        await running.press("h")
        cells = [
            (row, column)
            for row in range(len(shown.rows) + 1)
            for column in range(len(shown.columns) + 1)
        ]
        for row, column in cells:
            count = shown.grid.table.figures[row][column]
            shown.grid.put(row, column)
            if not count:
                continue
            shown._go_to_code_view()
            await running.pilot.pause()
            code = running.app.screen
            assert isinstance(code, CodeView)
            assert len(code.found) == count
            running.app.go("matrix")
            await running.pilot.pause()


async def test_an_empty_cell_says_so(study: Path, run: Runner) -> None:
    code_study(study)
    async with run(study) as running:
        shown = await opened(running)
        put(shown, "meetup", "Amina")
        await running.press("enter")
        assert "There is no passage behind this cell." in running.text()
        assert not shown.has_class("-listing")


async def test_from_the_list_to_the_place(study: Path, run: Runner) -> None:
    code_study(study)
    async with run(study) as running:
        shown = await opened(running)
        put(shown, "language", "Beatriz")
        await running.press("enter", "tab", "enter")
        assert running.app.current_mode == "workbench"
        assert running.selected() == "They changed the interpreter three times."


async def test_shares_and_hidden_zeros(study: Path, run: Runner) -> None:
    code_study(study)
    async with run(study) as running:
        shown = await opened(running)
        await running.press("c", "2")
        before = len(shown.rows)
        put(shown, "trust", "FG02 Patients")
        await running.press("h")
        assert len(shown.rows) == 3 < before
        assert shown._place() == "trust × FG02 Patients"
        await running.press("percent_sign")
        assert shown.share == Share.ROW.value
        assert "50% of the row’s mentions" in running.text()
        await running.press("p")
        assert shown.share == Share.COLUMN.value
        await running.press("n", "n", "n", "p")
        assert shown.measure is Measure.RATE
        assert shown.share == Share.NONE.value
        assert "A rate per 1,000 words has no share" in running.text()


async def test_export_writes_what_is_shown_with_its_recipe(study: Path, run: Runner) -> None:
    code_study(study)
    by_another(study)
    async with run(study) as running:
        shown = await opened(running)
        await running.press("c", "2", "h", "x", "enter")
        target = study.with_name(f"{study.stem} matrix.csv")
        with target.open(newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))
        assert rows[0] == [
            "code_id", "code_path", "FG01 Nurses", "FG02 Patients", "FG03 Parents", "total"
        ]  # fmt: skip
        shown_figures = [[str(one) for one in line] for line in shown.grid.table.figures]
        assert [row[2:] for row in rows[1:]] == shown_figures
        recipe = json.loads(target.with_name(f"{target.name}.recipe.json").read_text("utf-8"))
        assert recipe["filters"]["coders"] == ["RK"]
        assert "ML" not in json.dumps(recipe)
        target.write_text("mine")
        await running.press("x", "enter", "escape")
        assert target.read_text("utf-8") == "mine"
        await running.press("x", "enter", "enter")
        assert target.read_text("utf-8") != "mine"
        await running.press("x")
        await running.type(".pdf")
        await running.press("enter")
        assert ".pdf" in running.text()


async def test_another_coders_work_is_never_counted(study: Path, run: Runner) -> None:
    code_study(study)
    by_another(study)
    async with run(study) as running:
        shown = await opened(running)
        assert shown.matrix is not None
        assert shown.matrix.counts.mentions.total == 7
        assert "ML" not in running.text()
    async with run(study, coder="Nobody") as running:
        await running.press("g", "m")
        assert "There is nothing to count yet." in running.text()
        await running.press("enter", "h", "n", "percent_sign", "r", "right", "down", "x", "enter")
        assert "has not coded anything yet" in running.text()


async def test_it_follows_changes_and_undo(study: Path, run: Runner) -> None:
    ids = code_study(study)
    async with run(study) as running:
        shown = await opened(running)
        put(shown, "waiting", "Amina")
        running.project.segments.remove(ids[0])
        await running.press("escape", "g", "m")
        assert shown.matrix is not None
        assert shown.matrix.counts.mentions.total == 6
        assert shown._place().startswith("waiting × Amina")
        await running.press("u")
        assert shown.matrix.counts.mentions.total == 7


async def test_a_step_paints_at_most_two_rows(
    study: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    code_study(study)
    async with run(study, size=(200, 50)) as running:
        shown = await opened(running)
        drawn: list[int] = []
        render_line = Grid.render_line

        def counting(self: Grid, y: int) -> Any:
            drawn.append(y)
            return render_line(self, y)

        monkeypatch.setattr(Grid, "render_line", counting)
        for key in ("down", "right", "right", "down", "up", "left", "end", "home"):
            drawn.clear()
            await running.press(key)
            assert 1 <= len(set(drawn)) <= 2, key
            assert len(drawn) <= 2
        assert shown.grid.cell == (0, 1)


async def test_names_headings_and_totals_stay_while_it_scrolls(study: Path, run: Runner) -> None:
    code_study(study)
    async with run(study, size=(60, 16)) as running:
        shown = await opened(running)
        assert shown.grid.shown_columns[1] < 12
        await running.press("shift+right", "shift+right", *["right"] * 9)
        assert shown.grid.cell[1] is None
        await running.press("left", *["down"] * 9)
        assert shown.grid.shown_columns[1] == 12
        lines = running.lines()
        assert any("total" in line and "Efua" in line for line in lines)
        assert any(line.strip().startswith("total") for line in lines)
        assert any("meetup" in line for line in lines)
        assert "[" in "\n".join(lines)


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40), (200, 50)])
async def test_hostile_text_at_every_size(
    tmp_path: Path, run: Runner, size: tuple[int, int]
) -> None:
    async with run(hostile_study(tmp_path), size=size) as running:
        await running.press("g", "m", "enter", "r", "c")
        assert not HARMFUL.search(running.text())
        await running.press("2", "enter", "tab")
        assert not HARMFUL.search(running.text())
        assert all(len(line) <= size[0] for line in running.lines())


async def test_a_study_open_for_reading(study: Path, run: Runner) -> None:
    code_study(study)
    with open_project(study, coder="RK"):
        async with run(study) as running:
            shown = await opened(running)
            assert "READ ONLY" in running.text()
            put(shown, "waiting", "Amina")
            await running.press("enter", "enter")
            assert isinstance(running.app.screen, CodeView)


async def test_the_same_few_queries_whatever_is_counted(study: Path, run: Runner) -> None:
    code_study(study)
    async with run(study) as running:
        shown = await opened(running)
        asked: list[object] = []
        connection = running.project.database.connection
        event.listen(connection, "before_cursor_execute", lambda *words: asked.append(words[2]))
        await running.press("r", "c", "2", "n", "h", "percent_sign", "down", "right")
        assert asked == []
        shown.project.matrix.read()
        assert len(asked) <= 6


def test_shades_are_thirds_of_the_largest() -> None:
    grid = Grid()
    grid._most = 9
    assert [grid.level(figure) for figure in (None, 0, 1, 2.9, 3, 6, 9)] == [0, 0, 1, 1, 2, 3, 3]
    assert len(set(SHADES)) == 4
    assert max(map(len, SHADES)) + 4 <= CELL
    assert Table((), (Head("a"),)).figures == ((None,),)


def test_codes_below_are_counted_with_theirs(study: Path) -> None:
    code_study(study)
    with open_project(study, coder="RK") as project:
        matrix = project.matrix.make(Rows.BELOW, "group")
        row = [code.name for code in matrix.codes].index("relations")
        assert matrix.codes[row].id == code_id(project, "relations")
        assert matrix.figures(Measure.MENTIONS)[row] == [1, 1, 0, 2]


async def test_only_moderators_coded_says_that_they_are_left_out(study: Path, run: Runner) -> None:
    with open_project(study, coder="RK") as project:
        add(project, "FG01 Nurses", "Welcome everybody.", "waiting")
    async with run(study) as running:
        await running.press("g", "m")
        text = running.text()
        assert "you have coded moderators only, and they are left out" in text
        assert "columns 1–" not in text
