"""The panel of the tour: a few lines above the footer that take their room from the text."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from qualcode.tui.widgets.line import Line
from qualcode.tui.widgets.painting import pieces
from qualcode.tui.widgets.pane import Pane


class TourPanel(Vertical):
    """Title and words of one step."""

    DEFAULT_CSS = """
    TourPanel {
        height: auto;
        background: $primary 20%;
        border-top: solid $primary;
        & Line { background: $primary 20%; }
        & Pane { background: $primary 20%; height: auto; max-height: 4; padding: 0 1; }
        &.-docked { dock: bottom; }
    }
    """

    def __init__(self) -> None:
        """Nothing is said yet."""
        super().__init__()
        self.title_line, self.words = Line(id="tour-title"), Pane(id="tour-words")

    def compose(self) -> ComposeResult:
        """Title above words."""
        yield self.title_line
        yield self.words

    def show(self, title: str, words: str, *, praise: bool, hides: bool) -> None:
        """Show a step; ``praise``: the one before was done, ``hides``: Esc hides the panel here."""
        done = pieces(("Done. ", "good")) if praise else ()
        right = pieces(("Esc", "key"), (" hides this", "muted")) if hides else ()
        self.title_line.show(done + pieces((title, "strong")), right)
        self.words.show([pieces(words)])
