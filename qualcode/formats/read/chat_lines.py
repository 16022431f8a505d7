"""How the lines of chat logs begin: one pattern per way of writing a message's head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from qualcode.formats.read.chat_times import BETWEEN, CLOCK, DATE, HALF, SPACE
from qualcode.formats.read.label_words import FALSE, MARKS, META
from qualcode.formats.read.original import word_set

_UNSEEN = "[\u200e\u200f\u202a\u202c\ufeff]*"
_STAMP = rf"(?P<date>{DATE}){BETWEEN}(?P<clock>{CLOCK})"
_NAME = r"(?P<label>[^\s:：<>\[\]][^:：\n]{0,79}?)"
_TO = r"(?:to|an|à|a|naar|para)"


class Style(NamedTuple):
    """A way of writing messages.

    ``head`` has the groups label and clock, and date where there is one; ``system`` is a line of
    the program; ``more`` begins a further message of the same person. As ``least`` many messages
    and this share of the lines make a chat, since other files have such lines too. ``exact``
    names stand between marks that no text has. ``fields`` are further lines of a head, one of
    them with the date.
    """

    name: str
    head: re.Pattern[str]
    system: re.Pattern[str] | None = None
    more: re.Pattern[str] | None = None
    least: int = 2
    share: float = 0.05
    exact: bool = False
    fields: re.Pattern[str] | None = None


STYLES: tuple[Style, ...] = (
    Style(
        "[date, time] name: text",
        re.compile(rf"{_UNSEEN}\[{_STAMP}\]{SPACE}*{_UNSEEN}{_NAME}{_UNSEEN}{SPACE}*[:：](?:\s|$)"),
        re.compile(rf"{_UNSEEN}\[{_STAMP}\]"),
    ),
    Style(
        "date, time - name: text",
        re.compile(rf"{_UNSEEN}{_STAMP}{SPACE}+[-–]{SPACE}+{_UNSEEN}{_NAME}{_UNSEEN}[:：](?:\s|$)"),
        re.compile(rf"{_UNSEEN}{_STAMP}{SPACE}+[-–]{SPACE}"),
    ),
    Style(
        "date, time, name : text",
        re.compile(rf"{_UNSEEN}{_STAMP},{SPACE}*{_NAME}{SPACE}+[:：](?:\s|$)"),
        re.compile(rf"{_UNSEEN}{_STAMP}(?:,|$)"),
    ),
    Style(
        "name, [date time]",
        re.compile(rf"{_UNSEEN}{_NAME},{SPACE}\[{_STAMP}\]:?(?:\s|$)"),
    ),
    Style(
        "time <name> text",
        re.compile(
            rf"(?:\[?(?:(?P<date>{DATE}){BETWEEN})?(?P<clock>{CLOCK})\]?{SPACE}+)?"
            r"(?:<[@+%~&! ]?(?P<label>[^\s<>][^<>\n]{0,39})>|\*[ ](?P<doing>[^\s*]{1,30}))(?:\s|$)"
        ),
        re.compile(
            rf"(?:\[?(?:{DATE}{BETWEEN})?{CLOCK}\]?{SPACE}+)?(?:-!-|\*{{3}}|-->|<--|--{SPACE}|={{3}})"
        ),
        share=0.4,
        exact=True,
    ),
    Style(
        "time, tab, name: text",
        re.compile(
            rf"(?P<clock>\d{{1,2}}:\d\d:\d\d)[ ]*\t[ ]*(?:From[ ]+)?"
            rf"(?P<label>\S[^\t\n]{{0,79}}?)(?:[ ]+{_TO}[ ]+(?P<to>[^\t\n:]{{1,80}}?))?"
            r"[ ]*:(?:\s|$)"
        ),
        exact=True,
    ),
    Style(
        "time From name to name: text",
        re.compile(
            rf"(?P<clock>\d{{1,2}}:\d\d:\d\d){SPACE}+(?:From|Von|De|Da|Van){SPACE}+{_NAME}"
            rf"(?:{SPACE}+{_TO}{SPACE}+(?P<to>[^:\n]{{1,80}}?))?{SPACE}*:(?:\s|$)"
        ),
    ),
    Style(
        "date time, tab, name, tab, text",
        re.compile(
            rf"(?P<date>{DATE}){BETWEEN}(?P<clock>{CLOCK})\t[@+%~&!]?(?P<label>[^\t\n]{{1,40}})\t"
        ),
        re.compile(rf"{DATE}{BETWEEN}{CLOCK}\t(?:--|-->|<--|=!=|\*)?\t?"),
    ),
    Style(
        "From: name, Sent: date",
        re.compile(r"From:[ ]+(?P<label>[^\n<(+]{1,60}?)(?:[ ]*[<(+][^\n]{0,80})?[ ]*$"),
        fields=re.compile(
            rf"(?:Sent:[^\d\n]{{0,12}}{_STAMP}|(?:Type|Sent|Received|To|Cc|Subject|Conversation"
            r"|Attachment|Date):[ ])"
        ),
    ),
    Style(
        "name and date on a line",
        re.compile(rf"{_NAME}{SPACE}+(?:[-–—|•]{SPACE})?\[?{_STAMP}\]?:?{SPACE}*$"),
        re.compile(r"[-–—=]{3,}"),
        least=3,
    ),
    Style(
        "[date time] name on a line",
        re.compile(rf"\[{_STAMP}\]{SPACE}+(?P<label>[^\s:][^:\n]{{0,59}}?){SPACE}*$"),
        least=3,
        exact=True,
    ),
    Style(
        "name and time of day on a line",
        re.compile(
            rf"{_NAME}{SPACE}+(?:APP{SPACE}+)?\[?(?P<clock>\d{{1,2}}:\d\d{HALF})\]?{SPACE}*$"
        ),
        re.compile(r"[-–—=]{3,}|\d+ (?:replies|reply)\b|View thread$"),
        re.compile(rf"\[?(?P<clock>\d{{1,2}}:\d\d(?:{HALF}|(?=\])))\]?(?:\s|$)"),
        least=3,
    ),
)
"""All ways, those first that say more."""

_LEVELS = word_set("info error errors warning debug trace critical fatal")
_TAGS = word_set(
    "a b body br center div dd dl dt em font form h1 h2 h3 h4 h5 h6 head hr html i img li ol p pre "
    "q s script small span strong sub sup table tbody td th thead title tr tt u ul"
)
_NOBODY = FALSE | META | MARKS | _LEVELS
_SENTENCE = re.compile(r"[“”\"«»!?;]|\.\s")
_MOST_WORDS = 6


def plain_label(label: str) -> str:
    """A label without invisible marks and the tilde before names that nobody has saved."""
    return " ".join(re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", label).split()).lstrip(
        "~ "
    )


def label_in(match: re.Match[str], style: Style) -> str:
    """The label of a head; empty where it cannot be that of a person."""
    groups = match.groupdict()
    label = plain_label(match["label"] or groups.get("doing") or "")
    if style.exact and not groups.get("clock") and label.lower() in MARKS | _TAGS:
        return ""
    if style.exact:
        return label if any(char.isalnum() for char in label) else ""
    return label if is_label(label) else ""


def is_label(label: str, known: Sequence[str] = ()) -> bool:
    """Whether a person can be called so; ``Ana changed the name to`` begins with a known one."""
    words = label.split()
    if (
        not any(char.isalnum() for char in label)
        or len(words) > _MOST_WORDS
        or _SENTENCE.search(label)
        or label.casefold() in _NOBODY
    ):
        return False
    return not any(label.startswith(f"{name} ") for name in known)
