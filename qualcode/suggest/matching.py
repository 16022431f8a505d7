"""Finding the phrases of a codebook in a text with spaCy's tokenizer and phrase matcher."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import spacy
from spacy.attrs import LOWER
from spacy.matcher import PhraseMatcher
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from qualcode.suggest.phrases import Phrase, spellings
from qualcode.suggest.text import Plain, folded, plain

_ANY_LANGUAGE = "xx"
_LONGEST_REMARK = 60
_REMARKS = {
    "[": re.compile(rf"\[[^\[\]]{{1,{_LONGEST_REMARK}}}\]"),
    "(": re.compile(rf"\([^()]{{1,{_LONGEST_REMARK}}}\)"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in a text: offsets (half open), and whether it stands there as it is written."""

    phrase: Phrase
    start: int
    end: int
    exact: bool


def main_language(language: str) -> str:
    """The language of a tag ("en" of "en-GB"), "xx" where it is no tag."""
    match = re.match(r"[a-z]{2,3}(?![a-z])", language.strip().lower())
    return match[0] if match else _ANY_LANGUAGE


@lru_cache(maxsize=8)
def blank_tokenizer(language: str) -> Tokenizer:
    """A tokenizer without any model; of no certain language where spaCy has none for it.

    Words are compared by their composed lower-case form. One tokenizer serves all codebooks, so
    that a changed codebook finds its words cached.
    """
    try:
        nlp = spacy.blank(language)
    except ImportError:
        nlp = spacy.blank(_ANY_LANGUAGE)
    tokenizer: Tokenizer = nlp.tokenizer
    tokenizer.vocab.lex_attr_getters[LOWER] = folded
    return tokenizer


class PhraseFinder:
    """Finds phrases of one codebook in texts of one language, on word boundaries."""

    def __init__(self, phrases: Iterable[Phrase], language: str) -> None:
        """Prepare the matcher; the work is in proportion to the number of spellings."""
        self._tokenize = blank_tokenizer(language)
        self._matcher = PhraseMatcher(self._tokenize.vocab, attr="LOWER")
        self._phrases: dict[int, Phrase] = {}
        self._exact: dict[int, str] = {}
        for number, phrase in enumerate(phrases):
            docs = [self._tokenize(plain(text).text) for text in spellings(phrase, language)]
            self._matcher.add(str(number), docs)
            key = self._tokenize.vocab.strings[str(number)]
            self._phrases[key] = phrase
            self._exact[key] = _spoken(self._tokenize(plain(phrase.plain).text))

    def find(self, text: str) -> list[Found]:
        """All places of all phrases, in no certain order, overlapping ones too."""
        clean = plain(text)
        doc = self._tokenize(clean.text)
        return [
            found
            for key, start, end in self._matcher(doc)
            if (found := self._found(clean, doc, key, start, end)) is not None
        ]

    def _found(self, clean: Plain, doc: Doc, key: int, start: int, end: int) -> Found | None:
        phrase = self._phrases[key]
        first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
        if phrase.remark and not _in_remark(clean.text, first, last, phrase.written[0]):
            return None
        if phrase.capitals and not phrase.capitals <= {doc[i].text for i in range(start, end)}:
            return None
        exact = self._exact[key] == _spoken(doc, start, end)
        return Found(phrase, *clean.original(first, last), exact)


def _spoken(doc: Doc, start: int = 0, end: int | None = None) -> str:
    """The words of a stretch, without the hyphens between them."""
    stop = len(doc) if end is None else end
    return " ".join(doc[i].lower_ for i in range(start, stop) if doc[i].lower_ != "-")


def _in_remark(text: str, start: int, end: int, bracket: str) -> bool:
    """Whether the range lies in a short remark in brackets of the same kind, as [nods].

    Transcripts give the kinds different meanings: "(pause)" to think, "[pause, 8 seconds]".
    """
    remarks = _REMARKS[bracket].finditer(text)
    return any(match.start() < start and end < match.end() for match in remarks)
