"""The reader: a transcript on the screen, read and selected unit by unit, with codes beside it."""

from qualcode.tui.reader.filters import Filter
from qualcode.tui.reader.navigator import MOVES, Cursor, moved_boundary
from qualcode.tui.reader.palette import PALETTE, colour_for
from qualcode.tui.reader.spans import Ghost, Mark
from qualcode.tui.reader.tags import tags
from qualcode.tui.reader.text import UNITS, ReaderText
from qualcode.tui.reader.widget import Reader

__all__ = [
    "MOVES",
    "PALETTE",
    "UNITS",
    "Cursor",
    "Filter",
    "Ghost",
    "Mark",
    "Reader",
    "ReaderText",
    "colour_for",
    "moved_boundary",
    "tags",
]
