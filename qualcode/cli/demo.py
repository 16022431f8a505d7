"""``demo``: the fictional sample study, built, exported, compared and opened."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

from qualcode.cli.command import Command
from qualcode.cli.compare import show as show_agreement
from qualcode.cli.output import say
from qualcode.cli.screen import has_terminal, show
from qualcode.domain.errors import QualcodeError
from qualcode.domain.tables import Filters

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.project.agreement import Comparison

EXPORTS = (
    ("segments", ".csv"),
    ("segments", ".xlsx"),
    ("frequencies", ".csv"),
    ("frequencies", ".md"),
    ("cooccurrence", ".csv"),
    ("codebook", ".csv"),
    ("speakers", ".csv"),
    ("agreement", ".csv"),
    ("agreement", ".md"),
    ("history", ".csv"),
    ("corpus", ".csv"),
    ("participants", ".csv"),
    ("questions", ".csv"),
    ("replies", ".csv"),
)


def arguments(parser: ArgumentParser) -> None:
    """--no-screen --into DIR."""
    parser.add_argument("--no-screen", action="store_true", help="do not open the study")
    parser.add_argument(
        "--into",
        metavar="DIR",
        type=Path,
        help="where to build it (default: exports/demo in a checkout, else ./qualcode-demo)",
    )


def demo(args: Namespace) -> int:
    """Build the sample study unless it is there, write its tables, and open it."""
    from qualcode.project.demo import build_demo, default_folder

    folder = args.into or default_folder()
    path = build_demo(folder, say)
    export(path, folder)
    if has_terminal() and not args.no_screen:
        return show(path)
    say(f"Code it yourself, as a third coder: {program()} open {path}")
    return 0


def program() -> str:
    """How this program is called again: by its name, else by the place it was called at."""
    called = Path(sys.argv[0])
    return str(called) if called.name == "qualcode" and not which("qualcode") else "qualcode"


def export(path: Path, folder: Path) -> None:
    """Write every table beside the study and print the agreement of the two coders."""
    from qualcode.formats.write.tables import write_table
    from qualcode.project import open_project

    with open_project(path, write=False) as project:
        comparison = _comparison(project)
        exports = [one for one in EXPORTS if comparison or one[0] != "agreement"]
        tables = {name: project.tables.make(name, _filters(name)) for name in dict(exports)}
    for name, suffix in exports:
        write_table(tables[name], folder / f"{name}{suffix}")
    names = ", ".join(f"{name}{suffix}" for name, suffix in exports)
    say(f"Tables in {folder}, each with its recipe: {names}")
    if comparison is not None:
        say("\nAgreement of the two coders:")
        show_agreement(comparison)
    say()


def _comparison(project: Project) -> Comparison | None:
    """Agreement of the two; None, said in a sentence, where somebody has undone what it needs."""
    from qualcode.project.demo import CODERS

    try:
        comparison: Comparison = project.agreement.compare(coders=CODERS)
    except QualcodeError as error:
        say(f"The coders cannot be compared: {error}")
        return None
    return comparison


def _filters(name: str) -> Filters:
    """The comparison is of the two who finished; everything else is about everyone."""
    from qualcode.project.demo import CODERS

    return Filters(coders=CODERS) if name == "agreement" else Filters()


COMMANDS = {
    "demo": Command(
        "build the fictional sample study, write its tables, and open it where there is a "
        "terminal; a study that is there already is kept",
        "qualcode demo\nqualcode demo --no-screen --into somewhere",
        arguments,
        demo,
    ),
}
