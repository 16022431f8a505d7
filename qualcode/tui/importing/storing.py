"""Taking files in, slice by slice: between two slices the screen is painted and keys do work."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from qualcode.project.taking import Taking

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.project.labels import Decisions
    from qualcode.project.transcripts import FileReading
    from qualcode.tui.importing.screen import ImportScreen

SLICE = 0.03
"""Seconds of work between two pauses; a file is never parted."""

PAUSE = 0.01
"""Seconds of a pause, in which what is waiting is painted, and keys are answered."""

SNAPSHOT = "snapshot"
"""Group of the worker that keeps a copy of the study first."""


class Storing:
    """One import: the copy of the study in a thread, then the files on the main thread.

    The database belongs to the main thread; until the last slice nothing of it is in the study.
    """

    def __init__(self, screen: ImportScreen, files: list[tuple[FileReading, Decisions]]) -> None:
        """Begin with the copy; raises Refused where the study cannot be written."""
        self.screen = screen
        # The reading place is stored beside: not while a transaction is open that may be undone.
        screen.program.workbench.store_place(now=True)
        self.taking = Taking(screen.project, files)
        self.cancelled = False
        screen.run_worker(self.taking.snapshot, thread=True, exit_on_error=False, group=SNAPSHOT)

    @property
    def number(self) -> int:
        """The file that is being taken, from 1."""
        return min(self.taking.done + 1, self.taking.total)

    @property
    def path(self) -> Path | None:
        """Its path."""
        return self.taking.next_path

    def copied(self) -> None:
        """The copy is made: take the files."""
        if self.cancelled:
            self.taking.take_back()
            self.screen.stored(self.taking.results, cancelled=True)
        else:
            try:
                self.taking.begin()
            except BaseException:
                self._failed()
                raise
            self._pause()

    def _pause(self) -> None:
        self.screen.set_timer(PAUSE, self.screen.guarded(self._slice))

    def _slice(self) -> None:
        if self.cancelled:
            return
        begun = perf_counter()
        try:
            while self.taking.step():
                if perf_counter() - begun > SLICE:
                    self.screen.show_files_title()
                    self._pause()
                    return
            results = self.taking.finish()
        except BaseException:
            self._failed()
            raise
        self.screen.stored(results)

    def _failed(self) -> None:
        """Leave the study as it was, and the screen as before: it can be tried again."""
        self.screen.storing = None
        self.taking.take_back()
        self.screen.show_files()

    def abandon(self) -> None:
        """Leave the study as it was, without a word."""
        self.cancelled = True
        self.taking.take_back()

    def take_back(self) -> None:
        """Leave the study as it was; while it is copied, as soon as the copy is made."""
        self.cancelled = True
        if self.taking.under_way:
            self.taking.take_back()
            self.screen.stored(self.taking.results, cancelled=True)
