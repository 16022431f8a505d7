"""The dashboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tui.commands.base import Command, Context, Group

if TYPE_CHECKING:
    from qualcode.tui.views.dashboard import Dashboard


class DashboardCommand(Command):
    """A command of the dashboard."""

    context = Context.DASHBOARD


class OpenFromDashboard(DashboardCommand):
    """Go to what the row is about; on the first row, go on where you stopped."""

    key, label, footer, palette, group = "enter", "go there", 10, False, Group.FIND

    def prompt(self, screen: Dashboard) -> str:
        """What Enter does on this row."""
        return "continue" if screen.focused is screen.start else self.label

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
