"""Which file suffix is read by what; a format is one module that registers itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from qualcode.formats.read.original import Original
from qualcode.formats.reading import Reading

Decoder = Callable[[bytes, str, str | None], Original]
Understander = Callable[[Original, str], Reading]


class Format(NamedTuple):
    """How a format is read: bytes to the decoded original, and that to turns."""

    decode: Decoder
    understand: Understander


FORMATS: dict[str, Format] = {}
"""Formats by lower-case suffix."""


def register(suffix: str, decode: Decoder, understand: Understander) -> None:
    """Make a format known; called once by the module that reads it."""
    FORMATS[suffix] = Format(decode, understand)
