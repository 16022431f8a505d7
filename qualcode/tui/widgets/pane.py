"""Several lines of wrapped text, such as the inspector; painted only when they change."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip

from qualcode.tui.widgets.base import Painted
from qualcode.tui.widgets.painting import Piece, Pieces, draw, wrap
from qualcode.tui.widgets.plain import shown


class Pane(Painted, can_focus=False):
    """Paragraphs, each in one style, wrapped to the width; the wheel scrolls what is too long."""

    def __init__(self, *, id: str | None = None) -> None:
        """An empty pane."""
        super().__init__(id=id)
        self.content: tuple[Pieces, ...] = ()
        self._lines: list[Pieces] = []
        self._width = 0
        self._top = 0

    def show(self, content: Sequence[Pieces]) -> None:
        """Show paragraphs; the first piece of each is a label, the rest is wrapped behind it.

        Only lines that differ are painted.
        """
        if tuple(content) == self.content:
            return
        self.content = tuple(content)
        before, top = self._lines, self._top
        self._top = 0
        self._lines = self._wrapped_to(self.size.width)
        if self.styles.height is not None and self.styles.height.is_auto:
            self.refresh(layout=True)
            return
        for y in range(self.size.height):
            if _line(before, top + y) != _line(self._lines, y):
                self.refresh(Region(0, y, self.size.width, 1))

    @property
    def text(self) -> str:
        """What is shown, for tests."""
        return "\n".join("".join(part.text for part in line) for line in self.content)

    def _wrapped_to(self, width: int) -> list[Pieces]:
        self._width = width
        return [line for paragraph in self.content for line in self._wrapped(paragraph)]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Number of lines at a width, for panes as high as their content."""
        del container, viewport
        if width != self._width:
            self._lines = self._wrapped_to(width)
        return len(self._lines)

    def _wrapped(self, paragraph: Pieces) -> list[Pieces]:
        """Lines of one paragraph; pieces keep their styles, a label stays on the first line."""
        if not paragraph:
            return [()]
        label, rest = (paragraph[0], paragraph[1:]) if len(paragraph) > 1 else (None, paragraph)
        lead = shown(label.text) if label else ""
        found: list[Pieces] = []
        text = "".join(part.text for part in rest)
        style = rest[0].style
        for number, line in enumerate(wrap(lead + text, self._width)):
            if number == 0 and label:
                found.append((label, Piece(line[len(lead) :], style)))
            else:
                found.append((Piece(line, style),))
        return found

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        line = _line(self._lines, self._top + y)
        return draw(line, (), self.size.width, self.base, self.style_of)

    def on_resize(self) -> None:
        """Wrap again."""
        if self.size.width != self._width:
            self._lines = self._wrapped_to(self.size.width)
            self._top = 0
            self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show what is below."""
        self._scroll(event, 2)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Show what is above."""
        self._scroll(event, -2)

    def _scroll(self, event: events.MouseEvent, lines: int) -> None:
        event.stop()
        self.scroll_lines(lines)

    def scroll_lines(self, lines: int) -> None:
        """Show what is so many lines further, as far as there is anything."""
        last = max(len(self._lines) - self.size.height, 0)
        top = min(max(self._top + lines, 0), last)
        if top != self._top:
            self._top = top
            self.refresh()


def _line(lines: Sequence[Pieces], index: int) -> Pieces:
    return lines[index] if index < len(lines) else ()
