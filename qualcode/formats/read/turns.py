"""Turns from the lines of a file: labelled lines begin them, other lines continue them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from qualcode.formats.read.conventions import Page, leading_stamp
from qualcode.formats.read.labels import Candidate
from qualcode.formats.read.original import counted
from qualcode.formats.read.times import clock, stamp_times
from qualcode.formats.read.turn_text import TurnText
from qualcode.formats.reading import ReadTurn

LIST_MARK = re.compile(r"[ \t\xa0]*[-*+•▪‣·][ \t\xa0]+")
_BRACKET = re.compile(r"[\[(#{<]")
_WIDEST = 120
_FEWEST_WRAPPED = 12


def wrapped_width(page: Page) -> int:
    """The width at which lines were broken by a typewriter or mail program; 0 if they were not.

    Such a file has many lines that go on without a blank one, nearly all of almost full width.
    """
    widths = [len(line.text.rstrip()) for line in page.lines]
    spoken = page.spoken
    before_another = [widths[one] for one, two in pairwise(spoken) if two == one + 1]
    width = max((widths[index] for index in spoken), default=0)
    if not 40 <= width <= _WIDEST or len(before_another) < _FEWEST_WRAPPED:
        return 0
    full = sum(1 for found in before_another if found >= width - 20)
    return width if full * 10 >= len(before_another) * 8 else 0


def labelled_turns(page: Page, taken: Sequence[Candidate]) -> tuple[list[ReadTurn], list[str]]:
    """Turns that begin at the taken candidates, and sentences on what was left out."""
    starts = {candidate.line: candidate for candidate in taken}
    wide = wrapped_width(page)
    turns: list[ReadTurn] = []
    empty = 0
    for candidate, body in _bodies(page, starts):
        text = TurnText()
        line = page.lines[candidate.line]
        text.add(line.text[candidate.at :], line.start + candidate.at)
        _continue(text, page, candidate.line, body, wide)
        if text.length:
            turns.append(_turn(candidate, text))
        else:
            empty += 1
    problems = [f"Left out: {counted(empty, 'label')} without any text."] if empty else []
    if wide:
        problems.append(f"Lines are broken at about {wide} characters; they were joined by spaces.")
    return turns, problems


def _bodies(page: Page, starts: dict[int, Candidate]) -> Iterator[tuple[Candidate, list[int]]]:
    """Each taken candidate with the indices of the lines that continue its turn."""
    current: Candidate | None = None
    body: list[int] = []
    for index, line in enumerate(page.lines):
        if index in starts:
            if current is not None:
                yield current, body
            current, body = starts[index], []
        elif not (page.blank[index] or line.level or index in page.stamps):
            body.append(index)
    if current is not None:
        yield current, body


def _turn(candidate: Candidate, text: TurnText) -> ReadTurn:
    label = " ".join(candidate.label.split())
    return ReadTurn(label, text.text, candidate.start_ms, candidate.end_ms, text.pieces)


def _continue(text: TurnText, page: Page, last: int, body: Sequence[int], wide: int) -> None:
    """Add the lines of a body; lines broken at a width are joined by a space."""
    for index in body:
        line = page.lines[index]
        at = spoken_from(line.text)
        joiner = " " if wide and index == last + 1 and not LIST_MARK.match(line.text) else "\n"
        text.add(line.text[at:], line.start + at, joiner)
        last = index


def spoken_from(text: str) -> int:
    """Where the words of a line without label begin: after a list mark or a bracketed stamp."""
    mark = LIST_MARK.match(text)
    stamp = leading_stamp(text) if _BRACKET.search(text, 0, 12) else None
    return stamp[1] if stamp else mark.end() if mark else 0


def paragraph_turns(page: Page, indices: Sequence[int]) -> list[ReadTurn]:
    """Paragraphs among the given lines as turns without a speaker.

    Paragraphs are blocks between blank lines where the file has such blocks, else lines.
    """
    wide = wrapped_width(page)
    turns = []
    for block in _blocks(page, indices, wide > 0):
        text = TurnText()
        _continue(text, page, -2, block, wide)
        if text.length:
            start, end = stamp_times(page.pending.get(block[0]))
            turns.append(ReadTurn(None, text.text, start, end, text.pieces))
    return turns


def _blocks(page: Page, indices: Sequence[int], wide: bool) -> list[list[int]]:
    spoken = [i for i in indices if not (page.blank[i] or page.lines[i].level or i in page.stamps)]
    breaks = sum(1 for one, two in pairwise(spoken) if two != one + 1)
    if not wide and breaks * 4 < len(spoken):
        return [[index] for index in spoken]
    numbered = enumerate(spoken)
    return [[i for _, i in group] for _, group in groupby(numbered, lambda pair: pair[1] - pair[0])]


def stamped_turns(page: Page) -> list[ReadTurn] | None:
    """Turns without a speaker where most lines begin with a time stamp; None where they do not."""
    spoken = page.spoken
    stamps = {index: found for index in spoken if (found := leading_stamp(page.lines[index].text))}
    if not stamps or len(stamps) * 2 < len(spoken):
        return None
    starts = {
        index: Candidate(index, "", at, "", *stamp_times(stamp))
        for index, (stamp, at) in stamps.items()
    }
    turns, _ = labelled_turns(page, list(starts.values()))
    return [ReadTurn(None, t.text, t.start_ms, t.end_ms, t.source) for t in turns]


def time_problems(turns: Sequence[ReadTurn], *, overlaps: bool = False) -> list[str]:
    """Sentences on times that go back, end before they start, or (captions) overlap."""
    timed = [(turn.start_ms, turn.end_ms) for turn in turns if turn.start_ms is not None]
    return span_problems(timed, overlaps=overlaps)


def span_problems(
    spans: Sequence[tuple[int | None, int | None]], *, overlaps: bool = False
) -> list[str]:
    """The same for plain (start, end) pairs in milliseconds, in the order of the file."""
    known = [(start, end) for start, end in spans if start is not None]
    back = [two for (one, _), (two, _) in pairwise(known) if two < one]
    wrong = [start for start, end in known if end is not None and end < start]
    over = [two for (one, end), (two, _) in pairwise(known) if end is not None and one <= two < end]
    found = []
    if back:
        found.append(f"The time goes back in {_places(back)}; the order of the file was kept.")
    if wrong:
        found.append(f"The end lies before the start in {_places(wrong)}.")
    if over and overlaps:
        found.append(f"Captions overlap in time in {_places(over)}.")
    return found


def _places(times: Sequence[int]) -> str:
    return f"{counted(len(times), 'place')} (first at {clock(times[0])})"
