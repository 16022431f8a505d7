"""A table of words and figures with a cursor on its cells; names and headings stay in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip

from qualcode.tui.widgets.cell_cursor import CellCursor
from qualcode.tui.widgets.painting import Piece, Pieces, draw, fit, pieces, wrap
from qualcode.tui.widgets.plain import shown

LEAST, WIDEST = 6, 34
"""Cells of the terminal that a column takes, with the brackets of the cursor."""


class Cell(NamedTuple):
    """What stands in a cell, its style, and whether it stands at the right edge."""

    text: str
    style: str = ""
    right: bool = True


class Line(NamedTuple):
    """A row: its key, its name, its cells; headings have no cells and are passed over."""

    key: str
    name: Pieces
    cells: tuple[Cell, ...] = ()
    heading: bool = False


class Spread(CellCursor, can_focus=True, inherit_bindings=False):
    """Columns as wide as what stands in them; a step of the cursor paints two cells."""

    class Moved(Message):
        """The cursor stands on another cell."""

        def __init__(self, spread: Spread) -> None:
            """Take the table."""
            super().__init__()
            self.spread = spread

        @property
        def control(self) -> Spread:
            """The table, for ``@on`` selectors."""
            return self.spread

    class Chosen(Moved):
        """The cell under the cursor was clicked."""

    def __init__(self, *, id: str | None = None) -> None:
        """An empty table."""
        super().__init__(id=id)
        self.corner = ""
        self.heads: Sequence[str] = ()
        self.lines: Sequence[Line] = ()
        self.empty = ""
        self.row = self.column = 0
        self.top = self.first = 0
        self._widths: list[int] = []
        self._longest = 0

    def show_table(self, corner: str, heads: Sequence[str], lines: Sequence[Line]) -> None:
        """Show a table; ``corner`` heads the names. The cursor keeps its row, else its place."""
        known = self.line.key if self.line else None
        self.corner, self.heads, self.lines = corner, tuple(heads), tuple(lines)
        self._widths = [self._wanted(at) for at in range(len(self.heads))]
        names = [corner, *("".join(part.text for part in one.name) for one in lines)]
        self._longest = max((cell_len(shown(name)) for name in names), default=0)
        at = next((n for n, one in enumerate(lines) if one.key == known and not one.heading), None)
        self.row = self._nearest(self.row if at is None else at)
        self.column = max(min(self.column, len(self.heads) - 1), 0)
        self._see()
        self.refresh()

    def say_if_empty(self, text: str) -> None:
        """Say what to do next wherever there are no rows."""
        self.empty = text
        self.refresh()

    def put(self, row: int, column: int) -> None:
        """Put the cursor on a cell without telling anyone."""
        self.row, self.column = self._nearest(row), max(min(column, len(self.heads) - 1), 0)
        self._see()
        self.refresh()

    def put_key(self, key: str) -> None:
        """Put the cursor on the row with a key, where there is one."""
        places = (n for n, one in enumerate(self.lines) if one.key == key)
        self.put(next(places, self.row), self.column)

    @property
    def line(self) -> Line | None:
        """The row under the cursor; None in an empty table."""
        if 0 <= self.row < len(self.lines) and not self.lines[self.row].heading:
            return self.lines[self.row]
        return None

    @property
    def shown_columns(self) -> tuple[int, int]:
        """The first column in view and the one after the last that fits."""
        room = self.content_size.width - self._name_width
        after = self.first
        while after < len(self._widths) and room >= self._widths[after]:
            room -= self._widths[after]
            after += 1
        return self.first, max(after, min(self.first + 1, len(self._widths)))

    def _wanted(self, column: int) -> int:
        cells = (one.cells[column].text for one in self.lines if not one.heading)
        longest = max((cell_len(shown(text)) for text in cells), default=0)
        return max(min(max(longest, cell_len(shown(self.heads[column]))) + 2, WIDEST), LEAST)

    def _nearest(self, row: int) -> int:
        """The row that can be chosen nearest to a place, those below first."""
        row = max(min(row, len(self.lines) - 1), 0)
        order = [*range(row, len(self.lines)), *range(row - 1, -1, -1)]
        return next((at for at in order if not self.lines[at].heading), 0)

    # Geometry, in cells of the terminal from the left edge of the content

    @property
    def _name_width(self) -> int:
        return min(self._longest, max(self.content_size.width // 3, 12)) + 1

    @property
    def _body(self) -> int:
        return max(self.content_size.height - 1, 1)

    def _x(self, column: int) -> int:
        return self._name_width + sum(self._widths[self.first : column])

    def _y(self, row: int) -> int:
        return 1 + row - self.top

    def _region(self, row: int, column: int) -> Region:
        width = self._widths[column] if column < len(self._widths) else 0
        return Region(self._x(column), self._y(row), width, 1)

    # Moving

    def step(self, rows: int | str) -> None:
        """Move the cursor by rows, by a page, or to the first or last row."""
        page, far = max(self._body - 1, 1), len(self.lines)
        jumps = {"page": page, "-page": -page, "first": -far, "last": far}
        jump = jumps[rows] if isinstance(rows, str) else rows
        wanted = min(max(self.row + jump, 0), far - 1)
        # Past the headings at an end, the way back has the row that is nearest to it.
        there = range(wanted, far) if jump > 0 else range(wanted, -1, -1)
        back = range(wanted, -1, -1) if jump > 0 else range(wanted, far)
        places = (at for at in (*there, *back) if 0 <= at < far and not self.lines[at].heading)
        self._go(next(places, self.row), self.column)

    def sidestep(self, columns: int | str) -> None:
        """Move the cursor by columns or by as many as are in view."""
        first, after = self.shown_columns
        jumps = {"page": after - first, "-page": first - after}
        jump = jumps[columns] if isinstance(columns, str) else columns
        self._go(self.row, min(max(self.column + jump, 0), max(len(self.heads) - 1, 0)))

    def _go(self, row: int, column: int) -> None:
        if (row, column) == (self.row, self.column):
            return
        old = self._region(self.row, self.column)
        self.row, self.column = row, column
        if self._see():
            self.refresh()
        else:
            self.refresh(old, self._region(row, column))
        self.post_message(self.Moved(self))

    def _see(self) -> bool:
        """Bring the cursor into view; whether anything had to be moved."""
        before = (self.top, self.first)
        upper = self.row - (0 < self.row < len(self.lines) and self.lines[self.row - 1].heading)
        self.top = max(min(max(self.top, self.row - self._body + 1), upper), 0)
        self.top = max(min(self.top, len(self.lines) - self._body), 0)
        self.first = min(self.first, self.column)
        while self.first < self.column >= self.shown_columns[1]:
            self.first += 1
        while self.first and self._fits_from(self.first - 1):
            self.first -= 1
        self.show_terminal_cursor()
        return before != (self.top, self.first)

    def _fits_from(self, column: int) -> bool:
        """Whether all columns from one on have room beside the names."""
        return sum(self._widths[column:]) <= self.content_size.width - self._name_width

    def show_terminal_cursor(self) -> None:
        """Put the terminal's own cursor on the cell, for screen readers and magnifiers."""
        y = self._y(self.row)
        if self.has_focus and 0 < y < self.size.height and self.column < len(self._widths):
            self.app.cursor_position = self.content_region.offset + Offset(self._x(self.column), y)

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line of the content."""
        width, base = self.content_size.width, self.base
        if not self.lines:
            return self._draw_empty(y, width)
        if y == 0:
            return self._joined([Strip([])], [self._heading(at) for at in self._shown], width)
        row = y - 1 + self.top
        if row >= len(self.lines):
            return Strip.blank(width, base)
        one = self.lines[row]
        if one.heading:
            return draw(one.name, (), width, base, self.style_of)
        name = draw(fit(one.name, self._name_width - 1), (), self._name_width, base, self.style_of)
        return self._joined([name], [self._cell(row, at) for at in self._shown], width)

    @property
    def _shown(self) -> range:
        return range(*self.shown_columns)

    def _joined(self, names: list[Strip], cells: list[Strip], width: int) -> Strip:
        if not names[0].cell_length:
            left = fit(pieces((self.corner, "heading")), self._name_width - 1)
            names = [draw(left, (), self._name_width, self.base, self.style_of)]
        whole = Strip.join([*names, *cells])
        rest = max(width - whole.cell_length, 0)
        return Strip.join([whole, Strip.blank(rest, self.base)]).crop(0, width)

    def _heading(self, column: int) -> Strip:
        right = any(one.cells[column].right for one in self.lines if not one.heading)
        cell = Cell(self.heads[column], "heading", right)
        return self._aligned(cell, self._widths[column], (" ", " "), self.base)

    def _cell(self, row: int, column: int) -> Strip:
        base, here = self.base, (row, column) == (self.row, self.column)
        if here:
            base = base + self.cursor_style
        cell = self.lines[row].cells[column]
        cell = cell._replace(style="") if here else cell
        # The brackets say where the cursor is without any colour.
        edges = ("[", "]") if here else (" ", " ")
        return self._aligned(cell, self._widths[column], edges, base)

    def _aligned(self, cell: Cell, width: int, edges: tuple[str, str], base: Style) -> Strip:
        words = fit((Piece(cell.text, cell.style),), width - 2)
        gap = " " * (width - 2 - sum(cell_len(shown(part.text)) for part in words))
        inner = (Piece(gap), *words) if cell.right else (*words, Piece(gap))
        return draw((Piece(edges[0]), *inner, Piece(edges[1])), (), width, base, self.style_of)

    def _draw_empty(self, y: int, width: int) -> Strip:
        lines = wrap(self.empty, max(width - 2, 10)) if self.empty else []
        words = pieces((lines[y] if y < len(lines) else "", "muted"))
        return draw(words, (), width, self.base, self.style_of)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._see()
        self.refresh()

    def on_focus(self) -> None:
        """The cursor is drawn differently with the focus."""
        self.refresh(self._region(self.row, self.column))
        # Textual says only after this that the focus is here.
        self.call_later(self.show_terminal_cursor)

    def on_blur(self) -> None:
        """The cursor is drawn differently without the focus."""
        self.refresh(self._region(self.row, self.column))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a cell; a second click opens it."""
        at = event.get_content_offset(self)
        row = self.top + at.y - 1 if at is not None and at.y > 0 else -1
        if at is None or not 0 <= row < len(self.lines) or self.lines[row].heading:
            return
        found = (c for c in self._shown if 0 <= at.x - self._x(c) < self._widths[c])
        column = next(found, self.column)
        if (row, column) == (self.row, self.column):
            self.post_message(self.Chosen(self))
        else:
            self._go(row, column)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go to the next rows."""
        event.stop()
        self.step(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go to the previous rows."""
        event.stop()
        self.step(-1)
