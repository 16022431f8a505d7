"""Tables in documents: a talk with a column of speakers becomes lines that name them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from qualcode.formats.read.original import listed, word_set
from qualcode.formats.read.times import STAMP

_STAMP = re.compile(rf"[ \t\xa0]*{STAMP}[ \t\xa0]*")
_NUMBER = re.compile(r"[(\[#]?\d{1,6}[.)\]:]?")
_SPEAKER_HEADS = word_set(
    "speaker speakers name who person participant label sprecher sprecherin person hablante "
    "orador locuteur locutrice interlocuteur nom nombre spreker falante relatore parlante"
)
_TIME_HEADS = word_set(
    "time timecode timestamp timespan start end begin zeit zeitmarke beginn hora tiempo temps "
    "heure tijd tempo"
)
_TEXT_HEADS = word_set(
    "text transcript transcription content utterance speech words said turn transkript inhalt "
    "texto texte contenu tekst testo dialogue"
)
_LONGEST_LABEL = 40


class Columns(NamedTuple):
    """Which column of a talk in a table holds what; ``first`` is the first row of speech."""

    speaker: int
    text: int
    times: tuple[int, ...]
    numbers: tuple[int, ...]
    first: int


def rows_as_lines(rows: Sequence[Sequence[str]]) -> tuple[list[str], list[str]]:
    """The lines of a table and sentences on what was left out of them.

    A talk gives ``[time] speaker: text`` per row; of any other table each cell is a line.
    """
    full = [list(row) for row in rows if any(cell.strip() for cell in row)]
    width = max((len(row) for row in full), default=0)
    square = [row + [""] * (width - len(row)) for row in full]
    columns = talk_columns(square)
    if columns is None:
        return [cell for row in square for cell in row if cell.strip()], []
    lines = [line_of(row, columns) for row in square[columns.first :]]
    return [line for line in lines if line], _unused(square, columns)


def talk_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """The columns of a talk, by their headings, else by what the cells look like."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    heads = [_head(cell) for cell in rows[0]]
    first = 1 if "speaker" in heads and "text" in heads else 0
    body = rows[first:]
    columns = range(len(rows[0]))
    times = tuple(c for c in columns if heads[c] == "time" or _mostly(body, c, _STAMP))
    numbers = tuple(c for c in columns if c not in times and _mostly(body, c, _NUMBER))
    free = [c for c in columns if c not in times and c not in numbers]
    speaker = heads.index("speaker") if first else _speaker_column(body, free)
    others = [c for c in free if c != speaker]
    if speaker is None or not others:
        return None
    text = heads.index("text") if first else max(others, key=lambda c: _length(body, c))
    if not first and any(heads[c] for c in (*times, speaker, text)):
        first = 1
    return Columns(speaker, text, times, numbers, first)


def _head(cell: str) -> str:
    words = cell.casefold().strip(" :").split()
    if not 1 <= len(words) <= 3:
        return ""
    for name, known in (("time", _TIME_HEADS), ("speaker", _SPEAKER_HEADS), ("text", _TEXT_HEADS)):
        if words[0] in known or words[-1] in known:
            return name
    return ""


def _mostly(rows: Sequence[Sequence[str]], column: int, pattern: re.Pattern[str]) -> bool:
    cells = [row[column].strip() for row in rows if row[column].strip()]
    return bool(cells) and sum(1 for c in cells if pattern.fullmatch(c)) * 10 >= len(cells) * 8


def _length(rows: Sequence[Sequence[str]], column: int) -> int:
    return sum(len(row[column]) for row in rows)


def _speaker_column(rows: Sequence[Sequence[str]], free: Sequence[int]) -> int | None:
    """The first column of short cells that repeat; speech beside it is longer."""
    for column in free:
        cells = [" ".join(row[column].split()).rstrip(":") for row in rows if row[column].strip()]
        short = all(len(c) <= _LONGEST_LABEL and not c.endswith((".", "?", "!")) for c in cells)
        names = set(cells)
        longer = any(_length(rows, c) > 2 * _length(rows, column) for c in free if c != column)
        if cells and short and longer and len(names) * 4 <= len(cells) * 3 and len(cells) > 2:
            return column
    return None


def line_of(row: Sequence[str], columns: Columns) -> str:
    """A row of a talk as ``[time] speaker: text``; without a speaker it continues the turn."""
    label = " ".join(row[columns.speaker].split()).rstrip(": ")
    text = row[columns.text].strip()
    stamps = [row[c].strip() for c in columns.times if row[c].strip()]
    stamp = "-".join(part.strip("[](){}<># ") for part in stamps[:2])
    before = f"[{stamp}] " if stamp else ""
    return f"{before}{label}: {text}" if label else f"{before}{text}".rstrip()


def _unused(rows: Sequence[Sequence[str]], columns: Columns) -> list[str]:
    """A sentence on the columns that hold words and were not taken."""
    used = {columns.speaker, columns.text, *columns.times, *columns.numbers}
    names = [
        rows[0][c].strip()[:30] or f"column {c + 1}"
        for c in range(len(rows[0]))
        if c not in used and any(row[c].strip() for row in rows[columns.first :])
    ]
    said = [f"Not taken from a table of turns: the column {listed(names)}."] if names else []
    if columns.numbers:
        said.append("Numbers of the rows of a table were left out.")
    return said
