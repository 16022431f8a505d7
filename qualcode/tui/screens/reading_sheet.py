"""Paragraphs to be read in full over the screen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from qualcode.tui.commands.base import Context
from qualcode.tui.screens.base import Dialog
from qualcode.tui.widgets.painting import Pieces
from qualcode.tui.widgets.sheet import Sheet


class ReadingSheet(Dialog[bool]):
    """A title and a text that the keys of lists scroll; ends with nothing."""

    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST, Context.TO_READ)
    hint = "↓↑ PgDn PgUp scroll · {CloseDialog} back"

    def __init__(self, heading: str, paragraphs: Iterable[Pieces]) -> None:
        """Take what is to be read."""
        super().__init__()
        self.heading, self.paragraphs = heading, tuple(paragraphs)

    def compose(self) -> ComposeResult:
        """Title, text, keys."""
        title, hint = self.frame_lines()
        with Vertical(classes="box wide tall"):
            yield title
            yield Sheet(id="sheet")
            yield hint

    def on_mount(self) -> None:
        """Show it."""
        sheet = self.query_one(Sheet)
        sheet.show(self.paragraphs)
        self.set_focus(sheet)
