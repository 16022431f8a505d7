from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.domain.memos import MemoKind, Subject
from qualcode.project import open_project
from qualcode.tui.screens.memo import MemoScreen
from qualcode.tui.views.memos import MemosView
from tests.tui.conftest import Runner, Running
from tests.tui.factory import code_id
from tests.tui.hostile import EVIL, HARMFUL, hostile_study

SIZES = [(60, 16), (80, 24), (120, 40), (200, 50)]


def shown(running: Running) -> MemosView:
    screen = running.app.screen
    assert isinstance(screen, MemosView)
    return screen


@pytest.fixture
def noted(study: Path) -> Path:
    """RK wrote four memos, ML one."""
    with open_project(study, coder="RK") as project:
        one = project.transcripts.get("FG02 Patients")
        start = one.text.index("two hours")
        made = project.segments.add(one.id, start, start + 9, code_id(project, "waiting"))
        write = project.memos.write
        write(Subject.SEGMENT, made.id, "Time is what they count")
        write(Subject.TURN, one.turns[3].id, "Interpreters again", MemoKind.TO_DO)
        write(Subject.CODE, code_id(project, "trust"), "Trust in whom?", MemoKind.THEORETICAL)
        write(Subject.STUDY, "", "I was a nurse myself", MemoKind.REFLEXIVE)
        project.use_coder("ML")
        write(Subject.TURN, one.turns[3].id, "Quixotic remark")
    return study


async def test_all_own_memos_by_place_then_by_kind(noted: Path, run: Runner) -> None:
    async with run(noted) as running:
        await running.press("g", "n")
        text = running.text()
        assert "4 memos" in text
        assert "note 1 · theoretical 1 · reflexive 1 · to do 1" in text
        assert "Quixotic" not in text
        order = ("FG02 Patients", "Time is what", "Interpreters", "Study and people", "Codebook")
        places = [text.index(words) for words in order]
        assert places == sorted(places)
        await running.press("o")
        headings = [row.key for row in shown(running).rows_list.rows if row.heading]
        kinds = ["note", "theoretical", "reflexive", "to do"]
        assert [one.removeprefix("heading:") for one in headings if "heading" in one] == kinds


async def test_the_preview_shows_the_memo_and_its_passage(noted: Path, run: Runner) -> None:
    async with run(noted) as running:
        await running.press("g", "n")
        preview = shown(running).preview
        assert "Time is what they count" in preview.text
        assert "“two hours”" in preview.text
        await running.press("down")
        assert "Interpreters again" in preview.text
        assert "turn 4" in preview.text
        assert "two hours" not in preview.text


async def test_enter_goes_to_the_passage_or_the_code(noted: Path, run: Runner) -> None:
    async with run(noted) as running:
        await running.press("g", "n", "enter")
        assert running.transcript.name == "FG02 Patients"
        assert running.selected() == "two hours"
        await running.press("g", "n")
        view = shown(running)
        trust = next(one for one in view.memos.values() if one.memo.subject is Subject.CODE)
        view.rows_list.select(trust.memo.id)
        await running.press("enter")
        assert running.bench.tree_code is not None
        assert running.bench.tree_code.name == "trust"
        await running.press("g", "n")
        study = next(one for one in view.memos.values() if one.memo.subject is Subject.STUDY)
        view.rows_list.select(study.memo.id)
        await running.press("enter")
        assert running.app.screen is view
        assert "no place" in running.text()


async def test_a_filter_narrows_stays_and_is_taken_back(noted: Path, run: Runner) -> None:
    async with run(noted) as running:
        await running.press("g", "n", "slash")
        await running.type("TO DO inter")
        assert "1 of 4 memos" in running.text()
        assert "Time is what" not in running.text()
        await running.press("enter", "g", "w", "g", "n")
        assert "1 of 4 memos" in running.text()
        await running.press("escape")
        assert "1 of 4" not in running.text()
        assert shown(running).filter.value == ""
        await running.press("slash", "x", "q", "x")
        assert "No memo fits the filter" in running.text()
        await running.press("escape", "escape")
        assert running.app.screen is running.bench


async def test_a_memo_is_edited_and_its_kind_changed(noted: Path, run: Runner) -> None:
    async with run(noted) as running:
        await running.press("g", "n", "E")
        assert isinstance(running.app.screen, MemoScreen)
        await running.type(" most")
        await running.press("ctrl+s")
        assert "Time is what they count most" in running.text()
        await running.press("K", "5")
        assert "to do 2" in running.text()
        await running.press("u", "u")
        assert "to do 1" in running.text()
        assert "count most" not in running.text()


async def test_a_memo_is_deleted_after_a_question(noted: Path, run: Runner) -> None:
    async with run(noted) as running:
        await running.press("g", "n", "d", "escape")
        assert len(running.project.memos.all()) == 4
        await running.press("d", "enter")
        assert "3 memos" in running.text()
        assert "Time is what" not in running.text()
        await running.press("u")
        assert "4 memos" in running.text()


async def test_a_memo_on_the_study_is_written_here(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("g", "n")
        assert "no memos yet" in running.text()
        await running.press("n")
        await running.type("begin here")
        await running.press("ctrl+s")
        (made,) = running.project.memos.all()
        assert (made.memo.subject, made.memo.text) == (Subject.STUDY, "begin here")
        assert "begin here" in running.text()


async def test_another_view_can_point_at_a_memo(noted: Path, run: Runner) -> None:
    async with run(noted) as running:
        wanted = running.project.memos.all()[-1].memo
        running.app.go("memos", memo=wanted.id)
        await running.pilot.pause()
        assert shown(running).chosen is not None
        assert wanted.text in shown(running).preview.text


async def test_a_study_that_is_only_read_shows_memos_but_changes_none(
    noted: Path, run: Runner
) -> None:
    with open_project(noted, coder="ML"):
        async with run(noted) as running:
            await running.press("g", "n", "d", "enter")
            running.app.go("memos")
            await running.pilot.pause()
            footer = "".join(piece.text for piece in shown(running).footer.content[0])
            assert "edit" not in footer
            assert "delete" not in footer
            await running.press("E")
            await running.type("xyz")
            await running.press("ctrl+s")
            assert "xyz" not in running.text()
            assert len(running.project.memos.all()) == 4


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_is_harmless_at_all_sizes(
    tmp_path: Path, run: Runner, size: tuple[int, int]
) -> None:
    path = hostile_study(tmp_path)
    with open_project(path, coder="RK") as project:
        (code, *_) = project.codebook.current().codes
        one = project.transcripts.all()[0]
        speaker = project.transcripts.get(one.id).speakers[1]
        project.memos.write(Subject.CODE, code.id, f"On code {EVIL}")
        project.memos.write(Subject.SPEAKER, speaker.id, f"On speaker {EVIL}\nSecond line")
    async with run(path, size=size) as running:
        await running.press("g", "n")
        for keys in ((), ("down",), ("down",), ("o",), ("E",), ("escape", "d")):
            await running.press(*keys)
            text = running.text()
            assert not HARMFUL.search(text), HARMFUL.findall(text)
            assert "[laughs]" in text or size[0] < 120
