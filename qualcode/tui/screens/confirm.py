"""A question to be answered with yes or no."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from qualcode.tui.commands.base import Context
from qualcode.tui.screens.base import Dialog
from qualcode.tui.widgets.painting import pieces
from qualcode.tui.widgets.pane import Pane


class Confirm(Dialog[bool]):
    """Ends with True for Enter or y; with False or None otherwise."""

    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.CONFIRM,)
    hint = "{AnswerYes} yes · {CloseDialog} no"

    def __init__(self, heading: str, sentence: str, yes: str = "yes") -> None:
        """Take the question, what it means, and the word for yes."""
        super().__init__()
        self.heading, self.sentence = heading, sentence
        self.hint = f"{{AnswerYes}} {yes} · {{CloseDialog}} no"

    def compose(self) -> ComposeResult:
        """Question, meaning, keys."""
        title, hint = self.frame_lines()
        with Vertical(classes="box small"):
            yield title
            yield Pane(id="text")
            yield hint

    def on_mount(self) -> None:
        """Show the sentence."""
        self.query_one("#text", Pane).show([pieces(self.sentence)])

    def action_answer(self, yes: bool) -> None:
        """Close with the answer."""
        self.dismiss(yes)
