"""The one display function that stands between a stored text and any terminal or markup.

Every character that could drive a terminal or reorder a line is replaced one for one by a
visible mark, so no position moves. Joiners stay: Persian, Hindi and emoji need them.
"""

from __future__ import annotations

import re

_C1 = dict.fromkeys(range(128, 160), "�")
_C0 = {code: chr(0x2400 + code) for code in range(0x20)}
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd")
_SEPARATORS = {
    0x2028: "\u23ce",
    0x2029: "\u23ce",
    0xFEFF: "\ufffd",
    0x200B: "\u2423",
    0x7F: "\u2421",
}
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_LINE = {**_C0, **_C1, **_BIDI, **_SEPARATORS, **_SURROGATES}
_BLOCK = {key: mark for key, mark in _LINE.items() if key not in (0x0A,)}
_HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def displayed(text: str, *, lines: bool = False) -> str:
    """The text as it may be shown: same length, each harmful character as a visible mark.

    With ``lines`` line feeds stay, for places that show several lines.
    """
    if not _HARMFUL.search(text):
        return text
    return text.translate(_BLOCK if lines else _LINE)


def shortened(text: str, width: int) -> str:
    """One displayed line of at most ``width`` characters, with an ellipsis where it was cut."""
    line = displayed(text.replace("\n", " "))
    return line if len(line) <= width else (line[: max(0, width - 1)] + "…")[: max(0, width)]
