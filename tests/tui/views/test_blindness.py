"""Of another coder's work the dashboard, the memos and the history show nothing but the days."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qualcode.domain.memos import MemoKind, Subject
from qualcode.domain.suggestions import Proposal
from qualcode.project import Project, open_project
from tests.tui.conftest import Runner
from tests.tui.factory import code_id, make_study

THEIRS = ("language", "hours", "relations", "respect", "trust", "waiting", "meetup")
WORDS = "Quixotic"


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """All codes have definitions; RK used one, ML most of the others, in all ways there are."""
    study = make_study(tmp_path, coder="SETUP")
    with open_project(study, coder="SETUP") as project:
        for code in project.codebook.current().codes:
            project.codebook.edit(code.id, definition=f"Defined {code.sort}.")
        project.codebook.retire(code_id(project, "hours"))
        project.codebook.retire(code_id(project, "hours"), retired=False)
    with open_project(study, coder="ML") as project:
        _work(project)
    with open_project(study, coder="RK") as project:
        first = project.transcripts.get("FG01 Nurses")
        project.segments.add(first.id, 0, 7, code_id(project, "distance"))
    return study


def _work(project: Project) -> None:
    third = project.transcripts.get("FG03 Parents")
    for number, name in enumerate(THEIRS):
        made = project.segments.add(third.id, 5 * number, 5 * number + 44, code_id(project, name))
    project.memos.write(Subject.SEGMENT, made.id, f"{WORDS} one", MemoKind.TO_DO)
    project.memos.write(Subject.CODE, made.code_id, f"{WORDS} two")
    project.memos.save_draft(Subject.TURN, third.turns[1].id, f"{WORDS} three")
    project.segments.resize(made.id, 0, 13)
    project.segments.remove(made.id)
    project.history.undo()
    proposal = Proposal(third.id, 50, 60, made.code_id, 0.5, "why", "rules")
    project.suggestions.reject(proposal)
    project.coders.finish(["FG03 Parents"])


def forbidden(text: str) -> list[str]:
    """What another coder did, as far as it stands in a text; the time of day says nothing."""
    text = re.sub(r"\d\d:\d\d", "", text)
    return [words for words in (*THEIRS, WORDS, "44", "13") if words in text]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_dashboard_and_memos(shared: Path, run: Runner, size: tuple[int, int]) -> None:
    async with run(shared, size=size) as running:
        await running.press("g", "d")
        text = running.text()
        assert not forbidden(text)
        assert "1 in use" in text
        assert "1 own segment" in text
        row = next(line for line in running.lines() if "FG03 Parents" in line and "%" in line)
        assert "not started" in row
        assert "finished" in row
        assert " 0%" in row
        for key in ("tab", "tab", "end", "up"):
            await running.press(key)
            assert not forbidden(running.text())
        await running.press("g", "n")
        assert not forbidden(running.text())
        assert "no memos yet" in running.text()


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_history(shared: Path, run: Runner, size: tuple[int, int]) -> None:
    async with run(shared, size=size) as running:
        await running.press("g", "h")
        for key in ("s", "t", "c"):
            for _ in range(3):
                await running.press(key, "down", "enter")
                _look_through(running.app.screen, running.project)
            await running.press("escape")
        assert "ML coded" in running.text()


def _look_through(view: object, project: Project) -> None:
    """No row of the list may tell anything of ML but what concerns the study."""
    names = {one.id: one.name for one in project.codebook.current().codes}
    for row in view.rows.rows:  # type: ignore[attr-defined]
        text = "".join(piece.text for piece in (*row.left, *row.right))
        if " ML " in text:
            assert text.split("  ")[-1].startswith("finish FG03 Parents")
        assert WORDS not in text
        assert " at " not in text or names[code_id(project, "distance")] in text
