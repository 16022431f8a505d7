"""The history view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tui.commands.base import Command, Context, Group

if TYPE_CHECKING:
    from qualcode.tui.views.history import HistoryView


NOTHING_HERE = "There is no action or day under the cursor."


class HistoryCommand(Command):
    """A command of the history view."""

    context = Context.HISTORY


class ChooseInHistory(HistoryCommand):
    """On an action of yours, undo to here; on a day, see the codebook as it was that evening."""

    key, label, footer, palette = "enter", "open", 10, False
    needs = NOTHING_HERE

    def possible(self, screen: HistoryView) -> bool:
        """On a day, or on an action."""
        return screen.day is not None or screen.entry is not None

    def prompt(self, screen: HistoryView) -> str:
        """What Enter does on this row."""
        if screen.day is not None:
            return "codebook that day"
        return "undo to here" if screen.can_undo and not screen.read_only else ""

    def run(self, screen: HistoryView) -> None:
        """Do it."""
        screen.choose()


class UndoToHere(HistoryCommand):
    """Take back this action of yours and all your later ones, after a question; all or none."""

    key, label = "H", "undo to here"
    writes, needs = True, "Only back to an action of yours that stands can be gone."

    def possible(self, screen: HistoryView) -> bool:
        """Only in a study that may be written, on an own action that stands."""
        return screen.can_undo and not screen.read_only

    def run(self, screen: HistoryView) -> None:
        """Ask, then undo."""
        screen.undo_to()


class CodebookThen(HistoryCommand):
    """See the codebook as it was after this action, and what has changed in it since."""

    key, label, footer = "b", "codebook then", 20
    needs = NOTHING_HERE

    def possible(self, screen: HistoryView) -> bool:
        """On a day, or on an action."""
        return screen.day is not None or screen.entry is not None

    def prompt(self, screen: HistoryView) -> str:
        """On a day Enter does it."""
        return "" if screen.day is not None else self.label

    def run(self, screen: HistoryView) -> None:
        """Show it."""
        screen.show_codebook()


class HistoryOfCoder(HistoryCommand):
    """Show the actions of one coder only, or of all."""

    key, label, footer, group = "c", "coder", 30, Group.FIND

    def run(self, screen: HistoryView) -> None:
        """Ask whose."""
        screen.filter_coder()


class HistoryOfSort(HistoryCommand):
    """Show one sort of actions only: coding, memos, codebook, transcripts, finished marks."""

    key, label, footer, group = "s", "sort", 40, Group.FIND

    def run(self, screen: HistoryView) -> None:
        """Ask for the sort."""
        screen.filter_sort()


class HistoryOfTranscript(HistoryCommand):
    """Show the actions in one transcript only, or in all."""

    key, label, footer, group = "t", "transcript", 50, Group.FIND

    def run(self, screen: HistoryView) -> None:
        """Ask for the transcript."""
        screen.filter_transcript()


COMMANDS = (
    ChooseInHistory, UndoToHere, CodebookThen, HistoryOfCoder, HistoryOfSort, HistoryOfTranscript,
)  # fmt: skip
