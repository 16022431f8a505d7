"""A screen that paints what one key changed in one frame."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from textual.screen import Screen
from textual.widget import Widget

T = TypeVar("T")


class PaintingTogether(Screen[T], inherit_bindings=False):
    """Gathers the changes of several widgets before the next frame."""

    def paint_together(self, widgets: Iterable[Widget]) -> None:
        """Let the next frame hold the changes of all these widgets.

        Each would tell the screen in a message of its own, and what comes too late for a frame
        waits for the next, 16 ms later.
        """
        for widget in widgets:
            if widget._repaint_required and widget.is_mounted and widget.display:
                widget._repaint_required = False
                self._dirty_widgets.add(widget)
        self.check_idle()
