"""Which tokens of an old sequence are which tokens of a new one.

Stretches that occur once in both sequences are found first, the longest kind first, and their
longest run in order is kept (as in the patience method of comparing files); what lies between
them is compared by ``difflib``. Time grows with the length, not with its square.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

NONE = -1
"""Stands for a token that has no counterpart."""

_STRETCHES = (8, 3, 1)
"""Numbers of tokens that are looked for together, in this order."""

_SMALL = 500
"""Tokens on a side that are compared by ``difflib`` at once."""

_ISLAND = 2
"""A linked run of at most so many tokens may be chance ..."""

_SEA = 3
"""... where at least so many unlinked ones lie on each side of it, in both sequences."""

_MOVED = 5
"""Tokens that must stand together elsewhere, and only there, to count as moved."""


_STOPS = frozenset(".?!…")


class _Gap(NamedTuple):
    """A stretch of the old and one of the new sequence, half open."""

    i1: int
    i2: int
    j1: int
    j2: int


def links(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """For each old token the index of the same token in ``new``, or NONE; never out of order.

    Tokens that begin with a line feed stand for the beginnings of turns.
    """
    found = [NONE] * len(old)
    waiting = [_Gap(0, len(old), 0, len(new))]
    while waiting:
        gap = _stripped(old, new, waiting.pop(), found)
        if gap.i1 < gap.i2 and gap.j1 < gap.j2:
            waiting.extend(_divided(old, new, gap, found))
    _drop_chance(old, new, found)
    _slide(old, found, len(new))
    back = _inverse(found, len(new))
    _slide(new, back, len(old))
    return _inverse(back, len(old))


def _inverse(found: Sequence[int], size: int) -> list[int]:
    back = [NONE] * size
    for at, target in enumerate(found):
        if target != NONE:
            back[target] = at
    return back


def _slide(tokens: Sequence[str], found: list[int], other: int) -> None:
    """Let what was only taken out (or put in) begin with a turn or a sentence where it may.

    Of ``a b a b`` that became ``a b``, either pair may be the one that was taken out.
    """
    at = len(tokens)
    while at:
        stop = at
        while at and found[at - 1] == NONE:
            at -= 1
        if at == stop:
            at -= 1
            continue
        before = found[at - 1] if at else NONE
        after = found[stop] if stop < len(tokens) else other
        if before + 1 == after:
            at = min(at, _slid(tokens, found, at, stop))


def _slid(tokens: Sequence[str], found: list[int], at: int, stop: int) -> int:
    """Move one stretch without links to where it begins best; where it begins then."""
    size = stop - at
    low, high = at, at
    while low and _passes(tokens, found, low - 1, low - 1 + size, low if low < at else NONE):
        low -= 1
    while stop + high - at < len(tokens) and _passes(
        tokens, found, high + size, high, high + size - 1 if high > at else NONE
    ):
        high += 1
    where = max(range(low, high + 1), key=lambda one: (_beginning(tokens, one), -abs(one - at)))
    for one in range(at - 1, where - 1, -1):
        found[one + size], found[one] = found[one], NONE
    for one in range(at, where):
        found[one], found[one + size] = found[one + size], NONE
    return where


def _passes(tokens: Sequence[str], found: list[int], one: int, other: int, near: int) -> bool:
    """Whether a token may pass its link to an equal one across a stretch without links.

    ``near`` is the linked token beside it, towards the stretch, NONE where there is none.
    """
    if found[one] == NONE or tokens[one] != tokens[other]:
        return False
    return near == NONE or abs(found[near] - found[one]) == 1


def _beginning(tokens: Sequence[str], at: int) -> int:
    """How well something begins at a token: 2 with a turn, 1 with a sentence."""
    if tokens[at].startswith("\n"):
        return 2
    return int(at > 0 and tokens[at - 1] in _STOPS)


def _stripped(old: Sequence[str], new: Sequence[str], gap: _Gap, found: list[int]) -> _Gap:
    """The gap without what its beginnings and its ends have in common, which is linked."""
    i1, i2, j1, j2 = gap
    while i1 < i2 and j1 < j2 and old[i1] == new[j1]:
        found[i1] = j1
        i1, j1 = i1 + 1, j1 + 1
    while i1 < i2 and j1 < j2 and old[i2 - 1] == new[j2 - 1]:
        i2, j2 = i2 - 1, j2 - 1
        found[i2] = j2
    return _Gap(i1, i2, j1, j2)


def _divided(old: Sequence[str], new: Sequence[str], gap: _Gap, found: list[int]) -> Iterator[_Gap]:
    """Link what is certain in a gap; the smaller gaps that remain."""
    for size in _STRETCHES:
        anchors = _in_order(_once_in_both(old, new, gap, size))
        if anchors:
            yield from _between(gap, anchors, size, found)
            return
    if max(gap.i2 - gap.i1, gap.j2 - gap.j1) <= _SMALL:
        _compare(old, new, gap, found)
    else:
        _compare_in_parts(old, new, gap, found)


def _once_in_both(
    old: Sequence[str], new: Sequence[str], gap: _Gap, size: int
) -> list[tuple[int, int]]:
    """Places of the stretches of a size that stand once in the old and once in the new part."""
    here, there = _once(old, gap.i1, gap.i2, size), _once(new, gap.j1, gap.j2, size)
    return [(at, there[stretch]) for stretch, at in here.items() if stretch in there]


def _once(tokens: Sequence[str], start: int, end: int, size: int) -> dict[tuple[str, ...], int]:
    part = tokens[start:end]
    stretches = list(zip(*(part[at:] for at in range(size)), strict=False))
    counts = Counter(stretches)
    return {
        one: start + at
        for at, one in enumerate(stretches)
        # A mark or the beginning of a turn by itself says nothing.
        if counts[one] == 1 and (size > 1 or one[0][0].isalnum())
    }


def _in_order(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most pairs that are in the same order on both sides; they come sorted by the first."""
    tails: list[int] = []
    last: list[int] = []
    before = [NONE] * len(pairs)
    for number, (_, there) in enumerate(pairs):
        at = bisect_left(tails, there)
        before[number] = last[at - 1] if at else NONE
        tails[at : at + 1], last[at : at + 1] = [there], [number]
    chosen: list[tuple[int, int]] = []
    number = last[-1] if last else NONE
    while number != NONE:
        chosen.append(pairs[number])
        number = before[number]
    return chosen[::-1]


def _between(
    gap: _Gap, anchors: list[tuple[int, int]], size: int, found: list[int]
) -> Iterator[_Gap]:
    """Link the anchors; the gaps before, between and after them."""
    i, j = gap.i1, gap.j1
    for here, there in anchors:
        # Overlapping stretches on one diagonal go on; on another one the later gives way.
        skip = max(i - here, j - there, 0)
        if skip >= size or (skip and here - i != there - j):
            continue
        yield _Gap(i, here + skip, j, there + skip)
        for step in range(skip, size):
            found[here + step] = there + step
        i, j = here + size, there + size
    yield _Gap(i, gap.i2, j, gap.j2)


def _compare(old: Sequence[str], new: Sequence[str], gap: _Gap, found: list[int]) -> None:
    before, after = old[gap.i1 : gap.i2], new[gap.j1 : gap.j2]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for here, there, size in matcher.get_matching_blocks():
        for step in range(size):
            found[gap.i1 + here + step] = gap.j1 + there + step


def _compare_in_parts(old: Sequence[str], new: Sequence[str], gap: _Gap, found: list[int]) -> None:
    """A large gap in which nothing is unique, in parts that are small enough to be compared."""
    parts = -(-max(gap.i2 - gap.i1, gap.j2 - gap.j1) // _SMALL)
    for part in range(parts):
        i1, i2 = (gap.i1 + (gap.i2 - gap.i1) * at // parts for at in (part, part + 1))
        j1, j2 = (gap.j1 + (gap.j2 - gap.j1) * at // parts for at in (part, part + 1))
        _compare(old, new, _Gap(i1, i2, j1, j2), found)


def _drop_chance(old: Sequence[str], new: Sequence[str], found: list[int]) -> None:
    """Undo links of common tokens that stand alone between others that are all different."""
    here, there = Counter(old), Counter(new)
    linked = [NONE, *(at for at, target in enumerate(found) if target != NONE), len(old)]
    targets = [NONE, *(target for target in found if target != NONE), len(new)]
    ends = [
        at
        for at in range(1, len(linked))
        if linked[at] - linked[at - 1] > 1 or targets[at] - targets[at - 1] > 1
    ]
    for first, stop in pairwise(ends):
        run = linked[first:stop]
        seas = (
            *(linked[first] - linked[first - 1], targets[first] - targets[first - 1]),
            *(linked[stop] - linked[stop - 1], targets[stop] - targets[stop - 1]),
        )
        certain = any(here[old[at]] == there[old[at]] == 1 for at in run)
        if len(run) <= _ISLAND and min(seas) > _SEA and not certain:
            for at in run:
                found[at] = NONE


def moved(old: Sequence[str], new: Sequence[str], found: list[int]) -> None:
    """Link stretches that stand elsewhere in ``new``, among tokens that have no link yet."""
    taken = {target for target in found if target != NONE}
    here = _free_once(old, [target != NONE for target in found])
    there = _free_once(new, [at in taken for at in range(len(new))])
    for stretch, at in here.items():
        if stretch in there and found[at] == NONE:
            _extend(old, new, found, taken, at, there[stretch])


def _free_once(tokens: Sequence[str], used: Sequence[bool]) -> dict[tuple[str, ...], int]:
    """Places of stretches of unlinked tokens that stand once among the unlinked."""
    places: dict[tuple[str, ...], int] = {}
    free = 0
    for at, is_used in enumerate(used):
        free = 0 if is_used else free + 1
        if free >= _MOVED:
            start = at - _MOVED + 1
            stretch = tuple(tokens[start : at + 1])
            places[stretch] = NONE if stretch in places else start
    return {stretch: at for stretch, at in places.items() if at != NONE}


def _extend(
    old: Sequence[str],
    new: Sequence[str],
    found: list[int],
    taken: set[int],
    i: int,
    j: int,
) -> None:
    """Link a moved stretch and what goes on alike before and after it."""

    def alike(i: int, j: int) -> bool:
        inside = 0 <= i < len(old) and 0 <= j < len(new)
        return inside and found[i] == NONE and j not in taken and old[i] == new[j]

    while alike(i - 1, j - 1):
        i, j = i - 1, j - 1
    while alike(i, j):
        found[i] = j
        taken.add(j)
        i, j = i + 1, j + 1
