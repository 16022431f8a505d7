"""Reading in processes apart: a file can neither crash, fill nor hold up the program.

A process reads one file after the other. One that takes too long, takes too much memory or stops
is ended, its file refused in a sentence, and the next file has a process of its own.
"""

from __future__ import annotations

import atexit
import threading
from contextlib import nullcontext
from dataclasses import dataclass

from qualcode.domain.errors import BadInput
from qualcode.formats.options import AUTOMATIC, ReadOptions
from qualcode.formats.read.original import check_size
from qualcode.formats.read.reader_process import ReaderProcess
from qualcode.formats.reading import Reading

_MB = 2**20
_LARGE = 8 * _MB
"""Files of this size are read one at a time, so that two of them do not fill the memory."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take: seconds, more seconds for each MB of it, MB of memory."""

    seconds: float = 60.0
    seconds_per_mb: float = 3.0
    memory_mb: int = 280

    def time(self, size: int) -> float:
        """Seconds for a file of so many bytes."""
        return self.seconds + self.seconds_per_mb * size / _MB


class Readers:
    """Up to ``most`` processes, started when they are needed; to be used from any thread."""

    def __init__(self, limits: Limits | None = None, most: int = 2) -> None:
        """Start nothing yet."""
        self.limits = limits or Limits()
        self._most = most
        self._free: list[ReaderProcess] = []
        self._busy: list[ReaderProcess] = []
        self._changed = threading.Condition()
        self._alone = threading.Lock()

    def read(self, data: bytes, file_name: str, options: ReadOptions = AUTOMATIC) -> Reading:
        """As ``read_transcript``, in a process apart; waits for it and for a free process.

        Raises BadInput, naming the file, also where a limit was met or the process stopped.
        """
        check_size(file_name, len(data))
        with self._alone if len(data) >= _LARGE else nullcontext():
            reader = self._take(file_name)
            try:
                return reader.read(data, file_name, options, self.limits.time(len(data)))
            finally:
                self._give_back(reader)

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

    def _take(self, file_name: str) -> ReaderProcess:
        with self._changed:
            while not self._free and len(self._busy) >= self._most:
                self._changed.wait()
            while self._free:
                reader = self._free.pop()
                if reader.alive:
                    break
                reader.end()
            else:
                reader = self._started(file_name)
            self._busy.append(reader)
            return reader

    def _started(self, file_name: str) -> ReaderProcess:
        try:
            return ReaderProcess(self.limits.memory_mb, file_name)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise BadInput(f"{file_name}: no process to read it can be started: {reason}") from None

    def _give_back(self, reader: ReaderProcess) -> None:
        if not reader.usable:
            reader.end()
        with self._changed:
            self._busy.remove(reader)
            if reader.usable:
                self._free.append(reader)
            self._changed.notify()


READERS = Readers()
"""The readers of this program."""

atexit.register(READERS.close)
