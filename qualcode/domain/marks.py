"""Marks of transcribers as spans by kind; the text itself stays as it was typed.

Which marks there are is a table that users can edit. Its words are no regular expressions, so
that no table can make a text take long to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class MarkKind(StrEnum):
    """What a mark says about the talk."""

    OVERLAP = "overlap"
    PAUSE = "pause"
    LAUGH = "laugh"
    INAUDIBLE = "inaudible"
    UNCERTAIN = "uncertain"
    NON_VERBAL = "non-verbal"
    REMOVED = "removed"
    COMMENT = "comment"

    @property
    def holds_speech(self) -> bool:
        """Whether what stands within the mark was said, so that its words count."""
        return self in (MarkKind.OVERLAP, MarkKind.UNCERTAIN)


class MarkSpan(NamedTuple):
    """A mark in a text, its brackets included, as a half-open range of code points."""

    kind: MarkKind
    start: int
    end: int


class MarkRule(NamedTuple):
    """One line of the table: what stands between two marks, and what that means.

    A word (or several) must be the whole remark, times left aside; ``*word*`` among the words of
    a short one; ``*`` stands for anything, ``#`` for a number, ``*?`` for what ends with a question
    mark, ``<nothing>`` for blanks alone. Rules of the convention ``jefferson`` are for texts with
    its timed pauses.
    """

    kind: MarkKind
    opening: str
    closing: str
    words: tuple[str, ...]
    convention: str = ""


NOTHING = "<nothing>"
JEFFERSON = "jefferson"
_LONGEST = 200
_SHORT_REMARK = 4
_FEWEST_PAUSES = 3
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NUMBER = re.compile(r"\d{1,4}(?:[.,]\d{1,3})?(?: ?(?:s|sec|secs|seconds?|sek|min))?\.?")
_TIMED_PAUSE = re.compile(r"\((?:\.|\d{1,2}[.,]\d{1,2})\)")


def marks(text: str, table: Sequence[MarkRule]) -> tuple[MarkSpan, ...]:
    """The marks of a text in order, none within another; the first rule that fits decides.

    A mark ends on its line and within 200 characters.
    """
    rules = _by_opening(tuple(table))
    if not rules:
        return ()
    found: list[MarkSpan] = []
    at = 0
    for match in _openings(tuple(rules)).finditer(text):
        if match.start() >= at:
            span = _mark_at(text, match.start(), rules[match[0]])
            if span is not None:
                found.append(span)
                at = span.end
    return tuple(found)


def rules_for(table: Iterable[MarkRule], text: str) -> tuple[MarkRule, ...]:
    """The rules that go for a whole transcript: those of Jefferson only where it is written so."""
    timed = sum(1 for _, _ in zip(_TIMED_PAUSE.finditer(text), range(_FEWEST_PAUSES), strict=False))
    jefferson = timed >= _FEWEST_PAUSES
    return tuple(rule for rule in table if jefferson or rule.convention != JEFFERSON)


@lru_cache(maxsize=8)
def _by_opening(table: tuple[MarkRule, ...]) -> dict[str, tuple[MarkRule, ...]]:
    rules: dict[str, tuple[MarkRule, ...]] = {}
    for rule in table:
        rules[rule.opening] = (*rules.get(rule.opening, ()), rule)
    return rules


@lru_cache(maxsize=8)
def _openings(openings: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the openings, the longer before the shorter that it begins with."""
    return re.compile("|".join(re.escape(one) for one in sorted(openings, key=len, reverse=True)))


def _mark_at(text: str, start: int, rules: Sequence[MarkRule]) -> MarkSpan | None:
    """The mark that begins here by the first of the rules that fits."""
    for rule in rules:
        begin = start + len(rule.opening)
        end = text.find(rule.closing, begin, begin + _LONGEST)
        if end < 0 or "\n" in text[begin:end]:
            continue
        content = text[begin:end].strip().casefold()
        if any(_fits(content, word) for word in rule.words):
            return MarkSpan(rule.kind, start, end + len(rule.closing))
    return None


def _fits(content: str, word: str) -> bool:
    """Whether what stands in a mark is what a word of the table means."""
    if word == NOTHING:
        return not content
    if word == "*":
        return bool(content)
    if word == "#":
        return bool(_NUMBER.fullmatch(content))
    if word == "*?":
        return len(content) > 1 and content.endswith("?")
    wanted = _WORD.findall(word)
    if not wanted:
        return content == word
    there = [one for one in _WORD.findall(content) if not one.isdigit()]
    if not (word[0] == "*" == word[-1]):
        return there == wanted
    last = min(len(there), _SHORT_REMARK) - len(wanted) + 1
    return len(there) <= _SHORT_REMARK and any(
        there[at : at + len(wanted)] == wanted for at in range(last)
    )
