"""Decisions on suggestions: each one step, never polluting the other coders' work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from qualcode.domain.errors import BadInput, QualcodeError
from qualcode.domain.segments import Origin
from qualcode.domain.suggestions import Decision, Proposal
from qualcode.project import Project
from tests.factories import code_named, code_words, dump


def _proposal(project: Project, words: str = "trust", **other: Any) -> Proposal:
    one = project.transcripts.get("group")
    start = one.text.index(words)
    given: dict[str, Any] = {
        "transcript_id": one.id,
        "start": start,
        "end": start + len(words),
        "code_id": code_named(project, "Trust").id,
        "score": 0.75,
        "reason": 'keyword "trust"',
        "source": "rules",
    }
    return Proposal(**(given | other))


def test_an_accepted_suggestion_is_a_segment_that_remembers_it(project: Project) -> None:
    proposal = _proposal(project)
    made = project.segments.get(project.suggestions.accept(proposal, engine="rules 1").id)
    assert (made.start, made.end, made.origin) == (
        proposal.start,
        proposal.end,
        Origin.ACCEPTED,
    )
    assert made.suggestion_id is not None
    wider = _proposal(project, "money")
    changed = project.suggestions.accept(wider, end=wider.end + 8)
    assert (changed.origin, changed.start, changed.end) == (
        Origin.CHANGED,
        wider.start,
        wider.end + 8,
    )
    project.suggestions.reject(_proposal(project, "network"))
    decided = project.suggestions.decided(made.transcript_id)
    assert [one.decision for one in decided] == [
        Decision.ACCEPTED,
        Decision.CHANGED,
        Decision.REJECTED,
    ]
    assert (decided[0].start, decided[0].end) == (proposal.start, proposal.end)
    project.use_coder("Bea")
    assert project.suggestions.decided(made.transcript_id) == []


def test_each_decision_is_one_step(project: Project) -> None:
    before = dump(project, ["journal", "journal_payload"])
    entries = len(project.history.entries())
    project.suggestions.accept(_proposal(project))
    project.suggestions.reject(_proposal(project, "network"))
    assert len(project.history.entries()) == entries + 2
    project.history.undo(2)
    assert dump(project, ["journal", "journal_payload"]) == before
    project.history.redo(2)
    assert len(project.suggestions.decided(project.transcripts.get("group").id)) == 2


def test_a_suggestion_that_cannot_be_taken_leaves_nothing(project: Project) -> None:
    code_words(project, "trust", "Trust")
    before = dump(project)
    room = project.suggestions
    acts: list[Callable[[], Any]] = [
        lambda: room.accept(_proposal(project)),
        lambda: room.accept(_proposal(project, start=10**6, end=10**6 + 1)),
        lambda: room.reject(_proposal(project, start=5, end=5)),
        lambda: room.accept(_proposal(project, "money"), start=9, end=3),
        lambda: room.accept(_proposal(project, "money", code_id="gone")),
        lambda: room.reject(_proposal(project, transcript_id="gone")),
    ]
    for act in acts:
        with pytest.raises(QualcodeError):
            act()
    assert dump(project) == before
    with pytest.raises(BadInput, match=r"group: range 5\.\.5 holds no text"):
        room.reject(_proposal(project, start=5, end=5))
    project.coders.finish(["group"])
    with pytest.raises(QualcodeError, match="marked as finished"):
        room.accept(_proposal(project, "money"))
