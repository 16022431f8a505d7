"""Sets of transcripts: chosen, by conditions, in tables and comparisons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from qualcode.domain.errors import BadInput
from qualcode.domain.tables import Filters
from qualcode.project import Project
from tests.factories import dump, make_transcript
from tests.project.voiced import voiced_project

UNCHANGED = ("journal", "journal_payload")


@pytest.fixture
def voiced(tmp_path: Path) -> Iterator[Project]:
    project = voiced_project(tmp_path)
    for name, minutes in (("group", "90"), ("evening", "45")):
        project.participants.set_of_transcript(name, "minutes", minutes)
    yield project
    project.close()


@pytest.mark.parametrize(
    ("where", "names"),
    [
        (["size=small"], ("group", "interview")),
        (["SIZE=large,huge"], ("group",)),
        (["size!=large"], ("interview", "evening")),
        (["minutes>45"], ("group",)),
        (["minutes<=90", "size=small"], ("group",)),
        (["kind=focus-group"], ("group", "interview", "evening")),
        (["kind=interview"], ()),
    ],
)
def test_conditions_are_about_groups_or_about_people_in_them(
    voiced: Project, where: list[str], names: tuple[str, ...]
) -> None:
    made = voiced.sets.make("some", where=where)
    assert voiced.sets.names_in("some") == names
    assert voiced.sets.get("some") == made
    assert voiced.sets.described(["some"]) == {"some": " and ".join(where)}


def test_a_condition_is_asked_anew(voiced: Project, tmp_path: Path) -> None:
    voiced.sets.make("long", where=["minutes>=90"])
    assert voiced.sets.names_in("long") == ("group",)
    file = voiced.transcripts.read(make_transcript(tmp_path, "late", [("Ana", "Late, but here.")]))
    voiced.transcripts.add(file)
    voiced.participants.set_of_transcript("late", "minutes", "120")
    assert voiced.sets.names_in("long") == ("group", "late")


def test_each_change_is_one_step_back(voiced: Project) -> None:
    room = voiced.sets
    deeds: list[Callable[[], Any]] = [
        lambda: room.make("pilot", ["interview", "group"]),
        lambda: room.make("pilot", ["evening"]),
        lambda: room.make("pilot", where=["minutes>1"]),
        lambda: room.rename("pilot", "first"),
        lambda: room.make("other", ["group"]),
        lambda: room.delete("first"),
    ]
    states, held = [dump(voiced, UNCHANGED)], []
    for deed in deeds:
        deed()
        states.append(dump(voiced, UNCHANGED))
        held.append({one.name: room.names_in(one.name) for one in room.all()})
    assert held == [
        {"pilot": ("group", "interview")},
        {"pilot": ("evening",)},
        {"pilot": ("group", "evening")},
        {"first": ("group", "evening")},
        {"first": ("group", "evening"), "other": ("group",)},
        {"other": ("group",)},
    ]
    for before in reversed(states[:-1]):
        voiced.history.undo()
        assert dump(voiced, UNCHANGED) == before
    voiced.history.redo(len(deeds))
    assert dump(voiced, UNCHANGED) == states[-1]


def test_a_table_of_a_set_is_the_table_of_its_transcripts(voiced: Project) -> None:
    voiced.sets.make("small", where=["size=small"])
    voiced.sets.make("late", ["evening"])
    for name in ("frequencies", "segments", "corpus", "replies", "history"):
        made = voiced.tables.make(name, Filters(sets=("small",)))
        plain = voiced.tables.make(name, Filters(transcripts=("group", "interview")))
        assert list(made.rows) == list(plain.rows)
        assert made.recipe == {**plain.recipe, "sets": {"small": "size=small"}}
    both = voiced.tables.make("corpus", Filters(sets=("late",), transcripts=("group",)))
    assert [row[0] for row in both.rows] == ["group", "evening"]
    assert voiced.sets.chosen(["small", "late"]) == ("group", "interview", "evening")
    assert voiced.sets.chosen([], ["evening"]) == ("evening",)


def test_what_cannot_be_done(voiced: Project) -> None:
    room = voiced.sets
    room.make("none", where=["kind=interview"])
    room.make("one", ["group"])
    before = dump(voiced)
    acts: list[tuple[Callable[[], Any], str]] = [
        (lambda: room.make(" ", ["group"]), "a set needs a name"),
        (lambda: room.make("x"), "either transcripts or conditions"),
        (lambda: room.make("x", ["group"], ["size=small"]), "either transcripts or conditions"),
        (lambda: room.make("x", ["gone"]), "no transcript “gone”"),
        (lambda: room.make("x", where=["colour=red"]), "no attribute “colour”"),
        (lambda: room.make("x", where=["size"]), "“size” is no condition"),
        (lambda: room.rename("one", "none"), "there is a set “none” already"),
        (lambda: room.rename("one", ""), "a set needs a name"),
        (lambda: room.delete("x"), "there is no set “x”"),
        (lambda: room.names_in("x"), "there is no set “x”"),
        (lambda: room.chosen(["none"]), "the set “none” holds no transcript"),
        (lambda: room.chosen(["one"], ["gone"]), "no transcript “gone”"),
        (lambda: voiced.tables.make("corpus", Filters(sets=("none",))), "holds no transcript"),
    ]
    for act, words in acts:
        with pytest.raises(BadInput, match=words):
            act()
    assert dump(voiced) == before
