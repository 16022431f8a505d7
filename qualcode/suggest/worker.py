"""The suggestion worker: ``python -m qualcode.suggest.worker``, JSON lines in and out.

It runs at low priority, opens no connection, writes nothing but replies to standard output and
ends when its input closes. Work is done in order of arrival and answered in small parts, so that
what is visible comes first; a cancel takes effect between two parts.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import warnings
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from qualcode.domain.codebook import Codebook
from qualcode.domain.errors import BadInput, QualcodeError
from qualcode.suggest.engine import Unit
from qualcode.suggest.inbox import Inbox, request_of
from qualcode.suggest.messages import (
    Message,
    codebook_from,
    decisions_from,
    explanation_to,
    rows_to,
    to_line,
    units_from,
)
from qualcode.suggest.units import by_turn, split_unit

if TYPE_CHECKING:
    from qualcode.suggest.rules import RuleSuggester

NICENESS = 10
_FIRST_PART = 8_000
_LARGEST_PART = 64_000
_NETWORK = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto")


class Worker:
    """Answers messages with the rule suggester; one codebook at a time."""

    def __init__(self, source: BinaryIO, target: BinaryIO) -> None:
        """Read messages from ``source`` and write replies to ``target``."""
        self._target = target
        self._writing = threading.Lock()
        self._inbox = Inbox(source, self._refuse)
        self._version = 0
        self._suggester: RuleSuggester | None = None

    def run(self) -> None:
        """Answer until the input ends or nobody reads the replies any more."""
        self._inbox.start()
        while (message := self._inbox.next()) is not None:
            try:
                self._answer(message)
            except BrokenPipeError:
                return
            except QualcodeError as error:
                self._refuse(request_of(message), str(error))
            except Exception as error:
                # Only the kind is told: the text of an error may hold words of participants.
                self._refuse(request_of(message), f"the worker failed ({type(error).__name__})")

    def _answer(self, message: Message) -> None:
        answers = {
            "hello": self._hello,
            "codebook": self._codebook,
            "decisions": self._decisions,
            "units": self._units,
            "explain": self._explain,
        }
        kind = message.get("type")
        if not isinstance(kind, str) or kind not in answers:
            raise BadInput("the “type” of a message is one of " + ", ".join([*answers, "cancel"]))
        answers[kind](message)

    def _hello(self, message: Message) -> None:
        suggester = self._suggester or _rules(Codebook(()))
        self._reply(
            "hello", request_of(message), engine=suggester.name, engine_version=suggester.version
        )

    def _codebook(self, message: Message) -> None:
        codebook = codebook_from(message)
        self._suggester, self._version = _rules(codebook), codebook.version
        self._reply("codebook", request_of(message))

    def _decisions(self, message: Message) -> None:
        suggester = self._ready()
        decisions = decisions_from(message.get("decisions"))
        units = units_from(message.get("units", []))
        if message.get("more") is True:
            for decision in decisions:
                suggester.update(decision, units)
        else:
            suggester.fit(units, decisions)
        self._reply("decisions", request_of(message))

    def _units(self, message: Message) -> None:
        request, suggester = request_of(message), self._ready()
        split = message.get("split") is True
        for part, units in enumerate(_parts(units_from(message.get("units")))):
            if self._inbox.cancelled(request):
                break
            sentences = [s for unit in units for s in split_unit(unit)] if split else units
            found = rows_to(suggester.score(sentences))
            self._reply("proposals", request, part=part, proposals=found)
        stopped = self._inbox.cancelled(request)
        self._inbox.finished(request)
        self._reply("done", request, cancelled=stopped)

    def _explain(self, message: Message) -> None:
        units, code_id = units_from(message.get("units")), message.get("code")
        if not units or not isinstance(code_id, str):
            raise BadInput("an explanation is of one “code” and the first of “units”")
        explanation = self._ready().explain(units[0], code_id, units)
        self._reply("explanation", request_of(message), explanation=explanation_to(explanation))

    def _ready(self) -> RuleSuggester:
        if self._suggester is None:
            raise BadInput("the worker has not been given a codebook")
        return self._suggester

    def _refuse(self, request: int, sentence: str) -> None:
        self._reply("error", request, message=sentence)

    def _reply(self, kind: str, request: int, **rest: object) -> None:
        line = to_line({"type": kind, "request": request, "codebook": self._version, **rest})
        with self._writing:
            self._target.write(line)
            self._target.flush()


def _rules(codebook: Codebook) -> RuleSuggester:
    """A suggester for the codebook; spaCy is loaded here, after the reading thread runs."""
    from qualcode.suggest.rules import RuleSuggester

    return RuleSuggester(codebook)


def _parts(units: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Whole turns in parts of growing length, so that the first reply comes soon."""
    part: list[Unit] = []
    size, limit = 0, _FIRST_PART
    for turn in by_turn(units):
        part += turn
        size += sum(len(unit.text) for unit in turn)
        if size >= limit:
            yield part
            part, size, limit = [], 0, min(2 * limit, _LARGEST_PART)
    if part:
        yield part


def _private_output() -> BinaryIO:
    """Standard output for replies alone; whatever else is printed goes to standard error."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return replies


def _no_network(event: str, _arguments: object) -> None:
    if event in _NETWORK:
        raise PermissionError("the suggestion worker opens no connection")


def main() -> None:
    """Serve one client on standard input and output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.simplefilter("ignore")
    sys.addaudithook(_no_network)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    try:
        Worker(sys.stdin.buffer, _private_output()).run()
    finally:
        # Without the interpreter's tidying up: the reading thread may still wait for input.
        os._exit(0)


if __name__ == "__main__":
    main()
