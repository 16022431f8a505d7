"""Plain screens: only ASCII around the study's own text, and words where there were signs."""

from __future__ import annotations

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from qualcode.domain.display import displayed

_RAMP = dict(zip("▁▂▃▄▅▆▇█", ".:-=+*%#", strict=True))
_SIGNS = {
    **_RAMP, "░": ".", "▒": ":", "▓": "#", "▌": "#", "▐": "#", "▀": "#", "•": "*", "▪": "*",
    "●": "*", "○": "o", "◆": "*", "◇": "o", "▸": ">", "▾": "v", "▴": "^", "◂": "<", "▶": ">",
    "▼": "v", "▲": "^", "◀": "<", "┆": ":", "┊": ":", "╎": ":", "│": "|", "┃": "|", "║": "|",
    "─": "-", "━": "-", "═": "=", "╌": "-", "┄": "-", "✓": "+", "✗": "x",
}  # fmt: skip
_LINES = {chr(code): "+" for code in range(0x2500, 0x2580)}
_BLOCKS = {chr(code): "#" for code in range(0x2580, 0x25A0)}
_BRAILLE = {chr(code): "*" for code in range(0x2800, 0x2900)}
ONE_TO_ONE = str.maketrans({**_LINES, **_BLOCKS, **_BRAILLE, **_SIGNS})
"""Signs in rows and lines by one ASCII character each."""

DRAWN = ONE_TO_ONE | dict.fromkeys(map(ord, _RAMP), " ")
"""What is drawn around them: parts of a cell are the ends of scrollbars."""

WORDS = str.maketrans(
    {
        "⏎": "Enter", "↓": "down", "↑": "up", "←": "left", "→": "right", "…": "...", "·": "-",
        "–": "-", "—": "-", "−": "-", "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "×": "x",
        "≥": ">=", "≤": "<=", "\u00a0": " ", "\u2009": " ", "\u202f": " ",
    }
)  # fmt: skip
_PAIR = re.compile("↓[ /]?↑|↑[ /]?↓")

_plain = False


def make_plain(on: bool) -> None:
    """Say whether screens shall be plain."""
    global _plain
    _plain = on


def is_plain() -> bool:
    """Whether screens are plain."""
    return _plain


def shown(text: str, *, lines: bool = False) -> str:
    """The text as a list, a pane or a line shows it: harmless, on plain screens in ASCII words."""
    text = displayed(text, lines=lines)
    if not _plain or text.isascii():
        return text
    return _PAIR.sub("up/down", text).translate(WORDS).translate(ONE_TO_ONE)


class PlainFilter(LineFilter):
    """Draws borders, bars and all other signs of the screen with ASCII characters."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with the signs replaced one for one."""
        del background
        return [
            segment
            if segment.text.isascii()
            else Segment(segment.text.translate(DRAWN), segment.style, segment.control)
            for segment in segments
        ]
