"""Exchanges bound by hand: what is stored, what stays around them, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.domain.errors import BadInput
from qualcode.domain.transcripts import Role
from qualcode.project import Project
from tests.factories import dump

UNCHANGED = ("journal", "journal_payload")


def told(project: Project) -> list[tuple[int, int]]:
    return [(turns.start, turns.stop) for turns in project.exchanges.of("group")]


def led(project: Project) -> None:
    for label in ("Moderator", "MOD"):
        project.speakers.set_role(label, Role.MODERATOR, "group")


def test_a_run_of_turns_is_bound_and_loosened(project: Project) -> None:
    led(project)
    before = dump(project, UNCHANGED)
    assert told(project) == [(0, 3), (3, 5)]
    assert project.exchanges.bind("group", 1, 3)
    assert told(project) == [(0, 1), (1, 4), (4, 5)]
    assert not project.exchanges.bind("group", 1, 3)
    opens = [turn.opens for turn in project.transcripts.get("group").turns]
    assert opens == [None, True, None, False, True]
    assert project.exchanges.loosen("group", 1, 3)
    assert told(project) == [(0, 3), (3, 5)]
    project.history.undo()
    assert told(project) == [(0, 1), (1, 4), (4, 5)]
    project.history.undo()
    assert dump(project, UNCHANGED) == before


def test_without_a_moderator_what_is_bound_makes_the_exchanges(project: Project) -> None:
    for label in ("Moderator", "MOD"):
        project.speakers.set_role(label, Role.PARTICIPANT, "group")
    assert told(project) == []
    project.exchanges.bind("group", 1, 2)
    assert told(project) == [(0, 1), (1, 3), (3, 5)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(st.data())
def test_what_was_bound_last_is_one_exchange(project: Project, data: st.DataObject) -> None:
    led(project)
    for _ in range(data.draw(st.integers(1, 3))):
        first = data.draw(st.integers(0, 4))
        last = data.draw(st.integers(first, 4))
        project.exchanges.bind("group", first, last)
        found = told(project)
        assert (first, last + 1) in found
        assert [turn for start, stop in found for turn in range(start, stop)] == list(range(5))
    project.exchanges.loosen("group", 0, 4)
    assert told(project) == [(0, 3), (3, 5)]


def test_turns_that_are_not_there_are_refused(project: Project) -> None:
    with pytest.raises(BadInput, match="group has no turns 4 to 9"):
        project.exchanges.bind("group", 3, 8)
