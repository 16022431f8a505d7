"""Codes first used per transcript, and what their numbers say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.project.levelling import Trend, first_uses, trend

PAIRS = st.sets(st.tuples(st.sampled_from("abcdef"), st.sampled_from("123456789")))


def test_a_code_counts_where_it_is_met_first_in_the_order_of_the_study() -> None:
    pairs = [("b", "1"), ("a", "1"), ("a", "2"), ("c", "3"), ("c", "2")]
    assert first_uses("abcd", pairs) == {"a": 2, "b": 0, "c": 1}
    assert first_uses("bac", pairs) == {"b": 1, "a": 1, "c": 1}


@given(PAIRS)
def test_each_code_is_counted_once(pairs: set[tuple[str, str]]) -> None:
    found = first_uses("abcdef", pairs)
    assert sum(found.values()) == len({code for _, code in pairs})
    assert found.keys() == {transcript for transcript, _ in pairs}


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([], Trend.TOO_FEW),
        ([9, 7, 6, 3, 0], Trend.TOO_FEW),
        ([0, 0, 0, 0, 1, 2], Trend.TOO_FEW),
        ([9, 7, 6, 3, 1, 0], Trend.LEVELLING_OFF),
        ([9, 7, 6, 3, 1, 1], Trend.RISING),
        ([9, 7, 6, 3, 9, 0, 0], Trend.LEVELLING_OFF),
        ([10, 10, 10, 10, 1, 1], Trend.LEVELLING_OFF),
        ([10, 10, 10, 10, 2, 1], Trend.RISING),
    ],
)
def test_the_trend_compares_the_last_two_with_the_first_four(
    counts: list[int], said: Trend
) -> None:
    assert trend(counts) is said
