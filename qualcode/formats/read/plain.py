"""Plain text and Markdown transcripts."""

from __future__ import annotations

import re
from dataclasses import replace

from qualcode.formats.read.chat import chat_reading
from qualcode.formats.read.decode import decode
from qualcode.formats.read.original import Line, Original, lines_of
from qualcode.formats.read.registry import format_of, register
from qualcode.formats.read.scoring import understand
from qualcode.formats.reading import Reading

_CUE = re.compile(r"[ \t]*[\d:.,]{5,14}[ \t]*-->[ \t]*[\d:.,]{5,14}[^\n]{0,80}$")
_MOST = 0.5
_FACTOR = 1.5
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+")
_HEADING_END = re.compile(r"[ \t]+#+[ \t]*$")


def decode_text(data: bytes, file_name: str, encoding: str | None) -> Original:
    """A text file as lines."""
    original = decode(data, file_name, encoding)
    return replace(original, lines=lines_of(original.text))


def understand_text(original: Original, name: str) -> Reading:
    """Lines with labels, a chat log, or the captions that some services save as plain text."""
    if _are_captions(original):
        return format_of(".vtt").understand(original, name)
    return _chat_or_talk(original, name)


def _chat_or_talk(original: Original, name: str) -> Reading:
    """Messages, unless more is explained by the labels of a talk."""
    chat = chat_reading(original, name)
    if chat is not None and chat.score >= _MOST:
        return chat
    talk = understand(original, name)
    return talk if chat is None or _names_more(talk, chat) else chat


def _names_more(talk: Reading, chat: Reading) -> bool:
    """Whether a talk with labels stands between the lines that look like heads of messages."""
    return sum(1 for turn in talk.turns if turn.speaker is not None) > _FACTOR * len(chat.turns)


def _are_captions(original: Original) -> bool:
    """Whether one line in five or more is the two times of a caption."""
    if original.text.count("-->") < 2:
        return False
    words = sum(1 for line in original.lines if line.text.strip())
    return sum(1 for line in original.lines if _CUE.match(line.text)) * 5 >= words


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
    body = replace(original, lines=lines[end:])
    reading = _chat_or_talk(body, name)
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


register(".txt", decode_text, understand_text)
register(".md", decode_markdown, understand_markdown)
