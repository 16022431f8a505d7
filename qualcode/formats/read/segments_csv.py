"""Segments from a CSV file: one row per segment, whole-transcript positions."""

from __future__ import annotations

from typing import NamedTuple

from qualcode.domain.errors import BadInput
from qualcode.formats.read.csv_text import column_key, read_sheet

REQUIRED = ("transcript", "start", "end", "code", "coder")
COLUMNS = (*REQUIRED, "memo")
DIGITS = 12
"""Most digits of a position."""


class SegmentRow(NamedTuple):
    """One segment as the file states it: half-open positions in code points."""

    line: int
    transcript: str
    start: int
    end: int
    code: str
    coder: str
    memo: str


class BadRow(NamedTuple):
    """A row that cannot be used, and why."""

    line: int
    reason: str


class SegmentsFile(NamedTuple):
    """The rows of a file that can be used, and those that cannot."""

    rows: list[SegmentRow]
    bad: list[BadRow]


def read_segments(data: bytes, file_name: str) -> SegmentsFile:
    """Rows of a segments file with the columns transcript, start, end, code, coder[, memo].

    Raises BadInput where the header lacks a column or the file is no CSV.
    """
    sheet = read_sheet(data, file_name, COLUMNS)
    header = [column_key(name) for name in sheet.header]
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise BadInput(f"{file_name}, line 1: the header lacks {', '.join(missing)}")
    at_transcript, at_start, at_end, at_code, at_coder = map(header.index, REQUIRED)
    at_memo = header.index("memo") if "memo" in header else -1
    # Building the tuples directly is what keeps 100,000 rows within a quarter of a second.
    width, new = len(header), tuple.__new__
    found = SegmentsFile([], [])
    keep = found.rows.append
    for line, cells in sheet.rows:
        if len(cells) != width:
            if any(cells):
                found.bad.append(BadRow(line, f"{len(cells)} cells instead of {width}"))
            continue
        start, end, code = cells[at_start], cells[at_end], cells[at_code]
        transcript, coder = cells[at_transcript], cells[at_coder]
        if start.isdecimal() and end.isdecimal() and transcript and code and coder:
            memo = cells[at_memo] if at_memo >= 0 else ""
            short = len(start) <= DIGITS and len(end) <= DIGITS
            if short and (first := int(start)) < (last := int(end)):
                keep(new(SegmentRow, (line, transcript, first, last, code, coder, memo)))
                continue
        _explain(found, header, line, cells)
    return found


def _explain(found: SegmentsFile, header: list[str], line: int, cells: list[str]) -> None:
    """Take a row after trimming its cells, or say what is wrong with it."""
    cell = {name: value.strip() for name, value in zip(header, cells, strict=True)}
    if not any(cell.values()):
        return
    empty = [name for name in REQUIRED if not cell[name]]
    places = [name for name in ("start", "end") if not cell[name].isdecimal()]
    if empty:
        reason = f"{', '.join(empty)} is empty"
    elif places:
        reason = f"{places[0]} “{cell[places[0]]}” is not a whole number from 0 up"
    elif max(len(cell["start"]), len(cell["end"])) > DIGITS:
        reason = "the position is larger than any text"
    elif int(cell["start"]) >= int(cell["end"]):
        reason = f"{cell['start']}..{cell['end']} holds no text"
    else:
        start, end, memo = int(cell["start"]), int(cell["end"]), cell.get("memo", "")
        who = cell["transcript"], start, end, cell["code"], cell["coder"], memo
        found.rows.append(SegmentRow(line, *who))
        return
    found.bad.append(BadRow(line, reason))
