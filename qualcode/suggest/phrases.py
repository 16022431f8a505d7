"""The phrases of a codebook, ready to be looked for: which code, which list, which spellings.

A keyword of one word that is given in the plural ("jobs") is a weak keyword in the singular: the
singular of a common word ("my job") as a rule means something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, product

from qualcode.domain.codebook import Code, Codebook
from qualcode.suggest.engine import HitKind
from qualcode.suggest.inflection import forms, plural_forms, remark_forms, singular

THEME = "theme"
WHOLE_TURN = ("turn", "exchange")
_MOST_SPELLINGS = 600
_REMARK = re.compile(r"[\[(](.+)[\])]")
_GAP = re.compile(r"\s+|(?<=\w)-(?=\w)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of one code; ``remark`` marks one that counts only inside brackets, as [nods].

    ``singular`` marks the weak half of a keyword that is written in the plural.
    """

    code_id: str
    written: str
    kind: HitKind
    remark: bool = False
    singular: bool = False

    @property
    def plain(self) -> str:
        """The phrase in lower case, single spaces, without the brackets of a remark."""
        match = _REMARK.fullmatch(self.written.strip()) if self.remark else None
        return " ".join((match[1] if match else self.written).lower().split())

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the phrase in lower case, hyphens taken as gaps."""
        return tuple(_GAP.split(self.plain))

    @property
    def capitals(self) -> frozenset[str]:
        """Acronyms (two to five capitals) in the phrase: these match in capitals only."""
        parts = _GAP.split(self.written.strip())
        return frozenset(p for p in parts if 2 <= len(p) <= 5 and p.isalpha() and p.isupper())


def suggestible(code: Code) -> bool:
    """Whether the code may be suggested: not retired, not merged away, not a theme."""
    return not code.retired and code.status != THEME


def phrases_of(codebook: Codebook) -> list[Phrase]:
    """All phrases of the codes that may be suggested, each once per code and list."""
    found: dict[Phrase, None] = {}
    for code in codebook.codes:
        if suggestible(code):
            for kind, listed in (
                (HitKind.KEYWORD, code.keywords),
                (HitKind.WEAK, code.weak_keywords),
                (HitKind.NEGATIVE, code.negative_phrases),
            ):
                found.update(dict.fromkeys(_made(code.id, listed, kind)))
    return list(found)


def _made(code_id: str, listed: Iterable[str], kind: HitKind) -> Iterator[Phrase]:
    for written in listed:
        if any(character.isalnum() for character in written):
            remark = _REMARK.fullmatch(written.strip()) is not None
            phrase = Phrase(code_id, written.strip(), kind, remark)
            yield phrase
            if kind is HitKind.KEYWORD and _lone_plural(phrase):
                yield replace(phrase, kind=HitKind.WEAK, singular=True)


def _lone_plural(phrase: Phrase) -> bool:
    return len(phrase.words) == 1 and not phrase.remark and bool(singular(phrase.words[0]))


def spellings(phrase: Phrase, language: str) -> set[str]:
    """All lower-case spellings to look for: inflected (English only), with hyphens or spaces.

    A negative phrase varies only in the plural of its last word: "share price" must not take
    away "sharing price lists".
    """
    words, english = phrase.words, language.lower().startswith("en")
    if phrase.singular:
        return singular(words[0]) if english else set()
    choices = _choices(phrase) if english else [frozenset({word}) for word in words]
    found = {phrase.plain}
    ordered = [
        [word, *sorted(choice - {word})] for word, choice in zip(words, choices, strict=True)
    ]
    gaps = list(islice(product(" -", repeat=len(words) - 1), 8))
    for chosen in islice(product(*ordered), _MOST_SPELLINGS // len(gaps)):
        found.update(_joined(chosen, gap) for gap in gaps)
    return found


def _choices(phrase: Phrase) -> list[frozenset[str]]:
    """The forms in which each word of an English phrase is looked for."""
    words = phrase.words
    if phrase.kind is HitKind.NEGATIVE:
        return [*(frozenset({word}) for word in words[:-1]), plural_forms(words[-1])]
    if phrase.kind is HitKind.KEYWORD and _lone_plural(phrase):
        return [frozenset(words)]
    choices = [(remark_forms if phrase.remark else forms)(word) for word in words]
    if phrase.plain.endswith("-" + words[-1]):
        # "start-up" has a plural although "up" has none.
        choices[-1] |= {words[-1] + "s"}
    return choices


def _joined(words: tuple[str, ...], gaps: tuple[str, ...]) -> str:
    return words[0] + "".join(gap + word for gap, word in zip(gaps, words[1:], strict=True))
