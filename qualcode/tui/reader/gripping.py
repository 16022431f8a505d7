"""The part of the reader that takes hold of a boundary of a mark, to drag it."""

from __future__ import annotations

from typing import NamedTuple

from qualcode.domain.spans import Span
from qualcode.tui.reader.aids import Aids
from qualcode.tui.reader.lanes import BOTTOM, SINGLE, TOP
from qualcode.tui.reader.navigator import unit_ending_after, unit_starting_before
from qualcode.tui.reader.spans import Mark
from qualcode.tui.reader.text import STEP, ReaderText

START, END = "start", "end"


class Grip(NamedTuple):
    """A boundary that is held: the edge of a mark ("": the one that the pointer is nearer to)."""

    mark: Mark
    edge: str


def stretched(text: ReaderText, grip: Grip, position: int) -> Span:
    """The range of a held mark with its edge at the word at a position.

    It keeps at least one word; punctuation goes with the word that it touches.
    """
    start, end = grip.mark.start, grip.mark.end
    edge = grip.edge or (START if position - start < end - 1 - position else END)
    if edge == START:
        word = unit_ending_after(text, position, STEP)
        if word is None or word.start >= end:
            word = unit_starting_before(text, end, STEP)
        return Span(word.start if word and word.start < end else start, end)
    word = unit_starting_before(text, position + 1, STEP)
    if word is None or word.end <= start:
        word = unit_ending_after(text, start, STEP)
    return Span(start, word.end if word and word.end > start else end)


class Gripping(Aids):
    """A reader that knows where a boundary can be taken hold of."""

    def grip_in_margin(self, x: int, y: int) -> Grip | None:
        """The boundary whose end of a bracket stands at a cell of the margin."""
        renderer, table = self._renderer, self.table
        line = self.scroll_offset.y + y
        if renderer is None or table is None or not 0 <= line < table.height:
            return None
        lanes = self._picture(table, line, y == 0).margin.lanes
        cell = x - renderer.shares.margin_left
        lane = lanes[cell] if 0 <= cell < len(lanes) else None
        edges = {TOP: START, BOTTOM: END, SINGLE: ""}
        return Grip(lane.mark, edges[lane.part]) if lane and lane.part in edges else None

    def grip_in_text(self, position: int) -> Grip | None:
        """The boundary of the selected mark whose first or last character is at a position."""
        start, end = self.selection
        if position not in (start, end - 1) or end - start < 2:
            return None
        marks = self.marks.touching(self.text.turn_at(start)) if self.text.turns else ()
        same = [mark for mark in marks if (mark.start, mark.end) == (start, end)]
        mark = min(same, key=lambda mark: mark.order, default=None)
        return Grip(mark, START if position == start else END) if mark else None
