"""A topic guide as text: one question per line, or numbered questions with lines below them."""

from __future__ import annotations

import re
from typing import NamedTuple

from qualcode.domain.errors import BadInput
from qualcode.domain.text import one_line
from qualcode.formats.read.decode import decode

_KEYED = re.compile(r"\s*(Q\s?\d+[a-z]?)(?:\s*[.:)–—-]\s*|\s+)(\S.*)", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*\(?(\d+[a-z]?)(?:\s*[.:)]\s*|\s+[–—-]\s+)(\S.*)")
_BULLET = re.compile(r"^\s*[-*•–]\s+")


class Asked(NamedTuple):
    """A question of the file, and the line on which it begins."""

    key: str
    text: str
    line: int


def read_guide(data: bytes, file_name: str) -> list[Asked]:
    """The questions of a guide.

    ``Q3 text`` and ``3. text`` begin question Q3, and lines without a number belong to the
    question above them; without any number each line is a question, from Q0 on. Lines that begin
    with # are headings. Raises BadInput for an empty guide or a key that stands twice.
    """
    text = decode(data, file_name).text
    lines = [
        (number, line)
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    pattern = next(
        (one for one in (_KEYED, _NUMBERED) if any(one.match(x) for _, x in lines)), None
    )
    found = _plain(lines) if pattern is None else _numbered(lines, pattern)
    if not found:
        raise BadInput(f"{file_name} holds no question")
    seen: dict[str, int] = {}
    for one in found:
        if one.key in seen:
            raise BadInput(
                f"{file_name}, line {one.line}: {one.key} is in line {seen[one.key]} too"
            )
        seen[one.key] = one.line
    return found


def _plain(lines: list[tuple[int, str]]) -> list[Asked]:
    return [
        Asked(f"Q{at}", one_line(_BULLET.sub("", line)), number)
        for at, (number, line) in enumerate(lines)
    ]


def _numbered(lines: list[tuple[int, str]], pattern: re.Pattern[str]) -> list[Asked]:
    """Numbered questions with what stands below each; what stands above the first is a title."""
    found: list[Asked] = []
    for number, line in lines:
        begun = pattern.fullmatch(line)
        if begun is not None:
            key = begun[1].upper().replace(" ", "")
            key = key if key.startswith("Q") else f"Q{begun[1].lower()}"
            found.append(Asked(_lower_tail(key), one_line(begun[2]), number))
        elif found:
            more = one_line(_BULLET.sub("", line))
            found[-1] = found[-1]._replace(text=f"{found[-1].text} {more}")
    return found


def _lower_tail(key: str) -> str:
    return key[0] + key[1:].lower()
