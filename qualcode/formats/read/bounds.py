"""Bounds of a process, set by itself: memory, processor time, no dump of what it held.

Linux keeps all of them. On macOS the memory is looked at every tenth of a second, so that one
large step can pass the bound; on Windows there is none, and the time limit is all that is left.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

MEMORY_ENDED = 77
"""Exit code of a process whose memory came to its end."""
TIME_ENDED = -getattr(signal, "SIGXCPU", 0)
"""Exit code, as subprocess tells it, of a process that has computed for too long."""

_KEPT_BY_SYSTEM = sys.platform == "linux"
_LOOK = 0.1


def in_use() -> int:
    """Bytes of address space that this process has; where that is not told, its peak memory."""
    if _KEPT_BY_SYSTEM:
        with open("/proc/self/statm", encoding="ascii") as facts:
            return int(facts.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    if resource is None:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


class MemoryBound:
    """How much this process may take on top of what it has when this is made."""

    def __init__(self) -> None:
        """Allow all for the time being; let no dump be written of what the process held."""
        self._start = in_use()
        self._most = sys.maxsize
        if resource is not None:
            with contextlib.suppress(OSError, ValueError):
                resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            if not _KEPT_BY_SYSTEM:
                threading.Thread(target=self._watch, daemon=True).start()

    @property
    def grown(self) -> int:
        """Bytes taken since."""
        return in_use() - self._start

    def allow(self, extra: int) -> None:
        """Allow so many bytes from now on; beyond them MemoryError, or the end of the process."""
        self._most = self._start + extra
        if resource is not None and _KEPT_BY_SYSTEM:
            hard = resource.getrlimit(resource.RLIMIT_AS)[1]
            resource.setrlimit(resource.RLIMIT_AS, (self._most, hard))

    def _watch(self) -> None:
        while in_use() <= self._most:
            time.sleep(_LOOK)
        os._exit(MEMORY_ENDED)


def bound_time(seconds: float) -> None:
    """Let this process compute for so many seconds more, should nobody be there to end it."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + seconds) + 2
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))
