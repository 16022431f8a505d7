"""The text itself: a turn corrected, split or joined after it was coded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tui.commands.base import Context, Group, WritingCommand

if TYPE_CHECKING:
    from qualcode.tui.screens.turn_editing import TurnEditing
    from qualcode.tui.screens.workbench import Workbench


class TurnCommand(WritingCommand):
    """A command that edits the turn under the cursor, for all coders."""

    group, context = Group.CODE, Context.READER
    needs = "No text is selected here."

    def possible(self, screen: Workbench) -> bool:
        """Only where there is text."""
        return super().possible(screen) and screen.has_selection

    def room(self, screen: Workbench) -> TurnEditing:
        """What edits turns."""
        from qualcode.tui.screens.turn_editing import TurnEditing

        return TurnEditing(screen)


class CorrectTurn(TurnCommand):
    """Correct what is written in the turn under the cursor; the segments on it follow, and what
    happens to them is shown while you type."""

    label = "correct this turn"

    def run(self, screen: Workbench) -> None:
        """Open the text."""
        self.room(screen).correct()


class SplitTurn(TurnCommand):
    """Make two turns of the turn under the cursor: the second begins where the selection does,
    and may be another speaker's."""

    label = "split this turn here"

    def run(self, screen: Workbench) -> None:
        """Ask who speaks the second part."""
        self.room(screen).split()


class JoinTurns(TurnCommand):
    """Make one turn of the turn under the cursor and the next; it is the first speaker's."""

    label = "join with the next turn"

    def run(self, screen: Workbench) -> None:
        """Say what would happen, and ask."""
        self.room(screen).join()


COMMANDS = (CorrectTurn, SplitTurn, JoinTurns)
