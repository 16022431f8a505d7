"""Understanding a whole file: tries each convention, keeps the one that explains most."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from qualcode.domain.transcripts import Role
from qualcode.formats.read.conventions import CONVENTIONS, Page, leading_stamp, page_of
from qualcode.formats.read.labels import META, Candidate, accepted, key_of, refused, role_word
from qualcode.formats.read.original import Line, Original, counted, listed, word_set
from qualcode.formats.read.roles import guess_role
from qualcode.formats.read.times import stamp_times
from qualcode.formats.read.turns import (
    labelled_turns,
    paragraph_turns,
    stamped_turns,
    time_problems,
    wrapped_width,
)
from qualcode.formats.reading import Reading, ReadTurn

_HEAD_LINES = 40
_HEAD_WIDTH = 160
_PREFACE_LENGTHS = (1500, 5000)
_LONG_TALK = 10
_PARTICIPANT_WORDS = word_set("participant participants respondent interviewee informant")
_BARE_LABEL = re.compile(r"[ \t]*(?P<label>[^\W_]{1,3})(?P<gap>[ \t]+)(?=[A-ZÀ-Þ\[\"“])")


class Understood(NamedTuple):
    """The candidates of the best convention that begin turns, and labels not taken."""

    taken: list[Candidate]
    refused: list[str]


def understand(original: Original, name: str) -> Reading:
    """Turns, speakers and times of a file that is read line by line (txt, md, docx)."""
    front = ""
    page = page_of(original.lines)
    found = best_convention(page)
    problems = list(original.problems)
    if found.taken:
        turns, convention = _with_labels(page, found, problems)
        front = _preface(original, _first_line(page, found.taken))
        turns, front = _long_preface(page, found.taken, turns, front, problems)
    else:
        turns, convention = _without_labels(page)
    problems += time_problems(turns)
    problems += _left_out(page, found, convention)
    return Reading(
        name, original.encoding, original.certain, convention, tuple(turns), front, tuple(problems)
    )


def best_convention(page: Page) -> Understood:
    """The convention under which most lines begin a turn; nothing taken where none does."""
    paragraphs = _paragraphs(page)
    best = Understood([], [])
    unused: list[str] = []
    for find in CONVENTIONS:
        candidates = find(page)
        spoken = paragraphs + (len(candidates) if find.__name__ == "heading_names" else 0)
        keys = accepted(candidates, spoken) if candidates else set()
        taken = [c for c in candidates if key_of(c.label) in keys]
        unused = unused or refused(candidates, keys)
        if len(taken) > len(best.taken):
            best = Understood(taken, refused(candidates, keys))
    if not best.taken:
        return Understood([], unused)
    taken = sorted([*best.taken, *_bare_labels(page, best.taken)])
    kept = _without_head(page, taken)
    head = [c.label for c in taken[: len(taken) - len(kept)] if c.label not in best.refused]
    return Understood(kept, [*dict.fromkeys(head), *best.refused])


def _paragraphs(page: Page) -> int:
    """Lines that hold speech, those that only go on after a full line left aside."""
    wide = wrapped_width(page)
    if not wide:
        return len(page.spoken)
    before = {i for i in page.spoken if len(page.lines[i].text.rstrip()) >= wide - 20}
    return sum(1 for index in page.spoken if index - 1 not in before)


def _bare_labels(page: Page, taken: Sequence[Candidate]) -> list[Candidate]:
    """``A Sure.`` after a time line, where the label is known and the colon was forgotten."""
    known = {c.label for c in taken if len(c.label) <= 3 and c.style.startswith("time line")}
    starts = {c.line for c in taken}
    found = []
    for index, stamp_line in page.pending.items():
        match = _BARE_LABEL.match(page.lines[index].text) if index not in starts else None
        if match and match["label"] in known:
            times = stamp_times(stamp_line)
            found.append(Candidate(index, match["label"], match.end(), "", *times))
    return found


def _without_head(page: Page, taken: list[Candidate]) -> list[Candidate]:
    """The candidates without those in the head of the file (date, place, names, legend)."""
    counts = Counter(key_of(c.label) for c in taken)
    end = _head_end(page, counts)
    kept = [c for c in taken if c.line > end]
    while len(kept) > 2 and _is_no_turn(page, kept, counts):
        kept = kept[1:]
    return kept or taken


def _is_no_turn(page: Page, taken: Sequence[Candidate], counts: Counter[str]) -> bool:
    """Whether the first candidate is a line of the legend, or a title or notice above the talk."""
    first, second = taken[:2]
    if counts[key_of(first.label)] > 1:
        return _is_legend(page, first)
    spoken = page.spoken[
        bisect_left(page.spoken, first.line) + 1 : bisect_left(page.spoken, second.line)
    ]
    notice = [page.lines[index].text.strip() for index in spoken]
    short = bool(notice) and all(len(t) <= 60 and t[-1] not in ".!?…" for t in notice)
    return not first.timed and not role_word(first.label) and (short or len(spoken) > _LONG_TALK)


def _head_end(page: Page, counts: Counter[str]) -> int:
    """Index of the last line of the head, -1 if there is none: short lines such as ``Date: ...``.

    A block that holds such a line belongs to the head whole, with ``Moderator: (name)`` in it.
    """
    end, seen = -1, Counter[str]()
    for index in page.spoken[:_HEAD_LINES]:
        text = page.lines[index].text
        label = key_of(text.split(":")[0]) if ":" in text[:60] else ""
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


def _first_line(page: Page, taken: Sequence[Candidate]) -> int:
    """Index of the first line that belongs to a turn, its time line included."""
    first = taken[0].line
    while first > 0 and (page.blank[first - 1] or (first - 1) in page.stamps):
        first -= 1
    return first


def _preface(original: Original, first: int) -> str:
    """The lines before the first turn, as they stand in the original (heading marks too)."""
    lines = original.lines
    begin = original.text.rfind("\n", 0, lines[0].start) + 1
    end = original.text.rfind("\n", 0, lines[first].start) + 1
    return original.text[begin:end].strip()


def _with_labels(page: Page, found: Understood, problems: list[str]) -> tuple[list[ReadTurn], str]:
    turns, more = labelled_turns(page, found.taken)
    problems += more
    bare = sum(1 for c in found.taken if not c.style)
    if bare:
        problems.append(f"Taken as labels without their colon: {counted(bare, 'line')}.")
    styles = Counter(c.style for c in found.taken if c.style)
    return turns, styles.most_common(1)[0][0]


def _without_labels(page: Page) -> tuple[list[ReadTurn], str]:
    turns = stamped_turns(page)
    if turns is not None:
        return turns, "[time] text"
    return paragraph_turns(page, range(len(page.lines))), "no labels"


def _long_preface(
    page: Page, taken: Sequence[Candidate], turns: list[ReadTurn], front: str, problems: list[str]
) -> tuple[list[ReadTurn], str]:
    """A talk before the first label is speech: it is kept as turns without a speaker."""
    short, long = _PREFACE_LENGTHS
    said_later = sum(len(turn.text) for turn in turns)
    if len(front) <= short or (len(front) <= long and len(front) * 3 < said_later):
        return turns, front
    said = counted(len(front), "character")
    problems.append(f"{said} stand before the first label; kept as turns without a speaker.")
    return [*paragraph_turns(page, range(_first_line(page, taken))), *turns], ""


def _left_out(page: Page, found: Understood, convention: str) -> list[str]:
    """Sentences on headings, on labels that were not taken and on times that stay in the text."""
    first = found.taken[0].line if found.taken else -1
    used = {c.line for c in found.taken}
    headings = sum(
        1 for i, line in enumerate(page.lines) if line.level and i > first and i not in used
    )
    said = []
    if headings:
        said.append(f"Kept out of the turns: {counted(headings, 'heading')}.")
    if found.refused:
        said.append(f"Not taken as speakers: {listed(found.refused)}.")
    if convention != "[time] text":
        unused = [page.lines[index] for index in page.spoken if index not in used]
        times = [stamp for line in unused if (stamp := _bare_stamp(line))]
        if times:
            said.append(f"Times at the start of a line, left in the text: {listed(times)}.")
    return said


def _bare_stamp(line: Line) -> str:
    """A time at the start of a line of speech that is not in brackets, if there is one."""
    if not line.text[:12].lstrip()[:1].isdigit():
        return ""
    found = leading_stamp(line.text)
    return found[0] if found else ""
