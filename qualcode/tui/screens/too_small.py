"""What a window shows that has no room for the screens."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import ModalScreen

from qualcode.tui.sturdy import Sturdy
from qualcode.tui.widgets.painting import pieces
from qualcode.tui.widgets.pane import Pane


class TooSmall(Sturdy, ModalScreen[None], inherit_bindings=False):
    """Covers everything; keys do nothing, so that nothing is coded unseen."""

    DEFAULT_CSS = """
    TooSmall { background: $surface; align: left top; }
    TooSmall Pane { width: 100%; height: 100%; background: $surface; }
    """

    def __init__(self, columns: int, rows: int) -> None:
        """Take what is needed."""
        super().__init__()
        self.least = columns, rows

    def compose(self) -> ComposeResult:
        """One pane."""
        yield Pane(id="text")

    def on_resize(self) -> None:
        """Say it with the present size."""
        self.show_sizes()

    def show_sizes(self) -> None:
        """What is there, what is needed, and that nothing is lost."""
        columns, rows = self.size
        sentence = (
            f"This window is too small: it has {columns} columns and {rows} rows, qualcode needs "
            f"{self.least[0]} and {self.least[1]}. Make it larger; everything is saved."
        )
        self.query_one(Pane).show([pieces(sentence)])
