"""Topic guides as text."""

from __future__ import annotations

import pytest

from qualcode.domain.errors import BadInput
from qualcode.formats.read.guide_text import read_guide


def pairs(text: str) -> list[tuple[str, str]]:
    return [(one.key, one.text) for one in read_guide(text.encode(), "guide.txt")]


def test_each_line_is_a_question_where_none_has_a_number() -> None:
    assert pairs("# Guide\nWarm-up\n\n  - Why this one?\n• Last word\n") == [
        ("Q0", "Warm-up"), ("Q1", "Why this one?"), ("Q2", "Last word"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "form", ["Q0 {}\nQ1 {}", "q0: {}\nq1: {}", "0. {}\n1. {}", "0) {}\n(1) {}", "0 - {}\n1 - {}"]
)
def test_numbers_and_keys(form: str) -> None:
    assert pairs(form.format("Warm-up?", "Why?")) == [("Q0", "Warm-up?"), ("Q1", "Why?")]


def test_what_stands_below_a_numbered_question_belongs_to_it() -> None:
    text = "Our guide\n1. Which networks?\n   - since when\n   2a) And before?\n"
    assert pairs(text) == [("Q1", "Which networks? since when"), ("Q2a", "And before?")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "holds no question"),
        ("# only\n", "no question"),
        ("Q1 a\nQ1 b\n", "line 2: Q1 is in line 1"),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    with pytest.raises(BadInput, match=f"guide.txt.*{why}"):
        pairs(text)
