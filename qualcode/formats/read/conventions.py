"""The ways in which a line can name its speaker; each finds its candidates in a whole file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from qualcode.formats.read.labels import Candidate, is_mark
from qualcode.formats.read.original import Line
from qualcode.formats.read.times import BRACKETED, STAMP, STAMP_LINE, stamp_times

# Every quantifier is bounded or eats blanks only, so that a line of any length takes one pass.
_BLANK = r"[ \t\xa0\u202f]*"
_LIST_MARK = rf"{_BLANK}(?:[-*+•▪‣·][ \t\xa0]+)?"
_LABELLED = re.compile(
    rf"""{_LIST_MARK}
    (?:(?P<before>{STAMP}){_BLANK}(?:[-–—]{_BLANK})?)?
    (?P<bold>\*\*|__|\*)?
    (?P<label>[^\W_][^:：*<>\t\n]{{0,79}}?){_BLANK}
    (?P<beside>{STAMP})?{_BLANK}
    (?P<close>\*\*|__|\*)?{_BLANK}
    (?:(?<!\d)[:：]|[:：](?!\d))(?P<close2>\*\*|__|\*)?
    (?:{_BLANK}(?P<after>{BRACKETED}(?=\s|$)|{STAMP}(?={_BLANK}$)))?
    (?P<gap>{_BLANK})""",
    re.X,
)
_BRACKETS = re.compile(rf"{_LIST_MARK}\[(?P<label>[^\W_][^\[\]:\n]{{0,39}})\]{_BLANK}:?{_BLANK}")
_ALONE = re.compile(
    rf"""{_LIST_MARK}(?:
    (?P<label>[^\W_][^:：\n]{{0,59}}?)(?:[ \t\xa0]+|(?=[\[(\#]))(?P<after>{STAMP})
    |(?P<before>{STAMP})[ \t\xa0]+[-–—]?{_BLANK}(?P<label2>[^\W_][^:：\n]{{0,59}}?)
    ){_BLANK}$""",
    re.X,
)
_BOLD_ALONE = re.compile(
    rf"{_BLANK}(?P<bold>\*\*|__)(?P<label>[^\W_][^:*\n]{{0,59}}?)(?P=bold){_BLANK}$"
)
_LEADING_STAMP = re.compile(
    rf"{_LIST_MARK}(?P<before>{STAMP})(?=\s)[ \t\xa0]*(?:[-–—:][ \t\xa0]+)?"
)


class Page(NamedTuple):
    """The lines of a file with what is known of each before any label is looked for.

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


def _spoken(page: Page) -> Iterator[tuple[int, str, bool]]:
    """Each line of words with its index and whether it opens a block."""
    opened = True
    for index, line in enumerate(page.lines):
        if page.blank[index] or line.level:
            opened = True
        elif index not in page.stamps:
            yield index, line.text, opened
            opened = False


def name_and_colon(page: Page) -> list[Candidate]:
    """``Name: text`` with a time stamp before, beside or after the name, bold or not."""
    found = []
    for index, text, opened in _spoken(page):
        head = text[:160]
        if ":" not in head and "：" not in head:
            continue
        match = _LABELLED.match(text)
        if match is None:
            continue
        stamp = match["before"] or match["beside"] or match["after"]
        start, end = stamp_times(stamp or page.pending.get(index))
        found.append(
            Candidate(
                index,
                match["label"].rstrip(" \t\xa0\u202f"),
                match.end(),
                _style(match, index in page.pending),
                start,
                end,
                bold=match["bold"] is not None,
                open=opened or index in page.pending,
                tight=_tight(match, text),
            )
        )
    return found


def _style(match: re.Match[str], pending: bool) -> str:
    name = "**name:**" if match["bold"] else "name:"
    if match["before"]:
        return f"[time] {name}"
    if match["after"]:
        return f"{name} time"
    if match["beside"]:
        return "name time:"
    if pending:
        return f"time line, then {name}"
    return "**name:**" if match["bold"] else "name and colon"


def _tight(match: re.Match[str], text: str) -> bool:
    """Whether text follows the colon without a blank, as in http://, 12:30 or a typing slip."""
    if match["gap"] or match["after"] or match["close2"] or match.end() >= len(text):
        return False
    return not text[match.end()].isspace() and "：" not in text[: match.end()]


def name_in_brackets(page: Page) -> list[Candidate]:
    """``[id1] text``: only where most lines begin so, since [laughs] looks the same."""
    found = []
    for index, text, opened in _spoken(page):
        match = _BRACKETS.match(text)
        if match and not is_mark(match["label"]):
            found.append(_plain(page, index, match["label"], match.end(), "[name] text", opened))
    return found if len(found) * 2 >= len(page.spoken) else []


def name_alone(page: Page) -> list[Candidate]:
    """``BSR01  00:00`` or ``00:19 PARTICIPANT 12`` on a line of its own, text below."""
    found = []
    for index, text, opened in _spoken(page):
        match = _ALONE.match(text) if len(text) < 100 and text[-1:] != "." else None
        if match is None:
            continue
        label = (match["label"] or match["label2"]).rstrip(" \t\xa0-–—,")
        start, end = stamp_times(match["after"] or match["before"])
        if start is not None and label:
            style = "name and time on a line"
            found.append(Candidate(index, label, len(text), style, start, end, open=opened))
    return found


def bold_name_alone(page: Page) -> list[Candidate]:
    """``**Name**`` on a line of its own, text below."""
    found = []
    for index, text, opened in _spoken(page):
        match = _BOLD_ALONE.match(text) if len(text) < 100 else None
        if match:
            style = "bold name on a line"
            candidate = _plain(page, index, match["label"], len(text), style, opened)
            found.append(candidate._replace(bold=True))
    return found


def heading_names(page: Page) -> list[Candidate]:
    """``### Interviewer`` headings, text below: the level whose headings repeat most."""
    levels: dict[int, list[Candidate]] = {}
    for index, line in enumerate(page.lines):
        label = line.text.strip().rstrip(":").strip()
        if line.level and label:
            candidate = _plain(page, index, label, len(line.text), "name as a heading", True)
            levels.setdefault(line.level, []).append(candidate)

    def repeats(found: list[Candidate]) -> int:
        return len(found) - len({candidate.label for candidate in found})

    best = max(levels.values(), key=repeats, default=[])
    return best if best and repeats(best) * 3 >= len(best) else []


def _plain(page: Page, index: int, label: str, at: int, style: str, opened: bool) -> Candidate:
    """A candidate whose only time stamp can be the line before it."""
    start, end = stamp_times(page.pending.get(index))
    return Candidate(index, label.strip(), at, style, start, end, open=opened)


def leading_stamp(text: str) -> tuple[str, int] | None:
    """The time stamp at the start of a line and where the text after it begins."""
    match = _LEADING_STAMP.match(text)
    return (match["before"], match.end()) if match else None


CONVENTIONS: tuple[Callable[[Page], list[Candidate]], ...] = (
    name_and_colon,
    name_alone,
    bold_name_alone,
    heading_names,
    name_in_brackets,
)
"""All conventions; the one that explains most of a file is used, earlier ones win ties."""
