"""Rows of a table on their way to turns: speakers, times, labels that stand in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from qualcode.formats.read.cell_times import column_times
from qualcode.formats.read.conventions import name_and_colon
from qualcode.formats.read.delimited import Cell
from qualcode.formats.read.labels import accepted, key_of
from qualcode.formats.read.original import Line, counted, listed
from qualcode.formats.read.page import page_of
from qualcode.formats.read.table import Table
from qualcode.formats.read.turn_text import TurnText
from qualcode.formats.reading import NotTaken, ReadTurn

_LABEL_ENDS = re.compile(r"[ \t\xa0]*[:：][ \t\xa0]*")
_OPENING = re.compile(r"[\[(<*_]*")
_CLOSING = re.compile(r"[\])>*_]*")


_LONGEST_SHOWN = 80
_HOUR = 3_600_000
Times = list[int | None]


class _Stretch(NamedTuple):
    """A part of a cell that is one turn: its speaker, where it begins and ends."""

    speaker: str | None
    begin: int
    end: int | None


class _Head(NamedTuple):
    """A label in a cell: where it begins and where the text after it does."""

    label: str
    begin: int
    at: int


class TurnRows:
    """The rows of a table of turns; ``problems`` and ``not_taken`` say what was found in them."""

    def __init__(self, table: Table, parts: dict[str, int]) -> None:
        """Take the table and the column of each part of a turn."""
        self.table, self.grid, self.parts = table, table.grid, parts
        self.problems: list[str] = []
        self.not_taken: list[NotTaken] = []
        self._doubled = self._empty = self._continued = self._rest = 0

    def turns(self, no_speakers: bool) -> list[ReadTurn]:
        """All turns in the order of the rows."""
        starts, ends = self._in_minutes(self._times("start"), self._times("end"))
        labelled = {} if "speaker" in self.parts or no_speakers else self._labels()
        found: list[ReadTurn] = []
        speaker: str | None = None
        for row, start, end in zip(self.table.rows, starts, ends, strict=True):
            cell = self._text_cell(row)
            if cell is None or not cell.text:
                self._empty += 1
                shown = " ".join(one.text for one in self.grid.row(row))[:_LONGEST_SHOWN]
                self.not_taken.append(NotTaken(self.grid.line(row), shown, "a row without text"))
                continue
            question = self.grid.said(row, self.parts.get("question")) or None
            for stretch in self._stretches(row, cell, labelled, speaker):
                speaker = stretch.speaker
                text = _text(cell, stretch)
                if text.length:
                    found.append(ReadTurn(speaker, text.text, start, end, text.pieces, question))
        self._report(bool(labelled))
        return found

    def _times(self, part: str) -> Times:
        column = self.parts.get(part)
        if column is None:
            return [None] * len(self.table.rows)
        cells = [self.grid.said(row, column) for row in self.table.rows]
        times = column_times(cells, self.table.columns[column].name)
        bad = [cell for cell, ms in zip(cells, times, strict=True) if cell and ms is None]
        if bad:
            self.problems.append(f"Not read as a time ({part}): {listed(dict.fromkeys(bad))}.")
        return times

    def _in_minutes(self, starts: Times, ends: Times) -> tuple[Times, Times]:
        """Minutes and seconds that a spreadsheet program took for hours and minutes."""
        known = [ms for ms in starts if ms is not None]
        begins, goes_on = min(known, default=0) < 2 * _HOUR, max(known, default=0) >= 4 * _HOUR
        whole = all(ms % 60_000 == 0 for ms in (*known, *ends) if ms is not None)
        if len(known) < 4 or not (whole and begins and goes_on):
            return starts, ends
        said = "Hours and minutes read as minutes and seconds: no talk goes on for so long."
        self.problems.append(said)
        shorter = [[ms and ms // 60 for ms in times] for times in (starts, ends)]
        return shorter[0], shorter[1]

    def _text_cell(self, row: int) -> Cell | None:
        """What was said; commas in a last column without quotation marks part no cells."""
        column = self.parts["text"]
        cell = self.grid.cell(row, column)
        last = column == self.table.width - 1 and self.grid.width(row) > self.table.width
        if cell and last and not cell.quoted and self.grid.delimiter in ",;":
            self._rest += 1
            return self.grid.rest(row, column)
        return cell

    def _stretches(
        self, row: int, cell: Cell, labelled: dict[int, list[_Head]], before: str | None
    ) -> Iterator[_Stretch]:
        """The turns in a cell; where no speaker is named it is the one before."""
        if row in labelled:
            heads = labelled[row]
            yield _Stretch(before, 0, heads[0].begin)
            stops = [*(head.begin for head in heads[1:]), None]
            for head, stop in zip(heads, stops, strict=True):
                yield _Stretch(head.label, head.at, stop)
        elif "speaker" not in self.parts:
            yield _Stretch(before, 0, None)
        elif label := _label(self.grid.said(row, self.parts["speaker"])):
            at = _doubled(cell.text, label)
            self._doubled += at > 0
            yield _Stretch(label, at, None)
        else:
            self._continued += before is not None
            yield _Stretch(before, 0, None)

    def _labels(self) -> dict[int, list[_Head]]:
        """Labels at the starts of lines in the cells, where the table has no such column."""
        lines: list[Line] = []
        places: list[tuple[int, int]] = []
        for row in self.table.rows:
            cell = self._text_cell(row)
            at = 0
            for part in cell.text.split("\n") if cell else ():
                lines.append(Line(part, at))
                places.append((row, at))
                at += len(part) + 1
        self._rest = 0
        page = page_of(lines)
        candidates = name_and_colon(page)
        keys = accepted(candidates, len(page.spoken)) if candidates else set()
        found: dict[int, list[_Head]] = {}
        for one in candidates:
            if key_of(one.label) in keys:
                row, at = places[one.line]
                head = _Head(" ".join(one.label.split()), at, at + one.at)
                found.setdefault(row, []).append(head)
        return found

    def _report(self, labelled: bool) -> None:
        """Sentences on the rows, the frequent ones counted."""
        if labelled:
            self.problems.append("Speakers were found in the text itself, before a colon.")
        cut = len(self.table.wide) - self._rest
        for number, said in (
            (self._doubled, "Text that began with the name of its speaker again"),
            (self._continued, "Without a speaker, given to the one before"),
            (self._empty, "Left out, no text"),
            (self._rest, "Wider than the heading, the rest taken as text"),
            (max(0, cut), "Wider than the heading, the rest left out"),
        ):
            if number:
                self.problems.append(f"{said}: {counted(number, 'row')}.")
        if "number" in self.parts and self._numbers_fall():
            said = "The numbers of the turns do not rise; the order of the rows was kept."
            self.problems.append(said)

    def _numbers_fall(self) -> bool:
        texts = [self.grid.said(row, self.parts["number"]) for row in self.table.rows]
        numbers = [int(text) for text in texts if text.isdecimal() and len(text) < 16]
        return any(two < one for one, two in pairwise(numbers))


def _text(cell: Cell, stretch: _Stretch) -> TurnText:
    """A part of a cell without the blanks at its ends."""
    text = TurnText()
    part = cell.text[stretch.begin : stretch.end]
    kept = part.strip()
    if kept:
        begin = stretch.begin + len(part) - len(part.lstrip())
        text.extend(cell.stretches(begin, begin + len(kept)), "\n")
    return text


def _label(said: str) -> str:
    """A name as a label: on one line, without the colon or brackets some put there."""
    label = " ".join(said.split()).rstrip(":： ")
    return label[1:-1] if label[:1] + label[-1:] in ("[]", "<>") else label


def _doubled(text: str, label: str) -> int:
    """Where the text begins after its speaker's name and a colon; 0 where that is not there."""
    at = _OPENING.match(text).end()  # type: ignore[union-attr]
    if " ".join(text[at : at + len(label)].split()).casefold() != label.casefold():
        return 0
    at = _CLOSING.match(text, at + len(label)).end()  # type: ignore[union-attr]
    match = _LABEL_ENDS.match(text, at)
    return _CLOSING.match(text, match.end()).end() if match else 0  # type: ignore[union-attr]
