"""A list of one-line rows, drawn line by line; only rows that changed are painted again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.tui.commands.base import Context
from qualcode.tui.commands.bindings import bindings_for
from qualcode.tui.reader.look import Depth, depth_of
from qualcode.tui.widgets.base import Painted
from qualcode.tui.widgets.painting import Piece, Pieces, draw, pieces, wrap
from qualcode.tui.widgets.plain import is_plain

LIT, AWAY = Style(reverse=True), Style(underline=True)
"""The row under the cursor where colour cannot carry it, with and without the focus."""


class Row(NamedTuple):
    """One row: key for the program, pieces at the left and the right edge; headings are dead."""

    key: str
    left: Pieces
    right: Pieces = ()
    heading: bool = False


class LineList(Painted, ScrollView, can_focus=True, inherit_bindings=False):
    """A list with a cursor; sends Highlighted when the cursor moves and Chosen on a click."""

    SHOWS_AWAY: ClassVar[bool] = True
    """Whether the row under the cursor is marked also while the focus is elsewhere."""
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Context.LIST)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--cursor", "lines--cursor-away"}
    DEFAULT_CSS = """
    LineList {
        width: 1fr;
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        & .lines--cursor { background: $primary 30%; color: $text; }
        & .lines--cursor-away { background: $foreground 10%; }
    }
    """

    class Highlighted(Message):
        """The cursor stands on another row."""

        def __init__(self, list_: LineList, key: str) -> None:
            """Take the list and the key of the row."""
            super().__init__()
            self.list, self.key = list_, key

        @property
        def control(self) -> LineList:
            """The list, for ``@on`` selectors."""
            return self.list

    class Chosen(Highlighted):
        """A row was chosen with the mouse, or with Enter where the list handles it."""

    def __init__(self, *, id: str | None = None, steal_focus: bool = True) -> None:
        """An empty list; without ``steal_focus`` the cursor is drawn as if it had the focus."""
        super().__init__(id=id)
        self.rows: Sequence[Row] = ()
        self.cursor = 0
        self.empty = ""
        self.always_lit = not steal_focus

    @property
    def current(self) -> Row | None:
        """The row under the cursor, if there is one that can be chosen."""
        if 0 <= self.cursor < len(self.rows) and not self.rows[self.cursor].heading:
            return self.rows[self.cursor]
        return None

    def set_rows(self, rows: Sequence[Row], *, cursor: str | None = None) -> None:
        """Show rows; the cursor keeps its row by key, or goes to the one named."""
        old, before = self.rows, self.current
        self.rows = tuple(rows)
        wanted = cursor if cursor is not None else (before.key if before else None)
        place = self.index_of(wanted)
        moved = place != self.cursor
        self.cursor = place
        if len(old) != len(self.rows):
            self.virtual_size = Size(self.size.width, len(self.rows))
            self.refresh()
        elif moved:
            self.refresh()
        else:
            for index, (was, now) in enumerate(zip(old, self.rows, strict=True)):
                if was != now:
                    self.refresh_row(index)
        if moved or (before and self.current and before.key != self.current.key):
            self.show_cursor()

    def set_row(self, index: int, row: Row) -> None:
        """Show another row at a place; the others stay."""
        if self.rows[index] != row:
            self.rows = (*self.rows[:index], row, *self.rows[index + 1 :])
            self.refresh_row(index)

    def index_of(self, key: str | None) -> int:
        """Index of a row by key; else the nearest row to the cursor that can be chosen."""
        for index, row in enumerate(self.rows):
            if row.key == key and not row.heading:
                return index
        start = min(max(self.cursor, 0), max(len(self.rows) - 1, 0))
        order = [*range(start, len(self.rows)), *range(start - 1, -1, -1)]
        return next((index for index in order if not self.rows[index].heading), 0)

    def select(self, key: str) -> None:
        """Put the cursor on a row without telling anyone."""
        place = self.index_of(key)
        if place != self.cursor:
            self._move(place, tell=False)

    def step(self, rows: int | str) -> None:
        """Move the cursor by rows, by a page, or to the first or last row."""
        if not self.rows:
            return
        page = max(self.size.height - 1, 1)
        far = len(self.rows)
        jumps = {"page": page, "-page": -page, "first": -far, "last": far}
        jump = jumps[rows] if isinstance(rows, str) else rows
        wanted = min(max(self.cursor + jump, 0), far - 1)
        # Past the headings at an end, the way back has the row that is nearest to it.
        there = range(wanted, far) if jump > 0 else range(wanted, -1, -1)
        back = range(wanted, -1, -1) if jump > 0 else range(wanted, far)
        place = next((at for at in (*there, *back) if not self.rows[at].heading), self.cursor)
        if place != self.cursor:
            self._move(place)

    def _move(self, place: int, *, tell: bool = True) -> None:
        self.refresh_row(self.cursor)
        self.cursor = place
        self.refresh_row(place)
        self.show_cursor()
        if tell and (row := self.current):
            self.post_message(self.Highlighted(self, row.key))

    def show_cursor(self) -> None:
        """Scroll so that the cursor is visible, once there is a layout."""
        if self.size.height:
            region = Region(0, self.cursor, self.size.width, 1)
            self.scroll_to_region(region, animate=False, immediate=True, force=True)
            self.show_terminal_cursor()

    def show_terminal_cursor(self) -> None:
        """Put the terminal's own cursor on the row, for screen readers and magnifiers."""
        y = self.cursor - round(self.scroll_y)
        if (self.has_focus or (self.always_lit and is_plain())) and 0 <= y < self.size.height:
            self.app.cursor_position = self.content_region.offset + Offset(0, y)

    def refresh_row(self, index: int) -> None:
        """Paint one row again, if it is visible."""
        self.refresh(Region(0, index - round(self.scroll_y), self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """Draw the row at a line of the window."""
        index = y + round(self.scroll_y)
        width = self.scrollable_content_region.width
        base = self.base
        if index >= len(self.rows):
            return self._draw_empty(y, width)
        row = self.rows[index]
        lit = self.has_focus or self.always_lit
        here = index == self.cursor and not row.heading and (lit or self.SHOWS_AWAY)
        left = (Piece(">" if here else " "), *row.left) if is_plain() else row.left
        if not here:
            return draw(left, row.right, width, base, self.style_of)
        if depth_of(self.app) is Depth.NONE:
            return draw(left, row.right, width, base + (LIT if lit else AWAY), _no_style)
        name = "lines--cursor" if lit else "lines--cursor-away"
        base = base + self.get_component_rich_style(name)
        return draw(left, row.right, width, base, self.style_of)

    def _draw_empty(self, y: int, width: int) -> Strip:
        """What to do next where there are no rows; blank below them."""
        lines = wrap(self.empty, max(width - 2, 10)) if self.empty and not self.rows else []
        words = pieces((f" {lines[y]}" if y < len(lines) else "", "muted"))
        return draw(words, (), width, self.base, self.style_of)

    def say_if_empty(self, text: str) -> None:
        """Say what to do next wherever there are no rows."""
        if text != self.empty:
            self.empty = text
            self.refresh()

    def on_resize(self) -> None:
        """Fit the width, and keep the cursor in view."""
        self.virtual_size = Size(self.size.width, len(self.rows))
        self.show_cursor()

    def on_focus(self) -> None:
        """The cursor is drawn differently with the focus."""
        self.refresh_row(self.cursor)
        # Textual says only after this that the focus is here.
        self.call_later(self.show_terminal_cursor)

    def on_blur(self) -> None:
        """The cursor is drawn differently without the focus."""
        self.refresh_row(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row and choose it."""
        index = event.y + round(self.scroll_y)
        if 0 <= index < len(self.rows) and not self.rows[index].heading:
            if index != self.cursor:
                self._move(index)
            self.post_message(self.Chosen(self, self.rows[index].key))


def _no_style(name: str) -> Style:
    del name
    return Style.null()
