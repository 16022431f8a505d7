"""Finding words in the text."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import accumulate

from qualcode.domain.spans import Span

Shown = Callable[[int, int], bool]
"""Whether a range is shown."""

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


def small_letters(text: str) -> str:
    """The text with small letters, as ``re`` would compare them; "" where lengths differ."""
    small = text.lower().replace("ı", "i").replace("ſ", "s")
    return small if len(small) == len(text) else ""


def always(start: int, end: int) -> bool:  # noqa: ARG001
    """Every range is shown."""
    return True


class Hits:
    """Where a query was found, in order; hits do not overlap."""

    def __init__(self, text: str = "", query: str = "", small: str = "") -> None:
        """Find all places; none for a query without a word.

        ``small`` is ``small_letters(text)``, where it is known: with it, it takes a third.
        """
        self.starts, self.ends = array("I"), array("I")
        self.current: Span | None = None
        looked_for = pattern(query)
        if looked_for is None:
            return
        if small and query.isascii() and query.strip().isalnum():
            self._count_parts(small, query.strip().lower())
            return
        for match in looked_for.finditer(text):
            self.starts.append(match.start())
            self.ends.append(match.end())

    def _count_parts(self, text: str, word: str) -> None:
        """Find a word by the lengths of what stands between: one letter has 300,000 hits."""
        step = len(word)
        lengths = [len(part) + step for part in text.split(word)]
        lengths.pop()
        self.ends = array("I", accumulate(lengths))
        self.starts = array("I", [end - step for end in self.ends])

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

    def after(self, position: int, shown: Shown = always) -> Span | None:
        """The hit after the current one, or the first that begins at or after a position.

        Hits that are not ``shown`` are passed over.
        """
        least = self.current.start + 1 if self.current else position
        numbers = range(bisect_left(self.starts, least), len(self))
        return next((self[number] for number in numbers if shown(*self[number])), None)

    def before(self, position: int, shown: Shown = always) -> Span | None:
        """The hit before the current one, or the last that begins before a position."""
        index = bisect_left(self.starts, self.current.start if self.current else position)
        numbers = range(index - 1, -1, -1)
        return next((self[number] for number in numbers if shown(*self[number])), None)

    def within(self, start: int, end: int) -> tuple[Span, ...]:
        """The hits that touch a range."""
        if not self.starts:
            return ()
        first = bisect_right(self.ends, start)
        last = bisect_left(self.starts, end)
        return tuple(self[index] for index in range(first, last))
