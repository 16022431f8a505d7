"""From pieces of text to strips: the one place where lists and lines meet the terminal.

Every piece goes through ``shown``; nothing is read as markup.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from qualcode.tui.widgets.plain import shown


class Piece(NamedTuple):
    """A stretch of text in one style: "" or the name of a component class, or "#rrggbb"."""

    text: str
    style: str = ""


Pieces = tuple[Piece, ...]
Styles = Callable[[str], Style]


def pieces(*parts: str | tuple[str, str] | Piece) -> Pieces:
    """Pieces from plain strings and (text, style) pairs."""
    return tuple(Piece(part) if isinstance(part, str) else Piece(*part) for part in parts)


def cells(parts: Sequence[Piece]) -> int:
    """Width of the pieces in terminal cells."""
    return sum(cell_len(shown(part.text)) for part in parts)


def fit(parts: Sequence[Piece], width: int) -> Pieces:
    """The pieces cut to a width in cells, with an ellipsis where something was cut."""
    if cells(parts) <= width:
        return tuple(parts)
    found: list[Piece] = []
    left = max(width, 0)
    for part in parts:
        size = cell_len(shown(part.text))
        if size >= left:
            if left:
                mark = shown("…")[:left]
                text = set_cell_size(shown(part.text), left - len(mark)) + mark
                found.append(part._replace(text=text))
            break
        found.append(part)
        left -= size
    return tuple(found)


def draw(
    left: Sequence[Piece], right: Sequence[Piece], width: int, base: Style, styles: Styles
) -> Strip:
    """One line: left pieces cut to what the right pieces leave, padded to the width."""
    right = fit(right, width)
    room = width - cells(right)
    left = fit(left, room - 1 if right else room)
    gap = width - cells(left) - cells(right)
    segments = [_segment(part, base, styles) for part in left]
    segments.append(Segment(" " * max(gap, 0), base))
    segments += [_segment(part, base, styles) for part in right]
    return Strip(segments, width if gap >= 0 else None)


def _segment(part: Piece, base: Style, styles: Styles) -> Segment:
    if not part.style:
        style = base
    else:
        style = base + styles(part.style)
    return Segment(shown(part.text), style)


def wrap(text: str, width: int) -> list[str]:
    """Displayed lines of at most ``width`` cells, broken at spaces; line feeds are kept."""
    lines: list[str] = []
    for line in shown(text, lines=True).split("\n"):
        lines += _wrap_line(line, max(width, 1))
    return lines


def _wrap_line(line: str, width: int) -> list[str]:
    found, current, size = [], "", 0
    indent = len(line) - len(line.lstrip(" "))
    words = line[indent:].split(" ")
    words[0] = line[:indent] + words[0]
    for word in words:
        length = cell_len(word)
        while length > width:
            if current:
                found.append(current)
                current, size = "", 0
            head = _head(word, width)
            found.append(head)
            word = word[len(head) :]
            length = cell_len(word)
        if current and size + 1 + length > width:
            found.append(current)
            current, size = word, length
        else:
            current = f"{current} {word}" if current else word
            size += length + (1 if size else 0)
    return [*found, current]


def _head(word: str, width: int) -> str:
    """The longest start of a word that fits a width; at least one character."""
    end, size = 0, 0
    while end < len(word):
        size += cell_len(word[end])
        if size > width:
            break
        end += 1
    return word[: max(end, 1)]
