"""One running reader, as the program sees it."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from pathlib import PurePath
from typing import Any, NamedTuple

from qualcode.children import child_environment
from qualcode.domain.errors import BadInput
from qualcode.formats.options import ReadOptions
from qualcode.formats.read.bounds import MEMORY_ENDED, TIME_ENDED
from qualcode.formats.read.wire import from_line, options_to, reading_from, to_line, turns_from
from qualcode.formats.reading import Reading, ReadTurn

_READER = "qualcode.formats.read.reader"
_PATIENCE = 5


class TooMuchMemory(BadInput):
    """The memory that was allowed for a file did not do."""


class Allowed(NamedTuple):
    """What may be used for a file: seconds of a processor, MB of memory."""

    seconds: float
    memory_mb: int


class ReaderProcess:
    """A process that reads one file at a time; ``usable`` until it was ended or lost."""

    def __init__(self, file_name: str) -> None:
        """Start it with what reads such files loaded; OSError where that fails.

        A package in the working folder is never picked up (-P). One memory arena: more of them
        claim address space that nothing uses.
        """
        suffix = PurePath(file_name).suffix.lower()
        self.usable = True
        self._why = ""
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", _READER, suffix],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=child_environment(MALLOC_ARENA_MAX="1"),
            cwd=os.path.abspath(os.sep),
        )

    @property
    def pid(self) -> int:
        """Its process number."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    def read(self, data: bytes, file_name: str, options: ReadOptions, most: Allowed) -> Reading:
        """The reading of a file; BadInput with the reason where there is none.

        The processor's time is what is limited: a busy machine refuses no file. The clock is for
        what does not compute, and for systems that do not limit it.
        """
        clock = threading.Timer(_PATIENCE * most.seconds, self._kill, [_too_long(most)])
        clock.daemon = True
        clock.start()
        request = {"name": file_name, "options": options_to(options), "size": len(data)}
        bounds = {"seconds": most.seconds, "memory": most.memory_mb * 2**20}
        try:
            answer = self._ask(to_line({**request, **bounds}), data)
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            # It is gone, or what it says is no answer.
            answer = None
        except BaseException:
            self._kill("was not read to its end")
            raise
        finally:
            clock.cancel()
        if isinstance(answer, Reading):
            return answer
        if answer is None:
            raise self._lost(file_name, most)
        failed = f"{file_name} cannot be read: the reader met a fault of its own ({{}})"
        raise BadInput(answer.get("refused") or failed.format(answer.get("failed")))

    def stop(self) -> None:
        """End it in the middle of its file."""
        self._kill("was not read to its end: it was stopped")

    def end(self) -> None:
        """End it and wait until it is gone."""
        self._kill("")
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _kill(self, why: str) -> None:
        self.usable, self._why = False, self._why or why
        self._process.kill()

    def _ask(self, request: bytes, data: bytes) -> Reading | dict[str, Any] | None:
        """The answer; None where the process ends before it is whole."""
        source, target = self._process.stdout, self._process.stdin
        if source is None or target is None:
            return None
        target.write(request)
        target.write(data)
        target.flush()
        answer: Reading | dict[str, Any] = from_line(source.readline())
        if isinstance(answer, dict) and "reading" in answer:
            turns: list[ReadTurn] = []
            labels: dict[str, str] = {}
            while part := from_line(source.readline()):
                turns += turns_from(part, labels)
            answer = reading_from(answer["reading"], turns)
        self.usable = self.usable and from_line(source.readline())["again"]
        return answer

    def _lost(self, file_name: str, most: Allowed) -> BadInput:
        """Why there is no answer, as a sentence."""
        self._process.kill()
        self.usable = False
        ended = self._process.wait()
        if self._why:
            return BadInput(f"{file_name} {self._why}")
        if ended == TIME_ENDED:
            return BadInput(f"{file_name} {_too_long(most)}")
        if ended == MEMORY_ENDED:
            said = f"{file_name} needs more than {most.memory_mb} MB of memory to be read"
            return TooMuchMemory(said)
        return BadInput(f"{file_name}: the reader stopped without an answer")


def _too_long(most: Allowed) -> str:
    return f"took longer than {most.seconds:.0f} seconds"
