"""Opening a study for one command, for reading or for writing."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from qualcode.cli.output import complain
from qualcode.domain.errors import BadInput

if TYPE_CHECKING:
    from qualcode.project import Project


@contextmanager
def reading(args: Namespace) -> Iterator[Project]:
    """The study of the command line, read-only; works while another program writes to it.

    One --coder says who reads; where several can be named, they are what is asked for.
    """
    from qualcode.project import open_project

    coder = getattr(args, "coder", None)
    with open_project(
        args.study, coder=coder if isinstance(coder, str) else None, write=False
    ) as project:
        yield project


def known_reader(args: Namespace, project: Project) -> None:
    """Raise BadInput where --coder names nobody of the study: mistyped, it would show nothing."""
    known = [one.name for one in project.coders.all()]
    if args.coder and project.coder.name not in known:
        names = ", ".join(known) or "none yet"
        raise BadInput(f"there is no coder “{args.coder}” in this study (coders: {names})")


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
