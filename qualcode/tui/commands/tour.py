"""The tour: started from the start screen or the sample study, and shown again."""

from __future__ import annotations

from typing import Any

from qualcode.tui.commands.base import Command, Context


class StartTour(Command):
    """Take the two-minute tour on a private copy of the sample study, and come back here."""

    label, context = "two-minute tour", Context.EVERYWHERE

    def enabled(self, screen: Any) -> bool:
        """On the start screen and in the sample study, unless the tour is on."""
        program = screen.program
        if not getattr(screen, "CONTEXTS", ()) or hasattr(program, "guide"):
            return False
        if program.project is None:
            return True
        from qualcode.project.demo import TITLE

        return bool(program.project.title == TITLE)

    def run(self, screen: Any) -> None:
        """Leave this screen for the tour."""
        screen.program.leave_for_tour()


class ShowTour(Command):
    """Show the panel of the tour again, after Esc has hidden it."""

    key, label, context = "f5", "show the tour", Context.EVERYWHERE

    def enabled(self, screen: Any) -> bool:
        """Only during the tour."""
        return hasattr(screen.program, "guide")

    def run(self, screen: Any) -> None:
        """Show it."""
        screen.program.guide.show_again()


COMMANDS = (StartTour, ShowTour)
