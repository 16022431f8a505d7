"""The coder's progress in each transcript, read little by little for what is in view."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from qualcode.domain.people import Progress

if TYPE_CHECKING:
    from textual.timer import Timer

    from qualcode.tui.screens.workbench import Workbench

PAUSE = 0.05
SLICE = 0.010
"""Seconds of work between two pauses, so that a key never waits for it."""


class ProgressLoader:
    """Reads the coded share of transcripts that are in view and not known yet."""

    def __init__(self, screen: Workbench) -> None:
        """Take the screen; ``wake`` begins."""
        self.screen, self.desk = screen, screen.desk
        self._timer: Timer | None = None

    def reload_states(self) -> None:
        """Read which transcripts this coder has finished."""
        mine = self.desk.coder.id
        self.screen.documents.set_finished(
            {
                state.transcript_id
                for state in self.desk.project.coders.states()
                if state.progress is Progress.FINISHED and state.coder_id == mine
            }
        )

    def forget(self, transcript_id: str | None = None) -> None:
        """Read the share of a transcript (None: of all) again."""
        self.screen.documents.forget(transcript_id)
        self.wake()

    def wake(self) -> None:
        """Begin or go on; does nothing where all in view is known."""
        if self._timer is None:
            self._timer = self.screen.every(PAUSE, self._slice)
        else:
            self._timer.resume()

    def _slice(self) -> None:
        begun = perf_counter()
        for transcript_id in self.screen.documents.unknown():
            share = self.desk.project.segments.coverage(transcript_id).share
            self.screen.documents.set_share(transcript_id, share)
            if perf_counter() - begun > SLICE:
                return
        if self._timer is not None:
            self._timer.pause()
        if self.desk.transcript is not None:
            # The project keeps a few transcripts in memory: the open one shall be among them.
            self.desk.project.transcripts.get(self.desk.transcript.id)
