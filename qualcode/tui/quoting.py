"""A quote with its source, as text to be pasted or kept in a file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from qualcode.domain.errors import Refused
from qualcode.domain.spans import Span
from qualcode.tui.reader.text import ReaderText


def quoted(text: ReaderText, span: Span) -> str:
    """The words as they are stored, and behind them speaker, transcript, turn and time."""
    first, last = text.turn_at(span.start), text.turn_at(max(span.start, span.end - 1))
    speakers = dict.fromkeys(text.label(turn) for turn in range(first, last + 1))
    turns = f"turn {first + 1}" if first == last else f"turns {first + 1}–{last + 1}"
    source = [*filter(None, speakers), text.transcript.name, turns]
    if time := text.time(first):
        source.append(time)
    return f"“{text.text[span.start : span.end]}” ({', '.join(source)})"


def quotes_file(study: Path) -> Path:
    """The file beside a study that its quotes go into."""
    return study.with_name(f"{study.stem} quotes.md")


def append_quote(path: Path, quote: str) -> None:
    """Add a quote to a file, which only its owner may read; Refused where that is impossible."""
    # Without O_NONBLOCK a pipe of that name would never be opened.
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(path, flags, 0o600)
        with os.fdopen(handle, "ab") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise Refused(f"the quote was not kept: {path} is not a regular file")
            file.write(f"{quote}\n\n".encode())
    except OSError as error:
        reason = error.strerror or "it cannot be written"
        raise Refused(f"the quote was not kept: {path}: {reason}") from error
