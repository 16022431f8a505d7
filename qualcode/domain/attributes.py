"""Attributes of people and groups: declared types, values as they are stored, bands for print.

A value that is not stored was not asked; an empty one was asked and not answered.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

NO_ANSWER = "(no answer)"
"""How an answer that was not given is written in files; it is stored as an empty value."""

MOST_CHOICES = 12


class Subject(StrEnum):
    """What an attribute belongs to."""

    PARTICIPANT = "participant"
    TRANSCRIPT = "transcript"


class AttributeType(StrEnum):
    """What the values of an attribute are; dates are stored as YYYY-MM-DD."""

    TEXT = "text"
    NUMBER = "number"
    BAND = "band"
    DATE = "date"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute as declared; ``bands`` are the cuts of a number for print, rising.

    ``printed`` says whether the table of participants shows it.
    """

    id: str
    subject: Subject
    name: str
    type: AttributeType
    sort: int
    bands: tuple[float, ...] = ()
    printed: bool = True


_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:([,   '’])\d{3})(?:\1\d{3})*")
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_BAND = re.compile(
    r"(?:under|below|over|above|up to|more than|less than|from|unter|über|ab|bis|moins de|plus de"
    r"|[<>≤≥]=?)\s*\d.*"
    r"|\d[\d.,'’\s]*\w{0,6}\s*(?:-|–|—|to|bis|à|\.\.)\s*\d[\d.,'’\s]*\w{0,12}"
    r"|\d[\d.,'’\s]*(?:\+|and (?:more|over|above)|or (?:more|less)|und mehr|et plus).*",
    re.IGNORECASE,
)


def number_of(text: str) -> float | None:
    """The number that a text says (1 200; 3,5; 3.5), or None."""
    plain = text.strip()
    if grouped := _GROUPED.fullmatch(plain):
        return float(plain.replace(grouped[1], ""))
    return float(plain.replace(",", ".")) if _NUMBER.fullmatch(plain) else None


def date_of(text: str) -> date | None:
    """The day that a text says (2025-05-14, 14.5.2025), or None; other orders are ambiguous."""
    plain = text.strip()
    if found := _DATE.fullmatch(plain):
        year, month, day = found.groups()
    elif found := _DOTTED.fullmatch(plain):
        day, month, year = found.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def normal(text: str, kind: AttributeType) -> str:
    """A value as it is stored; raises ValueError, with a reason, where it is not of the type."""
    plain = " ".join(text.split())
    if not plain or plain.casefold() == NO_ANSWER:
        return ""
    if kind is AttributeType.NUMBER:
        number = number_of(plain)
        if number is None:
            raise ValueError(f"“{plain}” is not a number")
        return number_text(number)
    if kind is AttributeType.DATE:
        day = date_of(plain)
        if day is None:
            raise ValueError(f"“{plain}” is not a date (write 2025-05-14)")
        return day.isoformat()
    return plain


def number_text(number: float) -> str:
    """A number without needless decimals."""
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(number)


def guess_type(values: Iterable[str]) -> AttributeType:
    """The narrowest type that all values have; values with leading zeros are no numbers.

    Choice: at most 12 different values, at least one of them twice.
    """
    given = [plain for value in values if (plain := value.strip())]
    known = [plain for plain in given if plain.casefold() != NO_ANSWER]
    if not known:
        return AttributeType.TEXT
    if all(number_of(v) is not None and not re.match(r"0\d", v) for v in known):
        return AttributeType.NUMBER
    if all(date_of(value) for value in known):
        return AttributeType.DATE
    if all(_BAND.fullmatch(value) for value in known):
        return AttributeType.BAND
    different = len({value.casefold() for value in known})
    few = different <= MOST_CHOICES and different < len(known)
    return AttributeType.CHOICE if few else AttributeType.TEXT


def printable(attribute: Attribute, value: str | None) -> str:
    """A value as it is printed: numbers by their bands, days by their year.

    Empty where it was not asked, ``(no answer)`` where it was not answered.
    """
    if value is None:
        return ""
    if not value:
        return NO_ANSWER
    if attribute.type is AttributeType.DATE:
        return value[:4]
    number = number_of(value) if attribute.type is AttributeType.NUMBER else None
    return value if number is None or not attribute.bands else band_of(number, attribute.bands)


def band_of(number: float, cuts: Sequence[float]) -> str:
    """The band of a number: ``under 10``, ``10 to under 20``, ``20 and more``."""
    at = bisect_right(cuts, number)
    if at == 0:
        return f"under {number_text(cuts[0])}"
    if at == len(cuts):
        return f"{number_text(cuts[-1])} and more"
    return f"{number_text(cuts[at - 1])} to under {number_text(cuts[at])}"
