"""A screen that paints what one key changed in one frame, and looks at nothing else for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

T = TypeVar("T")


class SparingCompositor(Compositor):
    """Draws only the rows of widgets under what changed.

    Textual draws all widgets in the rectangle around all changes. On the coding screen a key
    changes a row at the left, a line at the bottom and a pane at the right: that is everything.
    """

    _painting: tuple[Region, ...] = ()

    @property
    def visible_widgets(self) -> dict[Widget, tuple[Region, Region]]:
        """Visible widgets with their regions, the front ones first.

        While painting only the rows that are concerned, and nothing that lies behind them.
        """
        found = super().visible_widgets
        if not self._painting:
            return found
        needed: dict[Widget, tuple[Region, Region]] = {}
        left = self._painting
        for widget, (region, clip) in found.items():
            seen = clip.intersection(region)
            changed = [one for one in left if one.overlaps(seen)]
            if changed:
                needed[widget] = (region, _rows(seen, changed))
                left = tuple(one for one in left if not seen.contains_region(one))
        return needed

    def render_partial_update(self) -> ChopsUpdate | None:
        """What has to be written to the terminal for the regions that changed."""
        # Where lines are cut is kept between frames, so it has to be known from all widgets.
        assert self.cuts is not None
        self._painting = tuple(self._dirty_regions)
        try:
            return super().render_partial_update()
        finally:
            self._painting = ()


def _rows(seen: Region, changed: Sequence[Region]) -> Region:
    """The rows of a visible region from the first to the last that changed."""
    top = max(min(one.y for one in changed), seen.y)
    bottom = min(max(one.bottom for one in changed), seen.bottom)
    return Region(seen.x, top, seen.width, bottom - top)


class PaintingTogether(Screen[T], inherit_bindings=False):
    """Gathers the changes of several widgets before the next frame."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """As for any screen."""
        super().__init__(*args, **options)
        self._compositor = SparingCompositor()

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
