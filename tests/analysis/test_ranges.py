from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.ranges import Ints, distinct, expanded, merged, overlapping, tally

Row = tuple[int, int, int]
"""Group, start, length."""
ROWS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 12), st.integers(1, 6)), max_size=12)


def columns(rows: list[Row]) -> tuple[Ints, Ints, Ints]:
    group, start, length = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    return group, start, start + length


@given(ROWS, st.integers(1, 5))
def test_every_overlapping_pair_comes_once_whatever_the_portion(
    rows: list[Row], at_once: int
) -> None:
    found = [
        frozenset(pair)
        for one, other in overlapping(*columns(rows), at_once)
        for pair in zip(one.tolist(), other.tolist(), strict=True)
    ]
    expected = {
        frozenset((i, j))
        for i, (group, start, length) in enumerate(rows)
        for j, (group_j, start_j, length_j) in enumerate(rows)
        if i < j and group == group_j and start < start_j + length_j and start_j < start + length
    }
    assert len(found) == len(expected)
    assert set(found) == expected


def test_portions_hold_no_more_pairs_than_asked() -> None:
    rows = [(0, at, 3) for at in range(20)]
    sizes = [len(one) for one, _ in overlapping(*columns(rows), at_once=4)]
    assert sum(sizes) == 18 + 19
    assert max(sizes) <= 4 + 2


@given(ROWS)
def test_merged_ranges_are_disjoint_and_hold_the_same_characters(rows: list[Row]) -> None:
    runs = merged(*columns(rows))
    stretches = zip(runs.group.tolist(), runs.start.tolist(), runs.end.tolist(), strict=True)
    characters = [(group, n) for group, start, end in stretches for n in range(start, end)]
    assert len(characters) == len(set(characters))
    assert set(characters) == {
        (group, n) for group, start, length in rows for n in range(start, start + length)
    }
    assert characters == sorted(characters)


@pytest.mark.parametrize(("gap", "runs"), [(-1, 1), (0, 2), (1, 2)])
def test_ranges_that_touch_are_not_merged(gap: int, runs: int) -> None:
    assert len(merged(*columns([(0, 0, 4), (0, 4 + gap, 4)])).start) == runs


def test_expanding_skips_empty_stretches() -> None:
    row, number = expanded(np.array([3, 5, 9, 0]), np.array([5, 5, 8, 1]))
    assert row.tolist() == [0, 0, 3]
    assert number.tolist() == [3, 4, 0]


def test_counting_by_group() -> None:
    group, item = np.array([0, 0, 2, 2, 2]), np.array([7, 7, 7, 8, -1])
    assert distinct(group, item, 4).tolist() == [1, 0, 2, 0]
    assert tally(group, 4).tolist() == [2, 0, 3, 0]
    assert tally(group, 4, item).tolist() == [14, 0, 14, 0]
