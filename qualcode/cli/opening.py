"""Opening a study for one command, for reading or for writing."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from qualcode.cli.output import complain

if TYPE_CHECKING:
    from qualcode.project import Project


@contextmanager
def reading(args: Namespace) -> Iterator[Project]:
    """The study of the command line, read-only; works while another program writes to it."""
    from qualcode.project import open_project

    with open_project(args.study, write=False) as project:
        yield project


@contextmanager
def writing(args: Namespace) -> Iterator[Project]:
    """The study of the command line, locked for writing, as the coder named by --coder.

    Raises Locked where another program has it open.
    """
    from qualcode.project import open_project

    with open_project(args.study, coder=args.coder) as project:
        if project.notice:
            complain(project.notice)
        yield project
