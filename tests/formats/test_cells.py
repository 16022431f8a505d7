from __future__ import annotations

from qualcode.formats.read.cells import rows_as_lines

TALK = [
    ["Moderator", "Welcome to this group. Who begins, and what do you think of it?"],
    ["Ana", "I do, and I think that it was a good meeting for all of us."],
    ["Moderator:", "Thank you. And then?"],
    ["", "And what did the others say?"],
    ["Ana", "Nothing."],
]
LINES = [
    "Moderator: Welcome to this group. Who begins, and what do you think of it?",
    "Ana: I do, and I think that it was a good meeting for all of us.",
    "Moderator: Thank you. And then?",
    "And what did the others say?",
    "Ana: Nothing.",
]


def test_a_talk_is_known_by_its_cells() -> None:
    assert rows_as_lines(TALK) == (LINES, [])


def test_a_talk_is_known_by_its_headings() -> None:
    rows = [["Speaker", "Text"], ["Ana", "Hi."], ["Bert", "Yes."]]
    assert rows_as_lines(rows) == (["Ana: Hi.", "Bert: Yes."], [])


def test_times_and_numbers_in_columns_of_their_own() -> None:
    stamps = ["00:00:01", "00:00:09", "00:01:00", "", "00:01:30"]
    rows = [[str(n), stamps[n], *row] for n, row in enumerate(TALK)]
    lines, problems = rows_as_lines(rows)
    assert lines[:2] == [f"[00:00:01] {LINES[0]}", f"[00:00:09] {LINES[1]}"]
    assert lines[3] == LINES[3]
    assert problems == ["Numbers of the rows of a table were left out."]


def test_start_and_end_become_one_stamp_and_headings_are_skipped() -> None:
    rows = [["Start", "End", "Name", "Content"], ["[0:01]", "[0:04]", "Ana", "Hi."]]
    assert rows_as_lines([*rows, ["0:05", "0:06", "Bert", "Yes."]])[0] == [
        "[0:01-0:04] Ana: Hi.",
        "[0:05-0:06] Bert: Yes.",
    ]


def test_a_column_that_is_not_taken_is_told() -> None:
    rows = [[*row, note] for row, note in zip(TALK, ["", "nice", "", "", "so"], strict=True)]
    lines, problems = rows_as_lines(rows)
    assert lines == LINES
    assert problems == ["Not taken from a table of turns: the column “column 3”."]


def test_other_tables_give_their_cells_in_order() -> None:
    people = [["Name", "Age"], ["Ana", "31"], ["Bert", "45"]]
    assert rows_as_lines(people) == (["Name", "Age", "Ana", "31", "Bert", "45"], [])
    assert rows_as_lines([["One."], ["", ""], ["Two."]]) == (["One.", "Two."], [])
    assert rows_as_lines([]) == ([], [])
