"""Content streams of PDF pages as operators with their operands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_TOKEN = re.compile(
    rb"""[\x00\t\n\f\r ]*(?:
    (?P<number>[+-]?(?:\d+\.?\d*|\.\d+))(?=[\x00\t\n\f\r \[\]()<>/%A-Za-z'"]|$)
    |(?P<operator>[A-Za-z'"][A-Za-z0-9*'"]*)
    |<(?P<hex>[0-9A-Fa-f\x00\t\n\f\r ]*)>
    |\((?P<simple>[^()\\\r]*)\)
    |/(?P<name>[^\x00\t\n\f\r ()<>\[\]{}/%]*)
    |(?P<open>\[)|(?P<close>\])|(?P<paren>\()
    |(?P<dict><<|>>)|(?P<comment>%[^\r\n]*)|(?P<other>[^\s]))""",
    re.X,
)
_NUMBER = rb"([+-]?(?:\d+\.?\d*|\.\d+))"
_GLYPH = re.compile(rb"\s+%s %s Td\s*<([0-9A-Fa-f]+)>\s*Tj(?=\s)" % (_NUMBER, _NUMBER))
"""A step and a string, as files have it that place each letter: read in one go."""
_ESCAPE = re.compile(rb"\\([nrtbf()\\]|[0-7]{1,3}|\r\n|[\s\S])|\r\n?")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_INLINE_END = re.compile(rb"[\s]EI(?=[\s]|$)")


def operations(data: bytes) -> Iterator[tuple[bytes, list[Any]]]:
    """The operators of a content stream with their operands (numbers, bytes, names, lists)."""
    operands: list[Any] = []
    array: list[Any] | None = None
    at, end, match_at = 0, len(data), _TOKEN.match
    operator = b""
    while at < end:
        if operator == b"Tj" and (glyph := _GLYPH.match(data, at)) is not None:
            at = glyph.end()
            yield b"TdTj", [float(glyph[1]), float(glyph[2]), _hex(glyph[3])]
            continue
        match = match_at(data, at)
        if match is None:
            return
        at, kind = match.end(), match.lastgroup
        value: Any
        if kind == "operator":
            if array is None:
                operator = match["operator"]
                if operator == b"BI":
                    close = _INLINE_END.search(data, at)
                    at = close.end() if close else end
                else:
                    yield operator, operands
                operands = []
            continue
        if kind == "number":
            value = float(match["number"])
        elif kind == "hex":
            value = _hex(match["hex"])
        elif kind == "simple":
            value = match["simple"]
        elif kind == "name":
            value = "/" + match["name"].decode("latin-1")
        elif kind == "paren":
            value, at = _literal(data, at)
        elif kind == "open":
            array = []
            continue
        elif kind == "close":
            value, array = array or [], None
        else:
            continue
        (operands if array is None else array).append(value)


def _hex(digits: bytes) -> bytes:
    plain = digits.translate(None, b"\x00\t\n\f\r ")
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode("ascii"))


def _literal(data: bytes, start: int) -> tuple[bytes, int]:
    """A string in parentheses with escapes or inner parentheses, and where it ends."""
    depth, at = 1, start
    for match in re.finditer(rb"\\[\s\S]|[()]", data[start : start + 100_000]):
        depth += {b"(": 1, b")": -1}.get(match[0], 0)
        if depth == 0:
            at = start + match.start()
            break
    else:
        at = len(data)
    return _ESCAPE.sub(_unescaped, data[start:at]), at + 1


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match[1]
    if code is None:
        return b"\n"
    if code in (b"\n", b"\r", b"\r\n"):
        return b""
    if code[:1].isdigit():
        return bytes([int(code, 8) & 255]) if code[:1] < b"8" else bytes(code)
    return _ESCAPED.get(code, bytes(code))
