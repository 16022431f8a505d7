"""The decoded original of a file: its lines with their numbers, and where a turn came from."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from qualcode.tui.commands.base import Context
from qualcode.tui.commands.bindings import bindings_for
from qualcode.tui.reader.cells import glyphs
from qualcode.tui.reader.layout import row_starts
from qualcode.tui.reader.look import Depth, depth_of
from qualcode.tui.widgets.base import Painted
from qualcode.tui.widgets.painting import draw, pieces, wrap
from qualcode.tui.widgets.plain import shown

LONGEST = 2_000
"""Characters of a line that are wrapped at a time, so that a line without end costs nothing."""

GUTTER = 7
"""Cells before the text: number of the line, mark of the turn."""


class Lines:
    """The lines of a text, long ones in parts; parts know their place and their line."""

    def __init__(self, text: str) -> None:
        """Take the text; one pass over it."""
        self.text = text
        self.starts = array("Q")
        self.numbers = array("Q")
        begin = 0
        for number, end in enumerate([*(m.start() for m in re.finditer("\n", text)), len(text)], 1):
            for start in range(begin, max(end, begin + 1), LONGEST):
                self.starts.append(start)
                self.numbers.append(number)
            begin = end + 1

    def __len__(self) -> int:
        """The number of parts."""
        return len(self.starts)

    def end(self, part: int) -> int:
        """Where a part ends, without its line feed."""
        if part + 1 >= len(self.starts):
            return len(self.text)
        after = self.starts[part + 1]
        return after - (self.numbers[part] != self.numbers[part + 1])

    def at(self, position: int) -> int:
        """The part that holds a position."""
        return max(0, bisect_right(self.starts, position) - 1)

    def of_line(self, number: int) -> int:
        """The first part of a line, counted from 1; of the last one where there is none."""
        place = bisect_right(self.numbers, number - 1)
        return min(place, max(0, len(self.starts) - 1))


class Drawn(NamedTuple):
    """A row in the window: its part, whether it is the first of its line, its range."""

    part: int
    first: bool
    start: int
    end: int


class Original(Painted, can_focus=True, inherit_bindings=False):
    """The text in rows; only what is in view is wrapped. Its cursor stands on a line."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Context.LIST)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"original--turn"}
    DEFAULT_CSS = """
    Original {
        height: 1fr;
        & .original--turn { background: $primary 25%; color: $text; }
    }
    """

    class Moved(Message):
        """The cursor stands on another line."""

        def __init__(self, position: int) -> None:
            """Take where the line begins in the text."""
            super().__init__()
            self.position = position

    def __init__(self, *, id: str | None = None) -> None:
        """Nothing to show yet."""
        super().__init__(id=id)
        self.lines = Lines("")
        self.empty = ""
        self.spans: Sequence[tuple[int, int]] = ()
        self.cursor = 0
        self._top = (0, 0)
        self._window: list[Drawn] | None = None

    def show_text(self, text: str) -> None:
        """Show another text from its beginning."""
        self.lines = Lines(text)
        self.spans, self.cursor, self._top = (), 0, (0, 0)
        self._again()

    def say_if_empty(self, text: str) -> None:
        """Say what is wrong, or comes, where there is no text."""
        if text != self.empty:
            self.empty = text
            self.refresh()

    def show_spans(self, spans: Sequence[tuple[int, int]]) -> None:
        """Mark where a turn came from, and bring its beginning into view."""
        self.spans = tuple(spans)
        if spans:
            self.cursor = self.lines.at(spans[0][0])
            self._bring(spans[0][0])
        self.refresh()

    def go_to_line(self, number: int) -> None:
        """Put the cursor on a line, counted from 1, and bring it into view."""
        self._go(self.lines.of_line(number))

    def step(self, rows: int | str) -> None:
        """Move the cursor by lines, by a page, or to the first or last line."""
        page, far = max(self.size.height // 2, 1), len(self.lines)
        jumps = {"page": page, "-page": -page, "first": -far, "last": far}
        jump = jumps[rows] if isinstance(rows, str) else rows
        self._go(min(max(self.cursor + jump, 0), max(far - 1, 0)))

    def _go(self, part: int) -> None:
        self.cursor = part
        if len(self.lines):
            self._bring(self.lines.starts[part])
            self.post_message(self.Moved(self.lines.starts[part]))
        self.refresh()

    # What is in view

    @property
    def _width(self) -> int:
        return max(self.size.width - GUTTER - 1, 4)

    def _rows(self, part: int) -> list[Drawn]:
        lines = self.lines
        start, end = lines.starts[part], lines.end(part)
        begins = row_starts(lines.text, start, end, self._width)
        first = part == 0 or lines.numbers[part] != lines.numbers[part - 1]
        ends = [*begins[1:], end]
        return [
            Drawn(part, first and index == 0, begin, stop)
            for index, (begin, stop) in enumerate(zip(begins, ends, strict=True))
        ]

    @property
    def window(self) -> list[Drawn]:
        """The rows in view."""
        if self._window is None:
            part, skip = self._top
            found: list[Drawn] = []
            while part < len(self.lines) and len(found) < self.size.height + skip:
                found += self._rows(part)
                part += 1
            self._window = found[skip : skip + self.size.height]
        return self._window

    def _again(self) -> None:
        self._window = None
        self.refresh()

    def _bring(self, position: int) -> None:
        """Scroll so that a position stands a quarter from the top, unless it is well in view."""
        height = self.size.height
        shown = self.window[: max(height - 2, 1)]
        if not height or any(row.start <= position < max(row.end, row.start + 1) for row in shown):
            return
        part = self.lines.at(position)
        rows = self._rows(part)
        row = max(bisect_right([one.start for one in rows], position) - 1, 0)
        left = height // 4 - row
        while left > 0 and part > 0:
            part -= 1
            row = len(self._rows(part))
            left -= row
        self._top = (part, max(-left, 0))
        self._again()

    def scroll_rows(self, rows: int) -> None:
        """Show what is so many rows further down (up where negative)."""
        part, row = self._top
        row += rows
        while row < 0 and part > 0:
            part -= 1
            row += len(self._rows(part))
        while part < len(self.lines) - 1 and row >= (size := len(self._rows(part))):
            part, row = part + 1, row - size
        self._top = (part, max(row, 0))
        self._again()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width = self.size.width
        if not self.lines.text:
            words = wrap(self.empty, max(width - 2, 10)) if self.empty else []
            said = pieces((f" {words[y]}" if y < len(words) else "", "muted"))
            return draw(said, (), width, self.base, self.style_of)
        if y >= len(self.window):
            return Strip.blank(width, self.base)
        row = self.window[y]
        segments = [*self._gutter(row), *self._words(row)]
        return Strip(segments).adjust_cell_length(width, self.base)

    def _gutter(self, row: Drawn) -> list[Segment]:
        room = GUTTER - 2
        number = f"{self.lines.numbers[row.part]:>{room}}" if row.first else " " * room
        here = row.part == self.cursor and self.has_focus
        style = self.base + self.style_of("here" if here else "muted")
        stop = max(row.end, row.start + 1)
        marked = any(start < stop and end > row.start for start, end in self.spans)
        mark = shown("▌") if marked else shown("▸") if here and row.first else " "
        accent = self.base + self.style_of("accent")
        return [Segment(number[-room:], style), Segment(f"{mark} ", accent)]

    def _words(self, row: Drawn) -> list[Segment]:
        """The text of a row, with what belongs to the turn set off."""
        words = self.lines.text[row.start : row.end].rstrip()
        drawn, ending = glyphs(words), row.start + len(words)
        lit = self.base + self._lit
        segments, at = [], row.start
        for start, end in [*self.spans, (ending, ending)]:
            begin, stop = max(start, at), min(end, ending)
            if begin > ending or stop < at:
                continue
            for style, one, two in ((self.base, at, begin), (lit, begin, stop)):
                if two > one:
                    text = "".join(drawn[one - row.start : two - row.start])
                    segments.append(Segment(text, style))
            at = max(at, stop)
        return segments

    @property
    def _lit(self) -> Style:
        if depth_of(self.app) is Depth.NONE:
            return Style(underline=True)
        return self.get_component_rich_style("original--turn")

    def on_resize(self) -> None:
        """Wrap to the present width; what is marked stays in view."""
        self._again()
        if self.spans:
            self._bring(self.spans[0][0])

    def on_focus(self) -> None:
        """The cursor is drawn only with the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor is drawn only with the focus."""
        self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show what is below."""
        event.stop()
        self.scroll_rows(2)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Show what is above."""
        event.stop()
        self.scroll_rows(-2)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the line that was clicked."""
        if 0 <= event.y < len(self.window):
            self._go(self.window[event.y].part)
