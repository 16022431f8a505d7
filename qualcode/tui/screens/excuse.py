"""Why something cannot be done, said in a way that takes the letters typed behind its key."""

from __future__ import annotations

from typing import ClassVar

from textual import events

from qualcode.tui.commands.base import Context
from qualcode.tui.screens.sentence import Sentence


class Excuse(Sentence[None]):
    """A sentence; Enter and Esc close it, letters do nothing."""

    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.TO_READ,)
    heading = "Not here"
    hint = "{CloseDialog} back"

    def on_key(self, event: events.Key) -> None:
        """Letters of a name that was typed on stay here."""
        if event.is_printable:
            event.stop()
            event.prevent_default()
