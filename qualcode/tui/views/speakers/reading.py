"""One person's talk as one reading: wrapped turns, what they answered to, codes in the margin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from qualcode.project.talk import Question, Said
from qualcode.tui.reader.text import clock
from qualcode.tui.views.speakers.table import padded
from qualcode.tui.widgets.lines import Row
from qualcode.tui.widgets.painting import Pieces, pieces, wrap

LEAD = 9
"""Cells of the number or the time before a turn."""

MOST = 150_000
"""Characters shown at once; what is longer is read on the coding screen."""


class CodeLook(NamedTuple):
    """How a code stands in the margin: its name, its colour as #rrggbb."""

    name: str
    colour: str


def shown_of(said: Sequence[Said]) -> Sequence[Said]:
    """The first turns, as many as can be shown at once."""
    room = MOST
    for number, one in enumerate(said):
        room -= len(one.text)
        if room < 0:
            return said[: max(number, 1)]
    return said


class Reading:
    """Draws turns as rows; the key of a row is the number of its turn in the reading."""

    def __init__(self, looks: Mapping[str, CodeLook], width: int, *, plain: bool) -> None:
        """Take how codes look, and the width in cells."""
        self.looks, self.plain = looks, plain
        self.margin = 14 if width < 78 else 22 if width < 110 else 30
        self.text_width = max(width - LEAD - self.margin - 1, 10)

    def rows(self, said: Iterable[Said], *, several: bool) -> list[Row]:
        """All rows; with ``several`` each transcript has a heading."""
        found: list[Row] = []
        where = ""
        asked: Question | None = None
        for number, one in enumerate(said):
            if several and one.transcript_id != where:
                found.append(Row("", pieces((one.transcript, "heading")), heading=True))
            fresh = one.transcript_id != where or one.question != asked
            if one.question is not None and fresh:
                found += self._question(one.question)
            where, asked = one.transcript_id, one.question
            found += self._turn(number, one)
        return found

    def _question(self, question: Question) -> list[Row]:
        who = f"{question.speaker}: " if question.speaker else ""
        line = f"{' ' * LEAD}{who}“{question.text}”"
        return [Row("", pieces((line, "ghost")), heading=True)]

    def _turn(self, number: int, one: Said) -> list[Row]:
        mark = clock(one.start_ms) if one.start_ms is not None else str(one.turn)
        lines = wrap(one.text, self.text_width)
        missing = len(one.codes) - len(lines)
        rows = []
        for index, line in enumerate(lines):
            lead = f"{mark:>{LEAD - 2}}  " if index == 0 else " " * LEAD
            code = one.codes[index] if index < len(one.codes) else ""
            more = f" +{missing}" if missing > 0 and index == len(lines) - 1 else ""
            right = self._margin(code, more, first=index == 0, coded=bool(one.codes))
            rows.append(Row(f"{number}.{index}", pieces((lead, "muted"), line), right))
        return rows

    def _margin(self, code: str, more: str, *, first: bool, coded: bool) -> Pieces:
        bar = "|" if self.plain else "┆"
        if not coded:
            return pieces((padded(bar, self.margin), "muted"))
        signs = ("/", "|") if self.plain else ("┌", "│")
        sign = signs[0 if first else 1]
        if not code:
            return pieces((padded(f"{bar} {sign}", self.margin), "muted"))
        look = self.looks.get(code, CodeLook("?", ""))
        name = padded(f" {look.name}", self.margin - 3 - len(more)) + more
        return pieces((f"{bar} ", "muted"), (f"{sign}{name}", look.colour))


def turn_of(key: str) -> int:
    """The number in the reading of the turn that a row belongs to."""
    return int(key.partition(".")[0])
