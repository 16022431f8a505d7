from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain import marks as subject
from qualcode.domain.marks import MarkKind, MarkRule, MarkSpan, marks, rules_for
from qualcode.formats.read.marks import read_marks
from tests.conftest import REPOSITORY

FILE = REPOSITORY / "codebooks" / "verbatim_marks.csv"
TABLE = read_marks(FILE.read_bytes(), FILE.name)
JEFFERSON_TALK = "so (0.8) we (.) went (1.2) home [yes] (perhaps)"


def found(text: str) -> list[tuple[str, str]]:
    return [
        (span.kind.value, text[span.start : span.end])
        for span in marks(text, rules_for(TABLE, text))
    ]


@pytest.mark.parametrize(
    ("mark", "kind"),
    [
        ("[laughs]", "laugh"),
        ("(Ana laughs)", "laugh"),
        ("((lacht))", "laugh"),
        ("@(.)@", "laugh"),
        ("*giggles*", "laugh"),
        ("[pause]", "pause"),
        ("(0.8)", "pause"),
        ("(.)", "pause"),
        ("(3 sec)", "pause"),
        ("[inaudible 00:12:03]", "inaudible"),
        ("(unintelligible)", "inaudible"),
        ("(??)", "inaudible"),
        ("(  )", "inaudible"),
        ("[unverständlich, 00:01:02]", "inaudible"),
        ("(funding?)", "uncertain"),
        ("[crosstalk]", "overlap"),
        ("//yes//", "overlap"),
        ("{vocalsound}", "non-verbal"),
        ("[nods]", "non-verbal"),
        ("[…]", "removed"),
        ("[name redacted]", "removed"),
        ("((points at the map))", "comment"),
        ("[the mayor of X]", "comment"),
    ],
)
def test_each_mark_has_a_kind(mark: str, kind: str) -> None:
    assert found(f"So {mark} it is.") == [(kind, mark)]


@pytest.mark.parametrize(
    "text",
    [
        "We (and I mean all of us) pay.",
        "The networks (where they overlap) cost.",
        "Budgets (we cut them) hurt.",
        "He said [something and never\nclosed] it.",
        "a * b * c, x < y > z",
        "((",
        "http://example.org/a//b",
    ],
)
def test_what_is_no_mark(text: str) -> None:
    assert [one for one in found(text) if one[0] != "overlap"] == []


def test_brackets_mean_overlap_only_in_jefferson() -> None:
    assert ("overlap", "[yes]") in found(JEFFERSON_TALK)
    assert ("uncertain", "(perhaps)") in found(JEFFERSON_TALK)
    assert found("so [yes] we (perhaps) did") == [("comment", "[yes]")]
    assert MarkKind.OVERLAP.holds_speech
    assert not MarkKind.LAUGH.holds_speech


def test_a_table_can_say_otherwise() -> None:
    rule = MarkRule(MarkKind.REMOVED, "<<", ">>", ("*",))
    assert marks("a <<b>> c", [rule]) == ((MarkKind.REMOVED, 2, 7),)
    assert marks("a <<b>> c", []) == ()


@given(st.text("()[]{}<>*/@. laughs?\n08", max_size=120))
def test_marks_lie_apart_within_the_text(text: str) -> None:
    spans = marks(text, TABLE)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))


def test_each_opening_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No text makes a mark be looked for more often than there are characters."""
    looked: list[int] = []
    plain = subject._mark_at

    def counted(text: str, start: int, rules: Sequence[MarkRule]) -> MarkSpan | None:
        looked.append(start)
        return plain(text, start, rules)

    monkeypatch.setattr(subject, "_mark_at", counted)
    marks("([{<*" * 4_000, TABLE)
    assert len(looked) <= 20_000
