"""Moving through the transcript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tui.commands.base import CodingCommand, Context, Group
from qualcode.tui.commands.code import has_coded

if TYPE_CHECKING:
    from qualcode.tui.screens.workbench import Workbench


class Move(CodingCommand):
    """A movement of the cursor; the reader method of the same name does it."""

    group = Group.MOVE
    context = Context.READER
    palette = False
    method = ""

    def run(self, screen: Workbench) -> None:
        """Move."""
        screen.travel(self.method)


class NextUnit(Move):
    """Select the next unit."""

    key, label, method, footer = "down,j", "next unit", "next_unit", 5

    def prompt(self, screen: Workbench) -> str:
        """Only for who has coded nothing yet."""
        new = screen.has_selection and not has_coded(screen)
        return f"next {screen.reader.unit}" if new else ""


class PreviousUnit(Move):
    """Select the previous unit."""

    key, label, method = "up,k", "previous unit", "previous_unit"


class NextWord(Move):
    """Move one word to the right."""

    key, label, method = "right", "next word", "next_word"


class PreviousWord(Move):
    """Move one word to the left."""

    key, label, method = "left", "previous word", "previous_word"


class ExtendDown(Move):
    """Extend the selection by the next unit."""

    key, label, method = "shift+down", "extend to the next unit", "extend_next_unit"


class ExtendUp(Move):
    """Extend the selection by the previous unit, or take the last one back."""

    key, label, method = "shift+up", "extend to the previous unit", "extend_previous_unit"


class ExtendRight(Move):
    """Extend the selection by one word."""

    key, label, method = "shift+right", "extend by a word", "extend_next_word"


class ExtendLeft(Move):
    """Shorten the selection by one word, or extend it to the left."""

    key, label, method = "shift+left", "extend by a word to the left", "extend_previous_word"


class LargerUnit(Move):
    """Select a larger unit: word, sentence, paragraph, turn, exchange (a question and all
    answers); equal ones are skipped."""

    key, label, method, palette = "plus,equals_sign", "larger unit", "larger_unit", True


class SmallerUnit(Move):
    """Select a smaller unit: exchange, turn, paragraph, sentence, word."""

    key, label, method, palette = "minus", "smaller unit", "smaller_unit", True


class NextTurn(Move):
    """Go to the next turn."""

    key, label, method = "t", "next turn", "next_turn"


class PreviousTurn(Move):
    """Go to the previous turn."""

    key, label, method = "T", "previous turn", "previous_turn"


class NextOfSpeaker(Move):
    """Go to the next turn of the same speaker."""

    key, label, method, palette = "p", "speaker's next turn", "next_same_speaker", True


class PreviousOfSpeaker(Move):
    """Go to the previous turn of the same speaker."""

    key, label, method, palette = "P", "speaker's previous turn", "previous_same_speaker", True


class PageDown(Move):
    """Go one page down."""

    key, label, method = "pagedown", "page down", "page_down"


class PageUp(Move):
    """Go one page up."""

    key, label, method = "pageup", "page up", "page_up"


class ToStart(Move):
    """Go to the start of the transcript."""

    key, label, method = "home", "start of the transcript", "to_start"


class ToEnd(Move):
    """Go to the end of the transcript."""

    key, label, method = "end", "end of the transcript", "to_end"


COMMANDS = (
    NextUnit, PreviousUnit, NextWord, PreviousWord, ExtendDown, ExtendUp, ExtendRight, ExtendLeft,
    LargerUnit, SmallerUnit, NextTurn, PreviousTurn, NextOfSpeaker, PreviousOfSpeaker, PageDown,
    PageUp, ToStart, ToEnd,
)  # fmt: skip
