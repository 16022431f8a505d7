"""Replies: the default, what is set, and what is refused."""

from __future__ import annotations

import pytest

from qualcode.domain.errors import BadInput
from qualcode.project import Project
from tests.factories import dump


def targets(project: Project) -> list[int | None]:
    return [one.target for one in project.replies.of("group")]


def test_only_what_differs_from_the_default_is_stored(project: Project) -> None:
    turns = project.transcripts.get("group").turns
    assert targets(project) == [None, 1, 2, 3, 4]
    assert project.replies.set(turns[4].id, turns[2].id)
    assert targets(project) == [None, 1, 2, 3, 3]
    assert [one.changed for one in project.replies.of("group")] == [False] * 4 + [True]
    # The turn before by another speaker is what nobody had to say.
    assert project.replies.set(turns[4].id, turns[3].id)
    assert not any(one.changed for one in project.replies.of("group"))
    assert not project.replies.set(turns[4].id, None)
    project.history.undo(2)
    assert targets(project) == [None, 1, 2, 3, 4]


def test_a_turn_may_answer_nobody(project: Project) -> None:
    turns = project.transcripts.get("group").turns
    project.replies.set(turns[2].id, turns[2].id)
    assert targets(project) == [None, 1, None, 3, 4]
    voice = next(one for one in project.talk.of("group").voices if one.label == "Bert")
    (said,) = project.talk.reading(voice, "group")
    assert said.question is None
    project.replies.set(turns[2].id, None)
    assert targets(project) == [None, 1, 2, 3, 4]


def test_only_an_earlier_turn_of_the_transcript_is_answered(project: Project) -> None:
    turns = project.transcripts.get("group").turns
    other = project.transcripts.get("interview").turns
    before = dump(project)
    for target in (turns[3].id, other[0].id, "nothing"):
        with pytest.raises(BadInput, match="turn 3 of group can only answer an earlier turn"):
            project.replies.set(turns[2].id, target)
    with pytest.raises(BadInput, match="no such turn"):
        project.replies.set("nothing", None)
    assert dump(project) == before
