"""Dates and clocks of chat logs, in the orders and languages in which programs write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import pairwise

SPACE = r"[ \t\xa0\u202f]"
_MONTH_NAMES = (
    "jan ene gen janv", "feb fév fev févr febr", "mar mär mrz mars mrt", "apr avr abr",
    "may mai mag mei mayo", "jun juin giu", "jul juil lug", "aug août aou ago",
    "sep sept set", "oct okt ott out", "nov", "dec dez déc dic",
)  # fmt: skip
_MONTHS = {name: at for at, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_NUMBERS = rf"\d{{1,4}}[./-]{SPACE}?\d{{1,2}}[./-]{SPACE}?\d{{2,4}}\.?"
_WORDS = (
    rf"(?:\d{{1,2}}\.?{SPACE}(?:de{SPACE})?[^\W\d_]{{3,9}}\.?{SPACE}(?:de{SPACE})?\d{{4}}"
    rf"|[^\W\d_]{{3,9}}\.?{SPACE}\d{{1,2}},?{SPACE}\d{{4}})"
)
DATE = rf"(?:{_NUMBERS}|{_WORDS})"
"""Pattern of a date in figures or with the name of its month; it has no groups."""
HALF = rf"(?:{SPACE}?[AaPp]\.?{SPACE}?[Mm]\b\.?)"
"""Pattern of am or pm after a clock."""
CLOCK = (
    rf"(?:(?:上午|下午|오전|오후|午前|午後){SPACE}?)?\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?{HALF}?"
)
"""Pattern of a clock, of twelve or twenty-four hours."""
BETWEEN = rf"[,T]?{SPACE}*(?:(?:at|um|à|às|kl\.?|a las|alle|om|o){SPACE}+)?"
"""Pattern of what stands between a date and its clock."""

_FIGURES = re.compile(r"(\d{1,4})\D+(\d{1,2})\D+(\d{2,4})")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?")
_AFTERNOON = re.compile(r"[Pp]\.?\s?[Mm]|下午|오후|午後")
_MORNING = re.compile(r"[Aa]\.?\s?[Mm]|上午|오전|午前")
_DAY_MS = 86_400_000
ORDERS = {"dmy": "day, month, year", "mdy": "month, day, year", "ymd": "year, month, day"}


def clock_of(text: str) -> int | None:
    """Milliseconds since midnight; None where it is no time of a day."""
    match = _TIME.search(text)
    if match is None:
        return None
    hour, minute, second = (int(part or 0) for part in match.groups())
    if hour > 23 or minute > 59 or second > 59:
        return None
    if _AFTERNOON.search(text) and hour < 12:
        hour += 12
    elif _MORNING.search(text) and hour == 12:
        hour = 0
    return ((hour * 60 + minute) * 60 + second) * 1000


def date_order(dates: Sequence[str], halves: bool) -> str:
    """The order of the dates of a file.

    The one under which all dates exist, few go back and the days lie closest together;
    ``halves`` tells of clocks with am and pm, which those use who write the month first.
    """
    written = list(dict.fromkeys(dates))

    def cost(order: str) -> tuple[int, int, int, bool]:
        known = [day for date in written if (day := _day(date, order)) is not None]
        back = sum(two < one for one, two in pairwise(known))
        span = max(known, default=0) - min(known, default=0)
        return len(written) - len(known), back, span, order != ("mdy" if halves else "dmy")

    return min(ORDERS, key=cost)


def _day(date: str, order: str) -> int | None:
    """Days since 1970 of a date, None where there is no such day."""
    match = _FIGURES.match(date)
    if match and not re.search(r"[^\W\d_]{3}", date):
        first, second, third = (int(part) for part in match.groups())
        if (len(match[1]) == 4) != (order == "ymd"):
            return None
        year, month, day = {
            "dmy": (third, second, first),
            "mdy": (third, first, second),
            "ymd": (first, second, third),
        }[order]
    else:
        numbers = [int(number) for number in re.findall(r"\d+", date)]
        month = _month(date)
        if len(numbers) != 2 or not month:
            return None
        day, year = numbers
    try:
        moment = datetime(year + 2000 if year < 100 else year, month, day, tzinfo=UTC)
    except ValueError:
        return None
    return round(moment.timestamp()) // 86_400


def _month(date: str) -> int:
    for word in re.findall(r"[^\W\d_]{3,}", date.casefold()):
        for length in (4, 3):
            if word[:length] in _MONTHS:
                return _MONTHS[word[:length]]
    return 0


def moments(stamps: Iterable[tuple[str, str]], order: str) -> list[int | None]:
    """Milliseconds of (date, clock) pairs: from 1970 where there are dates, else from midnight.

    A clock without a date that goes back by more than half a day is one of the next day.
    """
    found: list[int | None] = []
    days, last = 0, 0
    for date, clock in stamps:
        time = clock_of(clock)
        if time is None:
            found.append(None)
            continue
        if date:
            day = _day(date, order)
            found.append(None if day is None else day * _DAY_MS + time)
            continue
        if time + _DAY_MS // 2 < last:
            days += 1
        last = time
        found.append(days * _DAY_MS + time)
    return found
