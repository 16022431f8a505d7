"""Which code is meant by a few letters: fuzzy matching and the order of the code palette."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.text import one_line

T = TypeVar("T")


class Ranked(NamedTuple):
    """A code that fits the query; smaller ``order`` is better."""

    order: tuple[int, int, float, int, int, str]
    kind: int
    code: Code


class Usage(NamedTuple):
    """What is known about the use of codes: suggestion scores, recency, counts."""

    scores: Mapping[str, float]
    recent: Sequence[str]
    counts: Mapping[str, int]


EXACT, PREFIX, WORD, INSIDE, PATH, STARTS, LETTERS = range(7)
"""Kinds of a match. STARTS: the starts of several words, such as "acre" of "access > resources"."""

_WORDS = re.compile(r"\w+")

LOOSEST = 3
"""Cells per letter over which scattered letters still are an abbreviation of a name."""


def match(query: str, name: str, path: str) -> tuple[int, int] | None:
    """Kind of match (smaller is better) and looseness; None where the letters are not there."""
    wanted, name, path = query.casefold(), name.casefold(), path.casefold()
    if name == wanted or path == wanted:
        return EXACT, 0
    if name.startswith(wanted):
        return PREFIX, 0
    if any(word.startswith(wanted) for word in name.replace("-", " ").split()):
        return WORD, 0
    if wanted in name:
        return INSIDE, 0
    if wanted in path:
        return PATH, 0
    if abbreviates(wanted, path):
        return STARTS, 0
    # Who types a path abbreviates a path, and nobody else does.
    spread = letters_spread(wanted, path if ">" in wanted else name)
    return (LETTERS, spread) if spread is not None and spread <= LOOSEST * len(wanted) else None


def abbreviates(wanted: str, text: str) -> bool:
    """Whether ``wanted`` is put together of starts of words of ``text``, in this order."""
    wanted = wanted.replace(" ", "")
    reached = {0}
    for word in _WORDS.findall(text):
        for done in tuple(reached):
            for length, (letter, other) in enumerate(zip(word, wanted[done:], strict=False), 1):
                if letter != other:
                    break
                reached.add(done + length)
    return len(wanted) in reached


def close_only(found: Sequence[T], kind_of: Callable[[T], int]) -> list[T]:
    """What was found, without scattered letters where anything fits better."""
    close = [one for one in found if kind_of(one) != LETTERS]
    return close or list(found)


def letters_spread(wanted: str, text: str) -> int | None:
    """How far apart the letters of ``wanted`` stand in ``text`` in this order; None if not all."""
    first: int | None = None
    at = -1
    for letter in wanted:
        if letter == " ":
            continue
        at = text.find(letter, at + 1)
        if at < 0:
            return None
        first = at if first is None else first
    return at - (first or 0)


def rank(query: str, codebook: Codebook, usage: Usage) -> list[Code]:
    """Codes for a query, best first: exact, prefix, suggestion score, recency, frequency.

    Codes that hold its letters only scattered are left out where any other fits. An empty query
    lists suggested codes, then recent ones, then the rest in codebook order.
    """
    text = " > ".join(part.strip() for part in query.replace(">", "/").split("/")).strip()
    place = {code: index for index, code in enumerate(usage.recent)}
    found: list[Ranked] = []
    for index, (_, code) in enumerate(codebook.walk()):
        if code.retired:
            continue
        fit = match(text, code.name, codebook.paths[code.id]) if text else (0, 0)
        if fit is None:
            continue
        kind, loose = fit
        close = kind if kind < WORD else max(WORD, WORD + kind - PATH)
        order = (
            close,
            loose if kind == LETTERS else 0,
            -usage.scores.get(code.id, 0.0),
            place.get(code.id, len(place)),
            -usage.counts.get(code.id, 0) if text else 0,
            f"{index:06d}",
        )
        found.append(Ranked(order, kind, code))
    close_ones = close_only(found, lambda ranked: ranked.kind)
    return [ranked.code for ranked in sorted(close_ones, key=lambda ranked: ranked.order)]


class NewCode(NamedTuple):
    """A code that a query would make: its name and the id of its parent (None: at the top)."""

    name: str
    parent_id: str | None


def new_code(query: str, codebook: Codebook) -> NewCode | None:
    """What a query would make; ``parent/child`` and ``parent > child`` place it.

    None where nothing is typed, or for the reason that ``why_no_new_code`` gives. Names that differ
    in case only are different names, as in the codebook.
    """
    *above, name = _parts(query) or [""]
    parent = _parent(above, codebook)
    if not name or parent == UNKNOWN or _beside(name, parent, codebook):
        return None
    return NewCode(name, parent)


def why_no_new_code(query: str, codebook: Codebook) -> str:
    """Why a query makes no code, as a sentence; "" where it does, or nothing is typed."""
    *above, name = _parts(query) or [""]
    parent = _parent(above, codebook)
    if not name:
        return ""
    if parent == UNKNOWN:
        return f"There is no code “{' > '.join(above)}” to make “{name}” under."
    there = _beside(name, parent, codebook)
    if there is None:
        return ""
    if there.retired:
        return f"“{name}” is retired at this place: take it back into use in the code tree."
    return f"There is a code “{name}” at this place already."


UNKNOWN = ""
"""Stands for the id of a parent that is not there."""


def _parts(query: str) -> list[str]:
    parts = [one_line(part) for part in query.replace(">", "/").split("/")]
    return [part for part in parts if part]


def _parent(above: list[str], codebook: Codebook) -> str | None:
    """The id of the code with this path (in any case, the same one first); None: the top."""
    parent: str | None = None
    for part in above:
        same = [code for code in _named(codebook, part) if code.parent_id == parent]
        same = same or (_named(codebook, part) if parent is None else [])
        if not same:
            return UNKNOWN
        parent = same[0].id
    return parent


def _beside(name: str, parent: str | None, codebook: Codebook) -> Code | None:
    """The code of exactly this name at a place."""
    found = (code for code in codebook.codes if code.parent_id == parent and code.name == name)
    return next(found, None)


def _named(codebook: Codebook, name: str) -> list[Code]:
    wanted = name.casefold()
    found = [code for code in codebook.codes if code.name.casefold() == wanted]
    return sorted(found, key=lambda code: code.name != name)


def means_new(query: str, codebook: Codebook) -> bool:
    """Whether a query rather names a code that does not exist than abbreviates one that does.

    Five letters or more that fit existing codes only as scattered letters are a name.
    """
    text = query.strip()
    if len(text) < 5 and "/" not in text and ">" not in text:
        return False
    found = (match(text, code.name, codebook.paths[code.id]) for code in codebook.codes)
    return not any(fit is not None and fit[0] < LETTERS for fit in found)
