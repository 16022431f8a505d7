"""The ways in which a line can name its speaker; each finds its candidates in a whole file."""

from __future__ import annotations

import re
from collections.abc import Callable

from qualcode.formats.read.labels import Candidate, is_mark
from qualcode.formats.read.loose import name_and_separator, plain_name_alone
from qualcode.formats.read.original import word_set
from qualcode.formats.read.page import BLANK, FIRST, LIST_MARK, Page, page_of, plain, spoken_lines
from qualcode.formats.read.times import BRACKETED, CLOCKS, STAMP, stamp_times

__all__ = ["CONVENTIONS", "Page", "name_and_colon", "page_of"]

# Every quantifier is bounded or eats blanks only, so that a line of any length takes one pass.
_LABELLED = re.compile(
    rf"""{LIST_MARK}
    (?:(?P<before>{STAMP}){BLANK}(?:[-–—]{BLANK})?)?
    (?P<bold>\*\*|__|\*)?
    (?P<label>{FIRST}[^:：*<>\t\n]{{0,79}}?|\?{{1,3}}){BLANK}
    (?P<beside>{STAMP})?{BLANK}
    (?P<close>\*\*|__|\*)?{BLANK}
    (?P<between>{BRACKETED})?{BLANK}
    (?:(?<!\d)[:：]{{1,2}}|[:：](?!\d))(?P<close2>\*\*|__|\*)?
    (?:{BLANK}(?P<after>{BRACKETED}(?=\s|$)|{STAMP}(?={BLANK}$)))?
    (?P<gap>{BLANK})""",
    re.X,
)
_BRACKETS = re.compile(
    rf"""{LIST_MARK}(?:(?P<before>{STAMP}){BLANK})?
    [\[(<](?:(?P<first>{CLOCKS})[ \t]?[,;–-]?[ \t]+(?=[^\W\d]))?
    (?P<label>{FIRST}[^\[\]()<>:\n]{{0,39}}?)
    (?:[ \t]?[,;–-]?[ \t]+(?P<last>{CLOCKS}))?[\])>]
    {BLANK}(?P<colon>:?){BLANK}""",
    re.X,
)
_ALONE = re.compile(
    rf"""{LIST_MARK}(?:
    (?:\*\*|__)?(?P<label>{FIRST}[^:：*\n]{{0,59}}?)(?:\*\*|__)?
    (?:[ \t\xa0]+|(?=[\[(\#]))(?P<after>{STAMP})
    |(?P<before>{STAMP})[ \t\xa0]+[-–—]?{BLANK}(?P<label2>{FIRST}[^:：\n]{{0,59}}?)
    ){BLANK}$""",
    re.X,
)
_LABEL_ENDS = " \t\xa0\u202f-–—,"
_TAGS = word_set(
    "a b i u p h1 h2 h3 h4 em br hr li ol ul td th tr img pre sub sup div span code font table "
    "tbody thead strong center details summary"
)
_BOLD_ALONE = re.compile(
    rf"{BLANK}(?P<bold>\*\*|__)(?P<label>{FIRST}[^:*\n]{{0,59}}?)(?P=bold){BLANK}$"
)


def name_and_colon(page: Page) -> list[Candidate]:
    """``Name: text`` with a time stamp before, beside or after the name, bold or not."""
    found = []
    for index, text, opened in spoken_lines(page):
        head = text[:160]
        if ":" not in head and "：" not in head:
            continue
        match = _LABELLED.match(text)
        if match is None:
            continue
        stamp = match["before"] or match["beside"] or match["between"] or match["after"]
        start, end = stamp_times(stamp or page.pending.get(index))
        found.append(
            Candidate(
                index,
                match["label"].rstrip(_LABEL_ENDS if stamp else " \t\xa0\u202f"),
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
    if match["beside"] or match["between"]:
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
    """``[id1] text`` or ``[id1]: text``, a time before the name or with it in the brackets.

    Without colon only where most lines begin so, since [laughs] looks the same.
    """
    found = []
    colons = 0
    for index, text, opened in spoken_lines(page):
        match = _BRACKETS.match(text)
        if (
            match is None
            or is_mark(match["label"])
            or (text.lstrip()[:1] == "<" and match["label"] in _TAGS)
        ):
            continue
        stamp = match["before"] or match["first"] or match["last"]
        start, end = stamp_times(stamp or page.pending.get(index))
        style = "[time name] text" if match["first"] or match["last"] else "[name] text"
        label = match["label"].strip()
        found.append(Candidate(index, label, match.end(), style, start, end, open=opened))
        colons += bool(match["colon"])
    enough = len(found) * 2 >= len(page.spoken) or (colons > 2 and colons * 10 >= len(found) * 8)
    return found if enough else []


def name_alone(page: Page) -> list[Candidate]:
    """``BSR01  00:00`` or ``00:19 PARTICIPANT 12`` on a line of its own, text below."""
    found = []
    for index, text, opened in spoken_lines(page):
        match = _ALONE.match(text) if len(text) < 100 and text[-1:] != "." else None
        if match is None:
            continue
        label = (match["label"] or match["label2"]).rstrip(_LABEL_ENDS)
        start, end = stamp_times(match["after"] or match["before"])
        if start is not None and label:
            style = "name and time on a line"
            found.append(Candidate(index, label, len(text), style, start, end, open=opened))
    return found


def bold_name_alone(page: Page) -> list[Candidate]:
    """``**Name**`` on a line of its own, text below."""
    found = []
    for index, text, opened in spoken_lines(page):
        match = _BOLD_ALONE.match(text) if len(text) < 100 else None
        if match:
            style = "bold name on a line"
            candidate = plain(page, index, match["label"], len(text), style, opened)
            found.append(candidate._replace(bold=True))
    return found


def heading_names(page: Page) -> list[Candidate]:
    """``### Interviewer`` headings, text below: the level whose headings repeat most."""
    levels: dict[int, list[Candidate]] = {}
    for index, line in enumerate(page.lines):
        label = line.text.strip().rstrip(":").strip()
        if line.level and label:
            candidate = plain(page, index, label, len(line.text), "name as a heading", True)
            levels.setdefault(line.level, []).append(candidate)

    def repeats(found: list[Candidate]) -> int:
        return len(found) - len({candidate.label for candidate in found})

    best = max(levels.values(), key=repeats, default=[])
    return best if best and repeats(best) * 3 >= len(best) else []


CONVENTIONS: tuple[Callable[[Page], list[Candidate]], ...] = (
    name_and_colon,
    name_alone,
    bold_name_alone,
    heading_names,
    name_in_brackets,
    name_and_separator,
    plain_name_alone,
)
"""All conventions; the one with the best score is used, earlier ones win ties."""
