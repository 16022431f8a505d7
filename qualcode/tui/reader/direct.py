"""Lines that go to the screen as they are: what is drawn on them already has its final look.

Textual pads, borders, filters and cuts each line of a widget in turn. Where all lines of a screen
are drawn again, as when a page is turned, that costs more than the lines themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from rich.segment import Segment
from rich.style import Style
from textual.filter import ANSIToTruecolor
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget

MOST_STRIPS = 64


def final(widget: Widget, strips: Sequence[Strip], crop: Region) -> list[Strip]:
    """Whole lines of a widget without gutter, in true colours, as its ``render_lines`` gives them.

    Of the filters of the program only those remain that take colours away.
    """
    found = list(strips)
    for line_filter in widget.get_line_filters():
        if not isinstance(line_filter, ANSIToTruecolor):
            ground = widget.background_colors[1]
            found = [strip.apply_filter(line_filter, ground) for strip in found]
    if crop.column_span != (0, widget.region.width):
        found = [strip.crop(*crop.column_span) for strip in found]
    return found


class Bar(ScrollBar):
    """A scrollbar whose few kinds of cells are drawn once."""

    def __init__(self, *, thickness: int = 1) -> None:
        """A vertical scrollbar."""
        super().__init__(vertical=True, name="vertical", thickness=thickness)
        self._kinds: dict[Segment, Strip] = {}

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of a part of the bar."""
        bar = self.render()
        style = bar.style if isinstance(bar, ScrollBarRender) else None
        if not isinstance(style, Style) or style.color is None or style.bgcolor is None:
            return super().render_lines(crop)
        if len(self._kinds) > MOST_STRIPS:
            self._kinds.clear()
        drawn = self.renderer.render_bar(
            size=self.size.height,
            virtual_size=ceil(self.window_virtual_size),
            window_size=ceil(self.window_size),
            position=self.position,
            thickness=self.thickness,
            back_color=style.bgcolor,
            bar_color=style.color,
        )
        cells = [self._strip(segment) for segment in drawn.segments]
        return final(self, cells[crop.y : crop.bottom], crop)

    def _strip(self, segment: Segment) -> Strip:
        found = self._kinds.get(segment)
        if found is None:
            found = self._kinds[segment] = Strip([segment], self.thickness)
        return found
