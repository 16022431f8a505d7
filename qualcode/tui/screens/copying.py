"""Quotes out of the screen: to the clipboard, or into a file beside the study."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tui import clipboard
from qualcode.tui.quoting import append_quote, quoted, quotes_file
from qualcode.tui.reader.navigator import unit_at
from qualcode.tui.screens.footing import with_keys

if TYPE_CHECKING:
    from qualcode.tui.screens.workbench import Workbench


class Copying:
    """Copies the selection of the coding screen, with its source."""

    def __init__(self, screen: Workbench) -> None:
        """Take the screen."""
        self.screen = screen

    @property
    def quote(self) -> str:
        """The selected words with speaker, transcript, turn and time."""
        return quoted(self.screen.desk.text, self.screen.selection)

    def copy(self) -> None:
        """Put the quote on the clipboard and say what is known of it."""
        screen = self.screen
        screen.say(with_keys(clipboard.copy(self.quote, screen.program.copy_to_clipboard)))

    def save(self) -> None:
        """Add the quote to the study's file of quotes and say where that is."""
        path = quotes_file(self.screen.desk.project.path)
        append_quote(path, self.quote)
        self.screen.say(f"Quote added to {path}")

    def copy_if_extended(self) -> bool:
        """Copy a selection that is larger than the unit under the cursor; whether it was."""
        screen = self.screen
        if not screen.has_selection:
            return False
        unit = unit_at(screen.reader.text, screen.reader.position, screen.reader.unit)
        if screen.selection == unit or unit.covers(screen.selection):
            return False
        self.copy()
        return True
