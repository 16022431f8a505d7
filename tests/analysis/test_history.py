from __future__ import annotations

from qualcode.analysis import HistoryRow, history_table

ROWS = [
    HistoryRow(2, "2024-05-01T10:01:00Z", "Ben", "segment.add", "coded a place", True),
    HistoryRow(1, "2024-05-01T10:00:00Z", "Ann", "code.create", "made a code", False),
]


def test_history_comes_in_the_order_of_the_journal() -> None:
    table = history_table(ROWS)
    assert table.columns == ("sequence", "at", "coder", "action", "what", "undone")
    assert [record["sequence"] for record in table.records()] == [1, 2]
    assert [record["undone"] for record in table.records()] == [False, True]
    assert table.recipe["counts"] == {"entries": 2}


def test_history_is_hashed_by_content() -> None:
    assert history_table(ROWS).recipe == history_table(reversed(ROWS)).recipe
    shorter = history_table(ROWS[:1])
    assert shorter.recipe["data_hash"] != history_table(ROWS).recipe["data_hash"]
    assert history_table([]).rows == []
