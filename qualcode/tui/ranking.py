"""Which code is meant by a few letters: fuzzy matching and the order of the code palette."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from qualcode.domain.codebook import Code, Codebook

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

    None where the name is empty, where such a code is there, or where the parent is unknown.
    """
    parts = [part.strip() for part in query.replace(">", "/").split("/")]
    parts = [part for part in parts if part]
    if not parts:
        return None
    parent: str | None = None
    for part in parts[:-1]:
        same = [code for code in _named(codebook, part) if code.parent_id == parent]
        same = same or (_named(codebook, part) if parent is None else [])
        if not same:
            return None
        parent = same[0].id
    if any(code.parent_id == parent for code in _named(codebook, parts[-1])):
        return None
    return NewCode(parts[-1], parent)


def _named(codebook: Codebook, name: str) -> list[Code]:
    wanted = name.casefold()
    return [code for code in codebook.codes if code.name.casefold() == wanted]


def means_new(query: str, codebook: Codebook) -> bool:
    """Whether a query rather names a code that does not exist than abbreviates one that does.

    Five letters or more that fit existing codes only as scattered letters are a name.
    """
    text = query.strip()
    if len(text) < 5 and "/" not in text and ">" not in text:
        return False
    found = (match(text, code.name, codebook.paths[code.id]) for code in codebook.codes)
    return not any(fit is not None and fit[0] < LETTERS for fit in found)
