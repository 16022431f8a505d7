"""A list of quotes: each takes one to three rows, with its source at the right edge."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate

from rich.cells import cell_len
from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip

from qualcode.domain.display import displayed
from qualcode.tui.reader.cells import is_narrow
from qualcode.tui.widgets.lines import LineList, Row
from qualcode.tui.widgets.painting import Pieces, cells, draw, fit, pieces, wrap

MOST_ROWS = 3
_EMPTY: Pieces = ()


class PassageList(LineList):
    """Rows as in any list, with a quote between the left and the right pieces of each.

    ``rows_each`` is the most rows that a quote takes; the second row has other right pieces.
    """

    def __init__(self, *, id: str | None = None) -> None:
        """An empty list."""
        super().__init__(id=id)
        self.rows_each = MOST_ROWS
        self.quotes: Mapping[str, str] = {}
        self.under: Mapping[str, Pieces] = {}
        self._lines: list[list[str]] = []
        self._tops: list[int] = [0]
        self._width, self._side = 0, 0

    def show_passages(
        self,
        rows: Sequence[Row],
        quotes: Mapping[str, str],
        under: Mapping[str, Pieces],
        *,
        cursor: str | None = None,
    ) -> None:
        """Show rows with the quote and the second right pieces of each by key."""
        old, before, tops = self.rows, self.current, self._tops
        self.rows, self.quotes, self.under = tuple(rows), quotes, under
        self._measure()
        place = self.index_of(cursor if cursor is not None else before.key if before else None)
        same = tops == self._tops and place == self.cursor
        self.cursor = place
        if same:
            for index, (was, now) in enumerate(zip(old, self.rows, strict=True)):
                if was != now:
                    self.refresh_row(index)
        else:
            self.refresh()
        self.show_cursor()

    def set_rows_each(self, rows: int) -> None:
        """Let a quote take other many rows at most."""
        self.rows_each = rows
        self._measure()
        self.refresh()
        self.show_cursor()

    def _measure(self) -> None:
        """Wrap all quotes to the width, and say in which line each row begins."""
        self._width = self.scrollable_content_region.width
        sides = (*(row.right for row in self.rows if not row.heading), *self.under.values())
        longest = max((sum(len(part.text) for part in side) for side in sides), default=0)
        self._side = min(longest, max(self._width // 3, 12))
        room = max(self._width - self._side - 6, 8)
        # Before there is a layout nothing is wrapped: it would be done again at once.
        most = self.rows_each if self._width else 0
        self._lines = [
            wrapped(self.quotes[row.key], room, most) if most and not row.heading else []
            for row in self.rows
        ]
        heights = (
            self._height(row, lines) for row, lines in zip(self.rows, self._lines, strict=True)
        )
        self._tops = list(accumulate(heights, initial=0))
        self.virtual_size = Size(self._width, self._tops[-1])

    def _height(self, row: Row, lines: list[str]) -> int:
        needed = 2 if self.rows_each > 1 and self.under.get(row.key) else 1
        return 1 if row.heading else max(len(lines), needed)

    def step(self, rows: int | str) -> None:
        """Move the cursor by rows, by a page, or to the first or last row."""
        if rows in ("page", "-page") and self.rows:
            way = 1 if rows == "page" else -1
            line = self._tops[self.cursor] + way * max(self.size.height - MOST_ROWS, 1)
            place = bisect_right(self._tops, max(line, 0)) - 1
            rows = min(max(place, 0), len(self.rows) - 1) - self.cursor or way
        super().step(rows)

    def _span(self, index: int) -> tuple[int, int]:
        if not 0 <= index < len(self.rows):
            return (0, 1)
        return self._tops[index], self._tops[index + 1]

    def show_cursor(self) -> None:
        """Scroll so that all rows under the cursor are visible, once there is a layout."""
        if self.size.height:
            first, after = self._span(self.cursor)
            # The heading above the first passage comes into view with it.
            above = 1 if self.cursor and self.rows and self.rows[self.cursor - 1].heading else 0
            region = Region(0, first - above, self.size.width, after - first + above)
            self.scroll_to_region(region, animate=False, immediate=True, force=True)

    def refresh_row(self, index: int) -> None:
        """Paint one row of the list again, if it is visible."""
        first, after = self._span(index)
        top = round(self.scroll_y)
        self.refresh(Region(0, first - top, self.size.width, after - first))

    def _at(self, line: int) -> int:
        return bisect_right(self._tops, line) - 1

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        line = y + round(self.scroll_y)
        width, base = self.scrollable_content_region.width, self.base
        index = self._at(line)
        if not 0 <= index < len(self.rows):
            return Strip.blank(width, base)
        row = self.rows[index]
        if row.heading:
            return draw(row.left, row.right, width, base, self.style_of)
        left, right = self._parts(row, line - self._tops[index], self._lines[index])
        if index == self.cursor:
            name = "lines--cursor" if self.has_focus else "lines--cursor-away"
            base = base + self.get_component_rich_style(name)
            # On the cursor's ground a faint text would be too faint.
            right = tuple(part._replace(style="") for part in right)
        return draw(left, fit(right, self._side), width, base, self.style_of)

    def _parts(self, row: Row, line: int, lines: list[str]) -> tuple[Pieces, Pieces]:
        """Left and right pieces of a line of a row."""
        words = pieces(lines[line]) if line < len(lines) else _EMPTY
        if line == 0:
            return row.left + words, row.right
        blank = pieces(" " * cells(row.left))
        return blank + words, self.under.get(row.key, _EMPTY) if line == 1 else _EMPTY

    def on_resize(self, event: events.Resize) -> None:  # type: ignore[override]
        """Wrap to the new width, and keep the cursor in view."""
        # Not the handler of the list of one-line rows, which would count other rows.
        event.prevent_default()
        if self.scrollable_content_region.width != self._width:
            self._measure()
            self.refresh()
        self.show_cursor()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the passage and choose it."""
        # Not the handler of the list of one-line rows, which would count other rows.
        event.prevent_default()
        index = self._at(event.y + round(self.scroll_y))
        if 0 <= index < len(self.rows) and not self.rows[index].heading:
            if index != self.cursor:
                self._move(index)
            self.post_message(self.Chosen(self, self.rows[index].key))


def wrapped(text: str, width: int, most: int) -> list[str]:
    """At most so many lines of a text as one paragraph; an ellipsis where it goes on."""
    # What cannot be shown is not looked at: a quote may be a whole transcript.
    line = displayed(" ".join(text[: width * (most + 1) * 2].split()))
    if is_narrow(line):
        found = _narrow(line, width, most)
    else:
        found = wrap(line, width)[: most + 1]
    if len(found) > most:
        found = [*found[: most - 1], _cut(found[most - 1], width)]
    return found


def _cut(line: str, width: int) -> str:
    """A line with an ellipsis behind it, no wider than a width."""
    while cell_len(line) >= width:
        line = line[:-1]
    return f"{line.rstrip()} …" if cell_len(line.rstrip()) < width - 1 else f"{line}…"


def _narrow(line: str, width: int, most: int) -> list[str]:
    """Lines of a text of which each character takes one cell, one more than wanted at most."""
    found: list[str] = []
    while len(line) > width and len(found) <= most:
        cut = line.rfind(" ", 1, width + 1)
        cut = cut if cut > 0 else width
        found.append(line[:cut])
        line = line[cut:].lstrip(" ")
    return [*found, line]
