"""YouTube's own captions (.sbv): ``0:00:00.378,0:00:11.378``, then lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.domain.errors import BadInput
from qualcode.formats.read.captions import understand_scan
from qualcode.formats.read.cues import Cue, Scan
from qualcode.formats.read.decode import decode
from qualcode.formats.read.original import Line, Original, lines_of
from qualcode.formats.read.registry import register
from qualcode.formats.read.times import milliseconds
from qualcode.formats.reading import Reading

_TIME = r"\d{1,3}:\d{1,2}:\d{1,2}[.,]\d{1,3}"
_TIMING = re.compile(rf"[ \t]*({_TIME}),({_TIME})[ \t]*$")
_BROKEN = re.compile(r"[ \t]*\d{1,3}:\d\d:\S{1,12},\d{1,3}:\d\d:\S{1,12}[ \t]*$")
_BREAK = re.compile(r"\[br\]", re.I)


def decode_sbv(data: bytes, file_name: str, encoding: str | None) -> Original:
    """The decoded caption file; BadInput where no line holds two times."""
    original = decode(data, file_name, encoding)
    if not any(_TIMING.match(line) for line in original.text.split("\n") if len(line) < 60):
        raise BadInput(f"{file_name} holds no captions (no line with two times and a comma)")
    return original


def understand_sbv(original: Original, name: str) -> Reading:
    """Turns of the captions, as of any caption file."""
    return understand_scan(original, name, scan_sbv(original.text))


def scan_sbv(text: str) -> Scan:
    """All captions of the file; words without a time of their own belong to the one before."""
    scan = Scan()
    ended = False
    for line in lines_of(text):
        timing = _timing(line.text)
        if timing is not None:
            scan.broken += None in timing
            scan.cues.append(Cue(*timing, ()))
            ended = False
        elif not line.text.strip():
            ended = bool(scan.cues and scan.cues[-1].lines)
        elif not scan.cues:
            scan.head.append(line.text)
        else:
            scan.stray += ended
            last = scan.cues[-1]
            scan.cues[-1] = last._replace(lines=(*last.lines, *_parts(line)))
    scan.cues = [cue for cue in scan.cues if cue.lines]
    return scan


def _timing(text: str) -> tuple[int | None, int | None] | None:
    """Both times of a line of times, None where it is a line of words."""
    if len(text) > 60 or "," not in text:
        return None
    match = _TIMING.match(text)
    if match:
        start, end = (milliseconds(clock.replace(",", ".")) for clock in match.groups())
        return start, end
    return (None, None) if _BROKEN.match(text) else None


def _parts(line: Line) -> Iterator[Line]:
    """The line, cut at the breaks that are written into it."""
    at = 0
    for match in _BREAK.finditer(line.text):
        yield Line(line.text[at : match.start()], line.start + at)
        at = match.end()
    yield Line(line.text[at:], line.start + at)


register(".sbv", decode_sbv, understand_sbv)
