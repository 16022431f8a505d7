"""Text of a unit made plain for matching, with the way back to its positions."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_ONE_FOR_ONE = {
    0x2010: "-",
    0x2011: "-",
    0x2018: "'",
    0x2019: "'",
    0x02BC: "'",
    0x00A0: " ",
    0x202F: " ",
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
_ODD_SPACE = re.compile(r"[^\S ]|\s{2,}|\x00")
_SPACES = re.compile(r"[\s\x00]+")


class Plain(NamedTuple):
    """Plain text and, where lengths differ, the original offset of each of its characters."""

    text: str
    offsets: tuple[int, ...] | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """A range of the plain text as a range of the original (not empty)."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


def plain(text: str) -> Plain:
    """Straight apostrophes and hyphens, single spaces, nothing that UTF-8 cannot hold."""
    if not text.isascii():
        text = text.translate(_ONE_FOR_ONE)
    if not _ODD_SPACE.search(text):
        return Plain(text, None)
    kept: list[str] = []
    offsets: list[int] = []
    at = 0
    for match in _SPACES.finditer(text):
        kept.append(text[at : match.start()])
        offsets.extend(range(at, match.start() + 1))
        at = match.end()
    offsets.extend(range(at, len(text)))
    return Plain(" ".join([*kept, text[at:]]), tuple(offsets))


def folded(word: str) -> str:
    """A word as words are compared: composed (NFC) and in lower case."""
    return word.lower() if word.isascii() else unicodedata.normalize("NFC", word).lower()
