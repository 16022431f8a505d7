"""A screen that paints what changed in places that lie apart as several small frames.

Textual paints the one rectangle around all changes. On the coding screen a key changes a row of
the text at the left, a line at the bottom and a pane at the right: that rectangle is the whole
screen, and drawing it costs three times what the changed rows cost.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

T = TypeVar("T")


class PaintingApart(Screen[T], inherit_bindings=False):
    """Overrides the one step of Textual's painting between "what changed" and "draw it"."""

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

    def _compositor_refresh(self) -> None:
        compositor, app = self._compositor, self.app
        dirty = set(compositor._dirty_regions)
        if self is not app.screen or app.is_inline or self.size.region in dirty:
            super()._compositor_refresh()
            return
        for group in apart(dirty):
            compositor._dirty_regions = group
            app._display(self, compositor.render_update(screen_stack=app._background_screens))
        self._dirty_widgets.clear()
        app._update_mouse_over(self)


def apart(regions: Iterable[Region]) -> list[set[Region]]:
    """Regions in groups: those of a group lie within a rectangle that is not much larger."""
    groups: list[tuple[Region, set[Region]]] = []
    for region in sorted(regions, key=lambda one: (one.y, one.x)):
        for index, (around, group) in enumerate(groups):
            both = Region.from_union([around, region])
            if both.area <= 1.5 * (around.area + region.area):
                groups[index] = (both, group | {region})
                break
        else:
            groups.append((region, {region}))
    return [group for _, group in groups]
