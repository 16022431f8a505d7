"""Which part of the coding screen has the focus, and what slides over the transcript."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.tui.screens.workbench import Workbench

ORDER = ("reader", "documents", "codes")
NARROW = 100
"""Fewer columns than this show the transcript alone; panels slide over it."""


class Panels:
    """Focus and visibility of transcript, list of transcripts and codes."""

    def __init__(self, screen: Workbench) -> None:
        """Take the screen."""
        self.screen = screen
        self.hidden = False

    @property
    def current(self) -> str:
        """Id of the focused panel."""
        focused = self.screen.focused
        name = focused.id if focused is not None else None
        return name if name in ORDER else "reader"

    def step(self, way: int) -> None:
        """Go to the next or previous panel."""
        self.show(ORDER[(ORDER.index(self.current) + way) % len(ORDER)])

    def show(self, panel: str) -> None:
        """Go to a panel; where panels are hidden it slides over the transcript."""
        screen = self.screen
        screen.query_one("#documents-side").set_class(panel == "documents", "-open")
        screen.query_one("#codes-side").set_class(panel == "codes", "-open")
        screen.set_focus(screen.query_one(f"#{panel}"))
        screen.show_state()
        screen.progress.wake()

    def back(self) -> None:
        """Go to the transcript; in the transcript, take back what is temporary."""
        if self.screen.has_class("-searching"):
            self.screen.finding.leave()
        if self.current == "reader":
            self.screen.finding.clear()
        self.show("reader")

    def toggle(self) -> None:
        """Hide the panels, or show them again."""
        self.hidden = not self.hidden
        self.screen.set_class(self.hidden, "-only")
        self.show("reader")
