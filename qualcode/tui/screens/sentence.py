"""A dialog that says one sentence."""

from __future__ import annotations

from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical

from qualcode.tui.screens.base import Dialog
from qualcode.tui.widgets.painting import pieces
from qualcode.tui.widgets.pane import Pane

T = TypeVar("T")


class Sentence(Dialog[T]):
    """A heading and a sentence; subclasses say with which keys it ends."""

    def __init__(self, sentence: str) -> None:
        """Take the sentence."""
        super().__init__()
        self.sentence = sentence

    def compose(self) -> ComposeResult:
        """Heading, sentence, keys."""
        title, hint = self.frame_lines()
        with Vertical(classes="box small"):
            yield title
            yield Pane(id="text")
            yield hint

    def on_mount(self) -> None:
        """Show the sentence."""
        self.query_one("#text", Pane).show([pieces(self.sentence)])
