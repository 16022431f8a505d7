"""A talk that a PDF shows as a table: speakers (and times) in columns of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from qualcode.formats.read.cells import line_of, talk_columns
from qualcode.formats.read.pdf_lines import PdfLine

_FEWEST_ROWS = 4
_NEAR = 1.5
"""Points within which strings stand in one column."""


def with_speakers(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """The lines, those that open a row of a talk as ``[time] speaker: text``.

    Lines that are no table, or a table of something else, come back as they are.
    """
    left = _left_of_rows(lines)
    rows = [line for line in lines if abs(line.x - left) <= _NEAR and line.stops]
    stops = _columns(rows)
    rows = [line for line in rows if _stop(line, stops[-1:])]
    at_left = sum(1 for line in lines if abs(line.x - left) <= _NEAR)
    if not stops or len(rows) < _FEWEST_ROWS or len(rows) * 10 < at_left * 8:
        return list(lines)
    cells = {id(line): _cells(line, stops) for line in rows}
    columns = talk_columns(list(cells.values()))
    if columns is None or all(row[columns.speaker].endswith(":") for row in cells.values()):
        return list(lines)
    head = cells[id(rows[0])] if columns.first else None
    found = []
    for line in lines:
        row = cells.get(id(line))
        if row is None:
            found.append(line)
        elif row != head:
            text = line_of(row, columns)
            found.append(replace(line, text=text, x=stops[-1], opens=True, stops=()))
    return found


def _left_of_rows(lines: Sequence[PdfLine]) -> float:
    """Where most lines begin that hold more than one string."""
    found = Counter(round(line.x) for line in lines if line.stops)
    return float(found.most_common(1)[0][0]) if found else 0.0


def _columns(rows: Sequence[PdfLine]) -> list[float]:
    """Where strings begin in most of the rows, from left to right."""
    found = Counter(x for line in rows for x in {round(x) for x, _ in line.stops})
    usual = sorted(x for x, often in found.items() if often * 10 >= len(rows) * 6)
    return [float(x) for n, x in enumerate(usual) if n == 0 or x - usual[n - 1] > 2 * _NEAR]


def _stop(line: PdfLine, columns: Sequence[float]) -> bool:
    return any(abs(x - column) <= _NEAR for x, _ in line.stops for column in columns)


def _cells(line: PdfLine, columns: Sequence[float]) -> list[str]:
    """The text of a row cut where its columns begin."""
    cuts = [0]
    for column in columns:
        near = [at for x, at in line.stops if abs(x - column) <= _NEAR]
        cuts.append(near[0] if near else cuts[-1])
    ends = [*cuts[1:], len(line.text)]
    return [line.text[start:end].strip() for start, end in zip(cuts, ends, strict=True)]
