"""Choosing a theme; the highlighted one is shown at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from qualcode.tui.commands.base import Context
from qualcode.tui.screens.base import Dialog
from qualcode.tui.themes import THEMES, WORDS
from qualcode.tui.widgets.lines import LineList, Row
from qualcode.tui.widgets.painting import pieces


class ThemePicker(Dialog[str]):
    """Ends with the name of a theme, or with None and the theme that was there before."""

    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST, Context.CHOICE)
    heading = "Theme"
    hint = "{ChooseRow} keep · {CloseDialog} back to the one before"

    def __init__(self, before: str) -> None:
        """Take the name of the theme that is shown now."""
        super().__init__()
        self.before = before

    def compose(self) -> ComposeResult:
        """Title, themes, keys."""
        title, hint = self.frame_lines()
        with Vertical(classes="box small"):
            yield title
            yield LineList(id="rows")
            yield hint

    def on_mount(self) -> None:
        """List the themes with the cursor on the present one."""
        rows = self._rows()
        listed = self.query_one(LineList)
        listed.styles.height = len(rows)
        listed.set_rows(rows, cursor=self.before)
        self.set_focus(listed)

    def _rows(self) -> Sequence[Row]:
        # Without colour the terminal's own theme could leave nothing to read.
        names = [name for name in THEMES if not (self.app.no_color and name == "ansi")]
        return [
            Row(name, pieces(f" {WORDS[name][0]:<22}", (WORDS[name][1], "muted"))) for name in names
        ]

    @on(LineList.Highlighted)
    def highlighted(self, event: LineList.Highlighted) -> None:
        """Show the theme under the cursor."""
        self.program.show_theme(event.key)

    def action_choose(self) -> None:
        """Keep the theme under the cursor."""
        if row := self.query_one(LineList).current:
            self.dismiss(row.key)

    @on(LineList.Chosen)
    def clicked(self, event: LineList.Chosen) -> None:
        """Keep the theme that was clicked."""
        self.dismiss(event.key)

    def action_cancel(self) -> None:
        """Go back to the theme that was there before."""
        self.program.show_theme(self.before)
        self.dismiss(None)
