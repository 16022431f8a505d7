"""Times as tables and JSON files state them: clocks, seconds, milliseconds, dates."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise
from statistics import median

from qualcode.formats.read.times import milliseconds

_NUMBER = re.compile(r"[-+]?\d{1,15}(?:[.,]\d{1,9})?")
_WITH_UNIT = re.compile(r"(\d{1,12}(?:[.,]\d{1,9})?)[ \t]*(ms|msec|s|sec|secs|seconds)", re.I)
_CLOCK = re.compile(
    r"[\[(<{#]?[ \t]*((?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,9})?)(?:[:;]\d{2})?[ \t]*[\])>}#]?"
)
_DATED = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6})\d*)?)?"
    r"[ ]?(?:Z|UTC|[-+]\d{2}:?\d{2})?"
)
_MAX_MS = 10**12


def clock_ms(text: str) -> int | None:
    """Milliseconds of a clock, in brackets or not, frames of a film left aside."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    whole, _, fraction = match[1].replace(",", ".").partition(".")
    return milliseconds(f"{whole}.{fraction[:3]}" if fraction else whole)


def is_time(text: str) -> bool:
    """Whether a cell states a time that is no bare number."""
    return clock_ms(text) is not None or bool(_WITH_UNIT.fullmatch(text) or _DATED.fullmatch(text))


def number_of(text: str) -> float | None:
    """The number a cell states with a point or a comma, else None."""
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def column_times(texts: Sequence[str], name: str = "") -> list[int | None]:
    """Milliseconds for each cell of a column; None for what is no time.

    Bare numbers are seconds unless the column's name or their size says milliseconds; dates
    count from the first of them.
    """
    cells = [text.strip() for text in texts]
    numbers = [number for cell in cells if (number := number_of(cell)) is not None]
    factor = 1 if in_milliseconds(numbers, name) else 1000
    dates = [found for cell in cells if (found := _date_ms(cell)) is not None]
    first = min(dates, default=0)
    return [_time_ms(cell, factor, first) for cell in cells]


def in_milliseconds(numbers: Sequence[float], name: str = "") -> bool:
    """Whether numbers are milliseconds: by the column's name, else whole and far apart."""
    if re.search(r"(?:^|[\W_\d])(?:ms|msec|millis\w*)\b|[a-z]Ms$", name, re.I):
        return True
    if re.search(r"(?:^|[\W_])(?:s|secs?|seconds?|sekunden)\b", name, re.I):
        return False
    if len(numbers) < 2 or any(number % 1 for number in numbers):
        return False
    steps = [abs(two - one) for one, two in pairwise(numbers) if two != one]
    return bool(steps) and median(steps) >= 300 and max(numbers) >= 10_000


def milliseconds_of(value: float, factor: int) -> int | None:
    """A number of seconds (factor 1000) or milliseconds (1) as a whole number; None if absurd."""
    if not math.isfinite(value) or not 0 <= value * factor <= _MAX_MS:
        return None
    return round(value * factor)


def _time_ms(cell: str, factor: int, first: int) -> int | None:
    number = number_of(cell)
    if number is not None:
        return milliseconds_of(number, factor)
    if match := _WITH_UNIT.fullmatch(cell):
        unit = 1 if match[2].lower().startswith("m") else 1000
        return milliseconds_of(float(match[1].replace(",", ".")), unit)
    dated = _date_ms(cell)
    return clock_ms(cell) if dated is None else dated - first


def _date_ms(cell: str) -> int | None:
    match = _DATED.fullmatch(cell)
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    try:
        moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except ValueError:
        return None
    return round(moment.timestamp()) * 1000 + int((match[7] or "0").ljust(6, "0")[:3])
