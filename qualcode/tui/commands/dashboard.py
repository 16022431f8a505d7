"""The dashboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tui.commands.base import Command, Context, Group

if TYPE_CHECKING:
    from qualcode.tui.views.dashboard import Dashboard

WORDS = {
    "continue": "continue", "import": "import", "begin": "begin", "look": "look at",
    "transcript": "open", "OPEN": "open", "UNDEFINED": "to the code", "ONCE": "passages",
    "RETIRED": "passages", "MEMO": "to the memo", "DRAFT": "go on writing",
    "PLACELESS": "go on writing", "more": "list all", "history": "in the history",
}  # fmt: skip
"""What Enter does on a row of the dashboard, by the first part of its key."""


class DashboardCommand(Command):
    """A command of the dashboard."""

    context = Context.DASHBOARD


class OpenFromDashboard(DashboardCommand):
    """Go to what the row is about; on the first row, go on where you stopped."""

    key, label, footer, palette, group = "enter", "go there", 10, False, Group.FIND

    def prompt(self, screen: Dashboard) -> str:
        """What Enter does on this row."""
        return WORDS.get(screen.aimed_at, self.label)

    def run(self, screen: Dashboard) -> None:
        """Go there."""
        screen.open_row()


class NextPart(DashboardCommand):
    """Go to the next part of the dashboard: continue, transcripts, to do."""

    key, label, footer, palette = "tab", "next part", 20, False

    def run(self, screen: Dashboard) -> None:
        """Move the focus."""
        screen.next_part(1)


class PreviousPart(DashboardCommand):
    """Go to the previous part of the dashboard."""

    key, label, palette = "shift+tab", "previous part", False

    def run(self, screen: Dashboard) -> None:
        """Move the focus."""
        screen.next_part(-1)


COMMANDS = (OpenFromDashboard, NextPart, PreviousPart)
