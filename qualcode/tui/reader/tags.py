"""Two letters for a code's name, where there is no room for more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from qualcode.domain.display import displayed
from qualcode.tui.reader.cells import cell_len, fitted

WIDTH = 2


def tags(names: Iterable[str]) -> dict[str, str]:
    """A tag for each name: two cells, different from all others as long as there are enough.

    The first of the names has the first choice: its first two letters, the first letters of its
    words, its first letter with a later one, then any two of its letters, then its first letter
    with a digit.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        if name in found:
            continue
        choices = list(_choices(name))
        tag = next((one for one in choices if one.casefold() not in taken), choices[0])
        taken.add(tag.casefold())
        found[name] = tag
    return found


def _choices(name: str) -> Iterator[str]:
    """Tags for a name, the best first; there is always one."""
    words = "".join(letter if letter.isalnum() else " " for letter in displayed(name)).split()
    letters = "".join(words)
    pairs = [letters[:2], "".join(word[0] for word in words[:2])]
    pairs += [letters[0] + later for later in letters[1:]] if letters else []
    pairs += ["".join(pair) for pair in combinations(letters[:20], 2)]
    pairs += [letters[:1] + digit for digit in "23456789"]
    seen = 0
    for pair in pairs:
        if pair and len(pair) == WIDTH and cell_len(pair) == WIDTH:
            seen += 1
            yield pair
    for letter in letters:
        if cell_len(letter) == WIDTH:
            seen += 1
            yield letter
    if not seen:
        yield fitted(letters[:1] or displayed(name)[:1] or "?", WIDTH)
