"""A question to be answered with yes or no."""

from __future__ import annotations

from typing import ClassVar

from qualcode.tui.commands.base import Context
from qualcode.tui.screens.sentence import Sentence


class Confirm(Sentence[bool]):
    """Ends with True for Enter or y; with False or None otherwise."""

    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.CONFIRM,)
    hint = "{AnswerYes} yes · {CloseDialog} no"

    def __init__(self, heading: str, sentence: str, yes: str = "yes") -> None:
        """Take the question, what it means, and the word for yes."""
        super().__init__(sentence)
        self.heading = heading
        self.hint = f"{{AnswerYes}} {yes} · {{CloseDialog}} no"

    def action_answer(self, yes: bool) -> None:
        """Close with the answer."""
        self.dismiss(yes)
