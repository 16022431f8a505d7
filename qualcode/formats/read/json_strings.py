"""Where the strings of a JSON text stand in it, found in the order of the text."""

from __future__ import annotations

import json
import re
from collections.abc import Collection

from qualcode.domain.text import normalise_newlines, storable

_STRING = re.compile(r'"((?:[^"\\]++|\\.)*+)"([ \t\n]*+:)?', re.S)
_ESCAPE = re.compile(r"(?:\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u....|\\.")
_MOST_MISSED = 30
_MOST_ESCAPES = 20_000


class Strings:
    """Goes through the strings of a JSON text once, from a place on."""

    def __init__(self, text: str, start: int, keys: Collection[str]) -> None:
        """Look only at values of the given keys (lower case) behind ``start``."""
        self._text, self._at, self._keys = text, start, keys
        self._key = ""
        self._missed = 0

    def stretches(self, wanted: str) -> list[tuple[str, int | None]]:
        """The wanted string, storable, in pieces with their places (None: not found, escaped)."""
        if wanted.strip() and self._missed < _MOST_MISSED:
            before = self._at, self._key
            found = self._find(wanted)
            if found is not None and self._text.count("\\", *found) > _MOST_ESCAPES:
                # A map of so many pieces would take more room than the text.
                return [(clean(wanted), None)]
            if found is not None:
                return self._pieces(*found)
            self._at, self._key = before
            self._missed += 1
        return [(clean(wanted), None)]

    def _find(self, wanted: str) -> tuple[int, int] | None:
        """Begin and end of the next string that is the wanted one."""
        for match in _STRING.finditer(self._text, self._at):
            if match[2]:
                self._key = match[1].casefold()
                continue
            begin, end = match.span(1)
            if self._key not in self._keys or end - begin < len(wanted):
                continue
            if end - begin == len(wanted):
                same = self._text.startswith(wanted, begin)
            else:
                same = _decoded(match[1]) == wanted
            if same:
                self._at = match.end()
                return begin, end
        return None

    def _pieces(self, begin: int, end: int) -> list[tuple[str, int | None]]:
        """The stretches of a string between its escapes, which stand otherwise in the file."""
        if "\\" not in self._text[begin:end]:
            return [(self._text[begin:end], begin)]
        found: list[tuple[str, int | None]] = []
        at = begin
        for match in _ESCAPE.finditer(self._text, begin, end):
            if match.start() > at:
                found.append((self._text[at : match.start()], at))
            found.append((_decoded(match[0]), None))
            at = match.end()
        if at < end:
            found.append((self._text[at:end], at))
        return _cleaned(found)


def _cleaned(pieces: list[tuple[str, int | None]]) -> list[tuple[str, int | None]]:
    """Escaped line ends and what cannot be stored as in any text; CR and LF are one line end."""
    found: list[tuple[str, int | None]] = []
    for text, source in pieces:
        if source is None and found and found[-1][1] is None:
            text = found.pop()[0] + text
        found.append((text, source))
    return [(text if at is not None else clean(text), at) for text, at in found]


def _decoded(raw: str) -> str:
    return str(json.loads(f'"{raw}"', strict=False))


def clean(text: str) -> str:
    """Text with line feeds as its only line ends and visible marks for what cannot be stored."""
    return storable(normalise_newlines(text)).text
