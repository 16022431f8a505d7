"""Reading a transcript file: one module per format, found by the suffix of the file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from qualcode.domain.errors import BadInput
from qualcode.formats.options import AUTOMATIC, ReadOptions
from qualcode.formats.read.labels import key_of
from qualcode.formats.read.original import Original, check_size
from qualcode.formats.read.registry import MODULES, Format, format_of
from qualcode.formats.reading import Reading

SUFFIXES: tuple[str, ...] = tuple(MODULES)
"""Suffixes that can be read, with their dots."""

UNWANTED = "left in the text, as you said"
"""Why a label was not taken that somebody put out."""


def read_transcript(
    data: bytes,
    file_name: str,
    options: ReadOptions = AUTOMATIC,
    *,
    encoding: str | None = None,
) -> Reading:
    """Turns, speakers and times of a transcript file; ``encoding`` is short for that option.

    Raises BadInput, naming the file, where it cannot be read or holds no text.
    """
    known = _format(file_name)
    original = _decoded(known, data, file_name, encoding or options.encoding)
    # A format finds the options in its original: decoding needs nothing but the encoding.
    original = replace(original, options=options)
    suffix = PurePath(file_name).suffix.lower()
    try:
        reading = known.understand(original, suffix.removeprefix("."))
    except BadInput as error:
        # What a pattern does not fit is known where no file has a name.
        named = file_name in str(error)
        raise error if named else BadInput(f"{file_name}: {error}") from None
    if not reading.turns:
        raise BadInput(f"{file_name}: there is nothing said in it (no text was found)")
    return _with_wishes(reading, options)


def _with_wishes(reading: Reading, options: ReadOptions) -> Reading:
    """The reading; of labels that shall not be taken that is the reason, and no other."""
    unwanted = set(map(key_of, options.not_speakers))
    left = (
        replace(one, why=UNWANTED) if key_of(one.text) in unwanted else one
        for one in reading.not_taken
    )
    return replace(reading, not_taken=tuple(left)) if unwanted else reading


def decoded_text(data: bytes, file_name: str, *, encoding: str | None = None) -> str:
    """The decoded original that the source pieces of a reading point into."""
    return _decoded(_format(file_name), data, file_name, encoding).text


def _format(file_name: str) -> Format:
    suffix = PurePath(file_name).suffix.lower()
    if suffix not in MODULES:
        every = ", ".join(SUFFIXES)
        raise BadInput(f"{file_name}: transcripts are read from {every}, not from “{suffix}” files")
    return format_of(suffix)


def _decoded(known: Format, data: bytes, file_name: str, encoding: str | None) -> Original:
    check_size(file_name, len(data))
    return known.decode(data, file_name, encoding)
