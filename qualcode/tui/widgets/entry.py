"""Text entry that shows no harmful character, whatever is pasted into it."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from qualcode.domain.display import displayed
from qualcode.tui.sturdy import Sturdy
from qualcode.tui.widgets.plain import shown

LONGEST_PASTE = 1_000
"""Characters that may be pasted into one line at a time."""


def harmless(text: str, *, lines: bool = False) -> str:
    """Pasted or stored text as it may stand in an entry: tabs as spaces, the rest displayed."""
    return displayed(text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4), lines=lines)


class Entry(Sturdy, Input):
    """One line of text."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        """Take the text to start from."""
        super().__init__(
            harmless(value),
            placeholder=shown(placeholder),
            id=id,
            select_on_focus=False,
            compact=True,
        )

    def _on_paste(self, event: events.Paste) -> None:
        # Textual calls the handler of Input after this one, with the text as left here.
        pasted = event.text.strip()
        if len(pasted) > LONGEST_PASTE:
            self.program.say(
                f"Nothing was pasted: the text has {len(pasted):,} characters, and this line takes "
                f"{LONGEST_PASTE:,} at a time.",
                warn=True,
            )
            pasted = ""
        event.text = harmless(pasted.replace("\n", " "))
