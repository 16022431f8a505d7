"""When the items of a JSON transcript begin and end: seconds, milliseconds, clocks or dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from qualcode.formats.read.cell_times import (
    column_times,
    in_milliseconds,
    milliseconds_of,
    number_of,
)
from qualcode.formats.read.json_tree import END_KEYS, LENGTH_KEYS, START_KEYS, first_of, lowered
from qualcode.formats.read.original import counted

_SLOWEST = 0.2
"""Letters per unit of time: nobody speaks one letter in five seconds."""
_ENDS = (("from", "start", "begin"), ("to", "end", "stop"))
_Time = tuple[str, str | int | float | None]
_Texts = Sequence[Sequence[str]]


def item_times(
    items: Sequence[Mapping[str, Any]], said: _Texts, problems: list[str]
) -> tuple[list[int | None], list[int | None]]:
    """Start and end of each item in milliseconds, given what each says."""
    starts, ends, lengths = (
        [_time_of(item, keys) for item in items] for keys in (START_KEYS, END_KEYS, LENGTH_KEYS)
    )
    factor = 1 if _whole(said, starts, ends) else 1000
    begun, ended, long = (
        _column([value for _, value in values], factor) for values in (starts, ends, lengths)
    )
    ended = [
        start + length if end is None and start is not None and length is not None else end
        for start, end, length in zip(begun, ended, long, strict=True)
    ]
    unread = sum(1 for (key, _), ms in zip(starts, begun, strict=True) if key and ms is None)
    if unread:
        problems.append(f"The times of {counted(unread, 'item')} could not be read.")
    return begun, ended


def _whole(said: _Texts, starts: Sequence[_Time], ends: Sequence[_Time]) -> bool:
    """Whether times are milliseconds: by their names, their size, or the pace of the talk."""
    names = " ".join({key for key, _ in (*starts, *ends)})
    numbers = [value for _, value in (*starts, *ends) if isinstance(value, int | float)]
    if in_milliseconds(sorted(numbers), names):
        return True
    paces = [
        len("".join(texts)) / (end - start)
        for texts, (_, start), (_, end) in zip(said, starts, ends, strict=True)
        if isinstance(start, int) and isinstance(end, int) and end > start
    ]
    return bool(paces) and median(paces) < _SLOWEST


def _time_of(item: Mapping[str, Any], keys: Sequence[str]) -> _Time:
    """The key and the value of a time: a clock as text, a number, or None."""
    key, value = first_of(item, keys)
    if isinstance(value, str) and (number := number_of(value.strip())) is not None:
        value = number
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return key, value
    if keys is LENGTH_KEYS:
        return "", None
    # whisper.cpp keeps both ends in one object, newer services in a pair.
    at = 0 if keys is START_KEYS else 1
    for outer in ("offsets", "timestamps", "timestamp", "time", "span"):
        inner = item.get(outer)
        if isinstance(inner, dict):
            inner = [first_of(lowered(inner), keys)[1] for keys in _ENDS]
        if isinstance(inner, list) and len(inner) == 2 and isinstance(inner[at], str | int | float):
            return "offset_ms" if outer == "offsets" else outer, inner[at]
    return "", None


def _column(values: Sequence[str | float | None], factor: int) -> list[int | None]:
    """Milliseconds of numbers by the factor, and of clocks and dates by what they say."""
    said = column_times([value if isinstance(value, str) else "" for value in values])
    moments = [value for value in values if isinstance(value, int | float) and value > 10**9]
    # Seconds since 1970 (chats) count from the first of them.
    first = min(moments) if factor == 1000 and moments else 0
    return [
        milliseconds_of(value - first, factor) if isinstance(value, int | float) else ms
        for value, ms in zip(values, said, strict=True)
    ]
