"""Text as it is stored: line feeds only, no NUL, no lone surrogate, otherwise as typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUL_PICTURE = "\u2400"
SURROGATE_PICTURE = "\ufffd"

_NEWLINES = re.compile("\r\n|\r|\u2028|\u2029|\x0b|\x0c|\x85")
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


def count_words(text: str) -> int:
    """Number of words: runs of letters or digits, with inner apostrophes and hyphens."""
    return sum(1 for _ in WORD.finditer(text))


WORD = re.compile(r"[^\W_]+(?:['’\-‐‑][^\W_]+)*")
"""A word: letters or digits, joined by inner apostrophes or hyphens."""
