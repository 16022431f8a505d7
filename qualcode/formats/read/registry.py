"""Which file suffix is read by what; a format is one module that registers itself."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from qualcode.formats.read.original import Original
from qualcode.formats.reading import Reading

Decoder = Callable[[bytes, str, str | None], Original]
Understander = Callable[[Original, str], Reading]


class Format(NamedTuple):
    """How a format is read: bytes to the decoded original, and that to turns."""

    decode: Decoder
    understand: Understander


MODULES = {
    ".txt": "plain",
    ".md": "plain",
    ".docx": "word",
    ".odt": "odt",
    ".rtf": "rtf",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".epub": "epub",
    ".vtt": "captions",
    ".srt": "captions",
    ".sbv": "sbv",
    ".csv": "turn_table",
    ".tsv": "turn_table",
    ".xlsx": "turn_table",
    ".json": "turn_json",
    ".jsonl": "turn_json",
}
"""The module of each lower-case suffix: it is loaded with the first file of its kind."""

FORMATS: dict[str, Format] = {}
"""Formats by suffix, as far as their modules have been loaded."""


def register(suffix: str, decode: Decoder, understand: Understander) -> None:
    """Make a format known; called once by the module that reads it."""
    FORMATS[suffix] = Format(decode, understand)


def format_of(suffix: str) -> Format:
    """How files of a lower-case suffix are read; KeyError where no module reads them."""
    if suffix not in FORMATS:
        import_module(f"qualcode.formats.read.{MODULES[suffix]}")
    return FORMATS[suffix]
