"""Where a boundary of a segment comes to stand: pure functions from one range to another."""

from __future__ import annotations

from qualcode.domain.errors import Refused
from qualcode.domain.spans import Span
from qualcode.tui.reader.navigator import (
    unit_after,
    unit_before,
    unit_ending_after,
    unit_starting_before,
)
from qualcode.tui.reader.text import ReaderText

SENTENCE = "sentence"


def moved_by_sentence(text: ReaderText, span: Span, edge: str, direction: int) -> Span:
    """A range with its ``"start"`` or ``"end"`` at the next or previous edge of a sentence.

    It never crosses the other edge; where it cannot move it stays as it is.
    """
    if edge == "end":
        find = unit_ending_after if direction > 0 else unit_before
        step = find(text, span.end if direction > 0 else span.end - 1, SENTENCE)
        return Span(span.start, step.end) if step and step.end > span.start else span
    find = unit_starting_before if direction < 0 else unit_after
    step = find(text, span.start if direction < 0 else span.start + 1, SENTENCE)
    return Span(step.start, span.end) if step and step.start < span.end else span


def moved_to(span: Span, edge: str, selection: Span) -> Span:
    """A range with its start or end at that of the selection.

    Raises Refused where the boundary would cross the other one.
    """
    if edge == "end":
        if selection.end <= span.start:
            raise Refused("the cursor is before the start of this segment: move its start instead")
        return Span(span.start, selection.end)
    if selection.start >= span.end:
        raise Refused("the cursor is after the end of this segment: move its end instead")
    return Span(selection.start, span.end)
