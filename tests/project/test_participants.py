"""Participants: made, renamed, tied to labels, described by attributes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qualcode.domain.attributes import AttributeType, Subject
from qualcode.domain.errors import BadInput, Refused
from qualcode.domain.transcripts import Role
from qualcode.project import Project
from qualcode.project.history_window import HistoryFilter, Sort, sort_of
from tests.factories import dump, make_project

UNCHANGED = ("journal", "journal_payload")


def values(project: Project) -> dict[str, dict[str, str]]:
    return {one.pseudonym: one.attributes for one in project.participants.all()}


def behind(project: Project) -> dict[tuple[str, str], str | None]:
    names = {one.id: one.pseudonym for one in project.participants.all()}
    return {
        (one.transcript, one.label): names.get(one.participant_id or "")
        for one in project.speakers.all()
    }


def test_each_change_is_one_step_back(project: Project) -> None:
    room = project.participants
    deeds: list[Callable[[], Any]] = [
        lambda: room.create("Anna"),
        lambda: room.tie("Ana", "Anna"),
        lambda: room.set("Anna", "size", "small"),
        lambda: room.set("Anna", "years", "3,5"),
        lambda: room.set("Anna", "years", "4"),
        lambda: room.set("Anna", "size", None),
        lambda: room.rename("Anna", "Woman 1"),
        lambda: room.declare("years", AttributeType.NUMBER, bands=[5, 10]),
        lambda: room.set_of_transcript("group", "date", "14.5.2025"),
        lambda: room.tie("Ana", None),
        lambda: room.delete("Woman 1"),
    ]
    states = [dump(project, UNCHANGED)]
    begun = len(project.history.entries())
    for deed in deeds:
        deed()
        states.append(dump(project, UNCHANGED))
    assert len(project.history.entries()) == begun + len(deeds)
    for before in reversed(states[:-1]):
        project.history.undo()
        assert dump(project, UNCHANGED) == before
    project.history.redo(len(deeds))
    assert dump(project, UNCHANGED) == states[-1]


def test_a_value_may_be_known_not_answered_or_not_asked(project: Project) -> None:
    room = project.participants
    room.create("Anna")
    room.set("Anna", "years", "1 200")
    room.set("Anna", "since", "2019-03-01")
    assert values(project) == {"Anna": {"years": "1200", "since": "2019-03-01"}}
    kinds = [(one.name, one.type, one.sort) for one in room.attributes()]
    assert kinds == [("years", AttributeType.NUMBER, 1), ("since", AttributeType.DATE, 2)]
    room.set("Anna", "Years", "(no answer)")
    room.set("Anna", "since", None)
    room.set("Anna", "never", None)
    assert values(project) == {"Anna": {"years": ""}}
    with pytest.raises(BadInput, match="years: “many” is not a number"):
        room.set("Anna", "years", "many")


def test_the_same_name_may_be_an_attribute_of_people_and_of_groups(project: Project) -> None:
    room = project.participants
    room.create("Anna")
    room.set("Anna", "size", "small")
    room.set_of_transcript("group", "size", "12")
    key = project.transcripts.get("group").id
    assert room.of_transcripts() == {key: {"size": "12"}}
    assert [one.type for one in room.attributes(Subject.TRANSCRIPT)] == [AttributeType.NUMBER]
    assert values(project) == {"Anna": {"size": "small"}}


def test_one_person_in_several_groups(tmp_path: Path) -> None:
    talks = {"a": [("Ana", "One."), ("Bert", "Two.")], "b": [("Ana", "Three.")]}
    with make_project(tmp_path, talks=talks) as project:
        project.participants.create("Anna")
        project.speakers.set_role("Ana", Role.UNKNOWN, "b")
        assert project.participants.tie("Ana", "Anna") == 2
        assert project.participants.tie("Ana", "Anna") == 0
        assert {one.role for one in project.speakers.all() if one.label == "Ana"} == {
            Role.PARTICIPANT
        }
        assert project.participants.tie("Ana", None, "b") == 1
        assert behind(project) == {("a", "Ana"): "Anna", ("a", "Bert"): None, ("b", "Ana"): None}
        (anna,) = project.participants.all()
        assert [one.transcript for one in project.participants.speakers()[anna.id]] == ["a"]


def test_another_type_takes_the_values_along_or_is_refused(project: Project) -> None:
    room = project.participants
    for name, value in (("Anna", "3"), ("Bert", "4.50")):
        room.create(name)
        room.set(name, "years", value)
    room.declare("years", AttributeType.TEXT)
    room.set("Anna", "years", "3,50")
    assert values(project)["Anna"] == {"years": "3,50"}
    room.declare("years", AttributeType.NUMBER, bands=[1, 5], printed=False)
    assert values(project) == {"Anna": {"years": "3.5"}, "Bert": {"years": "4.5"}}
    (years,) = room.attributes()
    assert (years.bands, years.printed) == ((1.0, 5.0), False)
    before = dump(project)
    with pytest.raises(BadInput, match="“years” cannot be a date"):
        room.declare("years", AttributeType.DATE)
    assert dump(project) == before


def test_what_cannot_be_done(project: Project) -> None:
    room = project.participants
    room.create("Anna")
    room.create("Bert")
    before = dump(project)
    acts: list[tuple[Callable[[], Any], str]] = [
        (lambda: room.create(" "), "needs a pseudonym"),
        (lambda: room.create("anna"), "there is a participant “Anna” already"),
        (lambda: room.rename("Anna", "Bert"), "“Bert” already"),
        (lambda: room.rename("Cem", "C"), "no participant “Cem”"),
        (lambda: room.delete("Cem"), "no participant “Cem”"),
        (lambda: room.set("Cem", "size", "small"), "no participant “Cem”"),
        (lambda: room.set("Anna", " ", "small"), "an attribute needs a name"),
        (lambda: room.set_of_transcript("gone", "size", "x"), "no transcript “gone”"),
        (lambda: room.tie("Cem", "Anna"), "no speaker “Cem”$"),
        (lambda: room.tie("Dora", "Anna", "group"), "“Dora” in group"),
        (lambda: room.tie("Ana", "Cem"), "no participant “Cem”"),
        (lambda: room.declare("n", AttributeType.NUMBER, bands=[2, 1]), "must rise"),
        (lambda: room.declare("n", AttributeType.TEXT, bands=[2]), "is no number"),
    ]
    for act, words in acts:
        with pytest.raises(BadInput, match=words):
            act()
    room.rename("Anna", " Anna ")
    assert dump(project) == before


def test_what_later_work_needs_is_not_undone(project: Project) -> None:
    project.participants.create("Anna")
    project.use_coder("Bea")
    project.participants.tie("Ana", "Anna")
    project.use_coder("Ada")
    with pytest.raises(Refused, match="other work depends on it"):
        project.history.undo()


def test_a_transcript_goes_and_comes_back_with_its_attributes(project: Project) -> None:
    room, one = project.participants, project.transcripts.get("group")
    room.create("Anna")
    room.tie("Ana", "Anna")
    room.set_of_transcript("group", "minutes", "90")
    project.sets.make("both", ["group", "interview"])
    project.replies.set(one.turns[4].id, one.turns[2].id)
    before = dump(project, UNCHANGED)
    project.transcripts.delete("group")
    assert room.of_transcripts() == {}
    assert project.sets.names_in("both") == ("interview",)
    project.history.undo()
    assert dump(project, UNCHANGED) == before


def test_others_are_told_of_it_without_any_name(project: Project) -> None:
    project.use_coder("Bea")
    project.participants.create("Quixotic")
    project.participants.tie("Ana", "Quixotic")
    project.participants.set("Quixotic", "size", "small")
    project.use_coder("Ada")
    told = project.history.window(HistoryFilter(sort=Sort.MATERIAL), limit=3)
    assert [one.sentence for one in told] == ["set attribute", "tie speaker", "create participant"]
    assert {sort_of(one.kind) for one in told} == {Sort.MATERIAL}
    group = project.transcripts.get("group").id
    about = project.history.window(HistoryFilter(transcript_id=group), limit=1)
    assert [one.kind for one in about] == ["tie speaker"]
    journal = repr(dump(project)["journal"])
    assert "Quixotic" not in journal
