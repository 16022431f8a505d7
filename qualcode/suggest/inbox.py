"""The worker's reading thread: it takes messages in, so that a cancel overtakes waiting work."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import BinaryIO

from qualcode.domain.errors import BadInput
from qualcode.suggest.messages import Message, from_line

LONGEST_LINE = 64 * 1024 * 1024
MOST_WAITING = 128 * 1024 * 1024


class Inbox:
    """Messages in order of arrival; cancels take effect at once, the end of input too."""

    def __init__(self, stream: BinaryIO, refuse: Callable[[int, str], None]) -> None:
        """Read from a stream; ``refuse(request, sentence)`` answers what cannot be taken."""
        self._stream = stream
        self._refuse = refuse
        self._queue: SimpleQueue[tuple[Message, int] | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._waiting = 0
        self._newest = 0
        self._cancelled_to = 0
        self._cancelled: set[int] = set()
        self.ended = threading.Event()

    def start(self) -> None:
        """Start the reading thread; it does not keep the process alive."""
        threading.Thread(target=self._read, name="inbox", daemon=True).start()

    def next(self) -> Message | None:
        """Wait for the next message; None when the input has ended."""
        taken = self._queue.get()
        if taken is None:
            return None
        message, size = taken
        with self._lock:
            self._waiting -= size
        return message

    def cancelled(self, request: int) -> bool:
        """Whether the work on a request is to stop."""
        with self._lock:
            stopped = request <= self._cancelled_to or request in self._cancelled
        return stopped or self.ended.is_set()

    def finished(self, request: int) -> None:
        """Forget the cancel of a request that has been answered."""
        with self._lock:
            self._cancelled.discard(request)

    def _read(self) -> None:
        try:
            while line := self._stream.readline(LONGEST_LINE):
                if len(line) >= LONGEST_LINE and not line.endswith(b"\n"):
                    self._skip_line()
                    self._refuse(0, "the line is longer than the worker takes")
                elif line.strip():
                    self._take(line)
        except OSError:
            pass
        finally:
            self.ended.set()
            self._queue.put(None)

    def _skip_line(self) -> None:
        while (rest := self._stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
            pass

    def _take(self, line: bytes) -> None:
        request = 0
        try:
            message = from_line(line)
            request = request_of(message)
            if message.get("type") == "cancel":
                self._cancel(request)
                return
            self._admit(message, request, len(line))
        except BadInput as error:
            self._refuse(request, str(error))

    def _admit(self, message: Message, request: int, size: int) -> None:
        with self._lock:
            if self._waiting + size > MOST_WAITING:
                raise BadInput("too much work is waiting: cancel something first")
            self._waiting += size
            self._newest = max(self._newest, request)
        self._queue.put((message, size))

    def _cancel(self, request: int) -> None:
        with self._lock:
            if request == 0:
                self._cancelled_to = self._newest
            elif request <= self._newest:
                self._cancelled.add(request)


def request_of(message: Message) -> int:
    """The request number of a message, 0 where it has none; BadInput for anything else."""
    request = message.get("request", 0)
    if isinstance(request, bool) or not isinstance(request, int) or request < 0:
        raise BadInput("“request” must be a whole number")
    return request
