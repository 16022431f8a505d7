"""Rolling captions: live captions in which each cue shows the line before once more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from qualcode.formats.read.cue_text import said_in
from qualcode.formats.read.cues import Cue
from qualcode.formats.read.original import Line, counted

Shown = tuple[str, ...]

# A single blank is left alone: long texts have millions of them.
_BLANKS = re.compile(r"\s{2,}|[^\S ]")


def unrolled(cues: list[Cue]) -> tuple[list[Cue], list[str]]:
    """The cues without the lines that only repeat the cue before, and a sentence on them.

    Nothing is dropped unless repeating is the way of the whole file: people do say things twice.
    """
    shown = [_shown(cue) for cue in cues]
    if not _rolls(shown):
        return _grown(cues, shown)
    kept, dropped = [], 0
    before: Shown = ()
    for cue, lines in zip(cues, shown, strict=True):
        again = _overlap(before, lines)
        fresh = [line for line in cue.lines if _plain(line)][again:]
        dropped += again
        before = lines or before
        if fresh:
            kept.append(cue._replace(lines=tuple(fresh)))
    said = f"Rolling captions: {counted(dropped, 'repeated line')} left out."
    return kept, [said] if dropped else []


def _grown(cues: list[Cue], shown: Sequence[Shown]) -> tuple[list[Cue], list[str]]:
    """Captions that are shown again with each word that is added: only the last is kept."""
    starts = [
        bool(one and two) and " ".join(two).startswith(" ".join(one)) and one != two
        for one, two in pairwise(shown)
    ]
    if sum(starts) < 3 or sum(starts) * 2 < len(starts):
        return cues, []
    kept: list[Cue] = []
    begun: int | None = None
    for index, cue in enumerate(cues):
        begun = cue.start_ms if begun is None else begun
        if index < len(starts) and starts[index]:
            continue
        kept.append(cue._replace(start_ms=begun))
        begun = None
    said = counted(sum(starts), "earlier state", "earlier states")
    return kept, [f"Captions that grow word by word: {said} left out."]


def _plain(line: Line) -> str:
    return _BLANKS.sub(" ", "".join(said.text for said in said_in(line, None)[0])).strip()


def _shown(cue: Cue) -> Shown:
    return tuple(text for line in cue.lines if (text := _plain(line)))


def _overlap(before: Shown, lines: Shown) -> int:
    """The number of lines at the start that are the last ones of the cue before."""
    for number in range(min(len(before), len(lines)), 0, -1):
        if before[-number:] == lines[:number]:
            return number
    return 0


def _rolls(shown: Sequence[Shown]) -> bool:
    """Whether two of five cues begin with the line before, and every tenth adds one to it."""
    pairs = again = rolled = 0
    before: Shown = ()
    for lines in shown:
        if before and lines:
            overlap = _overlap(before, lines)
            pairs += 1
            again += overlap > 0
            rolled += 0 < overlap < len(lines)
        before = lines or before
    return rolled > 0 and again > 1 and again * 5 >= pairs * 2 and rolled * 10 >= pairs
