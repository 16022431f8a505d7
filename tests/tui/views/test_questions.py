"""The questions of the guide on the screen: proposed, confirmed, rejected, chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.domain.guide import Question
from qualcode.project import open_project
from qualcode.project.guide_turns import AskingTurn, Decision
from qualcode.tui.screens.question_picker import QuestionPicker, asked_in
from qualcode.tui.views.questions.rows import Order, details, rows_of, totals
from qualcode.tui.views.questions.view import QuestionsView
from tests.tui.conftest import Runner, Running
from tests.tui.hostile import EVIL, HARMFUL, hostile_study
from tests.tui.views.grouped import group_study

GUIDE = (Question("1", "Q1", 0, "Why?"), Question("2", "Q2", 1, "How?"))


def turn(number: int, decision: Decision, key: str = "", where: str = "A") -> AskingTurn:
    score = 80.0 if key else None
    place = (where, f"Group {where}", f"{where}{number}", number)
    return AskingTurn(*place, "Mod", f"Words {number}", 0, 7, decision, key, score)


TURNS = (
    turn(1, Decision.CONFIRMED, "Q1"),
    turn(2, Decision.NONE),
    turn(3, Decision.PROPOSED, "Q2"),
    turn(1, Decision.PROPOSED, "Q1", "B"),
    turn(4, Decision.OPEN, where="B"),
)


def told(rows: list[object]) -> list[str]:
    return ["".join(part.text for part in row.left).strip() for row in rows]  # type: ignore[attr-defined]


def test_rows_stand_under_their_questions() -> None:
    rows = rows_of(TURNS, GUIDE, Order.QUESTION, waiting=False)
    assert [row.key for row in rows if not row.heading] == ["A1", "B1", "A3", "B4", "A2"]
    headings = [one for one, row in zip(told([*rows]), rows, strict=True) if row.heading]
    assert headings == [
        "Q1 Why?",
        "Q2 How?",
        "Not decided, and nothing is proposed",
        "No question of the guide",
    ]
    rights = ["".join(part.text for part in row.right) for row in rows if row.heading]
    assert rights[:2] == ["asked in 1 of 2", "asked in 0 of 2"]


def test_decisions_are_told_apart_by_words_and_signs() -> None:
    rows = rows_of(TURNS, GUIDE, Order.TRANSCRIPT, waiting=False)
    words = [" ".join(one.split()[:3]) for one in told([*rows])]
    assert words == [
        "Group A", "+ confirmed Q1", "x no question", "? proposed Q2", "Group B", "? proposed Q1",
        "not decided Words",
    ]  # fmt: skip
    only = rows_of(TURNS, GUIDE, Order.TRANSCRIPT, waiting=True)
    assert [row.key for row in only if not row.heading] == ["A3", "B1"]
    assert "".join(part.text for part in totals(TURNS)) == (
        "5 turns  2 proposed, 1 confirmed, 1 no question, 1 not decided"
    )


def test_a_turn_is_shown_with_the_words_of_both() -> None:
    shown = ["".join(part.text for part in one) for one in details(TURNS[2], {"Q2": "How?"})]
    assert shown == [
        "Q2 in the guide: How?",
        "Mod, turn 3 of Group A: Words 3",
        "proposed; the words fit by 80 of 100",
    ]


def test_the_picker_has_a_letter_for_each_question_of_a_long_guide() -> None:
    guide = [Question(str(at), f"Q{at}", at, f"Text {at}") for at in range(40)]
    picker = QuestionPicker(guide, TURNS[2], asked_in(TURNS, "A"))
    assert len(picker.letters) == len(picker.options) == len(set(picker.letters))
    assert not set(picker.letters) & set("jk")
    remarks = {words.split()[0]: remark for _, words, remark in picker.options}
    assert remarks["Q1"] == "asked in turn 1"
    assert remarks["Q2"] == "proposed 80"


async def opened(running: Running, *keys: str) -> QuestionsView:
    await running.press("g", "q", *keys)
    view = running.app.screen
    assert isinstance(view, QuestionsView)
    return view


def decided(running: Running) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in running.project.guide.turns():
        found[one.decision.value] = found.get(one.decision.value, 0) + 1
    return found


async def test_each_decision_is_one_key_and_one_undo(
    study: Path, run: Runner, tmp_path: Path
) -> None:
    group_study(study, tmp_path)
    async with run(study) as running:
        before = decided(running)
        view = await opened(running, "home")
        assert view.current is not None
        assert view.current.decision is Decision.CONFIRMED
        await running.press("enter")
        assert "Nothing is proposed here (confirmed): w chooses a question." in running.text()
        await running.press("down", "enter")
        assert decided(running)["confirmed"] == before["confirmed"] + 1
        assert "u takes it back" in running.text()
        here = view.current
        assert here is not None
        assert here.decision is Decision.PROPOSED
        await running.press("x")
        assert running.project.guide.turns([here.transcript]) != []
        assert decided(running)["no question"] == 1
        await running.press("n", "end", "w")
        assert "Which question does turn" in running.text()
        await running.press("3")
        assert running.project.guide.asked()["Q3"] == 1
        await running.press("u", "u", "u")
        assert decided(running) == before
        await running.press("A", "enter")
        assert "proposed" not in decided(running)
        await running.press("A")
        assert "Nothing is proposed" in running.text()
        await running.press("u", "f")
        assert {row.heading or "proposed" in str(row.left) for row in view.rows.rows} == {True}
        await running.press("escape", "home", "t")
        assert running.app.current_mode == "workbench"
        assert running.selected().startswith("This is group number 1.")
        await running.press("end")
        await opened(running)
        assert view.current is not None
        assert view.current.key == "Q2"


@pytest.mark.parametrize("size", [(60, 16), (80, 24)])
async def test_without_a_guide_it_says_how_one_comes(
    study: Path, run: Runner, tmp_path: Path, size: tuple[int, int]
) -> None:
    (tmp_path / "guide.txt").write_text("Q1 What was it like at the clinic?\n", "utf-8")
    async with run(study, size=size) as running:
        view = await opened(running)
        assert "There is no topic guide yet." in running.text()
        await running.press("enter", "x", "w", "A", "t", "n")
        assert "There is no turn here" in running.text()
        await running.press("i")
        await running.type(str(tmp_path / "guide.txt"))
        await running.press("enter")
        assert view.turns
        await running.press("u")
        assert "There is no topic guide yet." in running.text()


async def test_hostile_questions(tmp_path: Path, run: Runner) -> None:
    path = hostile_study(tmp_path)
    (tmp_path / "guide.txt").write_text(f"Q1 Welcome {EVIL} here\n", "utf-8")
    with open_project(path, coder="RK") as project:
        project.guide.import_file(tmp_path / "guide.txt")
    async with run(path, size=(80, 24)) as running:
        await opened(running, "home")
        assert not HARMFUL.search(running.text())
        await running.press("w")
        assert not HARMFUL.search(running.text())


async def test_a_study_open_for_reading(study: Path, run: Runner, tmp_path: Path) -> None:
    group_study(study, tmp_path)
    with open_project(study, coder="RK"):
        async with run(study) as running:
            await opened(running, "down")
            for key in ("enter", "x", "w", "A", "i"):
                await running.press(key)
                assert "This study is open for reading only." in running.text()
