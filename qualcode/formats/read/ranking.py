"""How well each way of naming speakers explains a whole file, in numbers that can be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import prod, sqrt
from typing import NamedTuple

from qualcode.formats.options import ReadOptions
from qualcode.formats.read.conventions import CONVENTIONS, Page
from qualcode.formats.read.labels import Candidate, accepted, key_of
from qualcode.formats.read.page import leading_stamp
from qualcode.formats.reading import Scored

NO_LABELS = "no labels"
STAMPS = "[time] text"
_FLOOR = 0.02
_NAMELESS = 0.5
_WIDEST = 120
_FEWEST_WRAPPED = 12


class Tried(NamedTuple):
    """A convention with its score, the candidates that begin turns, and those that do not."""

    scored: Scored
    taken: list[Candidate]
    left: list[Candidate]


def rank(page: Page, options: ReadOptions) -> list[Tried]:
    """All conventions that explain something, the best first; ties keep the fixed order."""
    paragraphs = paragraphs_of(page)
    tried = [_try(page, find, paragraphs, options) for find in CONVENTIONS]
    return sorted(
        (one for one in tried if one.taken or one.left),
        key=lambda one: (-one.scored.score, not one.taken),
    )


def _try(
    page: Page, find: Callable[[Page], list[Candidate]], paragraphs: int, options: ReadOptions
) -> Tried:
    candidates = find(page)
    if not candidates:
        return Tried(Scored("", 0.0), [], [])
    headings = len(candidates) if find.__name__ == "heading_names" else 0
    keys = accepted(candidates, paragraphs + headings) | set(map(key_of, options.speakers))
    keys -= set(map(key_of, options.not_speakers))
    taken = [c for c in candidates if key_of(c.label) in keys]
    left = [c for c in candidates if key_of(c.label) not in keys]
    return Tried(_score(page, taken, len(candidates), paragraphs), taken, left)


def _score(page: Page, taken: Sequence[Candidate], shaped: int, paragraphs: int) -> Scored:
    """The product of four shares; see the names of the parts."""
    if not taken:
        return Scored("", 0.0)
    counts = Counter(key_of(c.label) for c in taken)
    once = sum(1 for number in counts.values() if number == 1)
    under = sum(1 for index in page.spoken if index >= taken[0].line)
    alone = sum(1 for c in taken if c.at >= len(page.lines[c.line].text.rstrip()))
    parts = (
        ("lines after the first label", under / max(1, len(page.spoken))),
        ("lines of this form that name a speaker", len(taken) / shaped),
        ("labels that come back", 1 - once / len(taken) / 2),
        ("labels per paragraph, root", sqrt(min(1.0, len(taken) / max(1, paragraphs - alone)))),
    )
    style = Counter(c.style for c in taken).most_common(1)[0][0]
    return Scored(style, prod(value for _, value in parts), parts)


def paragraphs_of(page: Page) -> int:
    """Number of lines that hold speech, those that only go on after a full line left aside."""
    wide = wrapped_width(page)
    if not wide:
        return len(page.spoken)
    before = {i for i in page.spoken if len(page.lines[i].text.rstrip()) >= wide - 20}
    return sum(1 for index in page.spoken if index - 1 not in before)


def wrapped_width(page: Page) -> int:
    """The width at which lines were broken by a typewriter or mail program; 0 if they were not.

    Such a file has many lines that go on without a blank one, nearly all of almost full width.
    """
    widths = [len(line.text.rstrip()) for line in page.lines]
    spoken = page.spoken
    before_another = [widths[one] for one, two in pairwise(spoken) if two == one + 1]
    width = max((widths[index] for index in spoken), default=0)
    if not 40 <= width <= _WIDEST or len(before_another) < _FEWEST_WRAPPED:
        return 0
    full = sum(1 for found in before_another if found >= width - 20)
    return width if full * 10 >= len(before_another) * 8 else 0


def nameless(page: Page) -> list[Scored]:
    """The ways of reading without speakers: time stamps that begin lines, and paragraphs."""
    stamped = sum(1 for index in page.spoken if leading_stamp(page.lines[index].text))
    share = stamped / max(1, len(page.spoken))
    found = [Scored(NO_LABELS, _FLOOR, (("assumed where nothing explains more", _FLOOR),))]
    if share >= 0.5:
        parts = (("lines that begin with a time", share), ("nobody is named", _NAMELESS))
        found.insert(0, Scored(STAMPS, share * _NAMELESS, parts))
    return found
