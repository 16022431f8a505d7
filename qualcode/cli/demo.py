"""``demo``: the fictional sample study, built, exported, compared and opened."""

from __future__ import annotations

import os
import shutil
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.cli import output
from qualcode.cli.command import Command
from qualcode.cli.output import say
from qualcode.cli.sample import sample
from qualcode.cli.screen import has_terminal, show
from qualcode.domain.tables import Filters
from qualcode.domain.transcripts import Kind

if TYPE_CHECKING:
    from qualcode.project import Project

STUDY = "city_networks.qualcode"
TITLE = "City networks (fictional sample)"
CODERS = ("rk", "ml")
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
    folder = (args.into or default_folder()).expanduser()
    path = folder / STUDY
    if path.exists():
        say(f"{path} is there already and is kept, with everything coded in it.")
    else:
        build(path)
    export(path, folder)
    if has_terminal() and not args.no_screen:
        return show(path)
    say(f"Code it yourself, as a third coder: qualcode open {path}")
    return 0


def default_folder() -> Path:
    """exports/demo of the checkout around the present folder, else a folder of its own here."""
    here = Path.cwd()
    for place in (here, *here.parents):
        if (place / "exports" / "README.md").is_file() and (place / "codebooks").is_dir():
            return Path(os.path.relpath(place / "exports" / "demo"))
    return Path("qualcode-demo")


def build(path: Path) -> None:
    """Build the study beside its place and move it there when it is whole."""
    from qualcode.project import create_project

    workshop = path.parent / ".building"
    shutil.rmtree(workshop, ignore_errors=True)
    workshop.mkdir(parents=True)
    say(f"Building a fictional sample study in {path}")
    try:
        with create_project(workshop / STUDY, title=TITLE, coder=CODERS[0]) as project:
            _fill(project)
        os.replace(workshop / STUDY, path)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _fill(project: Project) -> None:
    """Transcripts, codebooks, codings; then both coders are marked as finished."""
    files = sample()
    results = project.transcripts.import_files(
        files.transcripts, kind=Kind.FOCUS_GROUP, encoding=None, dry_run=False
    )
    for result in results:
        facts = result.as_dict()
        speakers = output.counted(len(facts["speakers"]), "speaker")
        say(f"  {facts['file']}: {output.counted(facts['turns'], 'turn')}, {speakers}")
    for variant in project.speakers.variants():
        project.speakers.merge(variant.label, variant.main, transcript=variant.transcript)
        say(f"  {variant.transcript}: “{variant.label}” is “{variant.main}” ({variant.reason})")
    for codebook in files.codebooks:
        added = project.codebook.import_file(codebook).added
        say(f"  {codebook.name}: {output.counted(added, 'code')}")
    imported = project.segments.import_csv(files.segments).imported
    say(f"  {files.segments.name}: {output.counted(imported, 'segment')} by {' and '.join(CODERS)}")
    for name in CODERS:
        project.use_coder(name)
        project.coders.finish()


def export(path: Path, folder: Path) -> None:
    """Write every table beside the study and print the agreement of the two coders."""
    from qualcode.cli.compare import show as show_agreement
    from qualcode.formats.write.tables import write_table
    from qualcode.project import open_project

    with open_project(path, write=False) as project:
        tables = {name: project.tables.make(name, _filters(name)) for name, _ in EXPORTS}
        comparison = project.agreement.compare(coders=CODERS)
    for name, suffix in EXPORTS:
        write_table(tables[name], folder / f"{name}{suffix}")
    names = ", ".join(f"{name}{suffix}" for name, suffix in EXPORTS)
    say(f"Tables in {folder}, each with its recipe: {names}")
    say()
    say("Agreement of the two coders:")
    show_agreement(comparison)
    say()


def _filters(name: str) -> Filters:
    """The comparison is of the two who finished; everything else is about everyone."""
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
