from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.suggestions import Decision
from qualcode.suggest.engine import PhraseRecord
from qualcode.suggest.record import DecisionRecord
from tests.suggest.build import decided


def test_a_settled_place_is_every_place_that_overlaps_it() -> None:
    record = DecisionRecord()
    record.add(decided((10, 20), "a"), [])
    assert record.settled("t", "a", 19, 30)
    assert not record.settled("t", "a", 20, 30)
    assert not record.settled("t", "b", 10, 20)
    assert not record.settled("u", "a", 10, 20)


def test_what_was_only_shown_settles_nothing() -> None:
    record = DecisionRecord()
    record.add(decided((10, 20), "a", Decision.SHOWN), ["grant"])
    assert not record.settled("t", "a", 10, 20)
    assert record.factor("a", "grant") == 1


def test_the_last_decision_on_a_place_is_the_one_that_counts() -> None:
    record = DecisionRecord()
    record.add(decided((10, 20), "a", Decision.REJECTED), ["grant"])
    record.add(decided((10, 20), "a", Decision.CHANGED), ["grant"])
    assert record.of("a", "grant") == PhraseRecord("grant", accepted=1, rejected=0)


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_factor_follows_the_share_of_accepted_suggestions(taken: int, left: int) -> None:
    record = DecisionRecord()
    for n in range(taken + left):
        decision = Decision.ACCEPTED if n < taken else Decision.REJECTED
        record.add(decided((10 * n, 10 * n + 5), "a", decision), ["grant"])
    factor = record.factor("a", "grant")
    assert 0 < factor < 2
    assert (factor > 1) == (taken > left)
    assert (factor < 1) == (taken < left)
