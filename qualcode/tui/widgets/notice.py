"""A message that lies over the last row of the text for a moment, without moving anything."""

from __future__ import annotations

from textual.strip import Strip
from textual.timer import Timer

from qualcode.tui.widgets.base import Painted
from qualcode.tui.widgets.painting import draw, pieces, wrap

SECONDS = 6.0


class Notice(Painted, can_focus=False):
    """Shows a sentence until it is cleared, or for some seconds; a warning stays for longer."""

    COMPONENT_CLASSES = {"notice--warn"}  # noqa: RUF012
    DEFAULT_CSS = """
    Notice {
        layer: notice;
        dock: bottom;
        offset-y: -1;
        height: 1;
        padding: 0 1;
        display: none;
        background: $panel-lighten-1;
        & .notice--warn { background: $warning 25%; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        """Nothing to say yet."""
        super().__init__(id=id)
        self.message = ""
        self.warn = False
        self._timer: Timer | None = None
        self._lines: list[str] = []

    def say(self, text: str, *, warn: bool = False) -> None:
        """Show a sentence; an empty one clears."""
        if not text:
            self.clear()
            return
        self.message, self.warn = text, warn
        self._lines = wrap(text, max(self.screen.size.width - 2, 10))[:4]
        self.styles.height = len(self._lines)
        self.display = True
        self.refresh()
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(SECONDS * (2 if warn else 1), self.clear)

    def clear(self) -> None:
        """Show nothing."""
        if self.message:
            self.message = ""
            self.display = False
            if self._timer:
                self._timer.stop()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the sentence."""
        style = self.base
        if self.warn:
            style = self.get_component_rich_style("notice--warn")
        line = self._lines[y] if y < len(self._lines) else ""
        return draw(
            pieces((line, "warn" if self.warn else "")), (), self.size.width, style, self.style_of
        )
