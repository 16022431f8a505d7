"""The head of a file: date, place, names, legend, title, all that stands above the talk."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from qualcode.domain.transcripts import Role
from qualcode.formats.read.label_words import META
from qualcode.formats.read.labels import Candidate, clean, key_of, role_word
from qualcode.formats.read.original import Original, word_set
from qualcode.formats.read.page import Page
from qualcode.formats.read.roles import guess_role

_HEAD_LINES = 40
_HEAD_WIDTH = 160
_LONG_TALK = 10
_PARTICIPANT_WORDS = word_set(
    "participant participants respondent interviewee informant befragte befragter teilnehmer "
    "teilnehmerin participante entrevistado entrevistada enquêté enquêtée"
)
_COLON = re.compile("[:：]")
_LEGEND = re.compile(r"[ \t\xa0]*([^=:–—-]{1,40}?)[ \t\xa0]*([=:–—-])[ \t\xa0]*(\S.{0,80}?)[ .]*$")


def without_head(page: Page, taken: list[Candidate]) -> list[Candidate]:
    """The candidates without those in the head of the file."""
    counts = Counter(key_of(c.label) for c in taken)
    end = head_end(page, counts)
    kept = [c for c in taken if c.line > end]
    first = 0
    while len(kept) - first > 2 and _is_no_turn(page, kept[first], kept[first + 1], counts):
        first += 1
    return kept[first:] or taken


def _is_no_turn(page: Page, first: Candidate, second: Candidate, counts: Counter[str]) -> bool:
    """Whether the first candidate is a line of the legend, or a title or notice above the talk."""
    if counts[key_of(first.label)] > 1:
        return _is_legend(page, first)
    if first.timed or role_word(first.label):
        return False
    begin = bisect_left(page.spoken, first.line) + 1
    end = bisect_left(page.spoken, second.line)
    if end - begin > _LONG_TALK:
        return True
    notice = [page.lines[index].text.strip() for index in page.spoken[begin:end]]
    return bool(notice) and all(len(t) <= 60 and t[-1] not in ".!?…" for t in notice)


def head_end(page: Page, counts: Counter[str]) -> int:
    """Index of the last line of the head, -1 if there is none: short lines such as ``Date: ...``.

    A block that holds such a line belongs to the head whole, with ``Moderator: (name)`` in it.
    """
    end, seen = -1, Counter[str]()
    for index in page.spoken[:_HEAD_LINES]:
        text = page.lines[index].text
        label = key_of(_COLON.split(text, maxsplit=1)[0]) if _COLON.search(text[:60]) else ""
        seen[label] += bool(label)
        if len(text) > _HEAD_WIDTH or (label in counts and seen[label] > 1):
            break
        if label and label.split()[0] in META and counts[label] < 2 and label.count(" ") < 4:
            end = index
    if end < 0:
        return end
    block = end
    while block + 1 < len(page.lines) and not page.blank[block + 1]:
        block += 1
        if len(page.lines[block].text) > _HEAD_WIDTH:
            return end
    return block if block + 1 < len(page.lines) and block - end < 10 else end


def _is_legend(page: Page, candidate: Candidate) -> bool:
    """Whether a line only explains its label: ``I: Interviewer``."""
    words = page.lines[candidate.line].text[candidate.at :].strip(" .,;").split()
    if not 1 <= len(words) <= 3:
        return False
    said = " ".join(words)
    return words[0].casefold() in _PARTICIPANT_WORDS or (
        len(words[0]) > 3 and guess_role(said) not in (Role.PARTICIPANT, Role.SEVERAL)
    )


def first_line(page: Page, taken: Sequence[Candidate]) -> int:
    """Index of the first line that belongs to a turn, its time line included."""
    first = taken[0].line
    while first > 0 and (page.blank[first - 1] or (first - 1) in page.stamps):
        first -= 1
    return first


def preface_of(original: Original, first: int) -> str:
    """The lines before the first turn, as they stand in the original (heading marks too)."""
    lines = original.lines
    begin = original.text.rfind("\n", 0, lines[0].start) + 1
    end = original.text.rfind("\n", 0, lines[first].start) + 1
    return original.text[begin:end].strip()


def legend_of(front: str, labels: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """What the head says that labels mean: ``I = interviewer``, also several on one line.

    With an equals sign anything counts, with a colon or dash only what names a part.
    """
    known = {key_of(label): clean(label) for label in labels}
    found: dict[str, str] = {}
    for line in front.split("\n"):
        for entry in re.split(r"[;,]", line) if "=" in line else [line]:
            match = _LEGEND.match(entry[:200])
            if match is None or key_of(match[1]) not in known:
                continue
            meaning = clean(match[3])
            part = guess_role(meaning) is not Role.PARTICIPANT
            if match[2] == "=" or part or key_of(meaning).split()[0] in _PARTICIPANT_WORDS:
                found[known[key_of(match[1])]] = meaning
    return tuple(found.items())
