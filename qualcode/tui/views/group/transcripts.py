"""Transcripts marked in a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from qualcode.tui.commands.base import Context
from qualcode.tui.screens.base import Dialog
from qualcode.tui.widgets.lines import LineList, Row
from qualcode.tui.widgets.painting import pieces

MOST = 16


class MarkTranscripts(Dialog[tuple[str, ...]]):
    """Ends with the names that are marked, in the order of the study."""

    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST, Context.MARKING)
    hint = "{MarkListed} in or not · {EndMarking} done · {CloseDialog} back"

    def __init__(self, heading: str, names: Sequence[str], marked: Sequence[str]) -> None:
        """Take all names, and those that are marked to begin with."""
        super().__init__()
        self.heading, self.names, self.marked = heading, tuple(names), set(marked)

    def compose(self) -> ComposeResult:
        """Title, transcripts, keys."""
        title, hint = self.frame_lines()
        with Vertical(classes="box small"):
            yield title
            yield LineList(id="rows")
            yield hint

    def on_mount(self) -> None:
        """List them."""
        listed = self.query_one(LineList)
        room = max(int(self.app.size.height * 0.9) - 6, 3)
        listed.styles.height = max(min(len(self.names), MOST, room), 1)
        self.list_rows()
        self.set_focus(listed)

    def list_rows(self) -> None:
        """Draw every transcript with its mark; the cursor stays."""
        rows = []
        for at, name in enumerate(self.names):
            mark = "[x]" if name in self.marked else "[ ]"
            rows.append(Row(str(at), pieces((f" {mark} ", "key"), name)))
        self.query_one(LineList).set_rows(rows)

    def action_mark(self) -> None:
        """Mark the transcript under the cursor, or take its mark back; go to the next."""
        listed = self.query_one(LineList)
        if row := listed.current:
            self.marked ^= {self.names[int(row.key)]}
            self.list_rows()
            listed.step(1)

    def action_done(self) -> None:
        """Close with all that are marked; nothing marked means nothing done."""
        chosen = tuple(name for name in self.names if name in self.marked)
        if chosen:
            self.dismiss(chosen)
        else:
            self.say("Space marks a transcript; a set needs one at least.")

    @on(LineList.Chosen)
    def clicked(self) -> None:
        """A click marks or takes the mark back."""
        self.action_mark()
