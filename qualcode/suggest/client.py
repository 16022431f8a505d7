"""The painting process's side of the suggestion worker; loads neither spaCy nor numpy."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qualcode.domain.codebook import Codebook
from qualcode.domain.errors import BadInput, Refused
from qualcode.domain.spans import Span, union
from qualcode.domain.suggestions import Decided, Proposal
from qualcode.domain.transcripts import Transcript
from qualcode.suggest.engine import Explanation, Unit
from qualcode.suggest.messages import (
    Message,
    codebook_to,
    explanation_from,
    from_line,
    proposals_from,
    rows_to,
    to_line,
)
from qualcode.suggest.pipes import WorkerPipes
from qualcode.suggest.units import turns_of, visible_first

_Maker = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Reply:
    """Part of the answer to a request.

    ``part`` counts from 0; part 0 replaces what was received before for the same request (it is
    answered anew after a restart). ``done`` closes a request. ``error`` is a sentence, with
    request 0 where no request is to blame. ``explanation`` answers ``explain``.
    """

    request: int
    transcript_id: str
    codebook_version: int
    proposals: tuple[Proposal, ...] = ()
    part: int = 0
    done: bool = False
    error: str = ""
    explanation: Explanation | None = None


@dataclass(slots=True)
class _Open:
    transcript_id: str
    line: _Maker


class SuggestionWorker:
    """A long-lived child process that scores units; no call here waits for it but ``close``.

    All calls come from one thread. ``fileno()`` is for ``loop.add_reader``: it changes with every
    start, and stays readable after the worker died, so remove it once ``alive`` is False.
    """

    def __init__(self) -> None:
        """Prepare; ``start()`` starts the process."""
        self.engine = ""
        self.engine_version = ""
        self._pipes: WorkerPipes | None = None
        self._number = 0
        self._open: dict[int, _Open] = {}
        self._codebook: Codebook | None = None
        self._fitted: _Maker | None = None
        self._decided: list[_Maker] = []

    @property
    def alive(self) -> bool:
        """Whether the process runs; ``restart()`` where it should and does not."""
        pipes = self._pipes
        return pipes is not None and not pipes.ended and pipes.process.poll() is None

    @property
    def pid(self) -> int | None:
        """Process number of the worker, None where there is none."""
        return self._pipes.process.pid if self._pipes else None

    def start(self) -> None:
        """Start the process unless it runs; OSError where that fails."""
        if self._pipes is None:
            self._pipes = WorkerPipes()
            self._send(lambda: to_line({"type": "hello"}))

    def restart(self) -> None:
        """End what is left of the process, start another, send it all that it has to know."""
        self._end()
        self.start()
        for line in (self._codebook_line(), self._fitted, *self._decided):
            if line is not None:
                self._send(line)
        for waiting in self._open.values():
            self._send(waiting.line)

    def send_codebook(self, codebook: Codebook) -> None:
        """Use this codebook from now on; decisions have to be sent again after it."""
        self._codebook = codebook
        self._fitted, self._decided = None, []
        line = self._codebook_line()
        if line is not None:
            self._send(line)

    def send_decisions(self, decisions: Sequence[Decided], units: Sequence[Unit] = ()) -> None:
        """Replace all decisions; of ``units`` only those in the decided places are sent."""
        kept, near = tuple(decisions), _near(decisions, units)
        self._fitted, self._decided = (lambda: _decisions_line(kept, near, more=False)), []
        self._send(self._fitted)

    def send_decision(self, decision: Decided, units: Sequence[Unit] = ()) -> None:
        """Add one decision."""
        near = _near((decision,), units)

        def line() -> bytes:
            return _decisions_line((decision,), near, more=True)

        self._decided.append(line)
        self._send(line)

    def request(
        self,
        transcript_id: str,
        units: Sequence[Unit],
        first: tuple[int, int] | None = None,
        *,
        split: bool = False,
    ) -> int:
        """Ask for proposals; the number of the request is in its replies.

        ``first`` is the range of whole positions that is visible: its turns are answered first,
        then those after it. With ``split`` the worker cuts the units into sentences.
        """
        kept = tuple(units)

        def line(number: int) -> bytes:
            rows = rows_to(visible_first(kept, first))
            return to_line({"type": "units", "request": number, "units": rows, "split": split})

        return self._ask(transcript_id, line)

    def request_transcript(
        self, transcript: Transcript, first: tuple[int, int] | None = None
    ) -> int:
        """Ask for a whole transcript; the worker does the splitting."""
        return self.request(transcript.id, turns_of(transcript), first, split=True)

    def explain(self, unit: Unit, code_id: str, around: Sequence[Unit] = ()) -> int:
        """Ask why a code is or is not proposed; ``around`` are the units of the same turn."""
        rows = [unit, *(u for u in around if u.turn == unit.turn and u != unit)]

        def line(number: int) -> bytes:
            return to_line(
                {"type": "explain", "request": number, "units": rows_to(rows), "code": code_id}
            )

        return self._ask(unit.transcript_id, line)

    def cancel(self, request: int | None = None) -> None:
        """Stop one request, or all; no reply of it is given out any more."""
        if request is None:
            self._open.clear()
        else:
            self._open.pop(request, None)
        self._send(lambda: to_line({"type": "cancel", "request": request or 0}))

    def replies(self) -> list[Reply]:
        """Replies to open requests that have arrived; never waits."""
        if self._pipes is None:
            return []
        found = (self._reply(line) for line in self._pipes.lines())
        return [reply for reply in found if reply is not None]

    def fileno(self) -> int:
        """Descriptor that becomes readable when replies arrive; Refused where nothing runs."""
        if self._pipes is None:
            raise Refused("the suggestion worker has not been started")
        return self._pipes.fileno()

    def close(self) -> None:
        """End the process within a second and forget what was asked; may be called twice."""
        self._end()
        self._open.clear()

    def _end(self) -> None:
        if self._pipes is not None:
            self._pipes.close()
            self._pipes = None

    def _ask(self, transcript_id: str, line: Callable[[int], bytes]) -> int:
        self._number += 1
        number = self._number
        self._open[number] = _Open(transcript_id, lambda: line(number))
        self._send(self._open[number].line)
        return number

    def _send(self, line: _Maker) -> None:
        if self._pipes is not None:
            self._pipes.send(line)

    def _codebook_line(self) -> _Maker | None:
        codebook = self._codebook
        return None if codebook is None else lambda: to_line(codebook_to(codebook))

    def _reply(self, line: bytes) -> Reply | None:
        """The reply in a line; None for what only concerns this object or was cancelled."""
        try:
            message = from_line(line)
        except BadInput as error:
            return Reply(0, "", 0, error=f"the suggestion worker answered with noise: {error}")
        kind, request = message["type"], message["request"]
        if kind == "hello":
            self.engine, self.engine_version = message["engine"], message["engine_version"]
        if kind == "error" and request == 0:
            return Reply(0, "", message["codebook"], error=message["message"])
        if request not in self._open:
            return None
        last = kind in ("done", "error", "explanation")
        waiting = self._open.pop(request) if last else self._open[request]
        return _reply_to(request, waiting.transcript_id, message, last)


def _reply_to(request: int, transcript_id: str, message: Message, last: bool) -> Reply:
    explanation = message.get("explanation")
    return Reply(
        request,
        transcript_id,
        message["codebook"],
        proposals=tuple(proposals_from(message.get("proposals", []))),
        part=message.get("part", 0),
        done=last,
        error=message.get("message", ""),
        explanation=explanation_from(explanation) if explanation else None,
    )


def _near(decisions: Sequence[Decided], units: Sequence[Unit]) -> list[Unit]:
    """The units in the places decided on; the rest of the text need not travel."""
    places: dict[str, list[tuple[int, int]]] = {}
    for decision in decisions:
        places.setdefault(decision.transcript_id, []).append((decision.start, decision.end))
    merged = {transcript_id: union(spans) for transcript_id, spans in places.items()}
    return [
        unit
        for unit in units
        if _touches(merged.get(unit.transcript_id, []), Span(unit.start, unit.end))
    ]


def _touches(spans: Sequence[Span], wanted: Span) -> bool:
    """Whether one of the sorted disjoint spans overlaps the wanted one."""
    at = bisect_right(spans, wanted.start, key=lambda span: span.end)
    return at < len(spans) and spans[at].overlaps(wanted)


def _decisions_line(decisions: Sequence[Decided], units: Sequence[Unit], *, more: bool) -> bytes:
    rows = {"decisions": rows_to(decisions), "units": rows_to(units)}
    return to_line({"type": "decisions", "more": more, **rows})
