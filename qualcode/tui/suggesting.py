"""Between the suggestion worker (a process of its own) and the coding screen."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

from qualcode.domain.spans import Span
from qualcode.domain.suggestions import Proposal
from qualcode.suggest.client import Reply, SuggestionWorker
from qualcode.tui.proposals import Proposals

if TYPE_CHECKING:
    from qualcode.tui.screens.workbench import Workbench

MOST_RESTARTS = 3


class Suggesting:
    """Asks for suggestions of the open transcript and shows them as they come.

    Without spaCy, or after several crashes, the screen works on without suggestions.
    """

    def __init__(self, screen: Workbench) -> None:
        """Take the screen; nothing is started yet."""
        self.screen, self.desk = screen, screen.desk
        self.worker = SuggestionWorker()
        self.raw: dict[tuple[int, int, str], Proposal] = {}
        self.off = False
        self._request = 0
        self._restarts = 0
        self._watched: int | None = None
        self._codebook = -1

    @property
    def engine(self) -> str:
        """Name and version of the engine, as stored with decisions."""
        return f"{self.worker.engine} {self.worker.engine_version}".strip()

    def start(self) -> None:
        """Start the worker, after the first paint."""
        if self.off or self.worker.alive:
            return
        try:
            self.worker.start()
        except OSError:
            self.off = True
            return
        self._watch()

    def ask(self) -> None:
        """Ask for the open transcript, visible turns first; earlier requests are dropped."""
        transcript = self.desk.transcript
        if self.off or transcript is None or self.desk.read_only:
            return
        if not self.screen.program.settings.suggestions:
            return
        self.start()
        if self.off:
            return
        self.raw.clear()
        book = self.desk.codebook
        if book.version != self._codebook:
            self.worker.send_codebook(book)
            self._codebook = book.version
        if self._request:
            self.worker.cancel(self._request)
        self._request = self.worker.request_transcript(transcript, self.screen.visible_range())

    def again(self, places: Iterable[Span] | None = None, *, decided: bool = True) -> None:
        """Make the waiting proposals again from what was received, after an undo.

        ``places`` are the ranges that can have others now (None: all); ``decided`` says whether
        decisions changed.
        """
        desk, transcript = self.desk, self.desk.transcript
        if transcript is None:
            return
        before = desk.proposals.all()
        if decided:
            # Decisions that were taken back can stand anywhere.
            places = None
            desk.proposals = Proposals(desk.project.suggestions.decided(transcript.id))
        if places is None:
            self._take(self.raw.values())
        else:
            wanted = list(places)
            self._take(
                one
                for one in self.raw.values()
                if any(place.overlaps(Span(one.start, one.end)) for place in wanted)
            )
        if desk.proposals.all() != before:
            self.screen.show_ghosts()

    def _take(self, proposals: Iterable[Proposal]) -> None:
        """Let proposals wait, but for those whose place has the code."""
        held, fresh = self.desk.held, list(proposals)
        places = {Span(one.start, one.end) for one in fresh}
        coded = {segment for place in places for segment in (held.at(place) if held else ())}
        self.desk.proposals.take(
            fresh, [(segment.start, segment.end, segment.code_id) for segment in coded]
        )

    def _watch(self) -> None:
        self._unwatch()
        self._watched = self.worker.fileno()
        asyncio.get_running_loop().add_reader(self._watched, self._readable)

    def _unwatch(self) -> None:
        if self._watched is not None:
            asyncio.get_running_loop().remove_reader(self._watched)
            self._watched = None

    def _readable(self) -> None:
        """Something arrived, or the worker ended; called by the event loop."""
        replies = self.worker.replies()
        if replies:
            self.screen.call_next(self.screen.guarded(lambda: self._show(replies)))
        if not self.worker.alive:
            self._unwatch()
            self.screen.call_next(self.screen.guarded(self._ended))

    def _show(self, replies: list[Reply]) -> None:
        transcript = self.desk.transcript
        fresh: list[Proposal] = []
        for reply in replies:
            mine = transcript is not None and reply.transcript_id == transcript.id
            if not mine or reply.request != self._request:
                continue
            fresh += reply.proposals
        if not fresh:
            return
        self.raw.update({(one.start, one.end, one.code_id): one for one in fresh})
        units = {(one.start, one.end) for one in fresh}
        self._take([one for key, one in self.raw.items() if key[:2] in units])
        self.screen.show_ghosts()
        self.screen.show_state()

    def _ended(self) -> None:
        """The worker died: once more with one quiet line, three times at most."""
        self._restarts += 1
        if self._restarts > MOST_RESTARTS or not self.worker.engine:
            self.off = True
            self.worker.close()
            self.screen.say("Suggestions are off: their program does not run here.")
            return
        self.screen.say("Suggestions had stopped and were started again.")
        try:
            self.worker.restart()
        except OSError:
            self.off = True
            return
        self._watch()

    def close(self) -> None:
        """End the worker."""
        self._unwatch()
        self.off = True
        self.worker.close()
