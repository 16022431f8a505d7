"""Understanding a whole file: tries each convention, keeps the one that explains most."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from qualcode.formats.read.conventions import Page, page_of
from qualcode.formats.read.head import first_line, head_end, legend_of, preface_of, without_head
from qualcode.formats.read.labels import LONGEST, Candidate, key_of, why_left
from qualcode.formats.read.original import Original, counted, listed
from qualcode.formats.read.page import leading_stamp, without_numbers
from qualcode.formats.read.ranking import NO_LABELS, STAMPS, nameless, rank
from qualcode.formats.read.template import by_template
from qualcode.formats.read.times import stamp_times
from qualcode.formats.read.turns import (
    labelled_turns,
    paragraph_turns,
    stamped_turns,
    talk_without_label,
    time_problems,
)
from qualcode.formats.reading import NotTaken, Reading, ReadTurn, Scored

_PREFACE_LENGTHS = (1500, 5000)
_TOLD = (("as the options say", 1.0),)
_BARE_LABEL = re.compile(r"[ \t]*(?P<label>[^\W_]{1,3})(?P<gap>[ \t]+)(?=[A-ZÀ-Þ\[\"“])")


class Understood(NamedTuple):
    """What was made of the labels of a file.

    ``taken`` begin turns; ``head`` stand above the talk; ``left`` have the form of a label.
    """

    taken: list[Candidate]
    head: list[Candidate]
    left: list[Candidate]
    ranking: tuple[Scored, ...]


def understand(original: Original, name: str) -> Reading:
    """Turns, speakers and times of a file that is read line by line (txt, md, docx).

    Raises BadInput, without the name of the file, for a pattern that fits nothing.
    """
    # A pattern is written by somebody who sees the numbers: they stay for it.
    told = original.options.turns is not None
    lines, numbers = (original.lines, 0) if told else without_numbers(original.lines)
    page = page_of(lines)
    found = best_convention(page, original)
    problems = list(original.problems)
    front, convention = "", NO_LABELS
    if found.taken:
        turns, convention = _with_labels(page, found, problems)
        front = preface_of(original, first_line(page, found.taken))
        turns, front = _long_preface(original, page, found.taken, turns, front, problems)
    else:
        turns, convention = _without_labels(page)
    if numbers:
        problems.append(f"Taken off: {counted(numbers, 'paragraph number')}.")
    problems += time_problems(turns)
    problems += _left_out(page, found, convention)
    return Reading(
        name,
        original.encoding,
        original.certain,
        convention,
        tuple(turns),
        front,
        tuple(problems),
        ranking=_ranking(page, found, convention),
        not_taken=tuple(_not_taken(original, page, found, convention)),
        line_ends=original.line_ends,
        legend=legend_of(front, {turn.speaker for turn in turns if turn.speaker}),
    )


def best_convention(page: Page, original: Original) -> Understood:
    """The convention with the best score, or what the options say; takes nothing if none fits."""
    options = original.options
    if options.no_speakers:
        return Understood([], [], [], (Scored(NO_LABELS, 1.0, _TOLD),))
    tried = rank(page, options)
    scores = tuple(one.scored for one in tried if one.taken)
    if options.turns is not None:
        taken = by_template(page, options.turns)
        return Understood(taken, [], [], (Scored(taken[0].style, 1.0, _TOLD), *scores))
    fitting = [one for one in tried if one.taken]
    wanted = [one for one in fitting if one.scored.convention == options.convention]
    best = next(iter(wanted + fitting), None)
    if best is None:
        return Understood([], [], tried[0].left if tried else [], ())
    taken = sorted([*best.taken, *_bare_labels(page, best.taken)])
    kept = without_head(page, taken)
    others = (one for one in scores if one is not best.scored)
    return Understood(kept, taken[: len(taken) - len(kept)], best.left, (best.scored, *others))


def _ranking(page: Page, found: Understood, convention: str) -> tuple[Scored, ...]:
    """All scores, the convention that won first."""
    others = tuple(nameless(page))
    if found.taken:
        first = replace(found.ranking[0], convention=convention)
        return (first, *found.ranking[1:], *others)
    if found.ranking:
        return (*found.ranking, *(one for one in others if one.convention != convention))
    return others


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
    original: Original,
    page: Page,
    taken: Sequence[Candidate],
    turns: list[ReadTurn],
    front: str,
    problems: list[str],
) -> tuple[list[ReadTurn], str]:
    """A talk before the first label is speech: it is kept as turns without a speaker.

    In such a file each heading opens a talk again, whose speaker only a label would tell.
    """
    short, long = _PREFACE_LENGTHS
    said_later = sum(len(turn.text) for turn in turns)
    if len(front) <= short or (len(front) <= long and len(front) * 3 < said_later):
        return turns, front
    head = head_end(page, Counter(key_of(c.label) for c in taken))
    talk = [index for index in talk_without_label(page, taken) if index > head]
    paragraphs = paragraph_turns(page, talk)
    turns, _ = labelled_turns(page, taken, frozenset(talk))
    said = counted(len(front), "character")
    problems.append(f"{said} stand before the first label; kept as turns without a speaker.")
    later = sum(1 for index in talk if index > taken[0].line)
    if later:
        lines = counted(later, "line")
        problems.append(f"Without a label under a heading, kept without a speaker: {lines}.")
    turns = sorted([*paragraphs, *turns], key=lambda turn: turn.source[0].source)
    return turns, preface_of(original, head + 1)


def _left_out(page: Page, found: Understood, convention: str) -> list[str]:
    """Sentences on headings, on labels that were not taken and on times that stay in the text."""
    said = []
    headings = sum(1 for _ in _headings(page, found))
    if headings:
        said.append(f"Kept out of the turns: {counted(headings, 'heading')}.")
    counts = Counter(c.label for c in found.left if len(c.label) <= LONGEST)
    labels = [c.label for c in found.head] + [label for label, _ in counts.most_common()]
    if labels:
        said.append(f"Not taken as speakers: {listed(dict.fromkeys(labels))}.")
    times = [stamp for _, stamp in _loose_times(page, found, convention)]
    if times:
        said.append(f"Times at the start of a line, left in the text: {listed(times)}.")
    return said


def _headings(page: Page, found: Understood) -> Iterator[int]:
    """Indices of the headings that are neither above the talk nor names."""
    first = found.taken[0].line if found.taken else -1
    used = {c.line for c in found.taken}
    yield from (i for i, x in enumerate(page.lines) if x.level and i > first and i not in used)


def _loose_times(page: Page, found: Understood, convention: str) -> Iterator[tuple[int, str]]:
    """Lines of speech that begin with a time without brackets, and that time."""
    used = {c.line for c in found.taken}
    for index in page.spoken if convention != STAMPS else ():
        text = page.lines[index].text
        # Looking at the first characters alone keeps this cheap for lines of speech.
        if index not in used and text[:12].lstrip()[:1].isdigit():
            stamp = leading_stamp(text)
            if stamp:
                yield index, stamp[0]


def _not_taken(
    original: Original, page: Page, found: Understood, convention: str
) -> Iterator[NotTaken]:
    """What could have been a label or speech, in the order of the file."""
    listing = [(c.line, c.label, "in the head of the file") for c in found.head]
    listing += [(c.line, c.label, why_left(c)) for c in found.left]
    listing += [(i, page.lines[i].text.strip(), "a heading") for i in _headings(page, found)]
    listing += [
        (index, stamp, "a time at the start of a line, left in the text")
        for index, stamp in _loose_times(page, found, convention)
    ]
    breaks = [match.start() for match in re.finditer("\n", original.text)]
    for index, text, why in sorted(listing):
        yield NotTaken(bisect_left(breaks, page.lines[index].start) + 1, text[:80], why)
