"""How many terminal cells each character takes, and what is drawn for it.

Each code point has a width of its own (0, 1 or 2), so that the width of a stretch is a sum and
offsets into the stored text never change. A character of width 0 belongs to the one before it.
Emoji are drawn by their first character only: variation selectors, skin tones, keycap marks,
joined emoji and flags come out differently in every terminal. A zero-width joiner stays in Indic
scripts only.
"""

from __future__ import annotations

import re
from itertools import accumulate

from rich.cells import get_character_cell_size

from qualcode.domain.display import displayed

NOT_NARROW = re.compile(
    "[^\x00-\xac\xae-\u02ff\u0370-\u0482\u048a-\u058f\u05d0-\u05ea\u0621-\u064a\u1e00-\u1fff"
    "\u2000-\u200b\u2010-\u205e\u2070-\u20cf\u2100-\u22ff\u2500-\u25fc\ufeff]"
)
"""A character that does not take exactly one cell, or that is not known to."""

_FLAG_A = 0x1F1E6
_FLAG_LETTERS = {_FLAG_A + index: chr(ord("A") + index) for index in range(26)}
_UNSEEN = "\xad\u061c\u180e\u200e\u200f\u2060-\u2064\u20e3\ufe00-\ufe0f\U0001f3fb-\U0001f3ff"
_EMOJI, _INDIC = "\u2190-\u2bff\U0001f000-\U0001faff", "\u0900-\u0dff"
_DROPPED = re.compile(f"[{_UNSEEN}\U000e0000-\U000e01ef]|\u200d[{_EMOJI}]|\u200d(?![{_INDIC}])")
_JOINED = re.compile(f"\u200d[{_EMOJI}{_INDIC}]")
_PILED = re.compile("([\u0300-\u036f]{3})([\u0300-\u036f]+)")
_GUARDED = re.compile(
    "[\u0900-\u0dff\u0f00-\u109f\u1700-\u17ff\u1900-\u194f\u1a00-\u1cff\ua800-\ua82f"
    "\ua880-\ua8df\ua930-\ua9df\uaa00-\uaaff\uabc0-\uabff\U00011000-\U00011fff\U00016f00-\U00016fff]"
)
"""Scripts with vowel signs that take a cell in some terminals and none in others."""


class _Widths(dict[int, str]):
    """Width of each code point as the character with that number, found when first asked for."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        if displayed(character) != character or point in _FLAG_LETTERS:
            width = 1
        elif _DROPPED.match(character):
            width = 0
        else:
            width = get_character_cell_size(character)
        self[point] = found = chr(width)
        return found


_widths = _Widths()


def widths(text: str) -> bytes:
    """The cells of each code point, as one byte each."""
    return _JOINED.sub("\u200d\u200d", text).translate(_widths).encode("latin-1")


def is_narrow(text: str) -> bool:
    """Whether each character takes exactly one cell."""
    return NOT_NARROW.search(text) is None


def is_guarded(text: str) -> bool:
    """Whether terminals disagree on the width of this script, so that a spare column is wise."""
    return _GUARDED.search(text) is not None


def glyphs(text: str) -> str | list[str]:
    """What is drawn for each character, by the same index; empty where nothing is."""
    shown = displayed(text.replace("\t", " ").replace("\n", " "))
    if is_narrow(text):
        return shown
    drawn = list(shown.translate(_FLAG_LETTERS))
    for match in _DROPPED.finditer(text):
        drawn[match.start() : match.end()] = [""] * (match.end() - match.start())
    for match in _PILED.finditer(text):
        drawn[match.start(2) : match.end(2)] = [""] * (match.end(2) - match.start(2))
    return drawn


def cell_len(text: str) -> int:
    """Cells that the text takes when drawn."""
    return len(text) if is_narrow(text) else sum(widths(text))


def cell_of(text: str, offset: int) -> int:
    """The cell at which the character at an offset begins."""
    return offset if is_narrow(text) else sum(widths(text)[:offset])


def offset_at(text: str, cell: int) -> int:
    """Offset of the character drawn at a cell, clamped to the text (its length when beyond)."""
    if is_narrow(text):
        return max(0, min(cell, len(text)))
    taken = widths(text)
    for offset, edge in enumerate(accumulate(taken)):
        if cell < edge and taken[offset]:
            return offset
    return len(text)


def fitted(text: str, width: int) -> str:
    """The text as drawn, cut with an ellipsis or padded to exactly ``width`` cells."""
    drawn = "".join(glyphs(text))
    if cell_len(text) <= width:
        return drawn + " " * (width - cell_len(text))
    if width <= 0:
        return ""
    end = offset_at(text, width - 1)
    kept = "".join(glyphs(text[:end]))
    return kept + "…" + " " * (width - 1 - cell_len(text[:end]))
