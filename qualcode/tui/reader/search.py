"""Finding words in the text."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right

from qualcode.domain.spans import Span

_LIKE = {
    "'": "['’‘]",
    "’": "['’‘]",
    '"': '["“”„«»]',
    "-": "[-‐‑–]",
}


def pattern(query: str) -> re.Pattern[str] | None:
    """What is looked for: any case, any white space between words, straight or curly quotes.

    None where the query holds no word.
    """
    words = query.split()
    if not words:
        return None
    parts = ("".join(_LIKE.get(letter, re.escape(letter)) for letter in word) for word in words)
    return re.compile(r"\s+".join(parts), re.IGNORECASE)


class Hits:
    """Where a query was found, in order; hits do not overlap."""

    def __init__(self, text: str = "", query: str = "") -> None:
        """Find all places; none for a query without a word."""
        self.starts, self.ends = array("I"), array("I")
        self.current: Span | None = None
        looked_for = pattern(query)
        if looked_for is not None:
            for match in looked_for.finditer(text):
                self.starts.append(match.start())
                self.ends.append(match.end())

    def __len__(self) -> int:
        """How many there are."""
        return len(self.starts)

    def __getitem__(self, index: int) -> Span:
        """The hit with a number."""
        return Span(self.starts[index], self.ends[index])

    def follow(self, position: int) -> Span | None:
        """Let the hit that holds a position, if any, be the current one."""
        index = bisect_right(self.starts, position) - 1
        self.current = self[index] if index >= 0 and self.ends[index] > position else None
        return self.current

    def after(self, position: int) -> Span | None:
        """The hit after the current one, or the first that begins at or after a position."""
        least = self.current.start + 1 if self.current else position
        index = bisect_left(self.starts, least)
        return self[index] if index < len(self) else None

    def before(self, position: int) -> Span | None:
        """The hit before the current one, or the last that begins before a position."""
        index = bisect_left(self.starts, self.current.start if self.current else position)
        return self[index - 1] if index else None

    def within(self, start: int, end: int) -> tuple[Span, ...]:
        """The hits that touch a range."""
        if not self.starts:
            return ()
        first = bisect_right(self.ends, start)
        last = bisect_left(self.starts, end)
        return tuple(self[index] for index in range(first, last))
