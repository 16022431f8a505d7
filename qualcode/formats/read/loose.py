"""Conventions without a colon: they are taken only where labels come back all over the file."""

from __future__ import annotations

import re
from collections import Counter

from qualcode.formats.read.labels import Candidate, key_of, name_like, plausible, role_word
from qualcode.formats.read.page import BLANK, FIRST, LIST_MARK, Page, plain, spoken_lines
from qualcode.formats.read.times import STAMP, stamp_times

_SEPARATED = re.compile(
    rf"""{LIST_MARK}(?:(?P<before>{STAMP}){BLANK}(?:[-–—|]{BLANK})?)?
    (?P<label>{FIRST}[^\t:：<>|\n]{{0,39}}?)
    (?P<separator>\t[ \t]*|{BLANK}>{BLANK}|[ \xa0]+\|[ \xa0]+|[ \xa0]*[-–—][ \xa0]+|[ \xa0]{{2,}})
    (?=\S)""",
    re.X,
)
_NAMES = {"\t": "name and tab", ">": "name > text", "|": "name | text", "-": "name - text"}
_LONGEST_ALONE = 40


def name_and_separator(page: Page) -> list[Candidate]:
    """``Name<tab>text``, ``Name - text``, ``Name > text``, ``Name | text``, ``Name   text``.

    One of them for the whole file, and only where half of the lines begin so with labels that
    come back.
    """
    kinds: dict[str, list[Candidate]] = {}
    for index, text, opened in spoken_lines(page):
        match = _SEPARATED.match(text)
        if match is None or not _could_be_name(match["label"]):
            continue
        style = _kind(match["separator"])
        start, end = stamp_times(match["before"] or page.pending.get(index))
        label = match["label"].strip()
        candidate = Candidate(index, label, match.end(), style, start, end, open=opened)
        kinds.setdefault(style, []).append(candidate)
    best = max(kinds.values(), key=len, default=[])
    return best if len(best) * 2 >= len(page.spoken) and _come_back(best) else []


def _could_be_name(label: str) -> bool:
    """Whether it has a letter (columns of numbers have none) and reads as a name."""
    return any(map(str.isalpha, label)) and plausible(label) and name_like(label)


def _kind(separator: str) -> str:
    mark = separator.strip(" \xa0")[:1].replace("–", "-").replace("—", "-")
    return _NAMES.get(mark, "name and blanks")


def plain_name_alone(page: Page) -> list[Candidate]:
    """``Interviewer`` on a line of its own without colon or time, text below."""
    found: list[Candidate] = []
    for index, text, opened in spoken_lines(page):
        label = text.strip().rstrip(" -–—")
        if (
            len(label) <= _LONGEST_ALONE
            and ":" not in label
            and plausible(label)
            and name_like(label)
        ):
            found.append(plain(page, index, label, len(text), "name on a line", opened))
    counts = Counter(key_of(candidate.label) for candidate in found)
    found = [c for c in found if counts[key_of(c.label)] > 1 or role_word(c.label)]
    after = {index + 1 for index in (c.line for c in found)}
    beside = sum(1 for candidate in found if candidate.line in after)
    enough = len(found) * 6 >= len(page.spoken) and len(found) * 3 <= len(page.spoken) * 2
    return found if enough and beside * 5 <= len(found) and _come_back(found) else []


def _come_back(found: list[Candidate]) -> bool:
    """Whether at least two labels are used again, and most lines have one that is."""
    counts = Counter(key_of(candidate.label) for candidate in found)
    again = [number for number in counts.values() if number > 1]
    return len(again) > 1 and sum(again) * 10 >= len(found) * 7
