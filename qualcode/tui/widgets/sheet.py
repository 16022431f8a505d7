"""A text to be read in full: wrapped, scrolled by keys and by the wheel."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from qualcode.tui.commands.base import Context
from qualcode.tui.commands.bindings import bindings_for
from qualcode.tui.widgets.pane import Pane


class Sheet(Pane, can_focus=True):
    """A pane that takes the focus, so that the keys of lists scroll it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Context.LIST)]
    DEFAULT_CSS = "Sheet { height: 1fr; }"

    def step(self, rows: int | str) -> None:
        """Scroll by lines, by a page, or to the beginning or the end."""
        page, far = max(self.size.height - 1, 1), len(self._lines)
        jumps = {"page": page, "-page": -page, "first": -far, "last": far}
        self.scroll_lines(jumps[rows] if isinstance(rows, str) else rows)

    @property
    def at_end(self) -> bool:
        """Whether the last line is in view."""
        return self._top + self.size.height >= len(self._lines)
