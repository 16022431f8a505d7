from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.errors import BadInput
from qualcode.domain.suggestions import Decision, Proposal
from qualcode.suggest.direct import suggest_now
from qualcode.suggest.engine import Explanation, Hit, HitKind, PhraseRecord, Unit
from qualcode.suggest.messages import (
    codebook_from,
    codebook_to,
    decisions_from,
    explanation_from,
    explanation_to,
    from_line,
    proposals_from,
    rows_to,
    to_line,
    units_from,
)
from tests.suggest.build import CODEBOOK, decided, transcript


def _over_the_wire(value: object) -> Any:
    return from_line(to_line({"value": value}))["value"]


@given(st.text(st.characters(), max_size=60), st.integers(0, 10**6), st.booleans())
def test_units_of_any_text_arrive_as_they_were(text: str, start: int, counts: bool) -> None:
    unit = Unit("t", start, start + len(text), text, "de", counts, None, "q1", 7)
    line = to_line({"value": rows_to([unit])})
    assert line.isascii()
    assert line.count(b"\n") == 1
    assert units_from(from_line(line)["value"]) == [unit]


def test_decisions_proposals_and_explanations_arrive_as_they_were() -> None:
    decisions = [decided((1, 9), "a", decision) for decision in Decision]
    assert decisions_from(_over_the_wire(rows_to(decisions))) == decisions
    proposal = Proposal("t", 1, 9, "a", 0.5, "keyword “x”", "rules", ((1, 2), (4, 5)))
    assert proposals_from(_over_the_wire(rows_to([proposal]))) == [proposal]
    hits = (Hit("x", HitKind.WEAK, 1, 2, False, "part of “x y”"),)
    explained = Explanation("a", 0.5, True, "why", hits, (PhraseRecord("x", 1, 2),), True)
    assert explanation_from(_over_the_wire(explanation_to(explained))) == explained


def test_a_codebook_arrives_with_all_that_suggestions_need() -> None:
    arrived = codebook_from(from_line(to_line(codebook_to(CODEBOOK))))
    assert arrived.version == CODEBOOK.version
    talks = [transcript(("A", "A newsletter. Right, true. We share data on health."))]
    assert suggest_now(arrived, talks) == suggest_now(CODEBOOK, talks)


@pytest.mark.parametrize(
    "rows",
    [
        None,
        "units",
        [["t", 0]],
        [["t", "0", 1, "x", "en", True, None, None, 0]],
        [["t", 0, 5, "x", "en", True, None, None, 0]],
        [["t", -1, 0, "x", "en", True, None, None, 0]],
        [{"text": "x"}],
    ],
)
def test_bad_units_are_refused_with_a_sentence(rows: object) -> None:
    with pytest.raises(BadInput, match=r"unit|Unit"):
        units_from(rows)


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"version": "1", "codes": []},
        {"version": 1, "codes": [{"id": "a"}]},
        {"version": 1, "codes": [{"id": "a", "key": "a", "name": "a", "keywords": "x"}]},
        {"version": 1, "codes": [{"id": 3, "key": "a", "name": "a"}]},
    ],
)
def test_bad_codebooks_are_refused(message: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match=r"code"):
        codebook_from(message)


def test_a_decision_that_does_not_exist_is_refused() -> None:
    with pytest.raises(BadInput, match="rejected"):
        decisions_from([["t", 0, 1, "a", "c", "perhaps"]])


@pytest.mark.parametrize("line", [b"{", b"[]", b"\xff", b"[" * 100_000, b"1" * 5000])
def test_a_line_that_is_no_object_is_refused(line: bytes) -> None:
    with pytest.raises(BadInput, match="JSON"):
        from_line(line)


@given(st.text(st.characters()))
def test_a_line_is_valid_json_for_any_reader(text: str) -> None:
    assert json.loads(to_line({"text": text}).decode("ascii")) == {"text": text}
