from __future__ import annotations

import pytest

from qualcode.analysis.columns import ColumnRows

ROWS = [("a", 1), ("b", 2), ("c", 3)]


def test_rows_by_column_are_a_sequence_of_rows() -> None:
    rows = ColumnRows([["a", "b", "c"], [1, 2, 3]])
    assert list(rows) == ROWS
    assert [rows[0], rows[-1], len(rows)] == [ROWS[0], ROWS[-1], 3]
    assert rows[1:] == ROWS[1:]
    assert list(reversed(rows)) == ROWS[::-1]
    assert ("b", 2) in rows


def test_rows_by_column_equal_the_same_rows_in_a_list() -> None:
    rows = ColumnRows([["a", "b", "c"], [1, 2, 3]])
    assert rows == ROWS
    assert rows == ColumnRows(rows.columns)
    assert rows != ROWS[:2]
    assert rows != [*ROWS[:2], ("c", 4)]
    assert rows != "abc"
    assert ColumnRows([[], []]) == []


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="different lengths"):
        ColumnRows([["a"], []])
