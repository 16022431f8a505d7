from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from qualcode.domain.ids import now
from qualcode.project import Project, create_project, open_project
from qualcode.store.schema import journal
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.views.history import STRETCH, HistoryView
from qualcode.tui.views.history_dialogs import BookThen
from qualcode.tui.views.history_rows import DAY, MORE, day_of, end_of
from tests.tui.conftest import Runner, Running
from tests.tui.factory import code_id
from tests.tui.hostile import EVIL, HARMFUL, hostile_study

SIZES = [(60, 16), (80, 24), (120, 40), (200, 50)]


def shown(running: Running) -> HistoryView:
    screen = running.app.screen
    assert isinstance(screen, HistoryView)
    return screen


def select(running: Running, words: str) -> None:
    """Put the cursor on the newest action whose sentence begins like this."""
    view = shown(running)
    entries = view.entries.values()
    found = next(entry for entry in entries if entry.sentence.startswith(words))
    view.rows.select(str(found.sequence))


def code(project: Project, name: str, start: int = 0) -> None:
    """Code the first words of the first group."""
    first = project.transcripts.all()[0]
    project.segments.add(first.id, start, start + 9, code_id(project, name))


def entries_at(project: Project, moments: list[datetime]) -> None:
    """Put entries of memos into the journal, as if written then."""
    rows: list[dict[str, Any]] = [
        {
            "kind": "write memo",
            "coder_id": project.coder.id,
            "at": at,
            "batch": "",
            "details": {},
            "undone": False,
            "target": None,
        }
        for at in moments
    ]
    with project.database.write() as connection:
        connection.execute(insert(journal), rows)


async def test_newest_first_under_day_headings(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("g", "h")
        rows = [row.key for row in shown(running).rows.rows if not row.heading]
        assert rows[0] == f"{DAY}{day_of(now())}"
        assert [int(key) for key in rows[1:]] == sorted(map(int, rows[1:]), reverse=True)
        assert "create code “meetup”" in running.lines()[5]


async def test_undo_to_here_asks_how_many_and_takes_them_back(study: Path, run: Runner) -> None:
    async with run(study) as running:
        for number, name in enumerate(("trust", "hours", "waiting")):
            code(running.project, name, 10 * number)
        await running.press("g", "h")
        select(running, "code “hours”")
        await running.press("H")
        assert isinstance(running.app.screen, Confirm)
        assert "takes back 2 actions of yours" in running.text()
        await running.press("escape")
        assert len(running.coded()) == 3
        await running.press("enter", "enter")
        assert [name for name, _ in running.coded()] == ["trust"]
        assert "Taken back: 2 actions." in running.text()
        assert running.text().count("taken back") == 2
        assert "took back: code “hours”" in running.text()
        assert shown(running).entry is not None
        await running.press("escape")
        assert len(running.bench.reader.marks.by_id) == 1


async def test_undo_and_redo_in_the_view_are_shown_at_once(study: Path, run: Runner) -> None:
    async with run(study) as running:
        code(running.project, "trust")
        await running.press("g", "h", "u")
        assert "took back: code “trust”" in running.text()
        await running.press("U")
        assert "redid: code “trust”" in running.text()


async def test_what_cannot_be_gone_back_to_is_said(study: Path, run: Runner) -> None:
    with open_project(study, coder="ML") as project:
        project.codebook.create("by ML")
    async with run(study) as running:
        code(running.project, "trust")
        running.project.history.undo()
        await running.press("g", "h")
        select(running, "create code “by ML”")
        await running.press("enter")
        assert "another coder's action" in running.text()
        select(running, "took back")
        await running.press("enter")
        assert "does not stand any more" in running.text()
        await running.press("H")
        assert isinstance(running.app.screen, HistoryView)


async def test_the_codebook_of_a_day_and_after_an_action(study: Path, run: Runner) -> None:
    with open_project(study, coder="RK") as project:
        project.codebook.rename(code_id(project, "waiting"), "queueing")
        project.codebook.retire(code_id(project, "hours"))
    async with run(study) as running:
        await running.press("g", "h")
        select(running, "create code “trust”")
        await running.press("b")
        assert isinstance(running.app.screen, BookThen)
        text = running.text()
        assert "7 codes." in text
        assert "2 added · 1 retired" in text
        assert "Added since" in text
        assert "queueing" in text
        await running.press("escape")
        shown(running).rows.select(f"{DAY}{day_of(now())}")
        await running.press("enter")
        assert "9 codes, 1 of them retired." in running.text()
        assert "Nothing has changed since." in running.text()


async def test_filters_are_combined_kept_and_taken_back(study: Path, run: Runner) -> None:
    async with run(study) as running:
        code(running.project, "trust")
        await running.press("g", "h", "s")
        await running.type("coding")
        await running.press("enter")
        assert "create code" not in running.text()
        assert "code “trust” in FG01 Nurses" in running.text()
        await running.press("t")
        await running.type("fg02")
        await running.press("enter")
        assert "Nothing that fits was done" in running.text()
        await running.press("g", "w", "g", "h")
        assert "FG02 Patients" in running.lines()[2]
        await running.press("escape")
        assert "create code" in running.text()
        await running.press("c", "enter")
        assert "all coders" in running.text()


async def test_older_actions_are_read_when_the_cursor_gets_there(study: Path, run: Runner) -> None:
    with open_project(study, coder="RK") as project:
        entries_at(project, [now()] * (2 * STRETCH))
        total = len(project.history.entries())
    async with run(study) as running:
        await running.press("g", "h")
        view = shown(running)
        assert len(view.entries) == STRETCH
        assert view.rows.rows[-1].key == MORE
        await running.press("end")
        assert len(view.entries) == 2 * STRETCH
        assert view.entry is not None
        assert view.entry.sequence == total - STRETCH
        await running.press("end", "end")
        assert len(view.entries) == total
        assert view.rows.rows[-1].key == "1"
        here = view.rows.cursor
        await running.press("g", "w", "g", "h")
        assert (len(view.entries), view.rows.cursor) == (total, here)


async def test_another_view_can_point_at_an_action(study: Path, run: Runner) -> None:
    with open_project(study, coder="RK") as project:
        entries_at(project, [now()] * (STRETCH + 1))
    async with run(study) as running:
        running.app.go("history", sequence=3)
        await running.pilot.pause()
        entry = shown(running).entry
        assert entry is not None
        assert entry.sequence == 3


async def test_an_empty_study_says_so(tmp_path: Path, run: Runner) -> None:
    create_project(tmp_path / "empty.qualcode", coder="RK").close()
    async with run(tmp_path / "empty.qualcode") as running:
        await running.press("g", "h")
        assert "Nothing was done yet" in running.text()
        await running.press("H", "b", "enter")
        assert isinstance(running.app.screen, HistoryView)


async def test_a_study_that_is_only_read_undoes_nothing(study: Path, run: Runner) -> None:
    with open_project(study, coder="ML"):
        async with run(study) as running:
            await running.press("g", "h", "H")
            assert isinstance(running.app.screen, HistoryView)
            await running.press("enter", "enter")
            assert len(running.project.codebook.current().codes) == 9
            await running.press("escape")
            assert "took back" not in running.text()


async def test_a_study_that_is_only_read_says_why_before_it_asks(study: Path, run: Runner) -> None:
    with open_project(study, coder="RK") as project:
        code(project, "trust")
        async with run(study) as running:
            await running.press("g", "h")
            select(running, "code")
            await running.press("enter")
            assert isinstance(running.app.screen, HistoryView)
            text = " ".join(running.text().split())
            assert "Nothing can be changed: clinic.qualcode is open for coding by" in text


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_is_harmless_at_all_sizes(
    tmp_path: Path, run: Runner, size: tuple[int, int]
) -> None:
    path = hostile_study(tmp_path)
    with open_project(path, coder=f"ML {EVIL}") as project:
        project.codebook.create(f"more {EVIL}")
        first = project.transcripts.all()[0]
        project.segments.add(first.id, 0, 9, project.codebook.current().codes[0].id)
    async with run(path, size=size) as running:
        await running.press("g", "h")
        walks = (("H",), ("escape", "b"), ("escape", "c"), ("escape", "t"), ("escape", "end"))
        for keys in ((), *walks):
            await running.press(*keys)
            text = running.text()
            assert not HARMFUL.search(text), HARMFUL.findall(text)


def test_a_day_ends_just_before_the_next() -> None:
    day = day_of(now())
    assert day_of(end_of(day)) == day
    assert (end_of(day).hour, end_of(day).minute) == (23, 59)
