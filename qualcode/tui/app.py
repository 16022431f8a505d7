"""Starting the screen; the program itself is loaded when it is needed."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.tui.program import QualcodeApp

__all__ = ["QualcodeApp", "has_terminal", "run_screen"]


def __getattr__(name: str) -> object:
    """Load the program on first use; raises AttributeError for other names."""
    if name == "QualcodeApp":
        from qualcode.tui.program import QualcodeApp

        return QualcodeApp
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def has_terminal() -> bool:
    """Whether there is a terminal that can show a screen."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    if os.environ.get("TERM", "") in ("", "dumb"):
        return False
    return all(stream is not None and stream.isatty() for stream in streams)


def run_screen(
    path: Path | None, *, coder: str | None = None, transcript: str | None = None
) -> int:
    """Open a study (None: the start screen) and show it until the coder leaves; the exit code.

    Without a terminal it says so and returns 2. Raises what ``open_project`` raises, but opens
    for reading where another program has the study open.
    """
    if not has_terminal():
        sys.stderr.write(
            "qualcode: the screen needs a terminal that can move its cursor; "
            "every command also works without it, see qualcode --help\n"
        )
        return 2
    # A fifth of the time to the first paint would go into collecting what stays; the program
    # turns collection on again once the first transcript is shown.
    gc.disable()
    from qualcode.project import open_project
    from qualcode.tui.program import QualcodeApp

    project = open_project(path, coder=coder, wait_readonly=True) if path else None
    app = QualcodeApp(project, coder=coder, transcript=transcript)
    try:
        app.run()
    finally:
        gc.enable()
        app.close_study()
    return app.return_code or 0
