"""A lenient scanner for WebVTT and SubRip: finds every cue, whatever the file forgot.

It is our own because each character of a cue must keep its place in the file, which no caption
library offers, and because a broken time line must not lose the words below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from qualcode.formats.read.original import Line, counted
from qualcode.formats.read.times import milliseconds

_TIME = r"(?:\d{1,3}:)?\d{1,3}:\d{1,2}[.,]\d{1,3}"
_TIMING = re.compile(rf"[ \t]*({_TIME})[ \t]*-{{2,3}}>[ \t]*({_TIME})")
_BROKEN = re.compile(r"[ \t]*[\d:.,]{4,}\S*[ \t]*-{2,3}>")
_BLOCK = re.compile(r"(NOTE|STYLE|REGION)(?:[ \t]|$)")
_ONE_TIME = re.compile(_TIME)


class Cue(NamedTuple):
    """One caption: times in milliseconds (None where the line was not understood), its lines."""

    start_ms: int | None
    end_ms: int | None
    lines: tuple[Line, ...]


@dataclass
class Scan:
    """What a caption file holds."""

    cues: list[Cue] = field(default_factory=list)
    head: list[str] = field(default_factory=list)
    notes: int = 0
    broken: int = 0
    stray: int = 0

    @property
    def problems(self) -> list[str]:
        """Sentences on what was not understood."""
        said = []
        if self.broken:
            said.append(f"The times of {counted(self.broken, 'caption')} could not be read.")
        if self.stray:
            lines = counted(self.stray, "line")
            said.append(f"Added to the caption before, having no time of their own: {lines}.")
        if self.notes:
            said.append(f"Left out: {counted(self.notes, 'comment')} between the captions.")
        return said


def scan_cues(lines: Sequence[Line]) -> Scan:
    """All cues of the file in its order, and its head (metadata before the first cue)."""
    scan = Scan()
    for block in _blocks(lines):
        if _is_timing(block[0]) or (len(block) > 1 and _is_timing(block[1])):
            _take_cues(scan, block)
        elif _BLOCK.match(block[0].text):
            _take_note(scan, block)
        elif any(_is_timing(line) for line in block):
            _take_cues(scan, block)
        elif scan.cues:
            _take_stray(scan, block)
        else:
            scan.head += [line.text for line in block if line.text.strip() != "WEBVTT"]
    scan.cues = [cue for cue in scan.cues if cue.lines]
    return scan


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Runs of lines between empty ones."""
    blocks: list[list[Line]] = [[]]
    for line in lines:
        if line.text.strip():
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return blocks if blocks[-1] else blocks[:-1]


def _is_timing(line: Line) -> bool:
    return "-->" in line.text and bool(_TIMING.match(line.text) or _BROKEN.match(line.text))


def _take_cues(scan: Scan, block: Sequence[Line]) -> None:
    """Cues of a block: normally one, several where the empty lines are missing."""
    timings = [index for index, line in enumerate(block) if _is_timing(line)]
    before = block[: timings[0]]
    if len(before) > 1 and not scan.cues:
        scan.head += [line.text for line in before if line.text.strip() != "WEBVTT"]
    for index, end in zip(timings, [*timings[1:], len(block)], strict=True):
        text = list(block[index + 1 : end])
        if end < len(block) and text and text[-1].text.strip().isdigit():
            text.pop()
        start_ms, end_ms = _times(block[index].text)
        if start_ms is None or end_ms is None:
            scan.broken += 1
        scan.cues.append(Cue(start_ms, end_ms, tuple(text)))


def _times(text: str) -> tuple[int | None, int | None]:
    head, _, tail = text.partition("-->")
    one, two = _ONE_TIME.search(head), _ONE_TIME.match(tail.strip())
    start = milliseconds(one[0].replace(",", ".")) if one else None
    return start, milliseconds(two[0].replace(",", ".")) if two else None


def _take_note(scan: Scan, block: Sequence[Line]) -> None:
    """A comment above the first caption tells of the file; styles and regions are dropped."""
    if not block[0].text.startswith("NOTE"):
        return
    if scan.cues:
        scan.notes += 1
        return
    said = [block[0].text.removeprefix("NOTE").strip(), *(line.text for line in block[1:])]
    scan.head += [text for text in said if text]


def _take_stray(scan: Scan, block: Sequence[Line]) -> None:
    """Words below an empty line or without a time line belong to the cue before them."""
    kept = block[1:] if len(block) > 1 and block[0].text.strip().isdigit() else block
    if len(kept) == 1 and kept[0].text.strip().isdigit():
        return
    last = scan.cues[-1]
    scan.cues[-1] = last._replace(lines=(*last.lines, *kept))
    scan.stray += len(kept)
