"""Bounds of a process, set by itself: memory, processor time, no dump of what it held.

Linux keeps all of them. On macOS the memory is looked at every tenth of a second, so that one
large step can pass the bound; on Windows there is none, and the time limit is all that is left.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

MEMORY_ENDED = 77
"""Exit code of a process whose memory came to its end."""

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


def bound_memory(extra: int) -> None:
    """Let this process take ``extra`` bytes more: then MemoryError, or its end."""
    if resource is None:
        return
    most = in_use() + extra
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if _KEPT_BY_SYSTEM:
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    else:
        threading.Thread(target=_watch, args=(most,), daemon=True).start()


def _watch(most: int) -> None:
    while in_use() <= most:
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
