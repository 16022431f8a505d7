"""The part of the reader that follows the mouse: click, double click, drag, wheel."""

from __future__ import annotations

from textual import events
from textual.timer import Timer

from qualcode.tui.reader.cells import cell_len, offset_at
from qualcode.tui.reader.gripping import Grip, Gripping, stretched
from qualcode.tui.reader.layout import FOLD
from qualcode.tui.reader.messages import BoundaryDragged, MarkClicked, Selected
from qualcode.tui.reader.navigator import placed, snapped, unit_at
from qualcode.tui.reader.spans import Mark
from qualcode.tui.reader.text import FOLDED

WHEEL_ROWS = 3
_TICK = 0.05


class Pointing(Gripping):
    """A moving reader that also follows the mouse.

    A click selects the unit under the pointer, two a word, three a sentence, a click on the
    speaker the turn; a drag selects whole words. A drag that begins at an end of a bracket, or at
    the first or last character of a selected mark, moves this boundary.
    """

    _pressed: int | None = None
    _grip: Grip | None = None
    _dragged = False
    _pointer = (0, 0)
    _ticking: Timer | None = None

    def position_at(self, x: int, y: int) -> int | None:
        """Position of the character nearest to a cell; None where there is no text."""
        if self.table is None or self._renderer is None or not self.text.end:
            return None
        if not self.table.height:
            return None
        row = self.table.nearest(self.scroll_offset.y + y)
        if row.number < 0:
            return None
        left = self._renderer.shares.text_left + self.table.indent(row)
        offset = offset_at(self.table.visible(row), x - left)
        return min(row.start + offset, self.text.end - 1)

    def mark_at(self, x: int, y: int) -> Mark | None:
        """The mark whose bracket or name stands at a cell of the margin."""
        renderer, margin, table = self._renderer, self._margin, self.table
        line = self.scroll_offset.y + y
        if renderer is None or margin is None or table is None or not 0 <= line < table.height:
            return None
        cell = x - renderer.shares.margin_left
        row = self._picture(table, line, y == 0).margin
        if cell < len(row.lanes):
            lane = row.lanes[cell] if cell >= 0 else None
            return lane.mark if lane else None
        room = max(0, renderer.shares.width - renderer.shares.margin_left) - len(row.lanes)
        cell -= len(row.lanes)
        for text, name in renderer.named(row, room):
            if 0 <= cell < cell_len(text):
                return name.mark if name else None
            cell -= cell_len(text)
        return None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin what may become a drag."""
        if event.button != 1:
            return
        self._dragged = False
        self._pointer = (event.x, event.y)
        if self._in_margin(event.x):
            self._grip = self.grip_in_margin(event.x, event.y)
            self._pressed = self._grip.mark.start if self._grip else None
        elif not self.fold_at(event.y):
            self._pressed = self.position_at(event.x, event.y)
            held = self._pressed if self._over_text(event.x, event.y) else None
            self._grip = self.grip_in_text(held) if held is not None else None
        if self._pressed is not None:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the selection along; beyond an edge the text scrolls."""
        if self._pressed is None or (event.x, event.y) == self._pointer:
            return
        self._pointer = (event.x, event.y)
        self._drag()
        beyond = not 0 <= event.y < self.size.height
        if beyond and self._ticking is None:
            self._ticking = self.set_interval(_TICK, self._scroll_on)
        elif not beyond:
            self._stop_ticking()

    def on_mouse_up(self) -> None:
        """End a drag."""
        if self._pressed is None:
            return
        grip, self._pressed, self._grip = self._grip, None, None
        self._stop_ticking()
        self.release_mouse()
        if self._dragged and grip is not None:
            if self.selection != (grip.mark.start, grip.mark.end):
                self.post_message(BoundaryDragged(self, grip.mark, self.selection))
        elif self._dragged:
            self.post_message(Selected(self, self.selection))
            self.tell_hidden()

    def on_click(self, event: events.Click) -> None:
        """Select what was clicked, or tell of a mark in the margin."""
        if self._dragged:
            self._dragged = False
            return
        if self._in_margin(event.x):
            mark = self.mark_at(event.x, event.y)
            if mark is not None:
                self.post_message(MarkClicked(self, mark))
            return
        fold = self.fold_at(event.y)
        if fold:
            self.lift([turn for turn in fold if self.text.hidden[turn] == FOLDED])
            return
        position = self.position_at(event.x, event.y)
        if position is None:
            return
        span = unit_at(self.text, position, self._clicked_unit(event))
        at = max(span.start, min(position, span.end))
        # The text stays where it is: the second click of two must meet the same word.
        self._turn_to(placed(span, self.unit, at), reveal=False)
        self.post_message(Selected(self, self.selection))

    def fold_at(self, y: int) -> range:
        """The turns for which the row at a height stands; none where it is not such a row."""
        line = self.scroll_offset.y + y
        if self.table is None or not 0 <= line < self.table.height:
            return range(0)
        row = self.table.row(line)
        return self.table.folded(row.turn) if row.number == FOLD else range(0)

    def _over_text(self, x: int, y: int) -> bool:
        """Whether a character is painted at a cell."""
        table, line = self.table, self.scroll_offset.y + y
        if table is None or self._renderer is None or not 0 <= line < table.height:
            return False
        row = table.row(line)
        left = self._renderer.shares.text_left + table.indent(row)
        return row.number >= 0 and 0 <= x - left < cell_len(table.visible(row))

    def _clicked_unit(self, event: events.Click) -> str:
        if self._renderer is not None and event.x < self._renderer.shares.gutter:
            return "turn"
        return {1: self.unit, 2: "word"}.get(event.chain, "sentence")

    def _in_margin(self, x: int) -> bool:
        return self._renderer is not None and x >= self._renderer.shares.margin_left

    def _drag(self) -> None:
        x, y = self._pointer
        here = self.position_at(x, max(0, min(y, self.size.height - 1)))
        if here is None or self._pressed is None:
            return
        self._dragged = True
        if self._grip is not None:
            span = stretched(self.text, self._grip, here)
        else:
            span = snapped(self.text, min(here, self._pressed), max(here, self._pressed) + 1)
        if span.start < span.end:
            at = max(span.start, min(here, span.end - 1))
            self._turn_to(placed(span, self.unit, at), reveal=False)

    def _scroll_on(self) -> None:
        """While the pointer is beyond an edge, scroll on and extend the selection."""
        y = self._pointer[1]
        rows = y if y < 0 else y - self.size.height + 1
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, immediate=True)
        self._drag()

    def _stop_ticking(self) -> None:
        if self._ticking is not None:
            self._ticking.stop()
            self._ticking = None

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the view, not the cursor."""
        self._wheel(event, WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll the view, not the cursor."""
        self._wheel(event, -WHEEL_ROWS)

    def _wheel(self, event: events.MouseEvent, rows: int) -> None:
        event.stop()
        event.prevent_default()
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, immediate=True)
