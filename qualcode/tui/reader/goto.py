"""What a coder types to go somewhere: a turn, a time, a line."""

from __future__ import annotations

import re

from qualcode.tui.reader.layout import RowTable
from qualcode.tui.reader.text import ReaderText

_TIME = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})\Z", re.ASCII)
_LINE = re.compile(r"l(?:ine)?\s*(\d{1,9})\Z", re.ASCII | re.IGNORECASE)
_TURN = re.compile(r"\d{1,9}\Z", re.ASCII)


def place_of(text: ReaderText, table: RowTable, words: str) -> int | str:
    """The position that is meant, or a sentence that says why there is none.

    ``12`` is a turn, ``12:04`` a time (the turn that is spoken then), ``l12`` and ``line 12`` are
    a row of text at the present width.
    """
    words = words.strip()
    if match := _LINE.match(words):
        return _line(table, int(match[1]))
    if match := _TIME.match(words):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return _time(text, ((hours * 60 + minutes) * 60 + seconds) * 1000)
    if _TURN.match(words):
        return _turn(text, int(words))
    return f"“{words}” is no place: write a turn (12), a time (12:04) or a line (l12)."


def _turn(text: ReaderText, number: int) -> int | str:
    if 0 < number <= text.turns:
        return text.starts[number - 1]
    have = "1 turn" if text.turns == 1 else f"{text.turns:,} turns"
    return f"There is no turn {number}: this transcript has {have}."


def _line(table: RowTable, number: int) -> int | str:
    if 0 < number <= len(table.starts):
        return table.starts[number - 1]
    return f"There is no line {number}: at this width the text has {len(table.starts):,} lines."


def _time(text: ReaderText, wanted: int) -> int | str:
    """The last turn that begins by then; the first one with a time where none does."""
    begun = [
        (turn.start_ms, index)
        for index, turn in enumerate(text.transcript.turns)
        if turn.start_ms is not None
    ]
    if not begun:
        return "This transcript has no times."
    past = [one for one in begun if one[0] <= wanted]
    return text.starts[max(past, default=min(begun))[1]]
