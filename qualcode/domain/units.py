"""The one splitter: words, clauses, sentences and paragraphs of a turn's text.

The screen, the agreement units and the suggester all use these spans. A change of a rule is a
change of ``VERSION``, which every table that depends on units names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from qualcode.domain.spans import Span, trimmed
from qualcode.domain.text import WORD

VERSION = "1"

_TERMINATOR = re.compile(r"([.!?…]+|[。！？｡])([\"'”’»)\]]*)(?=(\s+)|$|[^\s\W])")
_CLAUSE = re.compile(r"[,;:—–]+(?=\s)|\s(?:--|–|—)(?=\s)|--(?=\s)")
_OPENING = re.compile(r"(?:\[[^\]\n]*\]|\([^)\n]*\)|[\"'“‘«¿¡\-–—…\s])*")
_WIDE = "。！？｡"

_ABBREVIATIONS = {
    "en": "mr mrs ms dr prof st vs etc e.g i.e cf approx no nos fig vol pp ca inc ltd co dept "
    "gov gen rep sen mt jr sr a.m p.m jan feb mar apr jun jul aug sep sept oct nov dec",
    "de": "z.b d.h u.a usw bzw ca dr prof hr fr nr str vgl evtl ggf inkl mio mrd",
    "fr": "m mme mlle dr p.ex etc cf env art vol no",
    "es": "sr sra srta dr dra etc p.ej ud uds núm pág",
}


@lru_cache
def abbreviations(language: str) -> frozenset[str]:
    """Words that end in a full stop without ending a sentence, lower case, for a language."""
    return frozenset(
        _ABBREVIATIONS.get(language.split("-")[0].lower(), _ABBREVIATIONS["en"]).split()
    )


def words(text: str) -> list[Span]:
    """Words: letters or digits joined by inner apostrophes or hyphens."""
    return [Span(*match.span()) for match in WORD.finditer(text)]


def paragraphs(text: str) -> list[Span]:
    """Stretches between line feeds, without white space at their ends."""
    found, start = [], 0
    for line in text.split("\n"):
        span = trimmed(text, start, start + len(line))
        if span.start < span.end:
            found.append(span)
        start += len(line) + 1
    return found


def sentences(text: str, language: str = "en") -> list[Span]:
    """Sentences within each paragraph; end marks and closing quotes belong to the sentence."""
    return [span for part in paragraphs(text) for span in _cut(text, part, _stops(language))]


def clauses(text: str, language: str = "en") -> list[Span]:
    """Clauses: sentences cut after commas, semicolons, colons and dashes."""
    return [span for part in sentences(text, language) for span in _cut(text, part, _commas)]


def _cut(text: str, part: Span, stops: Callable[[str, Span], Iterator[int]]) -> list[Span]:
    """Cut a span after each stop; pieces are trimmed, and not empty since each has its mark."""
    found, start = [], part.start
    for stop in (*stops(text, part), part.end):
        found.append(trimmed(text, start, stop))
        start = stop
    return found


def _commas(text: str, part: Span) -> Iterator[int]:
    for match in _CLAUSE.finditer(text, part.start, part.end):
        yield match.end()


def _stops(language: str) -> Callable[[str, Span], Iterator[int]]:
    short = abbreviations(language)

    def stops(text: str, part: Span) -> Iterator[int]:
        for match in _TERMINATOR.finditer(text, part.start, part.end):
            if match.end() < part.end and _ends_sentence(text, match, part, short):
                yield match.end()

    return stops


def _ends_sentence(text: str, match: re.Match[str], part: Span, short: frozenset[str]) -> bool:
    if match[1] in _WIDE:
        return True
    if match[3] is None:
        return False
    after = _first_letter(text, match.end(3), part.end)
    if after.islower() or (match[1] != "." and after == ","):
        return False
    if match[1] != "." or match[2]:
        return True
    # No abbreviation is that long; a look back to the paragraph's start would be quadratic.
    word = text[max(part.start, match.start() - 64) : match.start()].rsplit(None, 1)[-1:]
    last = word[0].lstrip("([\"'“‘«").lower() if word else ""
    if last in short:
        # "etc." and "p.m." do end a sentence when a capital follows; titles and "no." do not.
        return last in ("etc", "a.m", "p.m", "usw", "inc", "ltd", "co") and after.isupper()
    return not (len(last) == 1 and last.isalpha() and last != "i" and after.isupper())


def _first_letter(text: str, start: int, end: int) -> str:
    """The first letter of what follows, past marks such as [laughs] and opening quotes."""
    match = _OPENING.match(text, start, end)
    at = match.end() if match else start
    return text[at] if at < end else ""


SPLITTERS: dict[str, Callable[[str, str], list[Span]]] = {
    "word": lambda text, _language: words(text),
    "clause": clauses,
    "sentence": sentences,
    "paragraph": lambda text, _language: paragraphs(text),
}
"""Splitters by unit name; a turn is its own unit and needs none."""


def split(text: str, unit: str, language: str = "en") -> list[Span]:
    """Spans of one unit in a turn's text: word, clause, sentence, paragraph or turn.

    Raises KeyError for another unit.
    """
    if unit == "turn":
        return [Span(0, len(text))] if text else []
    return SPLITTERS[unit](text, language)
