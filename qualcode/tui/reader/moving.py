"""The part of the reader that moves: one method per movement, and what the view does with it."""

from __future__ import annotations

from qualcode.domain.spans import Span
from qualcode.tui.reader.filtering import Filtering
from qualcode.tui.reader.jumps import JUMPS, Layers
from qualcode.tui.reader.messages import Moved, Told
from qualcode.tui.reader.navigator import (
    MOVES,
    Cursor,
    cursor_at,
    moved_boundary,
    placed,
    unit_after,
    unit_at,
    unit_before,
)

SCROLL_OFF = 3
"""Rows that stay visible above and below the cursor."""


class Moving(Filtering):
    """A view with a cursor that moves; each movement says whether there was anywhere to go."""

    @property
    def selection(self) -> Span:
        """What is selected; empty only where there is no text."""
        return self.cursor.selection

    @property
    def position(self) -> int:
        """Where the cursor stands, to be remembered and given to ``show`` again."""
        return self.cursor.at

    @property
    def unit(self) -> str:
        """What "next" and "previous" step by: word, sentence, paragraph, turn or exchange."""
        return self.cursor.unit

    def go_to(self, position: int, unit: str | None = None) -> bool:
        """Select the unit at a position; what is hidden there is shown again."""
        if self.text.turns:
            begin = self.text.starts[self.text.turn_at(position)]
            self.lift_for(Span(begin, begin + 1))
        return self._turn_to(cursor_at(self.text, position, unit or self.unit))

    def select(self, span: Span) -> bool:
        """Select a range of at least one character; the unit stays.

        What is hidden altogether is shown again.
        """
        start, end = max(0, span.start), min(span.end, self.text.end)
        if start >= end:
            return False
        self.lift_for(Span(start, end))
        return self._turn_to(placed(Span(start, end), self.unit))

    def move(self, name: str) -> bool:
        """Do the movement with a name of MOVES or JUMPS; KeyError for another name."""
        if not self.text.end:
            return False
        if name in MOVES:
            return self._turn_to(MOVES[name](self.text, self.cursor))
        return self._turn_to(JUMPS[name](Layers(self.marks, self.ghosts, self.text), self.cursor))

    def move_edge(self, edge: str, direction: int) -> bool:
        """Move the ``"start"`` or ``"end"`` of the selection by one word (1 or -1)."""
        span = moved_boundary(self.text, self.selection, edge, direction)
        return span != self.selection and self._turn_to(placed(span, self.unit))

    # One method per movement, so that commands can name them

    def next_unit(self) -> bool:
        """Select the next unit."""
        return self.move("next_unit")

    def previous_unit(self) -> bool:
        """Select the previous unit."""
        return self.move("previous_unit")

    def next_word(self) -> bool:
        """Select the first word of the selection, or the next word."""
        return self.move("next_word")

    def previous_word(self) -> bool:
        """Select the last word of the selection, or the previous word."""
        return self.move("previous_word")

    def extend_next_unit(self) -> bool:
        """Move the selection's free end by a unit to the right."""
        return self.move("extend_next_unit")

    def extend_previous_unit(self) -> bool:
        """Move the selection's free end by a unit to the left."""
        return self.move("extend_previous_unit")

    def extend_next_word(self) -> bool:
        """Move the selection's free end by a word to the right."""
        return self.move("extend_next_word")

    def extend_previous_word(self) -> bool:
        """Move the selection's free end by a word to the left."""
        return self.move("extend_previous_word")

    def larger_unit(self) -> bool:
        """Select the next larger unit around the selection."""
        return self.move("larger_unit")

    def smaller_unit(self) -> bool:
        """Select the next smaller unit inside the selection."""
        return self.move("smaller_unit")

    def next_turn(self) -> bool:
        """Go to the next turn."""
        return self.move("next_turn")

    def previous_turn(self) -> bool:
        """Go to the previous turn."""
        return self.move("previous_turn")

    def next_same_speaker(self) -> bool:
        """Go to the next turn of the same speaker."""
        return self.move("next_same_speaker")

    def previous_same_speaker(self) -> bool:
        """Go to the previous turn of the same speaker."""
        return self.move("previous_same_speaker")

    def to_start(self) -> bool:
        """Go to the first unit of the transcript."""
        return self.move("to_start")

    def to_end(self) -> bool:
        """Go to the last unit of the transcript."""
        return self.move("to_end")

    def next_uncoded(self) -> bool:
        """Go to the next unit of a counted speaker that no mark touches."""
        return self.move("next_uncoded")

    def previous_uncoded(self) -> bool:
        """Go to the previous unit of a counted speaker that no mark touches."""
        return self.move("previous_uncoded")

    def next_coded(self) -> bool:
        """Select the range of the next mark."""
        return self.move("next_coded")

    def previous_coded(self) -> bool:
        """Select the range of the previous mark."""
        return self.move("previous_coded")

    def next_suggestion(self) -> bool:
        """Select the range of the next ghost."""
        return self.move("next_suggestion")

    def previous_suggestion(self) -> bool:
        """Select the range of the previous ghost."""
        return self.move("previous_suggestion")

    def page_down(self) -> bool:
        """Go down by as many rows as are visible, less two."""
        return self._page(1)

    def page_up(self) -> bool:
        """Go up by as many rows as are visible, less two."""
        return self._page(-1)

    def _page(self, direction: int) -> bool:
        table = self.table
        if table is None or not self.text.end:
            return False
        rows = direction * max(1, self.size.height - 2)
        here = table.y_of(self.cursor.at)
        target = table.nearest(here + rows)
        if table.y_of(target.start) == here:
            return self.move("to_end" if direction > 0 else "to_start")
        span = unit_at(self.text, target.start, self.unit)
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, immediate=True)
        at = max(span.start, min(target.start, span.end))
        return self._turn_to(placed(span, self.unit, at))

    # What every movement ends in

    def _turn_to(self, cursor: Cursor, *, reveal: bool = True) -> bool:
        old, self.cursor = self.cursor, cursor
        if cursor == old:
            return False
        if reveal:
            self.reveal()
        for start, end in _changed(old.selection, cursor.selection):
            self.refresh_span(start, end)
        self._follow_hit()
        self.show_terminal_cursor()
        if reveal:
            self.tell_hidden(old.selection)
        if (old.selection, old.unit) != (cursor.selection, cursor.unit):
            self.post_message(Moved(self, cursor.selection, cursor.unit))
        return True

    def tell_hidden(self, before: Span | None = None) -> None:
        """Say how many turns the selection holds that are not shown, if more than it held."""
        held = self.text.hidden_in(*self.selection)
        if held and (before is None or held > self.text.hidden_in(*before)):
            words = "turn that is" if held == 1 else "turns that are"
            self.post_message(Told(self, f"The selection holds {held:,} {words} not shown."))

    def settle(self) -> None:
        """Lay out again; the cursor stays in sight where it was, and leaves hidden turns."""
        was_seen = self._sees_cursor()
        self.relayout()
        if not self.text.turns or not self.text.end:
            return
        if not self.text.shows_any(*self.selection):
            at = self.cursor.at
            span = unit_after(self.text, at, self.unit) or unit_before(self.text, at, self.unit)
            if span:
                self._turn_to(placed(span, self.unit), reveal=False)
        if was_seen and not self._sees_cursor():
            self.reveal()

    def _sees_cursor(self) -> bool:
        if self.table is None or not self.text.turns:
            return False
        top = self.scroll_offset.y
        return top <= self.table.y_of(self.cursor.at) < top + self.size.height

    def _follow_hit(self) -> None:
        """Let the hit under the cursor, if any, be the current one."""
        old = self.hits.current
        if self.hits.follow(self.cursor.at) != old:
            for hit in (old, self.hits.current):
                if hit:
                    self.refresh_span(*hit)

    def reveal(self) -> None:
        """Scroll, by a third of a page or more, until the cursor stands well inside the view."""
        if self.table is None or not self.table.height:
            return
        height, top = self.size.height, self.scroll_offset.y
        off = min(SCROLL_OFF, max(0, (height - 1) // 2))
        first, last = self.table.rows_of(*self.cursor.head)
        if last - first >= height - 2 * off:
            first = last = self.table.y_of(self.cursor.at)
        new = scrolled(first, last, top, height, off)
        if new != top:
            self.scroll_to(y=new, animate=False, immediate=True)


def scrolled(first: int, last: int, top: int, height: int, off: int) -> int:
    """Where the view should begin so that rows ``first`` to ``last`` are well inside it."""
    third = max(1, height // 3)
    if first < top + off:
        near = first > top - height
        return max(0, min(first - off, top - third) if near else first - third)
    if last > top + height - 1 - off:
        near = last < top + 2 * height
        lowest = last - height + 1 + off
        return min(max(lowest, top + third if near else first - third), first - off)
    return top


def _changed(old: Span, new: Span) -> list[Span]:
    """The stretches that are in one range but not in the other."""
    if not old.overlaps(new):
        return [old, new]
    ends = [
        Span(min(old.start, new.start), max(old.start, new.start)),
        Span(min(old.end, new.end), max(old.end, new.end)),
    ]
    return [span for span in ends if span.start < span.end]
