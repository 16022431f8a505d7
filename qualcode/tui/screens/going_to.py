"""Asking for a turn, a time or a line, and going there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tui.reader.goto import place_of
from qualcode.tui.screens.prompt import Prompt

if TYPE_CHECKING:
    from qualcode.tui.screens.workbench import Workbench


class GoingTo:
    """The question where to; what is no place is said in the dialog, which stays open."""

    def __init__(self, screen: Workbench) -> None:
        """Take the coding screen."""
        self.screen, self.reader = screen, screen.reader

    def ask(self) -> None:
        """Ask for a turn's number, a time or a line; nothing where there is no text."""
        turns = self.reader.text.turns if self.screen.desk.transcript is not None else 0
        if not turns:
            return
        note = f"A turn from 1 to {turns:,}, a time (12:04) or a line (l120)."
        dialog = Prompt("Go to turn, time or line", note=note, done="go", check=self._wrong)
        self.screen.program.push_screen(dialog, self._go)

    def _place(self, words: str) -> int | str:
        if self.reader.table is None:
            return "The transcript is not laid out yet: try again."
        return place_of(self.reader.text, self.reader.table, words)

    def _wrong(self, words: str) -> str:
        place = self._place(words)
        return place if isinstance(place, str) else ""

    def _go(self, words: str | None) -> None:
        place = self._place(words) if words else ""
        if isinstance(place, int):
            self.reader.go_to(place)
            self.screen.after_move()
