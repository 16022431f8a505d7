"""One line of text, such as the header and the footer; painted only when it changes."""

from __future__ import annotations

from textual.strip import Strip

from qualcode.tui.widgets.base import Painted
from qualcode.tui.widgets.painting import Pieces, draw


class Line(Painted, can_focus=False):
    """A line with pieces at its left and right edge."""

    DEFAULT_CSS = "Line { height: 1; padding: 0 1; }"

    def __init__(self, *, id: str | None = None) -> None:
        """An empty line."""
        super().__init__(id=id)
        self.content: tuple[Pieces, Pieces] = ((), ())

    def show(self, left: Pieces, right: Pieces = ()) -> None:
        """Show other pieces; nothing is painted when they are the same."""
        if (left, right) != self.content:
            self.content = (left, right)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        if y:
            return Strip.blank(self.size.width, self.base)
        return draw(*self.content, self.size.width, self.base, self.style_of)
