"""Movement to what lies over the text: marks, suggestions, what is not coded yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from qualcode.domain.spans import Span
from qualcode.tui.reader.navigator import Cursor, placed
from qualcode.tui.reader.spans import Ghost, MarkIndex, TurnIndex
from qualcode.tui.reader.text import ReaderText


class Layers(NamedTuple):
    """What lies over a text; ``text`` says which turns are shown, if not all."""

    marks: MarkIndex
    ghosts: TurnIndex[Ghost]
    text: ReaderText | None = None


Jump = Callable[[Layers, Cursor], Cursor]


def _to(span: Span | None, cursor: Cursor) -> Cursor:
    return placed(span, cursor.unit) if span else cursor


def next_uncoded(layers: Layers, cursor: Cursor) -> Cursor:
    """To the next unit of a counted speaker that no mark touches."""
    return _to(layers.marks.next_uncoded(cursor.head.end, cursor.unit, layers.text), cursor)


def previous_uncoded(layers: Layers, cursor: Cursor) -> Cursor:
    """To the previous unit of a counted speaker that no mark touches."""
    return _to(layers.marks.previous_uncoded(cursor.head.start, cursor.unit, layers.text), cursor)


def next_coded(layers: Layers, cursor: Cursor) -> Cursor:
    """To the range of the next mark, by start and then by end."""
    return _to(layers.marks.next_range(cursor.selection, layers.text), cursor)


def previous_coded(layers: Layers, cursor: Cursor) -> Cursor:
    """To the range of the previous mark, by start and then by end."""
    return _to(layers.marks.previous_range(cursor.selection, layers.text), cursor)


def next_suggestion(layers: Layers, cursor: Cursor) -> Cursor:
    """To the range of the next suggestion."""
    return _to(layers.ghosts.next_range(cursor.selection, layers.text), cursor)


def previous_suggestion(layers: Layers, cursor: Cursor) -> Cursor:
    """To the range of the previous suggestion."""
    return _to(layers.ghosts.previous_range(cursor.selection, layers.text), cursor)


JUMPS: dict[str, Jump] = {
    jump.__name__: jump
    for jump in (
        next_uncoded,
        previous_uncoded,
        next_coded,
        previous_coded,
        next_suggestion,
        previous_suggestion,
    )
}
"""The moves that depend on what lies over the text, by name."""
