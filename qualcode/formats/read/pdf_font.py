"""Fonts of PDF pages: bytes of a shown string to characters and widths."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from qualcode.formats.read.pdf_glyphs import character_of

_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_SECTION = re.compile(rb"begin(bfchar|bfrange|codespacerange)(.*?)end\1", re.S)
_RANGE = re.compile(rb"<([^>]*)>\s*<([^>]*)>\s*(?:<([^>]*)>|\[(.*?)\])", re.S)
_PAIR = re.compile(rb"<([^>]*)>\s*<([^>]*)>")
_BUILT_IN = re.compile(rb"dup\s+(\d{1,3})\s*/(\S+)\s+put")
_MOST_CODES = 70_000
_NARROW = frozenset("ijl.,:;'|!I()[]frt ‘’")
_WIDE = frozenset("mwMW@—")


class Font:
    """How a font's codes read and how wide they are (in thousandths of the size)."""

    def __init__(self, resource: Any) -> None:
        """Take what the font resource states; nothing is guessed but missing widths."""
        self.two_bytes = resource.get("/Subtype") == "/Type0"
        self.unknown = 0
        self._mapped: dict[int, str] = {}
        self._widths: dict[int, float] = {}
        self._default: float | None = None
        self._known: dict[int, tuple[str, float]] = {}
        mapping = _object(resource, "/ToUnicode")
        if hasattr(mapping, "get_data"):
            self._mapped, size = _to_unicode(mapping.get_data())
            self.two_bytes = self.two_bytes and size != 1
        if resource.get("/Subtype") == "/Type0":
            self._composite(resource)
        else:
            self._simple(resource)

    def shown(self, data: bytes) -> list[tuple[str, float]]:
        """Characters and widths of a shown string, code by code."""
        known = self._known
        codes = data[1::2] if self.two_bytes else data
        if self.two_bytes:
            codes = [high << 8 | low for high, low in zip(data[::2], codes, strict=False)]  # type: ignore[assignment]
        return [known.get(code) or self._look_up(code) for code in codes]

    def _look_up(self, code: int) -> tuple[str, float]:
        text = self._mapped.get(code)
        if text is None:
            self.unknown += 1
            text = "\ufffd"
        width = self._widths.get(code, self._default)
        found = text, _usual_width(text) if width is None else width
        if text != "\ufffd":
            self._known[code] = found
        return found

    def _simple(self, resource: Any) -> None:
        """A font of one byte per character."""
        encoding = _object(resource, "/Encoding")
        base = encoding if isinstance(encoding, str) else None
        differences: Any = []
        if encoding is not None and hasattr(encoding, "get") and base is None:
            base = encoding.get("/BaseEncoding")
            differences = _object(encoding, "/Differences") or []
        codec = "mac_roman" if base == "/MacRomanEncoding" else "cp1252"
        by_code = {code: bytes([code]).decode(codec, "replace") for code in range(32, 256)}
        descriptor = _object(resource, "/FontDescriptor")
        if encoding is None and descriptor is not None:
            by_code.update(_built_in(descriptor))
        by_code.update(_differing(differences))
        self._mapped = {**by_code, **{k: v for k, v in self._mapped.items() if v.strip("\x00")}}
        first = resource.get("/FirstChar", 0)
        for offset, width in enumerate(_object(resource, "/Widths") or []):
            self._widths[first + offset] = _number(width)
        scale = _object(resource, "/FontMatrix")
        if scale is not None and self._widths:
            self._widths = {c: w * abs(_number(scale[0])) * 1000 for c, w in self._widths.items()}
        if self._widths and descriptor is not None:
            self._default = _number(descriptor.get("/MissingWidth", 0))

    def _composite(self, resource: Any) -> None:
        """A font of two bytes per character, with the widths of its descendant."""
        below = _object(resource, "/DescendantFonts")
        if not below:
            return
        descendant = below[0].get_object()
        self._default = _number(descendant.get("/DW", 1000))
        listed = [item.get_object() for item in _object(descendant, "/W") or []]
        at = 0
        while at + 1 < len(listed) and len(self._widths) < _MOST_CODES:
            first = int(_number(listed[at]))
            if isinstance(listed[at + 1], list):
                for offset, width in enumerate(listed[at + 1]):
                    self._widths[first + offset] = _number(width)
                at += 2
            elif at + 2 < len(listed):
                last = min(int(_number(listed[at + 1])), first + _MOST_CODES)
                width = _number(listed[at + 2])
                self._widths.update(dict.fromkeys(range(first, last + 1), width))
                at += 3
            else:
                break


def _object(parent: Any, key: str) -> Any:
    value = parent.get(key)
    return value.get_object() if value is not None else None


def _number(value: Any) -> float:
    try:
        return float(value.get_object() if hasattr(value, "get_object") else value)
    except (TypeError, ValueError):
        return 0.0


def _usual_width(text: str) -> float:
    """A width near that of common fonts, where the file states none."""
    if not text or unicodedata.combining(text[0]):
        return 0
    if text in _NARROW:
        return 280
    return 830 if text in _WIDE else 670 if text.isupper() else 540


def _to_unicode(program: bytes) -> tuple[dict[int, str], int]:
    """Codes to characters as a ToUnicode map states them, and the bytes of a code."""
    found: dict[int, str] = {}
    size = 0
    for section in _SECTION.finditer(program):
        kind, body = section[1], section[2]
        if kind == b"codespacerange":
            sizes = [len(match[1].strip()) // 2 for match in _HEX.finditer(body)]
            size = max([size, *sizes])
        elif kind == b"bfchar":
            for pair in _PAIR.finditer(body):
                found[int(pair[1], 16)] = _characters(pair[2])
        else:
            for match in _RANGE.finditer(body):
                found.update(_range(match))
        if len(found) > _MOST_CODES:
            break
    return found, size


def _range(match: re.Match[bytes]) -> dict[int, str]:
    first, last = int(match[1], 16), int(match[2], 16)
    last = min(last, first + 65_535)
    if match[4] is not None:
        texts = [_characters(one[1]) for one in _HEX.finditer(match[4])]
        return dict(zip(range(first, last + 1), texts, strict=False))
    start = _characters(match[3])
    if not start:
        return {}
    before, point = start[:-1], ord(start[-1])
    return {c: before + chr(min(point + c - first, 0x10FFFF)) for c in range(first, last + 1)}


def _characters(code: bytes) -> str:
    plain = bytes(code).translate(None, b" \t\r\n")
    raw = bytes.fromhex(plain.decode("ascii", "replace")) if len(plain) % 2 == 0 else b""
    if len(raw) == 1:
        return raw.decode("latin-1")
    return raw.decode("utf-16-be", "replace")


def _differing(differences: Any) -> dict[int, str]:
    """Codes whose characters an encoding names one by one."""
    found: dict[int, str] = {}
    code = 0
    for item in differences:
        value = item.get_object() if hasattr(item, "get_object") else item
        if isinstance(value, str):
            text = character_of(str(value).lstrip("/"))
            if text:
                found[code] = text
            code += 1
        else:
            code = int(_number(value))
    return found


def _built_in(descriptor: Any) -> dict[int, str]:
    """The encoding that an embedded Type 1 font brings along (TeX writes such files)."""
    program = _object(descriptor, "/FontFile")
    if program is None:
        return {}
    clear = program.get_data()[:20_000].split(b"eexec")[0]
    named = {int(m[1]): character_of(m[2].decode("latin-1")) for m in _BUILT_IN.finditer(clear)}
    return {code: text for code, text in named.items() if text and code < 256}
