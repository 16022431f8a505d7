"""What a coder types into a search: words, phrases, and filters with a name.

waiting room        both words, in any order, in one turn
"waiting room"      the words as they follow each other
wait*               words that begin so
-nurse              not in turns with this word
code:trust,fear     filters; a minus before one turns it round
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from qualcode.domain.errors import BadInput
from qualcode.domain.tokens import Phrase, tokens
from qualcode.domain.transcripts import Kind, Role

FILTERS = {
    "code": "code:trust",
    "speaker": "speaker:Ana",
    "role": "role:participant",
    "group": 'group:"FG 3"',
    "coder": "coder:me",
    "transcript": "transcript:FG3",
    "kind": "kind:interview",
    "set": "set:small",
}
"""The filters, each with an example."""

NO_CODE = "none"
"""Value of ``code:`` for text that the coder has not coded."""

LONGEST = 1_000
MOST_PARTS = 50

_QUOTES = '"“”„«»'
_NAME = re.compile(r"([^\W\d_]+):")
_BARE = re.compile(rf"[^\s{_QUOTES}]+")
_VALUE = re.compile(rf"[^\s,{_QUOTES}]+")
_QUOTED = re.compile(rf"[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]")
_FIXED = {
    "role": [one.value for one in Role],
    "kind": [one.value for one in Kind],
}


class BadQuery(BadInput):
    """A search that cannot be understood; the sentence says where and why."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Turns of which one of the values holds, or with ``exclude`` none of them."""

    name: str
    values: tuple[str, ...]
    exclude: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A search that was understood: every phrase occurs, none of the excluded ones does."""

    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Phrase, ...] = ()
    filters: tuple[Filter, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.phrases or self.excluded or self.filters)


def parse(text: str) -> Query:
    """Understand what was typed; raises BadQuery with one sentence for a mistake."""
    if len(text) > LONGEST:
        raise BadQuery(f"a search is at most {LONGEST:,} characters long")
    phrases: list[Phrase] = []
    excluded: list[Phrase] = []
    filters: list[Filter] = []
    at = _space(text, 0)
    while at < len(text):
        exclude = text[at] == "-"
        at += exclude
        if at == len(text) or text[at].isspace():
            if exclude:
                raise BadQuery("a minus stands right before the word or filter it leaves out")
            break
        named = _NAME.match(text, at)
        if named:
            at = _filter(text, named, exclude, filters)
        else:
            at = _phrase(text, at, excluded if exclude else phrases)
        at = _space(text, at)
    if len(phrases) + len(excluded) + len(filters) > MOST_PARTS:
        raise BadQuery(f"a search has at most {MOST_PARTS} words and filters")
    return Query(tuple(phrases), tuple(excluded), tuple(filters))


def _space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _quoted(text: str, at: int) -> re.Match[str]:
    """The quoted words that begin here; raises BadQuery where the quotation does not end."""
    found = _QUOTED.match(text, at)
    if found is None:
        raise BadQuery(f"the quotation mark before “{_short(text[at + 1 :])}” has no partner")
    return found


def _phrase(text: str, at: int, into: list[Phrase]) -> int:
    """Take a word or a phrase in quotation marks, with a * behind it; where it ends."""
    if text[at] in _QUOTES:
        found = _quoted(text, at)
        words, end = found[1], found.end()
        prefix = text.startswith("*", end)
        end += prefix
    else:
        bare = _BARE.match(text, at)
        words, end = (bare[0], bare.end()) if bare else ("", at + 1)
        prefix = words.endswith("*")
        words = words.removesuffix("*")
        if "*" in words:
            raise BadQuery(f"in “{_short(words)}” the * stands inside a word; it goes to its end")
    folded = tuple(token.folded for token in tokens(words))
    if not folded:
        raise BadQuery(f"“{_short(text[at:end])}” holds no letter or digit to search for")
    if prefix and not tokens(words[-1:]):
        raise BadQuery(f"the * after “{_short(words)}” has to follow a letter or a digit")
    into.append(Phrase(folded, prefix))
    return end


def _filter(text: str, named: re.Match[str], exclude: bool, into: list[Filter]) -> int:
    """Take a filter and its values; where it ends."""
    name, at = named[1].casefold(), named.end()
    if name not in FILTERS:
        known = ", ".join(f"{one}:" for one in FILTERS)
        raise BadQuery(
            f"there is no filter “{_short(name)}:”; there are {known} "
            "(to search for the word itself put it in quotation marks)"
        )
    values: list[str] = []
    while True:
        value, at = _value(text, at)
        if not value:
            raise BadQuery(f"{name}: needs a value right behind it, such as {FILTERS[name]}")
        values.append(_checked(name, value))
        if not text.startswith(",", at):
            break
        at += 1
    into.append(Filter(name, tuple(dict.fromkeys(values)), exclude))
    return at


def _value(text: str, at: int) -> tuple[str, int]:
    if at < len(text) and text[at] in _QUOTES:
        found = _quoted(text, at)
        return found[1].strip(), found.end()
    bare = _VALUE.match(text, at)
    return (bare[0], bare.end()) if bare else ("", at)


def _checked(name: str, value: str) -> str:
    """The value; of roles and kinds the known one it means. Raises BadQuery for others."""
    if name not in _FIXED:
        return value
    wanted = value.casefold().replace(" ", "-")
    if wanted not in _FIXED[name]:
        known = ", ".join(_FIXED[name])
        raise BadQuery(f"there is no {name} “{_short(value)}”; use one of {known}")
    return wanted


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 30 else line[:29] + "…"
