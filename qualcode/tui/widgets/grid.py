"""A table of figures with a cursor on its cells; names, headings and totals stay in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from qualcode.domain.display import displayed
from qualcode.tui.widgets.cell_cursor import CellCursor
from qualcode.tui.widgets.painting import Piece, Pieces, draw, fit, pieces

Figure = int | float | None

CELL, WIDEST, TOTAL = 8, 20, 11
"""Cells of the terminal for a column: at least, at most, and for the totals with their rule."""
SHADES = ("  ", "░░", "▒▒", "▓▓")
"""Nothing, then thirds of the largest figure."""


class Head(NamedTuple):
    """Name of a column, and what tells it from others of that name."""

    title: str
    remark: str = ""


class Table(NamedTuple):
    """What is shown: names of rows and columns; figures have one more of both, the totals."""

    names: Sequence[str] = ()
    heads: Sequence[Head] = ()
    figures: Sequence[Sequence[Figure]] = ((None,),)


class Grid(CellCursor, can_focus=True, inherit_bindings=False):
    """Cells with figures and shades; a step of the cursor paints the rows of two cells."""

    class Moved(Message):
        """The cursor stands on another cell."""

        def __init__(self, grid: Grid) -> None:
            """Take the grid."""
            super().__init__()
            self.grid = grid

        @property
        def control(self) -> Grid:
            """The grid, for ``@on`` selectors."""
            return self.grid

    class Chosen(Moved):
        """The cell under the cursor was clicked."""

    def __init__(self, *, id: str | None = None) -> None:
        """An empty table."""
        super().__init__(id=id)
        self.table = Table()
        self.row = self.column = 0
        self.top = self.first = 0
        self.words: Callable[[Figure], str] = str
        self._most = 0.0
        self._longest, self._longest_head, self._head_rows = 0, 0, 1

    def show_table(self, table: Table, words: Callable[[Figure], str]) -> None:
        """Show a table; the cursor stays at its place as far as there is one."""
        self.table, self.words = table, words
        inner = [figure for line in table.figures[:-1] for figure in line[:-1] if figure]
        self._most = max(inner, default=0)
        self._longest = _longest(table.names)
        self._longest_head = _longest([text for head in table.heads for text in head])
        self._head_rows = 2 if any(head.remark for head in table.heads) else 1
        self.row = min(self.row, len(table.names))
        self.column = min(self.column, len(table.heads))
        self._see()
        self.refresh()

    def put(self, row: int, column: int) -> None:
        """Put the cursor on a cell without telling anyone."""
        self.row, self.column = row, column
        self._see()
        self.refresh()

    @property
    def cell(self) -> tuple[int | None, int | None]:
        """Row and column under the cursor; None stands for the totals."""
        row = self.row if self.row < len(self.table.names) else None
        return row, self.column if self.column < len(self.table.heads) else None

    @property
    def shown_columns(self) -> tuple[int, int]:
        """The first column in view and the one after the last."""
        return self.first, min(self.first + self._room, len(self.table.heads))

    # Geometry, in cells of the terminal from the left edge of the content

    @property
    def _name_width(self) -> int:
        return max(min(self._longest, self.content_size.width // 3), len("total")) + 1

    @property
    def _cell_width(self) -> int:
        """As wide as the longest heading, where all columns fit that way; narrower otherwise."""
        room = self.content_size.width - self._name_width - TOTAL
        fair = room // max(len(self.table.heads), 1)
        return max(min(self._longest_head + 2, WIDEST, fair), CELL)

    @property
    def _room(self) -> int:
        """How many columns fit beside names and totals."""
        room = self.content_size.width - self._name_width - TOTAL
        return max(room // self._cell_width, 1)

    @property
    def _body(self) -> int:
        """How many rows fit between headings and totals."""
        return max(self.content_size.height - self._head_rows - 1, 1)

    def _x(self, column: int) -> int:
        first, after = self.shown_columns
        if column == len(self.table.heads):
            return self._name_width + (after - first) * self._cell_width + 1
        return self._name_width + (column - first) * self._cell_width

    def _width(self, column: int) -> int:
        return TOTAL - 1 if column == len(self.table.heads) else self._cell_width

    def _y(self, row: int) -> int:
        names = len(self.table.names)
        if row == names:
            return self._head_rows + min(names - self.top, self._body)
        return self._head_rows + row - self.top

    # Moving

    def step(self, rows: int | str) -> None:
        """Move the cursor by rows, by a page, or to the first row or the total."""
        far = len(self.table.names)
        page = max(self._body - 1, 1)
        jumps = {"page": page, "-page": -page, "first": -far, "last": far}
        jump = jumps[rows] if isinstance(rows, str) else rows
        self._go(min(max(self.row + jump, 0), far), self.column)

    def sidestep(self, columns: int | str) -> None:
        """Move the cursor by columns or by as many as are in view."""
        jumps = {"page": self._room, "-page": -self._room}
        jump = jumps[columns] if isinstance(columns, str) else columns
        far = len(self.table.heads)
        self._go(self.row, min(max(self.column + jump, 0), far))

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
        names, heads = len(self.table.names), len(self.table.heads)
        if self.row < names:
            self.top = min(max(self.top, self.row - self._body + 1), self.row)
        if self.column < heads:
            self.first = min(max(self.first, self.column - self._room + 1), self.column)
        self.top = max(min(self.top, names - self._body), 0)
        self.first = max(min(self.first, heads - self._room), 0)
        return before != (self.top, self.first)

    def _region(self, row: int, column: int) -> Region:
        return Region(self._x(column), self._y(row), self._width(column), 1)

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line of the content."""
        width, base = self.content_size.width, self.base
        names = len(self.table.names)
        if y < self._head_rows:
            return draw(self._headings(y), (), width, base, self.style_of)
        row = y - self._head_rows + self.top
        if y == self._y(names):
            row = names
        elif row >= names or y > self._y(names):
            return Strip.blank(width, base)
        return self._line(row, width, base)

    def _headings(self, y: int) -> Pieces:
        first, after = self.shown_columns
        found = [Piece(" " * self._name_width)]
        for head in self.table.heads[first:after]:
            text = head.title if y == 0 else head.remark
            found.append(_heading(text, "heading" if y == 0 else "muted", self._cell_width))
        total = _heading("total" if y == 0 else "", "heading", TOTAL - 1)
        return (*found, Piece("│" if y == 0 else " ", "muted"), total)

    def _line(self, row: int, width: int, base: Style) -> Strip:
        first, after = self.shown_columns
        names, heads = self.table.names, len(self.table.heads)
        whole = row == len(names)
        name = fit(pieces(("total", "heading") if whole else names[row]), self._name_width - 1)
        strips = [draw(name, (), self._name_width, base, self.style_of)]
        strips += [self._cell(row, column, base) for column in range(first, after)]
        strips.append(draw(pieces(("│", "muted")), (), 1, base, self.style_of))
        strips.append(self._cell(row, heads, base))
        rest = width - sum(strip.cell_length for strip in strips)
        strips.append(Strip.blank(max(rest, 0), base))
        return Strip.join(strips).crop(0, width)

    def _cell(self, row: int, column: int, base: Style) -> Strip:
        """One cell: the shade, and the figure at the right edge."""
        figure = self.table.figures[row][column]
        here = (row, column) == (self.row, self.column)
        if here:
            base = base + self.cursor_style
        inner = row < len(self.table.names) and column < len(self.table.heads)
        width = self._width(column)
        text = self.words(figure) if figure else "–" if figure is None else "·"
        room = max(width - 2 - len(text), 0)
        shade = SHADES[self.level(figure) if inner else 0][:room]
        # The brackets say where the cursor is without any colour.
        left, right = ("[", "]") if here else (" ", " ")
        style = "muted" if not figure else "" if inner else "strong"
        number = text.rjust(width - 2 - len(shade))
        found = pieces(left, (shade, "bar"), (number, "" if here else style), right)
        return draw(found, (), width, base, self.style_of)

    def level(self, figure: Figure) -> int:
        """Third of the largest figure in which a figure lies, from 0 (none) to 3."""
        if not figure or not self._most:
            return 0
        return min(int(3 * figure / self._most) + 1, 3)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._see()
        self.refresh()

    def on_focus(self) -> None:
        """The cursor is drawn differently with the focus."""
        self.refresh(self._region(self.row, self.column))

    def on_blur(self) -> None:
        """The cursor is drawn differently without the focus."""
        self.refresh(self._region(self.row, self.column))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a cell; a second click opens it."""
        at = event.get_content_offset(self)
        if at is None:
            return
        rows = range(self.top, min(self.top + self._body, len(self.table.names)))
        columns = range(*self.shown_columns)
        for row in (*rows, len(self.table.names)):
            for column in (*columns, len(self.table.heads)):
                if at.y == self._y(row) and 0 <= at.x - self._x(column) < self._width(column):
                    self._clicked(row, column)
                    return

    def _clicked(self, row: int, column: int) -> None:
        if (row, column) == (self.row, self.column):
            self.post_message(self.Chosen(self))
        else:
            self._go(row, column)


def _longest(texts: Sequence[str]) -> int:
    return max((cell_len(displayed(text)) for text in texts), default=0)


def _heading(text: str, style: str, width: int) -> Piece:
    """A heading, cut to the width of a column and set to its right edge."""
    shown = "".join(displayed(part.text) for part in fit(pieces(text), width - 2))
    return Piece(" " * (width - 1 - cell_len(shown)) + shown + " ", style)
