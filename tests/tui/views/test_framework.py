from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import pytest
from textual.app import ComposeResult

from qualcode.tui.commands.base import Context
from qualcode.tui.views import registry
from qualcode.tui.views.base import View
from qualcode.tui.widgets.lines import LineList, Row
from qualcode.tui.widgets.painting import pieces
from tests.tui.conftest import Runner, Running
from tests.tui.factory import code_id


class Codes(View):
    """A view as small as can be: the codes with the coder's counts."""

    NAME: ClassVar[str] = "matrix"
    TITLE_TEXT: ClassVar[str] = "Counts"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (*View.SHARED, Context.MATRIX)

    def __init__(self, project: Any) -> None:
        super().__init__(project)
        self.drawn = 0
        self.target: dict[str, Any] = {}

    def body(self) -> ComposeResult:
        yield LineList(id="rows")

    def aim(self, **target: Any) -> None:
        self.target = target

    def show_view(self) -> None:
        self.drawn += 1
        counts = self.project.segments.counts()
        rows = [
            Row(code.id, pieces(code.name), pieces(str(counts.get(code.id, 0))))
            for code in self.project.codebook.current().codes
        ]
        self.query_one(LineList).set_rows(rows)


@pytest.fixture(autouse=True)
def small_view(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry.VIEWS, "matrix", "tests.tui.views.test_framework:Codes")


def shown(running: Running) -> Codes:
    screen = running.app.screen
    assert isinstance(screen, Codes)
    return screen


async def test_a_view_is_reached_by_g_and_a_letter_and_left_by_escape(
    study: Path, run: Runner
) -> None:
    async with run(study) as running:
        await running.press("g", "m")
        assert shown(running).drawn == 1
        assert running.project.title in "".join(p.text for p in shown(running).header.content[0])
        await running.press("escape")
        assert running.app.screen is running.bench


async def test_a_view_keeps_its_state_and_reads_again_only_after_a_change(
    study: Path, run: Runner
) -> None:
    async with run(study) as running:
        await running.press("g", "m", "down", "down")
        view = shown(running)
        cursor = view.query_one(LineList).cursor
        await running.press("g", "w")
        await running.press("g", "m")
        assert shown(running) is view
        assert (view.query_one(LineList).cursor, view.drawn) == (cursor, 1)
        await running.press("escape")
        running.bench.coding.apply(code_id(running.project, "trust"))
        await running.press("g", "m")
        assert view.drawn == 2


async def test_undo_works_in_a_view_and_the_coding_screen_follows(study: Path, run: Runner) -> None:
    async with run(study) as running:
        before = running.project.segments.counts()
        running.bench.coding.apply(code_id(running.project, "trust"))
        marks = len(running.bench.reader.marks.by_id)
        await running.press("g", "m", "u")
        assert running.project.segments.counts() == before
        assert "Undone" in "".join(p.text for p in shown(running).message)
        await running.press("escape")
        assert len(running.bench.reader.marks.by_id) == marks - 1
        assert dict(running.bench.desk.counts) == before


async def test_what_a_view_changed_is_on_the_coding_screen(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("g", "m")
        code = running.project.codebook.create("made elsewhere")
        running.project.segments.add(running.transcript.id, 0, 5, code.id)
        await running.press("g", "w")
        assert running.bench.desk.counts[code.id] == 1
        assert code.id in {row.key for row in running.bench.codes.rows}
        assert any(m.code_id == code.id for m in running.bench.reader.marks.by_id.values())


async def test_a_target_is_shown_also_in_a_view_that_is_there(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.app.go("matrix", one=1)
        await running.pilot.pause()
        view = shown(running)
        assert (view.target, view.drawn) == ({"one": 1}, 1)
        running.app.go_back()
        running.app.go("matrix", two=2)
        await running.pilot.pause()
        assert (view.target, view.drawn) == ({"two": 2}, 2)


async def test_a_place_is_shown_selected_on_the_coding_screen(study: Path, run: Runner) -> None:
    async with run(study) as running:
        end = len(running.transcript.text)
        await running.press("g", "m")
        running.app.open_place(running.transcript.id, end - 6, end - 1)
        await running.pilot.pause()
        assert running.app.screen is running.bench
        assert running.bench.selection == (end - 6, end - 1)
        assert running.bench.sees(end - 6)


async def test_leaving_from_a_view_ends_everything(study: Path, run: Runner) -> None:
    async with run(study) as running:
        worker = running.worker
        await running.press("g", "m", "Q")
        assert not worker.alive
        assert running.app.project is None


@pytest.mark.parametrize(("key", "panel"), [("f2", "documents"), ("f3", "codes")])
async def test_the_panels_are_reached_from_every_view(
    study: Path, run: Runner, key: str, panel: str
) -> None:
    async with run(study, size=(80, 24)) as running:
        for name in registry.VIEWS:
            running.app.go(name)
            await running.pilot.pause()
            await running.press(key)
            assert running.app.screen is running.bench
            assert running.bench.panels.current == panel
            assert running.bench.query_one(f"#{panel}-side").display
