"""Which words at the start of a line name a speaker: decided over the whole file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from qualcode.domain.transcripts import Role
from qualcode.formats.read.original import word_set
from qualcode.formats.read.roles import guess_role

LONGEST = 40

_FALSE = word_set(
    "note notes nb n.b nota notas remarque remarques hinweis anmerkung http https ftp mailto www "
    "example examples e.g i.e eg ie ejemplo exemple beispiel summary result results conclusion "
    "conclusions warning tip hint ps p.s p.p.s todo update edit source sources reference "
    "references figure table step point section chapter topic theme option version advantage "
    "advantages disadvantage disadvantages pros cons reason reasons problem problems solution "
    "question questions answer answers yes no ok okay so and but or well because however "
    "therefore first second third fourth fifth firstly secondly thirdly finally lastly also then "
    "now thus hence actually basically again besides re cc bcc subject"
)
META = word_set(
    "date title time place location venue duration length recorded recording transcribed "
    "transcript transcription transcriber transcript_by language project study file session "
    "participants attendees present date/time site setting city day start end datum ort dauer "
    "titel fecha lugar título duración lieu durée titre"
)
"""Words that begin the lines of a transcript's head."""
_OPENERS = word_set(
    "the a an this that these those there here what why how when where who which whose my our "
    "your his her their its it we you they he she i one two three in on at by for from of to with "
    "as if is are was were do does did can could would should will shall let some any each every "
    "another other more most such not just only"
)
_PARTICLES = word_set(
    "de da do dos das del della di du des la le les los las van von vom der den ter ten zu zur bin "
    "ibn al el y e and und et of the st"
)
_MARKS = word_set(
    "laughs laughter laughing laugh inaudible unintelligible unclear pause pauses silence "
    "crosstalk applause sighs sigh coughs cough music noise overlapping overlap nods gap "
    "redacted"
)
_SENTENCE = re.compile(r"[!?;,…—\"“”«»<>={}\\，。！？；、]|\.(?=\s)|\.$")
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
    """A label as it is counted: white space and case do not matter."""
    return " ".join(label.casefold().split())


@lru_cache(maxsize=4096)
def role_word(label: str) -> bool:
    """Whether the label names a part in a conversation: Moderator, P3, Speaker 0, ALL."""
    return guess_role(label) is not Role.PARTICIPANT or bool(_PEOPLE_WORD.fullmatch(key_of(label)))


@lru_cache(maxsize=4096)
def plausible(label: str) -> bool:
    """Whether a speaker could be called so: short, no sentence marks, not a known false label."""
    bare = _BRACKETS.sub(" ", label).strip()
    words = key_of(bare).split()
    if not words or len(bare) > LONGEST or len(words) > 6 or not bare[0].isalnum():
        return False
    if words[0] in _FALSE and (len(words) == 1 or words[1].rstrip(".").isdigit()):
        return False
    if role_word(label):
        return True
    if _SENTENCE.search(_SHORT_FORM.sub("", bare)):
        return False
    # "Will Clark", "An Nguyen" and "He" can be names, "Will you" and "an example" cannot.
    return words[0] not in _OPENERS or all(not word[0].islower() for word in bare.split())


@lru_cache(maxsize=4096)
def name_like(label: str) -> bool:
    """Whether it is written as a name: capitals, digits, or a script without capitals."""
    if role_word(label):
        return True
    words = _BRACKETS.sub(" ", label).split()
    if not words or words[0][0].islower():
        return False
    return all(not word[0].islower() or word in _PARTICLES for word in words)


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
        if plausible(candidate.label):
            groups.setdefault(key_of(candidate.label), []).append(candidate)
    groups = {key: found for key, found in groups.items() if not all(c.tight for c in found)}
    strong = {key for key, found in groups.items() if _strong(found)}
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
        if form.fits(found)
        and (key in strong or _single(found[0].label, 1.0 if form.marked else coverage))
    }


def _strong(found: Sequence[Candidate]) -> bool:
    """Repeated and written as a name, or one lower-case word that keeps coming back."""
    label = found[0].label
    if len(found) < (3 if key_of(label) in _OPENERS and len(label) > 1 else 2):
        return False
    return any(name_like(c.label) for c in found) or (len(label.split()) == 1 and len(found) > 2)


def _single(label: str, coverage: float) -> bool:
    """Whether a label that may occur once is taken beside established ones."""
    words = _BRACKETS.sub(" ", label).split()
    if _caseless(label):
        return coverage >= 0.8 and len(label) <= 8
    if key_of(words[0]) in META or (key_of(label) in _OPENERS and len(label) > 1):
        return False
    if name_like(label):
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
    return any(word.strip(".,-") in _MARKS for word in key_of(label).split())
