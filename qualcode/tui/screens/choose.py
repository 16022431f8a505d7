"""One of a few things, chosen by its digit or letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical

from qualcode.tui.commands.base import Context
from qualcode.tui.commands.keymap import meant
from qualcode.tui.screens.base import Dialog
from qualcode.tui.widgets.lines import LineList, Row
from qualcode.tui.widgets.painting import cells, pieces

AROUND = 6
"""Rows of the box that are not options: border, title, hint and the gaps."""

MOST_WORDS = 44
"""Cells of the words of an option beyond which remarks do not stand under each other."""


class Choose(Dialog[str]):
    """A short list; ends with the key of the row chosen by digit, letter, Enter or click."""

    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST, Context.CHOICE)

    def __init__(
        self, heading: str, options: Sequence[tuple[str, str, str]], letters: str = "123456789"
    ) -> None:
        """Take (key, words, remark) of each option; ``letters`` choose them in this order."""
        super().__init__()
        self.heading, self.options, self.letters = heading, options, letters
        last = letters[min(len(options), len(letters)) - 1]
        keys = f"1-{last}" if last != "1" else "1"
        self.hint = f"{keys} choose · {{CloseDialog}} back"
        if not letters.startswith("1"):
            self.hint = "letter choose · {CloseDialog} back"

    def compose(self) -> ComposeResult:
        """Title, options, keys."""
        title, hint = self.frame_lines()
        with Vertical(classes="box small"):
            yield title
            yield LineList(id="rows")
            yield hint

    def on_mount(self) -> None:
        """List the options."""
        longest = max((cells(pieces(words)) for _, words, _ in self.options), default=0)
        column = min(longest, MOST_WORDS)
        rows = []
        for index, (key, words, remark) in enumerate(self.options):
            letter = self.letters[index] if index < len(self.letters) else " "
            gap = " " * max(column - cells(pieces(words)), 0)
            row = pieces((f" {letter}  ", "key"), words, f"{gap}  ", (remark, "muted"))
            rows.append(Row(key, row))
        listed = self.query_one(LineList)
        listed.set_rows(rows)
        self.fit_height()
        self.set_focus(listed)

    def fit_height(self) -> None:
        """As many rows as there are, and as the screen has room for; the others scroll."""
        room = int(self.app.size.height * 0.9) - AROUND
        self.query_one(LineList).styles.height = max(min(len(self.options), room), 1)

    def on_resize(self) -> None:
        """Another height has room for other many rows."""
        if self.is_mounted:
            self.fit_height()

    def on_key(self, event: events.Key) -> None:
        """A digit or letter chooses."""
        place = self.letters.find(meant(event.character)) if event.character else -1
        if 0 <= place < len(self.options):
            event.stop()
            event.prevent_default()
            self.dismiss(self.options[place][0])

    def action_choose(self) -> None:
        """Enter chooses the row under the cursor."""
        if row := self.query_one(LineList).current:
            self.dismiss(row.key)

    @on(LineList.Chosen)
    def clicked(self, event: LineList.Chosen) -> None:
        """A click chooses."""
        self.dismiss(event.key)
