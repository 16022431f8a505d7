"""Getting the views ready while nobody types, so that the first look at one does not wait."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Thread
from time import perf_counter
from typing import TYPE_CHECKING

from qualcode.tui.views.registry import VIEWS, view_class

if TYPE_CHECKING:
    from textual.timer import Timer

    from qualcode.tui.program import QualcodeApp

PAUSE = 0.25
"""Seconds between two steps."""

QUIET = 1.0
"""Seconds without a key before the next step."""

COUNTING = "qualcode.project.matrix"
"""What counts; it loads numpy, which takes the time of several keys."""


class Warming:
    """Style sheets and modules of what is not shown yet, a little at a time."""

    def __init__(self, program: QualcodeApp) -> None:
        """Take the program; ``begin`` starts."""
        self.program = program
        self.last_key = 0.0
        self._timer: Timer | None = None
        self.steps: list[Callable[[], object]] = [
            self.read_styles,
            *(partial(view_class, name) for name in VIEWS),
            self.load_counting,
        ]

    def begin(self) -> None:
        """Do one step after the other, as long as there are any."""
        if self._timer is None:
            self._timer = self.program.every(PAUSE, self.step)

    def step(self) -> None:
        """Do the next step, unless someone is typing."""
        if perf_counter() - self.last_key < QUIET:
            return
        if self.steps:
            self.steps.pop(0)()
        elif self._timer is not None:
            self._timer.stop()

    def read_styles(self) -> None:
        """Read all style sheets: one that comes later makes Textual style every widget again."""
        sheet = self.program.stylesheet
        for path in sorted(Path(__file__).resolve().parent.rglob("*.tcss")):
            if not sheet.has_source(str(path)):
                sheet.read(path)
        sheet.reparse()

    def load_counting(self) -> None:
        """Load what counts beside the loop of events, which goes on meanwhile."""
        Thread(target=import_module, args=(COUNTING,), daemon=True).start()
