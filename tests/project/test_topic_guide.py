"""The topic guide: imported, matched with the moderator's turns, confirmed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.domain.errors import BadInput
from qualcode.project import Project
from qualcode.project.demo import BY_HAND, LEFT_OPEN, build_demo
from qualcode.project.guide_matching import matches, score
from qualcode.project.guide_turns import Decision
from qualcode.project.opening import open_project
from tests.factories import dump

GUIDE = "Q1 Why did your city join?\nQ2 Who disagrees, anybody?\n"
UNCHANGED = ("journal", "journal_payload")


def take(project: Project, folder: Path, text: str = GUIDE) -> None:
    path = folder / "guide.txt"
    path.write_text(text, encoding="utf-8")
    project.guide.import_file(path)


def test_a_guide_is_taken_and_changed_as_one_step(project: Project, tmp_path: Path) -> None:
    before = dump(project, UNCHANGED)
    take(project, tmp_path)
    assert [(one.key, one.text) for one in project.guide.questions()] == [
        ("Q1", "Why did your city join?"),
        ("Q2", "Who disagrees, anybody?"),
    ]
    one = project.transcripts.get("group")
    project.guide.assign(one.turns[0].id, "Q1")
    path = tmp_path / "other.txt"
    path.write_text("Q3 Last word\nQ2 Who disagrees, anybody?\n")
    found = project.guide.import_file(path)
    assert (found.added, found.changed, found.unchanged, found.removed, found.kept) == (
        *(1, 0, 1, 0),
        ("Q1",),
    )
    assert [one.key for one in project.guide.questions()] == ["Q3", "Q2", "Q1"]
    project.history.undo(3)
    assert dump(project, UNCHANGED) == before


def test_a_question_that_was_never_asked_goes(project: Project, tmp_path: Path) -> None:
    take(project, tmp_path)
    take(project, tmp_path, "Q2 Who disagrees?\n")
    assert project.guide.asked() == {"Q2": 0}


def test_proposals_store_nothing_and_are_confirmed_at_once(
    project: Project, tmp_path: Path
) -> None:
    take(project, tmp_path)
    before = dump(project)
    found = project.guide.propose()
    assert dump(project) == before
    assert [(one.transcript, one.turn, one.key, one.ordered) for one in found] == [
        ("group", 1, "Q1", True),
        ("group", 4, "Q2", True),
    ]
    assert all(55 <= one.score <= 100 for one in found)
    entries = len(project.history.entries())
    assert project.guide.confirm(found) == 2
    assert len(project.history.entries()) == entries + 1
    assert project.guide.of("group") == ["Q1", "Q1", "Q1", "Q2", "Q2"]
    assert project.guide.of("interview") == [None, None, None]
    assert project.guide.propose(["group"]) == []
    project.history.undo()
    assert project.guide.of("group") == [None] * 5


def test_a_turn_is_assigned_by_hand(project: Project, tmp_path: Path) -> None:
    take(project, tmp_path)
    one, other = project.transcripts.get("group"), project.transcripts.get("interview")
    assert project.guide.assign(one.turns[3].id, "Q1")
    assert not project.guide.assign(one.turns[3].id, "Q1")
    assert project.guide.of("group") == [None, None, None, "Q1", "Q1"]
    assert project.guide.asked() == {"Q1": 1, "Q2": 0}
    assert project.guide.assign(one.turns[3].id, None)
    assert project.guide.asked() == {"Q1": 0, "Q2": 0}
    with pytest.raises(BadInput, match="turn 2 of group is not the moderator's"):
        project.guide.assign(one.turns[1].id, "Q1")
    with pytest.raises(BadInput, match="no question “Q9”"):
        project.guide.assign(other.turns[0].id, "Q9")
    with pytest.raises(BadInput, match="no such turn"):
        project.guide.assign("nothing", "Q1")
    wrong = replace(project.guide.propose()[0], key="Q9")
    before = dump(project)
    with pytest.raises(BadInput, match="“Q9”"):
        project.guide.confirm([*project.guide.propose(), wrong])
    assert dump(project) == before


def test_the_questions_of_the_sample_study_are_found(tmp_path: Path) -> None:
    """All that is proposed is right; what a person has to assign beside it is 5 of 27 turns."""
    with open_project(build_demo(tmp_path), coder="rk") as project:
        by_lead = [one for one in project.guide.turns() if one.decision is Decision.CONFIRMED]
        late = project.guide.propose()
        assert [(one.transcript, one.key) for one in late] == list(LEFT_OPEN)
        right = {(one.transcript, one.key): one.turn for one in by_lead}
        right |= {(one.transcript, one.key): one.turn for one in late}
        assert len(right) == 27
        for asked in by_lead:
            project.guide.assign(asked.turn_id, None)
        found = project.guide.propose()
        assert all(one.ordered for one in found)
        assert len(found) == 27 - len(BY_HAND)
        for one in found:
            assert right[one.transcript, one.key] == one.turn
        begins = {(one.transcript[:3], one.key): one.text for one in found}
        assert "over there is watching the machine" in begins["fg3", "Q0"]
        wanted = {"Q1": "networks", "Q2": "get", "Q3": "repeat each other", "Q4": "cost"}
        for group in ("fg1", "fg2", "fg3"):
            for key, words in (*wanted.items(), ("Q6", "tied in"), ("Q7", "end?")):
                assert words in begins[group, key]
        assert "last word" in begins["fg3", "Q8"]


def test_the_order_of_the_guide_decides_between_equals() -> None:
    turns = ["What do they cost?", "Which networks?", "What do they cost?"]
    found = matches(turns, ["Which networks?", "What do they cost?"])
    assert [(one.turn, one.question) for one in found] == [(1, 0), (2, 1)]


def test_what_is_out_of_order_needs_a_higher_score() -> None:
    turns = ["What do they cost the city?", "Which networks is your city in?"]
    asked = ["Which networks is your city in?", "What do they cost the city?"]
    found = matches(turns, asked)
    assert [(one.turn, one.question, one.ordered) for one in found] in (
        [(0, 1, True), (1, 0, False)],
        [(0, 1, False), (1, 0, True)],
    )
    assert len(matches(turns, asked, threshold=90)) == 1


def test_what_asks_on_is_not_what_asked_first() -> None:
    asked = "What does the city get from them?"
    turns = ["And what does a city get for it?", "Ole, the boats. What does Bay get from that?"]
    first, second = (score(turn, asked) for turn in turns)
    assert first < second < first + 10
    assert [one.turn for one in matches(turns, [asked])] == [0]


def test_nothing_fits_nothing() -> None:
    assert matches([], ["Why?"]) == matches(["Why?"], []) == matches(["…"], ["Why?"]) == []
    assert score("And?", "Which networks is your city in, and since when?") < 55
    assert score("Why did your city join a network?", "Why did your city join a network?") == 100
