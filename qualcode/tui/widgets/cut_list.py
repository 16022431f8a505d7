"""A list whose rows are made for the width that there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.strip import Strip

from qualcode.tui.widgets.lines import LineList, Row

MakeRows = Callable[[int], Sequence[Row]]


class CutList(LineList):
    """Makes its rows again whenever it is drawn at another width."""

    def __init__(self, *, id: str | None = None) -> None:
        """An empty list."""
        super().__init__(id=id)
        self._make: MakeRows | None = None
        self._cut_to = 0

    def make_rows(self, make: MakeRows, *, first: bool) -> None:
        """Show the rows that ``make`` gives for a width; ``first`` puts the cursor there.

        It must give the same keys in the same order for every width.
        """
        self._make, self._cut_to = make, self.scrollable_content_region.width
        rows = make(self._cut_to)
        top = next((row.key for row in rows if not row.heading), None)
        self.set_rows(rows, cursor=top if first else None)

    def render_line(self, y: int) -> Strip:
        """Draw a line; at another width than before the rows are made first."""
        width = self.scrollable_content_region.width
        if self._make is not None and width != self._cut_to:
            # A scrollbar that comes or goes changes the width without a word from Textual.
            self._cut_to = width
            self.rows = tuple(self._make(width))
        return super().render_line(y)
