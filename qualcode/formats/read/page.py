"""The lines of a file with what is known of each before any label is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from qualcode.formats.read.labels import EMOJI, Candidate
from qualcode.formats.read.original import Line
from qualcode.formats.read.times import STAMP, STAMP_LINE, stamp_times

BLANK = r"[ \t\xa0\u202f]*"
"""Pattern of blanks within a line, also none."""
LIST_MARK = rf"{BLANK}(?:[-*+•▪‣·>][ \t\xa0]+)?"
"""Pattern of a mark of a list or quotation that may stand before a label."""
FIRST = rf"(?:[^\W_]|[{EMOJI}])"
"""Pattern of the first character of a label."""

_LEADING_STAMP = re.compile(rf"{LIST_MARK}(?P<before>{STAMP})(?=\s)[ \t\xa0]*(?:[-–—:][ \t\xa0]+)?")
_NUMBER = re.compile(r"[ \t\xa0]*[\[(#]?(\d{1,5})([.)\]]?)[ \t\xa0]+(?=\S)")
_COLON = re.compile(r"[:：](?!\S)|：")
_FEWEST_NUMBERS = 3


class Page(NamedTuple):
    """The lines of a file, each looked at once.

    ``blank[i]`` tells empty lines; ``stamps[i]`` holds the stamp of a line that is nothing else;
    ``pending[i]`` the stamp line that directly precedes line i; ``spoken`` holds the indices of
    the lines that have words and are no headings.
    """

    lines: Sequence[Line]
    blank: Sequence[bool]
    stamps: dict[int, str]
    pending: dict[int, str]
    spoken: Sequence[int]


def page_of(lines: Sequence[Line]) -> Page:
    """Look at each line once: empty, a time stamp alone, or words."""
    blank = [not line.text or line.text.isspace() for line in lines]
    stamps: dict[int, str] = {}
    pending: dict[int, str] = {}
    last: str | None = None
    for index, line in enumerate(lines):
        if blank[index]:
            continue
        match = STAMP_LINE.match(line.text) if len(line.text) < 60 else None
        if match:
            last = stamps[index] = match[1]
        elif last is not None:
            pending[index], last = last, None
    spoken = [
        index
        for index, line in enumerate(lines)
        if not blank[index] and not line.level and index not in stamps
    ]
    return Page(lines, blank, stamps, pending, spoken)


def spoken_lines(page: Page) -> Iterator[tuple[int, str, bool]]:
    """Each line of words with its index and whether it opens a block."""
    opened = True
    for index, line in enumerate(page.lines):
        if page.blank[index] or line.level:
            opened = True
        elif index not in page.stamps:
            yield index, line.text, opened
            opened = False


def plain(page: Page, index: int, label: str, at: int, style: str, opened: bool) -> Candidate:
    """A candidate whose only time stamp can be the line before it."""
    start, end = stamp_times(page.pending.get(index))
    return Candidate(index, label.strip(), at, style, start, end, open=opened)


def leading_stamp(text: str) -> tuple[str, int] | None:
    """The time stamp at the start of a line and where the text after it begins."""
    match = _LEADING_STAMP.match(text)
    return (match["before"], match.end()) if match else None


def without_numbers(lines: Sequence[Line]) -> tuple[Sequence[Line], int]:
    """The lines without the numbers of their paragraphs, and how many numbers were taken off.

    Paragraphs count as numbered where numbers that go up by one stand before most labels, or
    (without a full stop or bracket, as lists have them) before most lines.
    """
    matches = {i: m for i, line in enumerate(lines) if (m := _NUMBER.match(line.text))}
    if len(matches) < _FEWEST_NUMBERS:
        return lines, 0
    runs = {
        index
        for one, two in pairwise(matches)
        if 1 <= int(matches[two][1]) - int(matches[one][1]) <= 2
        for index in (one, two)
    }
    if not _are_paragraphs(lines, runs, matches):
        return lines, 0
    cut = list(lines)
    for index in runs:
        line, at = lines[index], matches[index].end()
        cut[index] = Line(line.text[at:], line.start + at, line.level)
    return cut, len(runs)


def _are_paragraphs(
    lines: Sequence[Line], runs: set[int], matches: dict[int, re.Match[str]]
) -> bool:
    shaped = {i for i, line in enumerate(lines) if _COLON.search(line.text[:60])}
    labelled = len(runs & shaped)
    # Numbers of speakers come back, numbers of paragraphs do not.
    if len({matches[index][1] for index in runs}) * 10 < len(runs) * 9:
        return False
    if labelled >= _FEWEST_NUMBERS and labelled * 10 >= len(shaped) * 6:
        return True
    bare = sum(1 for index in runs if matches[index][0].strip().isdigit())
    spoken = sum(1 for line in lines if line.text.strip())
    return bare > _FEWEST_NUMBERS and bare * 10 >= spoken * 6
