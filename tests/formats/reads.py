"""Helpers of the reading tests."""

from __future__ import annotations

from collections.abc import Callable

from qualcode.domain.errors import BadInput
from qualcode.formats.options import AUTOMATIC, ReadOptions
from qualcode.formats.read.transcript import decoded_text, read_transcript
from qualcode.formats.read.wire import from_line, reading_from, reading_to, turns_from
from qualcode.formats.reading import Reading


def refusal(call: Callable[[], object]) -> str | None:
    """The sentence with which a call was refused, None where it came through."""
    try:
        call()
    except BadInput as error:
        return str(error)
    return None


def read(text: str | bytes, name: str = "talk.txt", options: ReadOptions = AUTOMATIC) -> Reading:
    """A reading of text or bytes under a file name; its map and its travelling are checked."""
    data = text.encode("utf-8") if isinstance(text, str) else text
    reading = read_transcript(data, name, options)
    check_map(reading, decoded_text(data, name))
    assert travelled(reading) == reading
    return reading


def check_any(data: bytes, name: str) -> None:
    """Whatever the bytes are: a reading that holds together, or a sentence naming the file."""
    refused = refusal(lambda: read_transcript(data, name))
    if refused is not None:
        assert name in refused
        return
    reading = read_transcript(data, name)
    check_map(reading, decoded_text(data, name))
    assert reading.turns
    for turn in reading.turns:
        assert turn.text == turn.text.strip(" \t")
        assert turn.text
        assert turn.speaker is None or turn.speaker.strip()
        assert not set("\x00\r\u2028") & set(turn.text)


def travelled(reading: Reading) -> Reading:
    """A reading as it arrives from the process that reads."""
    facts, *parts = (from_line(line) for line in reading_to(reading))
    labels: dict[str, str] = {}
    turns = [turn for part in parts for turn in turns_from(part, labels)]
    return reading_from(facts["reading"], turns)


def check_map(reading: Reading, original: str) -> None:
    """Each piece of each turn is the same text at its place in the original."""
    for turn in reading.turns:
        end = 0
        for piece in turn.source:
            assert piece.offset >= end
            end = piece.offset + piece.length
            here = turn.text[piece.offset : end]
            assert here == original[piece.source : piece.source + piece.length]
        assert end <= len(turn.text)


def said(reading: Reading) -> list[tuple[str | None, str]]:
    """Speaker and text of each turn."""
    return [(turn.speaker, turn.text) for turn in reading.turns]
