"""One line of text asked for."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from qualcode.tui.screens.base import Dialog
from qualcode.tui.widgets.entry import Entry
from qualcode.tui.widgets.painting import pieces
from qualcode.tui.widgets.pane import Pane


class Prompt(Dialog[str]):
    """Ends with the text, without white space around it, or with None."""

    def __init__(
        self,
        heading: str,
        value: str = "",
        note: str = "",
        done: str = "done",
        check: Callable[[str], str] | None = None,
    ) -> None:
        """Take the question, the text to start from, a remark, and the word for Enter.

        ``check`` gives a sentence for a text that will not do: it stands there until one will.
        """
        super().__init__()
        self.check = check
        self.heading, self.value, self.note = heading, value, note
        self.hint = f"⏎ {done} · {{CloseDialog}} back"

    def compose(self) -> ComposeResult:
        """Question, entry, remark, keys."""
        title, hint = self.frame_lines()
        with Vertical(classes="box small"):
            yield title
            yield Entry(self.value, id="entry")
            yield Pane(id="text")
            yield hint

    def on_mount(self) -> None:
        """Put the cursor at the end of the text."""
        self._remark(self.note, "muted")
        self.set_focus(self.query_one(Entry))

    @on(Input.Submitted)
    def done(self, event: Input.Submitted) -> None:
        """Close with what was typed; nothing typed means nothing done."""
        event.stop()
        text = event.value.strip()
        wrong = self.check(text) if self.check is not None and text else ""
        if wrong:
            self._remark(wrong, "warn")
        else:
            self.dismiss(text or None)

    def _remark(self, text: str, style: str) -> None:
        self.query_one("#text", Pane).show([pieces((text, style))] if text else [])
