"""Which words at the start of a line name a speaker: decided over the whole file."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from qualcode.domain.transcripts import Role
from qualcode.formats.read.label_words import FALSE, MARKS, META, OPENERS, PAIRS, PARTICLES
from qualcode.formats.read.roles import guess_role

LONGEST = 40
_BLANKS = " \t\xa0\u202f"
EMOJI = "\u2600-\u27bf\U0001f000-\U0001faff"
"""Ranges of pictures for a character class; Zoom and chats let people put them into names."""

_SENTENCE = re.compile(r"[!?;,…—\"“”«»<>={}\\，。！？；、]|\.(?=\s)|\.$")
_PICTURES = re.compile(f"[{EMOJI}\\ufe0f\\u200d]+")
_UNSEEN = re.compile("[\u200b\u200e\u200f\u2060\ufeff\xad]+")
_NOBODY = frozenset(("?", "??", "???"))
_REVERSED = re.compile(r"[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*)?,(?: [^\W\d_][\w'’.-]*){1,3}")
_INITIALS = re.compile("[A-Z]{2,3}")
_SHORT_FORM = re.compile(r"\b\w{1,3}\.")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\s\|.*")
_PEOPLE_WORD = re.compile(
    r"(?:(?:fe)?male |unknown |unidentified )?"
    r"(?:participants?|speaker|respondent|interviewee|person|voice|resp|part|p|r|s|id)"
    r"[ _.#-]?(?:\d{1,4}|[a-z]|\?)?",
)


class Candidate(NamedTuple):
    """A line that may begin a turn; ``at`` is where the text starts in the line.

    ``style`` names the way it is written; ``timed``, ``bold`` and ``open`` (first line or
    after a blank one) are the form that the labels of one file share; ``tight`` means that no
    white space follows the colon.
    """

    line: int
    label: str
    at: int
    style: str
    start_ms: int | None = None
    end_ms: int | None = None
    bold: bool = False
    open: bool = True
    tight: bool = False

    @property
    def timed(self) -> bool:
        """Whether a time stamp belongs to the label."""
        return self.start_ms is not None


@lru_cache(maxsize=4096)
def key_of(label: str) -> str:
    """A label as it is counted: white space, invisible characters and case do not matter."""
    return clean(label).casefold()


@lru_cache(maxsize=4096)
def clean(label: str) -> str:
    """A label as it is stored: composed, single blanks, without invisible characters."""
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", label)).split())


@lru_cache(maxsize=4096)
def role_word(label: str) -> bool:
    """Whether the label names a part in a conversation: Moderator, P3, Speaker 0, ALL."""
    return guess_role(label) is not Role.PARTICIPANT or bool(_PEOPLE_WORD.fullmatch(key_of(label)))


@lru_cache(maxsize=4096)
def plausible(label: str) -> bool:
    """Whether a speaker could be called so: short, no sentence marks, not a known false label."""
    bare = _bare(label)
    words = key_of(bare).split()
    if (not bare and _PICTURES.search(label)) or bare in _NOBODY:
        return True
    if not words or len(bare) > LONGEST or len(words) > 6 or not bare[0].isalnum():
        return False
    if words[0] in FALSE and (len(words) == 1 or words[1].rstrip(".").isdigit()):
        return False
    if role_word(label):
        return True
    if _SENTENCE.search(_SHORT_FORM.sub("", bare)) and not _REVERSED.fullmatch(bare):
        return False
    # "Will Clark", "An Nguyen" and "He" can be names, "Will you" and "an example" cannot.
    return words[0] not in OPENERS or all(not word[0].islower() for word in bare.split())


def _bare(label: str) -> str:
    """A label without what is added in brackets or after a bar, and without pictures."""
    return _PICTURES.sub(" ", _BRACKETS.sub(" ", label)).strip()


@lru_cache(maxsize=4096)
def name_like(label: str) -> bool:
    """Whether it is written as a name: capitals, digits, or a script without capitals."""
    if role_word(label):
        return True
    words = _bare(label).split()
    if not words:
        return bool(_PICTURES.search(label))
    if words[0][0].islower():
        return False
    return all(not word[0].islower() or word in PARTICLES for word in words)


def _caseless(label: str) -> bool:
    return not any(char.isupper() or char.islower() or char.isdigit() for char in label)


class Form(NamedTuple):
    """What nearly all labels of the file have in common."""

    timed: bool
    bold: bool
    open: bool

    @property
    def marked(self) -> bool:
        """Whether the form alone sets labels apart from other words before a colon."""
        return self.timed or self.bold

    def fits(self, candidates: Sequence[Candidate]) -> bool:
        """Whether at least half of the candidates have what the form asks for."""
        half = len(candidates) / 2
        return (
            (not self.timed or sum(c.timed for c in candidates) >= half)
            and (not self.bold or sum(c.bold for c in candidates) >= half)
            and (not self.open or sum(c.open for c in candidates) >= half)
        )


def _form(candidates: Sequence[Candidate]) -> Form:
    most = len(candidates) * 0.8
    return Form(
        sum(c.timed for c in candidates) >= most,
        sum(c.bold for c in candidates) >= most,
        sum(c.open for c in candidates) >= most,
    )


def accepted(candidates: Sequence[Candidate], paragraphs: int) -> set[str]:
    """Keys of the labels that are speakers, for candidates of one convention.

    ``paragraphs`` is the number of lines that hold speech. Repeated labels that could be names
    carry the file; a label that occurs once is taken when it looks like a name and is written
    like the others, or when labels begin at least half of the lines.
    """
    groups: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        if plausible(candidate.label) or _may_be_name(candidate.label):
            groups.setdefault(key_of(candidate.label), []).append(candidate)
    groups = _without_tight(_without_words(groups), paragraphs)
    strong = {key for key, found in groups.items() if _strong(found)}
    strong |= _handles(groups, strong)
    named = {key for key, found in groups.items() if name_like(found[0].label)}
    total = sum(len(groups[key]) for key in strong | named)
    coverage = total / max(1, paragraphs)
    if not strong:
        alone = total == 1 and not any(role_word(groups[key][0].label) for key in named)
        return set() if coverage < 0.5 or (alone and paragraphs > 2) else named
    if len(strong) == 1 and coverage < 0.2 and not any(role_word(key) for key in strong):
        return set()
    form = _form([c for key in strong for c in groups[key]])
    return {
        key
        for key, found in groups.items()
        if form.fits(found) and (key in strong or _single(found[0].label, coverage, form.marked))
    }


def _may_be_name(label: str) -> bool:
    """Whether a word that is else no name is one where the rest of the file says so."""
    return bool(_INITIALS.fullmatch(label)) or any(key_of(label) in pair for pair in PAIRS)


def _without_words(groups: dict[str, list[Candidate]]) -> dict[str, list[Candidate]]:
    """The groups without NB, RE and the like, unless the people go by their initials.

    Question and Answer stay where both come back.
    """
    words = {key for key, found in groups.items() if not plausible(found[0].label)}
    people = any(
        len(found) > 2 and _INITIALS.fullmatch(found[0].label)
        for key, found in groups.items()
        if key not in words
    )
    pairs = {key for pair in PAIRS if all(len(groups.get(k, ())) > 1 for k in pair) for key in pair}
    return {
        key: found
        for key, found in groups.items()
        if key not in words or key in pairs or (people and _is_initials(found))
    }


def _is_initials(found: Sequence[Candidate]) -> bool:
    return len(found) > 2 and bool(_INITIALS.fullmatch(found[0].label))


def _without_tight(
    groups: dict[str, list[Candidate]], paragraphs: int
) -> dict[str, list[Candidate]]:
    """The groups without those like http:, unless half of the file is typed without that blank."""
    tight = {key for key, found in groups.items() if all(c.tight for c in found)}
    lines = sum(len(groups[key]) for key in tight)
    again = sum(1 for key in tight if len(groups[key]) > 1)
    if again > 1 and lines * 2 >= paragraphs:
        return groups
    return {key: found for key, found in groups.items() if key not in tight}


def _handles(groups: dict[str, list[Candidate]], strong: set[str]) -> set[str]:
    """Latin words that come back among labels of a script without capitals: they are names too."""
    caseless = sum(1 for key in strong if _caseless(key))
    if caseless * 2 <= len(strong):
        return set()
    return {key for key, found in groups.items() if len(found) > 1 and len(key.split()) == 1}


def _strong(found: Sequence[Candidate]) -> bool:
    """Repeated and written as a name, or one lower-case word that keeps coming back."""
    label = found[0].label
    if len(found) < (3 if key_of(label) in OPENERS and len(label) > 1 else 2):
        return False
    return any(name_like(c.label) for c in found) or (len(label.split()) == 1 and len(found) > 2)


def _single(label: str, coverage: float, marked: bool) -> bool:
    """Whether a label that may occur once is taken beside established ones."""
    coverage = 1.0 if marked else coverage
    words = _bare(label).split() or [label]
    if _caseless(label):
        return coverage >= 0.8 and len(label) <= 8
    if key_of(words[0]) in META or (key_of(label) in OPENERS and len(label) > 1):
        return False
    if name_like(label):
        # "Well, Ana" looks like "Lopez, Ana" and is not written apart from the text.
        if "," in label and not marked:
            return False
        return len(words) <= 4 and (len(label) <= 30 or "(" in label)
    return coverage >= 0.8 and len(words) == 1


def refused(candidates: Sequence[Candidate], taken: set[str]) -> list[str]:
    """Labels that were seen and not taken, the most frequent first."""
    counts = Counter(
        c.label for c in candidates if key_of(c.label) not in taken and len(c.label) <= LONGEST
    )
    return [label for label, _ in counts.most_common()]


def is_mark(label: str) -> bool:
    """Whether a word in brackets is a transcriber's mark such as [laughs]."""
    return any(word.strip(".,-") in MARKS for word in key_of(label).split())


def after_doubled(text: str, label: str, at: int) -> int:
    """Where the text starts when its label stands there once more (``Ana: Ana: yes``)."""
    if not label:
        return at
    while text[at : at + len(label)].casefold() == label.casefold():
        end = at + len(label)
        tail = text[end : end + 8]
        colon = len(tail) - len(tail.lstrip(_BLANKS))
        if tail[colon : colon + 1] not in (":", "："):
            return at
        at = end + colon + 1
        at += len(text[at : at + 8]) - len(text[at : at + 8].lstrip(_BLANKS))
    return at


def why_left(candidate: Candidate) -> str:
    """The reason for which a label was not taken, in words."""
    label = candidate.label
    words = key_of(label).split()
    if candidate.tight:
        return "no blank after the colon"
    if words and words[0] in FALSE:
        return "a word that announces something, not a speaker"
    if words and words[0] in META:
        return "a word of the head of a file"
    if len(label) > LONGEST:
        return "too long for a label"
    if not plausible(label):
        return "reads like the beginning of a sentence"
    if not name_like(label):
        return "not written as a name"
    return "too rare, or not written like the other labels"
