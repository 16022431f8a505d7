"""Reading in processes apart: a file can neither crash, fill nor hold up the program.

A process reads one file after the other. One that takes too long, takes too much memory or stops
is ended, its file refused in a sentence, and the next file has a process of its own.
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from qualcode.domain.errors import BadInput
from qualcode.formats.options import AUTOMATIC, ReadOptions
from qualcode.formats.read.original import check_size
from qualcode.formats.read.reader_process import Allowed, ReaderProcess, TooMuchMemory
from qualcode.formats.reading import Reading

_MB = 2**20
_LARGE = 8 * _MB
"""Files of this size are read alone from the start."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take: seconds, more seconds for each MB of it, and MB of memory.

    A file that ``shared_mb`` do not do for is read once more, alone, with ``memory_mb``: so all
    readers together never have more than that.
    """

    seconds: float = 60.0
    seconds_per_mb: float = 3.0
    memory_mb: int = 280
    shared_mb: int = 110

    def allowed(self, size: int, *, alone: bool) -> Allowed:
        """What is allowed for a file of so many bytes."""
        memory = self.memory_mb if alone else min(self.shared_mb, self.memory_mb)
        return Allowed(self.seconds + self.seconds_per_mb * size / _MB, memory)


class Readers:
    """Up to ``most`` processes, started when they are needed; to be used from any thread."""

    def __init__(self, limits: Limits | None = None, most: int = 2) -> None:
        """Start nothing yet."""
        self.limits = limits or Limits()
        self._most = most
        self._free: list[ReaderProcess] = []
        self._busy: list[ReaderProcess] = []
        self._alone = 0
        self._changed = threading.Condition()

    def read(self, data: bytes, file_name: str, options: ReadOptions = AUTOMATIC) -> Reading:
        """As ``read_transcript``, in a process apart; waits for it and for a free process.

        Raises BadInput, naming the file, also where a limit was met or the process stopped.
        """
        check_size(file_name, len(data))
        if len(data) < _LARGE:
            with suppress(TooMuchMemory), self._reader(file_name, alone=False) as reader:
                most = self.limits.allowed(len(data), alone=False)
                return reader.read(data, file_name, options, most)
        with self._reader(file_name, alone=True) as reader:
            most = self.limits.allowed(len(data), alone=True)
            return reader.read(data, file_name, options, most)

    def prepare(self, file_name: str) -> None:
        """Start a process, where none is there, for a file that will be read soon."""
        with self._changed:
            if not self._free and not self._busy:
                self._free.append(self._started(file_name))

    def stop(self) -> None:
        """End what is being read; those who wait for it get BadInput."""
        with self._changed:
            for reader in self._busy:
                reader.stop()

    def close(self) -> None:
        """End all processes; the next reading starts another."""
        self.stop()
        with self._changed:
            while self._free:
                self._free.pop().end()

    @property
    def pids(self) -> tuple[int, ...]:
        """Process numbers of the readers."""
        with self._changed:
            return tuple(reader.pid for reader in (*self._free, *self._busy))

    @property
    def busy(self) -> int:
        """Number of files that are being read."""
        with self._changed:
            return len(self._busy)

    @contextmanager
    def _reader(self, file_name: str, *, alone: bool) -> Iterator[ReaderProcess]:
        """A process for a file; with ``alone`` a fresh one, and no other in the meantime."""
        with self._changed:
            self._alone += alone
            try:
                self._changed.wait_for(lambda: self._may_begin(alone))
                while alone and self._free:
                    self._free.pop().end()
                reader = self._take(file_name)
            except BaseException:
                self._leave(alone)
                raise
            self._busy.append(reader)
        try:
            yield reader
        finally:
            if not reader.usable:
                reader.end()
            with self._changed:
                self._busy.remove(reader)
                stopped = not reader.usable
                if not stopped:
                    self._free.append(reader)
                self._leave(alone)
            if stopped:
                # Perhaps only since it was looked at above.
                reader.end()

    def _may_begin(self, alone: bool) -> bool:
        if alone:
            return not self._busy
        return not self._alone and len(self._busy) < self._most

    def _leave(self, alone: bool) -> None:
        self._alone -= alone
        self._changed.notify_all()

    def _take(self, file_name: str) -> ReaderProcess:
        while self._free:
            reader = self._free.pop()
            if reader.alive:
                return reader
            reader.end()
        return self._started(file_name)

    def _started(self, file_name: str) -> ReaderProcess:
        try:
            return ReaderProcess(file_name)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise BadInput(f"{file_name}: no process to read it can be started: {reason}") from None


READERS = Readers()
"""The readers of this program."""

atexit.register(READERS.close)
