"""The columns of a row: time, speaker, text, margin."""

from __future__ import annotations

from typing import NamedTuple

from qualcode.tui.reader.cells import cell_len
from qualcode.tui.reader.text import ReaderText

SPEAKER_ROW_BELOW = 70
ROOMY = 100


class Columns(NamedTuple):
    """Widths in cells. An edge column stands before the text; the margin follows a rule.

    ``header`` says that time and speaker stand on a row of their own.
    """

    width: int
    time: int
    speaker: int
    text: int
    margin: int
    header: bool

    @property
    def gutter(self) -> int:
        """Cells before the text's edge column."""
        if self.header:
            return 0
        return self.time + bool(self.time) + self.speaker + bool(self.speaker)

    @property
    def text_left(self) -> int:
        """The cell at which text begins."""
        return self.gutter + 1

    @property
    def margin_left(self) -> int:
        """The cell at which the margin's lanes begin."""
        return self.text_left + self.text + 3


def columns(text: ReaderText, width: int, text_width: int, *, times: bool = True) -> Columns:
    """Share out ``width`` cells; the text gets at most ``text_width`` of them.

    ``times`` says whether the turns' times are shown.
    """
    header = width < SPEAKER_ROW_BELOW
    longest = max((cell_len(label) for label in text.labels.values()), default=0)
    time = text.time_width if times else 0
    speaker = min(longest, 14 if width >= ROOMY else 8)
    if header:
        margin = max(4, width // 5)
    elif width < ROOMY:
        margin = width // 5
    else:
        margin = max(20, width // 5)
    gutter = 0 if header else time + bool(time) + speaker + bool(speaker)
    room = width - gutter - 4 - margin
    body = max(2, min(room, text_width))
    margin = max(0, min(width - gutter - 4 - body, 44))
    return Columns(width, time, speaker, body, margin, header)
