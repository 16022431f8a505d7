"""Time stamps as transcripts write them: ``00:12:03``, ``[12:03]``, ``#00:12:03-4#``, ranges."""

from __future__ import annotations

import re

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
CLOCKS = rf"{_CLOCK}(?:-\d)?(?:[ \t]?(?:-->|-|–|—|to)[ \t]?{_CLOCK})?"
"""Pattern of a time or of two with a mark between them, without brackets."""
BRACKETED = rf"\\?[\[({{#<][ \t]?{CLOCKS}[ \t]?\\?[\])}}#>]"
"""Pattern of a stamp in brackets (Markdown may put a backslash before each)."""
STAMP = rf"(?:{BRACKETED}|{CLOCKS}(?!:?\d))"
"""Pattern of a stamp, in brackets or bare; it has no groups."""

_PARTS = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?")
STAMP_LINE = re.compile(rf"[ \t\xa0]*({STAMP})[ \t\xa0]*$")


def milliseconds(clock: str) -> int | None:
    """Milliseconds of ``[h:]m:s[.fraction]``; None where minutes or seconds exceed 59."""
    match = _PARTS.fullmatch(clock)
    if match is None:
        return None
    hours, minutes, seconds, fraction = match.groups()
    if int(seconds) > 59 or (hours is not None and int(minutes) > 59):
        return None
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int((fraction or "0").ljust(3, "0"))


def stamp_times(stamp: str | None) -> tuple[int | None, int | None]:
    """Start and end in milliseconds that a stamp states; None for what it does not state."""
    clocks = [match[0] for match in _PARTS.finditer(stamp or "")]
    start = milliseconds(clocks[0]) if clocks else None
    return start, milliseconds(clocks[1]) if len(clocks) > 1 else None


def clock(ms: int) -> str:
    """Milliseconds as ``hh:mm:ss``, for sentences."""
    seconds = ms // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
