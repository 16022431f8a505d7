"""The words of a cue: voice tags become speakers, other tags go, entities are decoded."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from qualcode.formats.read.original import Line, word_set

_TOKEN = re.compile(
    r"</?(?P<tag>[A-Za-z]{1,8})(?P<rest>(?:[.\s][^<>]*)?)/?>"
    r"|<\d[\d:.,]*>"
    r"|\{\\[^{}]{0,40}\}"
    r"|(?P<unclosed><v(?:\.[\w.]+)?[ \t]+(?=[^<>]*$))"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)"
)
_KNOWN = word_set("c i b u s v lang ruby rt rp font span br em strong")
_VOICE_CLASS = re.compile(r"(?:\.[^\s.]+)*")


class Said(NamedTuple):
    """A stretch of a cue: its voice (None: no tag, empty: a tag without a name), text, place.

    ``source`` is None where the text stands otherwise in the file (an entity).
    """

    voice: str | None
    text: str
    source: int | None


def said_in(line: Line, voice: str | None) -> tuple[list[Said], str | None]:
    """The stretches of a cue line, given the voice that is open; and the voice open after it."""
    text = line.text
    if "<" not in text and "&" not in text and "{" not in text:
        return ([Said(voice, text, line.start)] if text else []), voice
    found: list[Said] = []
    at = 0
    for match in _TOKEN.finditer(text):
        if match["tag"] and match["tag"].lower() not in _KNOWN:
            continue
        if match.start() > at:
            found.append(Said(voice, text[at : match.start()], line.start + at))
        at = match.end()
        found += _instead(match, voice)
        voice = _voice_after(match, voice)
    if at < len(text):
        found.append(Said(voice, text[at:], line.start + at))
    return found, voice


def _instead(match: re.Match[str], voice: str | None) -> Iterator[Said]:
    """The text that an entity stands for, or a blank for a line break."""
    if match["entity"]:
        decoded = html.unescape(match["entity"])
        clean = "".join(" " if char in "\r\n\v\f\x85\u2028\u2029" else char for char in decoded)
        yield Said(voice, clean.replace("\x00", "\u2400"), None)
    elif (match["tag"] or "").lower() == "br":
        yield Said(voice, " ", None)


def _voice_after(match: re.Match[str], voice: str | None) -> str | None:
    # What follows a closed voice in its cue has no other speaker.
    if (match["tag"] or "").lower() != "v" or match[0].startswith("</"):
        return voice
    name = match["rest"][_VOICE_CLASS.match(match["rest"]).end() :]  # type: ignore[union-attr]
    return " ".join(html.unescape(name).split())
