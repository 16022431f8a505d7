"""The text of a turn, written otherwise, with what that does to the segments on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from qualcode.domain.errors import QualcodeError
from qualcode.tui.commands.base import Context
from qualcode.tui.screens.base import Dialog
from qualcode.tui.widgets.painting import pieces
from qualcode.tui.widgets.pane import Pane
from qualcode.tui.widgets.text_entry import TextEntry

PREVIEW_SECONDS = 0.5


class TurnText(Dialog[str]):
    """Ends with the corrected text, or with None."""

    CSS_PATH = "turn_text.tcss"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.FORM,)
    hint = "{SaveForm} correct it · {CloseDialog} back, nothing changed"

    def __init__(self, heading: str, text: str, foretell: Callable[[str], str]) -> None:
        """Take the text as it is, and what tells the effect of another one."""
        super().__init__()
        self.heading, self.before, self.foretell = heading, text, foretell
        self.entry = TextEntry(text, id="turn-text")
        self.effect = Pane(id="effect")
        self.told = text

    def compose(self) -> ComposeResult:
        """Title, text, effect, keys."""
        title, hint = self.frame_lines()
        with Vertical(classes="box wide"):
            yield title
            yield self.entry
            yield self.effect
            yield hint

    def on_mount(self) -> None:
        """Put the cursor into the text; look at what is typed from now on."""
        self.set_focus(self.entry)
        self.effect.show([pieces(("Nothing is changed yet.", "muted"))])
        self.every(PREVIEW_SECONDS, self.look)

    def look(self) -> None:
        """Say what the text would do, where it changed since."""
        text = self.entry.text
        if text == self.told:
            return
        self.told = text
        try:
            said = (self.foretell(text), "muted")
        except QualcodeError as error:
            said = (f"{str(error)[:1].upper()}{str(error)[1:]}.", "warn")
        self.effect.show([pieces(said)])

    def action_save(self) -> None:
        """Close with the text; with None where it is what it was."""
        text = self.entry.text
        self.dismiss(None if text == self.before else text)
