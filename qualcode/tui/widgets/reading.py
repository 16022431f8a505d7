"""The reader with the keys of the coding screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.strip import Strip

from qualcode.tui.commands.base import Context
from qualcode.tui.commands.bindings import bindings_for
from qualcode.tui.reader import Reader
from qualcode.tui.sturdy import Sturdy
from qualcode.tui.widgets.painting import wrap

INDENT = "  "


class CodingReader(Sturdy, Reader):
    """A reader whose keys move, code and find; without a text it says what to do next."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Context.READER)]
    advice: Sequence[str] = ()

    def advise(self, sentences: Sequence[str]) -> None:
        """Say these sentences, with an empty line before each, where no text is shown."""
        if sentences != self.advice:
            self.advice = tuple(sentences)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """A row of the text, or of the advice."""
        if not self.advice or self.text.end:
            return super().render_line(y)
        width = max(self.size.width, len(INDENT) + 1)
        lines: list[str] = []
        for sentence in self.advice:
            lines += ["", *wrap(sentence, width - 2 * len(INDENT))]
        words = INDENT + lines[y] if y < len(lines) else ""
        return Strip([Segment(words, self.look.base.text)]).adjust_cell_length(
            width, self.look.base.text
        )
