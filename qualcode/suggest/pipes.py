"""The pipes of the worker process: nothing here waits for the worker."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import IO

from qualcode.children import child_environment

WORKER = "qualcode.suggest.worker"
_READ = 65_536
_PATIENCE = (0.25, 0.3, 0.3)


def worker_environment() -> dict[str, str]:
    """Environment of the worker: no proxy, no other variable of the user, one thread."""
    return child_environment(
        PYTHONDONTWRITEBYTECODE="1", OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1"
    )


class WorkerPipes:
    """One running worker: lines go out by a thread of their own, lines in are read unblocked."""

    def __init__(self) -> None:
        """Start the process; a package in the working folder is never picked up (-P)."""
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=worker_environment(),
            cwd=os.path.abspath(os.sep),
        )
        stdin, stdout = self.process.stdin, self.process.stdout
        if stdin is None or stdout is None:
            raise OSError("the suggestion worker has no pipes")
        self._output = stdout
        os.set_blocking(stdout.fileno(), False)
        self._rest = b""
        self.ended = False
        self._outgoing: SimpleQueue[Callable[[], bytes] | None] = SimpleQueue()
        self._writer = threading.Thread(
            target=_write_all, args=(stdin, self._outgoing), name="to suggester", daemon=True
        )
        self._writer.start()

    def fileno(self) -> int:
        """Descriptor that becomes readable when replies are there, or when the worker is gone."""
        return self._output.fileno()

    def send(self, made: Callable[[], bytes]) -> None:
        """Queue a line; it is made and written in the writing thread."""
        self._outgoing.put(made)

    def lines(self) -> list[bytes]:
        """Whole lines that have arrived, about 64 kB at a time; sets ``ended`` at the end."""
        taken, size = [self._rest], 0
        while size < _READ and not self.ended:
            try:
                chunk = os.read(self._output.fileno(), _READ)
            except BlockingIOError:
                break
            self.ended = not chunk
            taken.append(chunk)
            size += len(chunk)
        *lines, self._rest = b"".join(taken).split(b"\n")
        return lines

    def close(self) -> None:
        """End the worker within a second: its input closes, then it is told to end, then killed."""
        self._outgoing.put(None)
        for wait, push in zip(
            _PATIENCE, (self.process.terminate, self.process.kill, None), strict=True
        ):
            try:
                self.process.wait(wait)
                break
            except subprocess.TimeoutExpired:
                if push is not None:
                    push()
        self.ended = True
        self._writer.join(0.1)
        self._output.close()


def _write_all(target: IO[bytes], outgoing: SimpleQueue[Callable[[], bytes] | None]) -> None:
    """Write queued lines until told to stop or until nobody reads them."""
    with contextlib.suppress(OSError):
        while (made := outgoing.get()) is not None:
            left = memoryview(made())
            while left:
                left = left[target.write(left) :]
    with contextlib.suppress(OSError):
        target.close()
