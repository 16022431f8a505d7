"""Many files read at once, their results in the order of the paths."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from qualcode.domain.errors import Cancelled

Result = TypeVar("Result")

AT_ONCE = 2
"""Files read at the same time."""
_LOOK = 0.05


def stop_if(cancelled: Callable[[], bool] | None) -> None:
    """Raise Cancelled where the user has stopped the import."""
    if cancelled is not None and cancelled():
        raise Cancelled("the import was stopped: nothing was taken in")


def read_ahead(
    paths: Sequence[Path],
    read: Callable[[Path], Result],
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[Result]:
    """What ``read`` makes of each path, in their order; raises Cancelled.

    Where it ends before the last, whatever is being read is ended too.
    """
    from concurrent.futures import ThreadPoolExecutor, wait

    from qualcode.formats.read.apart import READERS

    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="reading") as threads:
        waiting = [threads.submit(read, path) for path in paths]
        try:
            for one in waiting:
                while not wait([one], timeout=_LOOK).done:
                    stop_if(cancelled)
                stop_if(cancelled)
                yield one.result()
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            # A thread may be on its way to a reader at the first stop.
            while any(not one.done() for one in waiting):
                READERS.stop()
                wait([one for one in waiting if not one.done()], timeout=_LOOK)
