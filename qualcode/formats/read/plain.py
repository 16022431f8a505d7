"""Plain text and Markdown transcripts."""

from __future__ import annotations

import re
from dataclasses import replace

from qualcode.formats.read.decode import decode
from qualcode.formats.read.original import Line, Original, lines_of
from qualcode.formats.read.registry import register
from qualcode.formats.read.scoring import understand
from qualcode.formats.reading import Reading

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+")
_HEADING_END = re.compile(r"[ \t]+#+[ \t]*$")


def decode_text(data: bytes, file_name: str, encoding: str | None) -> Original:
    """A text file as lines."""
    original = decode(data, file_name, encoding)
    return replace(original, lines=lines_of(original.text))


def decode_markdown(data: bytes, file_name: str, encoding: str | None) -> Original:
    """A Markdown file as lines; headings know their level and lose their marks."""
    original = decode(data, file_name, encoding)
    lines = tuple(_with_level(line) for line in lines_of(original.text))
    return replace(original, lines=lines)


def _with_level(line: Line) -> Line:
    match = _HEADING.match(line.text) if "#" in line.text[:4] else None
    if match is None:
        return line
    text = _HEADING_END.sub("", line.text[match.end() :][:2000])
    return Line(text, line.start + match.end(), len(match[1]))


def understand_markdown(original: Original, name: str) -> Reading:
    """As plain text, but for the YAML front matter, which opens the preface."""
    lines = original.lines
    end = _front_matter_end(lines)
    front = "\n".join(line.text for line in lines[:end])
    reading = understand(replace(original, lines=lines[end:]), name)
    preface = "\n\n".join(part for part in (front, reading.preface) if part)
    return replace(reading, preface=preface)


def _front_matter_end(lines: tuple[Line, ...]) -> int:
    """Number of lines of front matter: from ``---`` on the first line to the next one."""
    if not lines or lines[0].text.rstrip() != "---":
        return 0
    for index, line in enumerate(lines[1:], start=1):
        if line.text.rstrip() in ("---", "..."):
            return index + 1
    return 0


register(".txt", decode_text, understand)
register(".md", decode_markdown, understand_markdown)
