"""Starting the screen; the program itself is loaded when it is needed."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.tui.program import QualcodeApp

__all__ = ["QualcodeApp", "has_terminal", "run_screen", "show_tour"]


def __getattr__(name: str) -> object:
    """Load the program on first use; raises AttributeError for other names."""
    if name == "QualcodeApp":
        from qualcode.tui.program import QualcodeApp

        return QualcodeApp
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def has_terminal() -> bool:
    """Whether there is a terminal, or a browser that was asked for, that can show a screen."""
    if os.environ.get("TEXTUAL_DRIVER", "").endswith(":WebDriver"):
        return True
    streams = (sys.stdin, sys.stdout, sys.stderr)
    if os.environ.get("TERM", "") in ("", "dumb"):
        return False
    return all(stream is not None and stream.isatty() for stream in streams)


def run_screen(
    path: Path | None,
    *,
    coder: str | None = None,
    transcript: str | None = None,
    plain: bool = False,
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
    while True:
        app = _run(path, coder=coder, transcript=transcript, plain=plain)
        if not app.tour_wanted:
            return app.return_code or 0
        show_tour(plain=plain)


def show_tour(*, plain: bool = False) -> int:
    """Show the tour on a private copy of the sample study; the exit code."""
    from qualcode.tui.tour.start import run_tour

    return run_tour(plain=plain)


def _run(
    path: Path | None, *, coder: str | None, transcript: str | None, plain: bool
) -> QualcodeApp:
    """Show the screen once; the program as it ended."""
    # A fifth of the time to the first paint would go into collecting what stays; the program
    # turns collection on again once the first transcript is shown.
    gc.disable()
    from qualcode.project import open_project
    from qualcode.tui.program import QualcodeApp

    project = open_project(path, coder=coder, wait_readonly=True) if path else None
    app = QualcodeApp(project, coder=coder, transcript=transcript, plain=plain)
    app.fit_terminal()
    try:
        app.run(mouse=app.settings.mouse)
    finally:
        gc.enable()
        app.close_study()
    return app
