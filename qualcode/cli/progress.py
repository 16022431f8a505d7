"""How far a long command is, on a terminal; and Ctrl+C as a wish that is asked for."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from qualcode.domain.display import displayed

Progress = Callable[[int, int, Path], None]


@contextmanager
def progress_line() -> Iterator[Progress | None]:
    """What shows ``3 of 20  talk.docx`` in one line of standard error; None beside a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    width = max(20, shutil.get_terminal_size().columns - 1)

    def show(done: int, number: int, path: Path) -> None:
        text = displayed(f"{done} of {number}  {path.name}")[:width]
        print(f"\r{text:<{width}}", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        print(f"\r{'':<{width}}\r", end="", file=sys.stderr, flush=True)


@contextmanager
def interruption() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl+C was pressed; pressed again, it ends the program as ever."""
    pressed = False

    def note(_number: int, _frame: FrameType | None) -> None:
        nonlocal pressed
        pressed = True
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield lambda: pressed
    finally:
        signal.signal(signal.SIGINT, before)
