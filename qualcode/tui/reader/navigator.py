"""Movement without a screen: pure functions from one cursor to the next.

The cursor is a selection. ``anchor`` is where it was begun, ``head`` the unit that moves;
the selection reaches from one to the other. ``at`` is the place inside it that is kept when the
unit grows or shrinks. ``unit`` is what "next" and "previous" step by. Every move is clamped: at
the end of what can be reached it gives the cursor back unchanged.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from qualcode.domain.spans import Span, trimmed
from qualcode.tui.reader.text import EXCHANGE, STEP, UNITS, ReaderText


class Cursor(NamedTuple):
    """A selection in progress; ``selection`` is empty only where there is no text."""

    anchor: Span
    head: Span
    at: int
    unit: str

    @property
    def selection(self) -> Span:
        """From the anchor to the head, whichever comes first."""
        start = min(self.anchor.start, self.head.start)
        return Span(start, max(self.anchor.end, self.head.end))


def placed(span: Span, unit: str, at: int | None = None) -> Cursor:
    """A cursor that selects one range."""
    return Cursor(span, span, span.start if at is None else at, unit)


def cursor_at(text: ReaderText, position: int, unit: str) -> Cursor:
    """A cursor on the unit at a position; a unit that this text has not is a sentence."""
    if unit not in text.unit_names:
        unit = "sentence"
    position = max(0, min(position, text.end))
    span = unit_at(text, position, unit)
    return placed(span, unit, max(span.start, min(position, span.end)))


def unit_at(text: ReaderText, position: int, unit: str) -> Span:
    """The unit at a position, else the next in its turn, else the last, else a larger unit.

    Where the turn has no text at all, the nearest turn that has; empty where there is none.
    """
    if not text.turns:
        return Span(0, 0)
    turn = text.turn_at(position)
    for size in UNITS[UNITS.index(unit) :]:
        units = text.units(turn, size)
        if units:
            index = bisect_right(units, position, key=_end)
            return units[min(index, len(units) - 1)]
    for size in UNITS[UNITS.index(unit) :]:
        span = unit_after(text, position, size) or unit_before(text, position, size)
        if span:
            return span
    return Span(0, 0)


def _start(span: Span) -> int:
    return span.start


def _end(span: Span) -> int:
    return span.end


def _after(text: ReaderText, position: int, unit: str) -> Iterator[Sequence[Span]]:
    """The units of each turn that is shown, from a position on; all exchanges as one list."""
    if unit == EXCHANGE:
        return iter((text.shown_exchanges,))
    return (text.units(turn, unit) for turn in text.turns_from(text.turn_at(position)))


def _before(text: ReaderText, position: int, unit: str) -> Iterator[Sequence[Span]]:
    """As _after, backwards."""
    if unit == EXCHANGE:
        return iter((text.shown_exchanges,))
    return (text.units(turn, unit) for turn in text.turns_to(text.turn_at(position)))


def unit_after(text: ReaderText, position: int, unit: str) -> Span | None:
    """The first unit that begins at or after a position."""
    for units in _after(text, position, unit):
        index = bisect_left(units, position, key=_start)
        if index < len(units):
            return units[index]
    return None


def unit_before(text: ReaderText, position: int, unit: str) -> Span | None:
    """The last unit that ends at or before a position."""
    for units in _before(text, position, unit):
        index = bisect_right(units, position, key=_end)
        if index:
            return units[index - 1]
    return None


def unit_ending_after(text: ReaderText, position: int, unit: str) -> Span | None:
    """The first unit that ends after a position."""
    for units in _after(text, position, unit):
        index = bisect_right(units, position, key=_end)
        if index < len(units):
            return units[index]
    return None


def unit_starting_before(text: ReaderText, position: int, unit: str) -> Span | None:
    """The last unit that begins before a position."""
    for units in _before(text, position, unit):
        index = bisect_left(units, position, key=_start)
        if index:
            return units[index - 1]
    return None


def holds_word(text: ReaderText, start: int, end: int) -> bool:
    """Whether there is a letter or digit in a range."""
    return any(letter.isalnum() for letter in text.text[start:end])


def step_right(text: ReaderText, position: int, unit: str) -> Span | None:
    """The unit at whose end an edge at a position arrives when it moves right.

    A step that adds nothing but punctuation is passed over, unless it ends its turn.
    """
    span = unit_ending_after(text, position, unit)
    if unit == STEP and span and not holds_word(text, position, span.end):
        further = unit_ending_after(text, span.end, unit)
        if further and text.turn_at(further.start) == text.turn_at(span.start):
            return further
    return span


def step_left(text: ReaderText, position: int, unit: str) -> Span | None:
    """The unit at whose start an edge at a position arrives when it moves left; as step_right."""
    span = unit_starting_before(text, position, unit)
    if unit == STEP and span and not holds_word(text, span.start, position):
        further = unit_starting_before(text, span.start, unit)
        if further and text.turn_at(further.start) == text.turn_at(span.start):
            return further
    return span


Move = Callable[[ReaderText, Cursor], Cursor]


def next_unit(text: ReaderText, cursor: Cursor) -> Cursor:
    """To the unit after the selection's head."""
    span = unit_after(text, cursor.head.end, cursor.unit)
    return placed(span, cursor.unit) if span else cursor


def previous_unit(text: ReaderText, cursor: Cursor) -> Cursor:
    """To the unit before the selection's head."""
    span = unit_before(text, cursor.head.start, cursor.unit)
    return placed(span, cursor.unit) if span else cursor


def next_word(text: ReaderText, cursor: Cursor) -> Cursor:
    """Into the selection at its first word, and from a word to the next."""
    chosen = cursor.selection
    span = unit_after(text, chosen.start, "word")
    if span is None or span == chosen or not chosen.covers(span):
        span = unit_after(text, chosen.end, "word")
    return placed(span, cursor.unit) if span else cursor


def previous_word(text: ReaderText, cursor: Cursor) -> Cursor:
    """Into the selection at its last word, and from a word to the one before."""
    chosen = cursor.selection
    span = unit_before(text, chosen.end, "word")
    if span is None or span == chosen or not chosen.covers(span):
        span = unit_before(text, chosen.start, "word")
    return placed(span, cursor.unit) if span else cursor


def _extended_right(text: ReaderText, cursor: Cursor, unit: str) -> Cursor:
    anchor, head = cursor.anchor, cursor.head
    if head.start < anchor.start:
        span = unit_after(text, head.start + 1, unit)
        least = step_left(text, anchor.start, unit)
        shrunk = span and least and span.start <= least.start
        moved = Span(span.start, anchor.end) if span and shrunk else anchor
    else:
        span = step_right(text, head.end, unit)
        if span is None:
            return cursor
        moved = Span(max(span.start, anchor.start), span.end)
    return cursor._replace(head=moved, at=moved.start)


def _extended_left(text: ReaderText, cursor: Cursor, unit: str) -> Cursor:
    anchor, head = cursor.anchor, cursor.head
    if head.end > anchor.end:
        span = unit_before(text, head.end - 1, unit)
        least = step_right(text, anchor.end, unit)
        shrunk = span and least and span.end >= least.end
        moved = Span(max(anchor.start, span.start), span.end) if span and shrunk else anchor
    else:
        span = step_left(text, head.start, unit)
        if span is None:
            return cursor
        moved = Span(span.start, min(span.end, anchor.end))
    return cursor._replace(head=moved, at=moved.start)


def extend_next_unit(text: ReaderText, cursor: Cursor) -> Cursor:
    """Move the selection's free end to the right by a unit."""
    return _extended_right(text, cursor, cursor.unit)


def extend_previous_unit(text: ReaderText, cursor: Cursor) -> Cursor:
    """Move the selection's free end to the left by a unit."""
    return _extended_left(text, cursor, cursor.unit)


def extend_next_word(text: ReaderText, cursor: Cursor) -> Cursor:
    """Move the selection's free end to the right by a word."""
    return _extended_right(text, cursor, STEP)


def extend_previous_word(text: ReaderText, cursor: Cursor) -> Cursor:
    """Move the selection's free end to the left by a word."""
    return _extended_left(text, cursor, STEP)


def _kept(text: ReaderText, cursor: Cursor) -> int:
    """The place that is kept when the unit grows or shrinks: one that is shown."""
    turn = text.turn_at(cursor.at)
    if text.shows(turn) or not text.shows_any(*cursor.selection):
        return cursor.at
    return text.starts[next(text.turns_from(text.turn_at(cursor.selection.start)))]


def larger_unit(text: ReaderText, cursor: Cursor) -> Cursor:
    """To the next larger unit around the selection; units equal to it are skipped."""
    chosen, at = cursor.selection, _kept(text, cursor)
    for unit in text.unit_names:
        span = unit_at(text, at, unit)
        if span != chosen and span.covers(chosen):
            return placed(span, unit, at)
    return cursor


def smaller_unit(text: ReaderText, cursor: Cursor) -> Cursor:
    """To the next smaller unit inside the selection; units equal to it are skipped."""
    chosen, at = cursor.selection, _kept(text, cursor)
    for unit in reversed(text.unit_names):
        span = unit_at(text, at, unit)
        if span != chosen and chosen.covers(span):
            return placed(span, unit, max(span.start, min(at, span.end - 1)))
    return cursor


def _first_in(text: ReaderText, turns: Iterable[int], unit: str) -> Span | None:
    for turn in turns:
        if text.shows(turn) and text.units(turn, "turn"):
            return unit_at(text, text.starts[turn], unit)
    return None


def next_turn(text: ReaderText, cursor: Cursor) -> Cursor:
    """To the first unit of the next turn."""
    turn = text.turn_at(max(cursor.head.start, cursor.head.end - 1)) + 1
    span = _first_in(text, text.turns_from(turn), cursor.unit)
    return placed(span, cursor.unit) if span else cursor


def previous_turn(text: ReaderText, cursor: Cursor) -> Cursor:
    """To the first unit of the turn before."""
    turn = text.turn_at(cursor.head.start) - 1
    span = _first_in(text, text.turns_to(turn), cursor.unit) if turn >= 0 else None
    return placed(span, cursor.unit) if span else cursor


def _same_speaker(text: ReaderText, cursor: Cursor) -> tuple[Sequence[int], Sequence[int]]:
    """Turns of the head's first speaker before the head, nearest first, and those after it."""
    first = text.turn_at(cursor.head.start)
    last = text.turn_at(max(cursor.head.start, cursor.head.end - 1))
    turns = text.turns_by_speaker[text.transcript.turns[first].speaker_id]
    return turns[: bisect_left(turns, first)][::-1], turns[bisect_right(turns, last) :]


def next_same_speaker(text: ReaderText, cursor: Cursor) -> Cursor:
    """To the next turn of the same speaker."""
    span = _first_in(text, _same_speaker(text, cursor)[1], cursor.unit)
    return placed(span, cursor.unit) if span else cursor


def previous_same_speaker(text: ReaderText, cursor: Cursor) -> Cursor:
    """To the previous turn of the same speaker."""
    span = _first_in(text, _same_speaker(text, cursor)[0], cursor.unit)
    return placed(span, cursor.unit) if span else cursor


def to_start(text: ReaderText, cursor: Cursor) -> Cursor:
    """To the first unit of the transcript."""
    span = unit_after(text, 0, cursor.unit)
    return placed(span, cursor.unit) if span else cursor


def to_end(text: ReaderText, cursor: Cursor) -> Cursor:
    """To the last unit of the transcript."""
    span = unit_before(text, text.end, cursor.unit)
    return placed(span, cursor.unit) if span else cursor


MOVES: dict[str, Move] = {
    move.__name__: move
    for move in (
        next_unit,
        previous_unit,
        next_word,
        previous_word,
        extend_next_unit,
        extend_previous_unit,
        extend_next_word,
        extend_previous_word,
        larger_unit,
        smaller_unit,
        next_turn,
        previous_turn,
        next_same_speaker,
        previous_same_speaker,
        to_start,
        to_end,
    )
}
"""The moves that need nothing but the text, by name."""


def moved_boundary(text: ReaderText, span: Span, edge: str, direction: int) -> Span:
    """A range with its ``"start"`` or ``"end"`` moved by one word (direction 1 or -1).

    It never crosses the other edge and never leaves the transcript; it may cross turns.
    Punctuation goes with the word that it touches.
    """
    if edge == "end":
        if direction > 0:
            step = step_right(text, span.end, STEP)
        else:
            step = unit_before(text, span.end - 1, STEP)
        return Span(span.start, step.end) if step and step.end > span.start else span
    if direction < 0:
        step = step_left(text, span.start, STEP)
    else:
        step = unit_after(text, span.start + 1, STEP)
    return Span(step.start, span.end) if step and step.start < span.end else span


def snapped(text: ReaderText, start: int, end: int) -> Span:
    """A range of characters widened to whole words at both ends, without white space there."""
    first = unit_ending_after(text, start, "word")
    if first and first.start < start:
        start = first.start
    last = unit_starting_before(text, end, "word")
    if last and last.end > end:
        end = last.end
    return trimmed(text.text, start, end)
