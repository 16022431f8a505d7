"""What is wrong with the user's files of settings and keys, said once at the start."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from qualcode.tui.commands.base import Context
from qualcode.tui.screens.base import Dialog
from qualcode.tui.widgets.lines import LineList, Row
from qualcode.tui.widgets.painting import pieces, wrap

INDENT = "  "


class Problems(Dialog[None]):
    """A sentence per problem; nothing has to be done about them now."""

    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST, Context.TO_READ)
    heading = "Your settings or keys have problems"
    hint = "{EndReading} go on · ↓↑ scroll"

    def __init__(self, sentences: Sequence[str]) -> None:
        """Take the sentences."""
        super().__init__()
        self.sentences = sentences

    def compose(self) -> ComposeResult:
        """Title, sentences, keys."""
        title, hint = self.frame_lines()
        with Vertical(classes="box"):
            yield title
            yield LineList(id="rows")
            yield hint

    def on_mount(self) -> None:
        """List the sentences and take the keys."""
        self.set_focus(self.query_one(LineList))
        self.after_paint(self.list_problems)

    def on_resize(self) -> None:
        """Wrap to the present width."""
        self.after_paint(self.list_problems)

    def list_problems(self) -> None:
        """List each sentence in as many rows as it takes."""
        listed = self.query_one(LineList)
        room = max(listed.size.width - len(INDENT) - 2, 10)
        rows = [
            Row(f"{number} {place}", pieces((INDENT if place else "") + line))
            for number, sentence in enumerate(self.sentences)
            for place, line in enumerate(wrap(sentence, room))
        ]
        listed.styles.height = min(len(rows), max(self.size.height - 10, 3))
        listed.set_rows(rows)
