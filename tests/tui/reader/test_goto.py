from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.domain.transcripts import Turn
from qualcode.tui.reader import ReaderText
from qualcode.tui.reader.goto import place_of
from qualcode.tui.reader.layout import RowTable
from tests.tui.reader.build import text_of, transcript

TEXT = ReaderText(transcript())
TABLE = RowTable(TEXT, 40)


@pytest.mark.parametrize(
    ("words", "turn"),
    [("1", 0), (" 3 ", 2), ("6", 5), ("0:00", 0), ("02:30", 2), ("0:03:00", 3), ("99:00", 5)],
)
def test_a_turn_or_a_time(words: str, turn: int) -> None:
    assert place_of(TEXT, TABLE, words) == TEXT.starts[turn]


def test_a_line_is_a_row_of_text() -> None:
    assert place_of(TEXT, TABLE, "l1") == 0
    assert place_of(TEXT, TABLE, "line 2") == TABLE.starts[1] == TEXT.starts[1]
    assert place_of(TEXT, TABLE, "L3") == TABLE.starts[2]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("0", "There is no turn 0: this transcript has 6 turns."),
        ("7", "There is no turn 7: this transcript has 6 turns."),
        ("l99", "There is no line 99: at this width the text has 11 lines."),
        ("why", "“why” is no place: write a turn (12), a time (12:04) or a line (l12)."),
        ("١٢", "“١٢” is no place: write a turn (12), a time (12:04) or a line (l12)."),
        ("-1", "“-1” is no place: write a turn (12), a time (12:04) or a line (l12)."),
        ("", "“” is no place: write a turn (12), a time (12:04) or a line (l12)."),
    ],
)
def test_what_does_not_exist_is_said_in_a_sentence(words: str, said: str) -> None:
    assert place_of(TEXT, TABLE, words) == said


def test_times_may_be_missing_or_begin_late() -> None:
    bare = [replace(turn, start_ms=None) for turn in TEXT.transcript.turns]
    none = ReaderText(replace(TEXT.transcript, turns=tuple(bare)))
    assert place_of(none, TABLE, "1:00") == "This transcript has no times."
    late: list[Turn] = [*bare[:2], replace(bare[2], start_ms=120_000), *bare[3:]]
    some = ReaderText(replace(TEXT.transcript, turns=tuple(late)))
    assert place_of(some, TABLE, "0:10") == place_of(some, TABLE, "59:00") == TEXT.starts[2]


def test_one_turn_is_one_turn() -> None:
    text = text_of("One.")
    assert place_of(text, RowTable(text, 20), "2") == (
        "There is no turn 2: this transcript has 1 turn."
    )
