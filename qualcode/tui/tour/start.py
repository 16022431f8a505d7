"""Starting the tour: a private copy of the sample study, removed at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.project import Project

CODER = "you"
DIGITS = 3
"""Codes that have a digit from the beginning."""


@contextmanager
def tour_study() -> Iterator[Project]:
    """A new sample study, open for a coder who has done nothing yet; gone without trace later."""
    from qualcode.project import open_project, snapshots
    from qualcode.project.demo import build_demo

    with TemporaryDirectory(prefix="qualcode-tour-") as folder:
        project = open_project(build_demo(Path(folder)), coder=CODER)
        try:
            book = project.codebook.current()
            codes = [code.id for depth, code in book.walk() if depth and not code.retired]
            for digit, code_id in enumerate(codes[:DIGITS], 1):
                project.codebook.pin(digit, code_id)
            yield project
        finally:
            project.close()
            # Building took some, under an id that no other study has.
            rmtree(snapshots.folder_of(project.path, project.id).parent, ignore_errors=True)


def run_tour(*, plain: bool = False) -> int:
    """Build the copy, show the tour until one leaves, remove the copy; the exit code."""
    from qualcode.tui.tour.program import TourApp

    with tour_study() as project:
        app = TourApp(project, plain=plain)
        app.fit_terminal()
        try:
            app.run(mouse=app.settings.mouse)
        finally:
            app.close_study()
    return app.return_code or 0
