"""Text as it is stored: line feeds only, no NUL, no lone surrogate, otherwise as typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

NUL_PICTURE = "\u2400"
SURROGATE_PICTURE = "\ufffd"

_NEWLINES = re.compile("\r\n|\r|\u2028|\u2029|\x0b|\x0c|\x85")
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"
"""Characters that count as letters or signs and show nothing."""
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Stored:
    """Text ready to be stored, and how many characters were replaced by visible pictures."""

    text: str
    replaced: int


def normalise_newlines(text: str) -> str:
    """The text with every kind of line end (CRLF, CR, form feed, U+2028 ...) as one line feed."""
    return _NEWLINES.sub("\n", text)


def storable(text: str) -> Stored:
    """Replace NUL and lone surrogates one for one by pictures; everything else stays as typed."""
    cleaned, replaced = _UNSTORABLE.subn(
        lambda match: NUL_PICTURE if match[0] == "\x00" else SURROGATE_PICTURE, text
    )
    return Stored(cleaned, replaced)


def one_line(text: str) -> str:
    """A name as it is stored: storable, on one line, single spaces, none at its ends."""
    return " ".join(storable(text).text.split())


def is_visible(text: str) -> bool:
    """Whether any character of a text is seen: no space, joiner, mark alone or filler."""
    return any(unicodedata.category(one)[0] not in "CZM" and one not in _FILLERS for one in text)


def count_words(text: str) -> int:
    """Number of words: runs of letters or digits, with inner apostrophes and hyphens."""
    if len(text) < _LONG:
        return len(WORD.findall(text))
    return sum(1 for _ in WORD.finditer(text))


_LONG = 100_000
"""From here on a list of all words would take more memory than it saves time."""
WORD = re.compile(r"[^\W_]+(?:['’\-‐‑][^\W_]+)*")
"""A word: letters or digits, joined by inner apostrophes or hyphens."""
