"""Several lines of text, shown without harmful characters; loaded when first needed."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from qualcode.domain.memos import LONGEST_MEMO as LONGEST_MEMO
from qualcode.tui.sturdy import Sturdy
from qualcode.tui.widgets.entry import harmless


class TextEntry(Sturdy, TextArea):
    """Several lines of text; longer than LONGEST_MEMO characters is refused with a sentence."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        """Take the text to start from."""
        super().__init__(harmless(text, lines=True), id=id, soft_wrap=True, compact=True)

    async def _on_paste(self, event: events.Paste) -> None:
        text = harmless(event.text, lines=True)
        if len(text) > LONGEST_MEMO - len(self.text):
            event.prevent_default()
            event.stop()
            self.program.say(
                f"Nothing was pasted: at most {LONGEST_MEMO:,} characters fit.", warn=True
            )
            return
        event.text = text
