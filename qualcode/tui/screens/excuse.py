"""Why something cannot be done, said in a way that takes the letters typed behind its key."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from qualcode.tui.commands.base import Context
from qualcode.tui.screens.base import Dialog
from qualcode.tui.widgets.painting import pieces
from qualcode.tui.widgets.pane import Pane


class Excuse(Dialog[None]):
    """A sentence; Enter and Esc close it, letters do nothing."""

    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.TO_READ,)
    heading = "Not here"
    hint = "{CloseDialog} back"

    def __init__(self, sentence: str) -> None:
        """Take the sentence."""
        super().__init__()
        self.sentence = sentence

    def compose(self) -> ComposeResult:
        """Title, sentence, keys."""
        title, hint = self.frame_lines()
        with Vertical(classes="box small"):
            yield title
            yield Pane(id="text")
            yield hint

    def on_mount(self) -> None:
        """Show the sentence."""
        self.query_one("#text", Pane).show([pieces(self.sentence)])

    def on_key(self, event: events.Key) -> None:
        """Letters of a name that was typed on stay here."""
        if event.is_printable:
            event.stop()
            event.prevent_default()
