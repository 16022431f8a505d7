"""Several lines of text, shown without harmful characters; loaded when first needed."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from qualcode.tui.sturdy import Sturdy
from qualcode.tui.widgets.entry import harmless

LONGEST_MEMO = 200_000


class TextEntry(Sturdy, TextArea):
    """Several lines of text; longer than LONGEST_MEMO characters is refused with a sentence."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        """Take the text to start from."""
        super().__init__(harmless(text, lines=True), id=id, soft_wrap=True, compact=True)

    async def _on_paste(self, event: events.Paste) -> None:
        room = LONGEST_MEMO - len(self.text)
        if len(event.text) > room:
            event.prevent_default()
            event.stop()
            self.program.say(
                f"Nothing was pasted: at most {LONGEST_MEMO:,} characters fit.", warn=True
            )
            return
        event.text = harmless(event.text, lines=True)
