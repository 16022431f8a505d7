"""What the command line prints: displayed on a terminal, raw into a pipe or file."""

from __future__ import annotations

import json
import os
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from io import TextIOWrapper

from qualcode.domain.display import displayed
from qualcode.domain.tables import Cell

GAP = "  "
NARROWEST = 16
DECIMALS = 3


def prepare() -> None:
    """Pipes carry UTF-8; neither an odd character nor a closed stream ends the program."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            # It stays open until the program ends, as a stream of the system would.
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str = "") -> None:
    """Print lines to standard output; on a terminal harmful characters become visible marks."""
    print(displayed(text, lines=True) if sys.stdout.isatty() else text)


def complain(sentence: str) -> None:
    """One line on standard error with the program's name before it."""
    print(f"qualcode: {displayed(sentence)}", file=sys.stderr)


def say_json(value: object) -> None:
    """One JSON value and nothing else."""
    say(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))


def write_text(text: str) -> None:
    """Write a text exactly, without a line end of ours, as UTF-8; displayed on a terminal."""
    if sys.stdout.isatty():
        sys.stdout.write(displayed(text, lines=True))
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def say_table(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Print aligned columns, numbers to the right; on a terminal long cells are cut to fit."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [
        max([_width(name), *(_width(row[at]) for row in cells)]) for at, name in enumerate(columns)
    ]
    if sys.stdout.isatty():
        widths = _fitted(widths, shutil.get_terminal_size().columns - len(GAP) * (len(columns) - 1))
    right = [
        any(isinstance(row[at], (int, float)) for row in rows)
        and all(row[at] is None or isinstance(row[at], (int, float)) for row in rows)
        for at in range(len(columns))
    ]
    for line in [list(columns), *cells]:
        padded = [
            _pad(_cut(cell, width), width, to_right)
            for cell, width, to_right in zip(line, widths, right, strict=True)
        ]
        say(GAP.join(padded).rstrip())


def counted(number: int, noun: str) -> str:
    """A number with its noun, in the plural where it needs one: ``1 code``, ``2 codes``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _cell(value: Cell) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.{DECIMALS}f}"
    return str(value).replace("\n", " ")


def _width(text: str) -> int:
    """Columns that a text takes in a terminal."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.combining(letter) > 0 for letter in text)


def _cut(text: str, width: int) -> str:
    """The text in at most ``width`` columns, with an ellipsis where it was cut."""
    if _width(text) <= width:
        return text
    while text and _width(text) >= width:
        text = text[: -max(1, (_width(text) - width) // 2)]
    return f"{text}…"


def _pad(text: str, width: int, to_right: bool) -> str:
    gap = " " * max(0, width - _width(text))
    return gap + text if to_right else text + gap


def _fitted(widths: list[int], room: int) -> list[int]:
    """Narrow the widest columns, one by one, until the row fits."""
    widths = list(widths)
    while sum(widths) > room and max(widths) > NARROWEST:
        at = widths.index(max(widths))
        others = sorted(widths)[-2] if len(widths) > 1 else 0
        wanted = max(others, widths[at] - (sum(widths) - room))
        widths[at] = max(NARROWEST, min(widths[at] - 1, wanted))
    return widths
