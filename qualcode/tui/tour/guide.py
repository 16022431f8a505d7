"""The guide: which step is due, what was done since it began, and the panel that says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.css.query import NoMatches

from qualcode.domain.spans import Span
from qualcode.tui.commands.base import Context
from qualcode.tui.commands.registry import commands_by_name
from qualcode.tui.screens.footing import with_keys
from qualcode.tui.tour.panel import TourPanel
from qualcode.tui.tour.steps import STEPS, Step

if TYPE_CHECKING:
    from qualcode.tui.screens.workbench import Workbench
    from qualcode.tui.tour.program import TourApp

SECONDS = 0.25
"""Between two looks at what the mouse or a dialog has done."""


@dataclass(frozen=True)
class Before:
    """What there was when the step began."""

    selection: Span
    segments: int
    decided: int
    memos: int
    changes: int


class Guide:
    """Goes on to the next step when the present one was really done."""

    def __init__(self, program: TourApp) -> None:
        """Take the program; the first step begins with ``start``."""
        self.program = program
        self.number = 0
        self.hidden = False
        self.praise = False
        self.last = ""
        self._commands: set[str] = set()
        self._screens: set[str] = set()
        self.before = Before(Span(0, 0), 0, 0, 0, 0)

    @property
    def step(self) -> Step:
        """The step that is due."""
        return STEPS[self.number]

    @property
    def bench(self) -> Workbench:
        """The coding screen."""
        return self.program.workbench

    # What can be seen of the study

    @property
    def selection(self) -> Span:
        """What is selected in the transcript."""
        return self.bench.selection

    @property
    def segments(self) -> int:
        """Number of the coder's segments in the study."""
        return sum(self.bench.project.segments.counts().values())

    @property
    def decided(self) -> int:
        """Number of suggestions that the coder has decided in the open transcript."""
        transcript = self.bench.desk.transcript
        return len(self.bench.project.suggestions.decided(transcript.id)) if transcript else 0

    @property
    def memos(self) -> int:
        """Number of the coder's memos."""
        return len(self.bench.project.memos.all())

    @property
    def changes(self) -> int:
        """Number of transactions so far."""
        return self.bench.project.change_counter

    def did(self, command: str) -> bool:
        """Whether a command was done since the step began."""
        return command in self._commands

    def saw(self, screen: str) -> bool:
        """Whether a dialog of this class was opened since the step began."""
        return screen in self._screens

    # Going on

    def start(self) -> None:
        """Begin with the first step."""
        self._begin()
        self.program.every(SECONDS, self.look)
        self.look()

    def note_command(self, name: str) -> None:
        """A command was done; moving in a list is no command of its own."""
        if commands_by_name()[name].context is not Context.LIST:
            self._commands.add(name)
            self.last = name

    def note_screen(self, name: str) -> None:
        """A dialog was opened."""
        self._screens.add(name)

    def look(self) -> None:
        """Go on if the step was done, and show the panel on the present screen."""
        if self.program.project is None:
            return
        if self.step.done(self):
            self.praise = True
            self._next()
        self.show()

    def _next(self) -> None:
        self.number += 1
        while not self.step.possible(self):
            self.number += 1
        self._begin()

    def _begin(self) -> None:
        self.last = ""
        self._commands.clear()
        self._screens.clear()
        self.before = Before(self.selection, self.segments, self.decided, self.memos, self.changes)

    # The panel

    def hide(self) -> None:
        """Take the panel away, and say how it comes back."""
        self.hidden = True
        self.show()
        self.program.say(with_keys("{ShowTour} shows the tour again."))

    def show_again(self) -> None:
        """Show the panel again."""
        self.hidden = False
        self.look()

    @property
    def title(self) -> str:
        """Number and title of the step."""
        last = len(STEPS) - 1
        counted = f"Tour {self.number + 1} of {last}: " if self.number < last else ""
        return f"{counted}{self.step.title}"

    def show(self) -> None:
        """Show the step on the screen that is in front."""
        screen = self.program.screen
        if not screen.is_mounted:
            return
        try:
            panel = screen.query_one(TourPanel)
        except NoMatches:
            panel = TourPanel()
            footer = screen.query("Screen > #footer")
            if footer:
                screen.mount(panel, before=footer.first())
            else:
                panel.add_class("-docked")
                screen.mount(panel)
        panel.display = not self.hidden
        hides = screen is self.bench
        panel.show(self.title, with_keys(self.step.words), praise=self.praise, hides=hides)
