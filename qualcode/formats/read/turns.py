"""Turns from the lines of a file: labelled lines begin them, other lines continue them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from types import MappingProxyType

from qualcode.formats.read.labels import Candidate, after_doubled, clean
from qualcode.formats.read.original import counted
from qualcode.formats.read.page import Page, leading_stamp
from qualcode.formats.read.ranking import wrapped_width
from qualcode.formats.read.times import BRACKETED, clock, stamp_times
from qualcode.formats.read.turn_text import TurnText
from qualcode.formats.reading import ReadTurn

LIST_MARK = re.compile(r"[ \t\xa0]*[-*+•▪‣·][ \t\xa0]+")
_CLOSING = re.compile(rf"[ \t\xa0]({BRACKETED})[ \t\xa0]*$")
_STAMP_WIDTH = 48
_BRACKET = re.compile(r"[\[(#{<]")


def labelled_turns(
    page: Page, taken: Sequence[Candidate], without: frozenset[int] = frozenset()
) -> tuple[list[ReadTurn], list[str]]:
    """Turns that begin at the taken candidates, and sentences on what was left out.

    ``without`` holds indices of lines that belong to none of them.
    """
    starts = {candidate.line: candidate for candidate in taken}
    wide = wrapped_width(page)
    bodies = [
        (candidate, [index for index in lines if index not in without])
        for candidate, lines in _bodies(page, starts)
    ]
    closing = _closing_stamps(page, bodies)
    turns: list[ReadTurn] = []
    empty = doubled = 0
    for candidate, body in bodies:
        text = TurnText()
        line = page.lines[candidate.line]
        at = after_doubled(line.text, candidate.label, candidate.at)
        doubled += at > candidate.at
        cut, _ = closing.get(candidate.line, (len(line.text), ""))
        text.add(line.text[at:cut], line.start + at)
        _continue(text, page, candidate.line, body, wide, closing)
        if text.length:
            turns.append(_turn(candidate, text, _times(page, candidate, body, closing)))
        else:
            empty += 1
    problems = [f"Left out: {counted(empty, 'label')} without any text."] if empty else []
    if doubled:
        problems.append(f"Taken off: {counted(doubled, 'label')} written twice.")
    if wide:
        problems.append(f"Lines are broken at about {wide} characters; they were joined by spaces.")
    return turns, problems


def _closing_stamps(
    page: Page, bodies: Sequence[tuple[Candidate, list[int]]]
) -> dict[int, tuple[int, str]]:
    """Where the closing stamp of a turn begins and what it is, by line; if half of them have one.

    f4 writes ``#00:01:02-3#`` at the end of each paragraph.
    """
    found = {}
    for candidate, body in bodies:
        last = body[-1] if body else candidate.line
        text = page.lines[last].text
        begin = max(len(text) - _STAMP_WIDTH, 0 if body else candidate.at)
        match = _CLOSING.search(text, begin)
        if match:
            found[last] = (match.start(), match[1])
    return found if len(found) * 2 >= len(bodies) else {}


def _times(
    page: Page,
    candidate: Candidate,
    body: Sequence[int],
    closing: dict[int, tuple[int, str]],
) -> tuple[int | None, int | None]:
    """Start and end of a turn, also where the stamps stand below its label or at its end."""
    start, end = candidate.start_ms, candidate.end_ms
    if start is None and candidate.at >= len(page.lines[candidate.line].text.rstrip()):
        start, end = stamp_times(_stamp_below(page, candidate.line + 1))
    last = body[-1] if body else candidate.line
    if end is None and last in closing:
        end, _ = stamp_times(closing[last][1])
    return start, end


def _stamp_below(page: Page, index: int) -> str | None:
    """The stamp on the first line that is not empty, alone or in brackets before the words."""
    while index < len(page.lines) and page.blank[index]:
        index += 1
    if index in page.stamps or index >= len(page.lines):
        return page.stamps.get(index)
    text = page.lines[index].text
    found = leading_stamp(text) if _BRACKET.search(text, 0, 12) else None
    return found[0] if found else None


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


def talk_without_label(page: Page, taken: Sequence[Candidate]) -> list[int]:
    """Indices of the lines of speech before the first label, and from a heading to a label."""
    starts = {candidate.line for candidate in taken}
    found, nobody = [], True
    for index, line in enumerate(page.lines):
        if index in starts:
            nobody = False
        elif line.level:
            nobody = True
        elif nobody and not page.blank[index] and index not in page.stamps:
            found.append(index)
    return found


def _turn(candidate: Candidate, text: TurnText, times: tuple[int | None, int | None]) -> ReadTurn:
    return ReadTurn(clean(candidate.label) or None, text.text, *times, text.pieces)


def _continue(
    text: TurnText,
    page: Page,
    last: int,
    body: Sequence[int],
    wide: int,
    closing: Mapping[int, tuple[int, str]] = MappingProxyType({}),
) -> None:
    """Add the lines of a body; lines broken at a width are joined by a space."""
    for index in body:
        line = page.lines[index]
        at = spoken_from(line.text)
        joiner = " " if wide and index == last + 1 and not LIST_MARK.match(line.text) else "\n"
        cut, _ = closing.get(index, (len(line.text), ""))
        text.add(line.text[at:cut], line.start + at, joiner)
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
