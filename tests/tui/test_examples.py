"""Quotes in the inspector: the coder's own, read again when they may have changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.project import Project, open_project
from qualcode.tui.examples import LONGEST, Examples


@pytest.fixture
def project(study: Path) -> Project:
    """The small study."""
    return open_project(study, coder="RK")


def code(project: Project, words: str) -> str:
    """Code the first place of words with trust; the id of the segment."""
    one = project.transcripts.get("FG01 Nurses")
    start, trust = one.text.index(words), project.codebook.current().find("trust").id
    return project.segments.add(one.id, start, start + len(words), trust).id


def test_quotes_are_own_and_read_again_after_what_may_change_them(project: Project) -> None:
    with project:
        examples, trust = Examples(project), project.codebook.current().find("trust").id
        assert examples.of(trust, 0) == []
        first = code(project, "two hours")
        assert examples.of(trust, 1) == ["two hours"]
        code(project, "the waiting")
        assert set(examples.of(trust, 2)) == {"two hours", "the waiting"}
        code(project, "anything")
        known = examples.of(trust, 3)
        assert "anything" not in known
        project.segments.remove(first)
        assert set(examples.of(trust, 2)) == {"the waiting", "anything"}
        project.use_coder("ML")
        assert examples.of(trust, 0) == []


def test_a_long_quote_is_cut(project: Project) -> None:
    with project:
        one, trust = (
            project.transcripts.get("FG01 Nurses"),
            project.codebook.current().find("trust"),
        )
        turn = max(one.turns, key=lambda turn: len(turn.text))
        start = one.text.index(turn.text)
        project.segments.add(one.id, start, start + len(turn.text), trust.id)
        (quote,) = Examples(project).of(trust.id, 1)
        assert len(quote) <= LONGEST
