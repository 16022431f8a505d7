"""Several lines of wrapped text in which single words are marked."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.tui.widgets.painting import Piece, Pieces, wrap
from qualcode.tui.widgets.pane import Pane
from qualcode.tui.widgets.plain import shown

MARK = "here"


class MarkedPane(Pane):
    """Paragraphs whose pieces keep their styles when they are wrapped."""

    def show_marks(self, content: Sequence[Pieces]) -> None:
        """Show paragraphs, from where the first marked word can be seen."""
        self.show(content)
        self._show_mark()

    def on_resize(self) -> None:
        """Wrap again, and keep the first marked word in sight."""
        super().on_resize()
        self._show_mark()

    def _show_mark(self) -> None:
        lines = enumerate(self._lines)
        marked = [number for number, line in lines if any(part.style == MARK for part in line)]
        last = max(0, len(self._lines) - self.size.height)
        top = min(max(0, marked[0] - self.size.height // 2), last) if marked else 0
        if top != self._top:
            self._top = top
            self.refresh()

    def _wrapped(self, paragraph: Pieces) -> list[Pieces]:
        """Lines of one paragraph; each piece keeps its style."""
        # On plain screens one sign may become several letters: each has the style of its sign.
        parts = [(shown(part.text, lines=True), part.style) for part in paragraph]
        text = "".join(words for words, _ in parts)
        if not text:
            return [()]
        styles = [style for words, style in parts for _ in words]
        found: list[Pieces] = []
        at = 0
        for line in wrap(text, self._width):
            # A break takes the white space at which it is, nothing else.
            at = max(text.find(line, at), at)
            found.append(_styled(line, styles[at : at + len(line)]))
            at += len(line)
        return found


def _styled(line: str, styles: Sequence[str]) -> Pieces:
    """A line cut where its style changes."""
    found: list[Piece] = []
    at = 0
    for index in range(1, len(line) + 1):
        if index == len(line) or styles[index] != styles[at]:
            found.append(Piece(line[at:index], styles[at]))
            at = index
    return tuple(found)
