"""What is decided of the moderator's turns: proposed, confirmed, no question, open again."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.domain.errors import BadInput
from qualcode.domain.transcripts import Role
from qualcode.project import Project
from qualcode.project.guide_turns import AskingTurn, Decision
from tests.factories import dump

GUIDE = "Q1 Why did your city join?\nQ2 Who disagrees, anybody?\n"
UNCHANGED = ("journal", "journal_payload")


def take(project: Project, folder: Path) -> None:
    path = folder / "guide.txt"
    path.write_text(GUIDE, encoding="utf-8")
    project.guide.import_file(path)
    for label in ("Moderator", "MOD"):
        project.speakers.set_role(label, Role.MODERATOR, "group")


def of_group(project: Project) -> list[AskingTurn]:
    return project.guide.turns(["group"])


def told(project: Project) -> list[tuple[int, Decision, str]]:
    return [(one.turn, one.decision, one.key) for one in of_group(project)]


def test_a_turn_goes_through_all_decisions_and_back(project: Project, tmp_path: Path) -> None:
    take(project, tmp_path)
    before = dump(project, UNCHANGED)
    first, second = of_group(project)
    assert told(project) == [(1, Decision.PROPOSED, "Q1"), (4, Decision.PROPOSED, "Q2")]
    assert (first.speaker, second.speaker) == ("Moderator", "MOD")
    text = project.transcripts.get("group").text
    assert text[second.start : second.end] == second.text == "Does anybody disagree?"
    assert first.score is not None
    assert first.score > 55

    assert project.guide.assign(first.turn_id, "Q1")
    assert told(project)[0] == (1, Decision.CONFIRMED, "Q1")
    assert of_group(project)[0].score == first.score
    assert project.guide.leave_out(second.turn_id)
    assert told(project)[1] == (4, Decision.NONE, "")
    assert project.guide.propose(["group"]) == []
    assert not project.guide.leave_out(second.turn_id)

    assert project.guide.assign(second.turn_id, "Q2")
    assert project.guide.leave_out(second.turn_id)
    assert project.guide.asked() == {"Q1": 1, "Q2": 0}
    assert project.guide.assign(second.turn_id, None)
    assert told(project)[1] == (4, Decision.PROPOSED, "Q2")
    project.history.undo(5)
    assert dump(project, UNCHANGED) == before
    project.history.redo(2)
    assert told(project) == [(1, Decision.CONFIRMED, "Q1"), (4, Decision.NONE, "")]


def test_all_are_assigned_as_one_step(project: Project, tmp_path: Path) -> None:
    take(project, tmp_path)
    pairs = [(one.turn_id, one.key) for one in of_group(project)]
    assert project.guide.assign_all(pairs) == 2
    assert [one.decision for one in of_group(project)] == [Decision.CONFIRMED] * 2
    project.history.undo()
    assert [one.decision for one in of_group(project)] == [Decision.PROPOSED] * 2


def test_a_turn_of_somebody_else_is_refused(project: Project, tmp_path: Path) -> None:
    take(project, tmp_path)
    turn = project.transcripts.get("group").turns[1]
    with pytest.raises(BadInput, match="turn 2 of group is not the moderator's"):
        project.guide.leave_out(turn.id)
    with pytest.raises(BadInput, match="there is no such turn"):
        project.guide.leave_out("nothing")


def test_without_a_guide_every_turn_is_open(project: Project) -> None:
    turns = project.guide.turns()
    assert {one.decision for one in turns} == {Decision.OPEN}
    assert {one.transcript for one in turns} == {"group", "interview"}


def test_the_decision_stays_with_the_turn_when_its_words_are_corrected(
    project: Project, tmp_path: Path
) -> None:
    take(project, tmp_path)
    second = of_group(project)[1]
    project.guide.leave_out(second.turn_id)
    project.editing.correct("group", 4, "Does anybody disagree, then?")
    (found,) = [one for one in of_group(project) if one.turn == 4]
    assert (found.decision, found.text) == (Decision.NONE, "Does anybody disagree, then?")
