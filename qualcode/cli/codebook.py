"""``codebook``: codes with their definitions and rules, in and out as CSV."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from qualcode.cli import options, output
from qualcode.cli.command import Command
from qualcode.cli.opening import reading, writing


def import_arguments(parser: ArgumentParser) -> None:
    """STUDY FILE."""
    options.study(parser)
    parser.add_argument("file", metavar="FILE", type=Path, help="a codebook as CSV")
    options.coder(parser)


def import_file(args: Namespace) -> int:
    """Add and change codes as the file says; codes that it does not name stay."""
    with writing(args) as project:
        result = project.codebook.import_file(args.file)
    added = output.counted(result.added, "code")
    output.say(
        f"{args.file}: {added} added, {result.changed} changed, {result.unchanged} as before"
    )
    for problem in result.problems:
        output.say(f"  ! {problem}")
    return 0


def export_arguments(parser: ArgumentParser) -> None:
    """STUDY FILE."""
    options.study(parser)
    parser.add_argument("file", metavar="FILE", type=Path, help="the CSV file to write")


def export_file(args: Namespace) -> int:
    """Write the codebook with every column it came with."""
    with reading(args) as project:
        project.codebook.export_file(args.file)
        codes = output.counted(len(project.codebook.current().codes), "code")
    output.say(f"{codes} written to {args.file}")
    return 0


def show_arguments(parser: ArgumentParser) -> None:
    """STUDY."""
    options.study(parser)


def show(args: Namespace) -> int:
    """Print the tree of codes with keys and definitions."""
    with reading(args) as project:
        codebook = project.codebook.current()
    rows = [
        ("  " * depth + code.name, code.key, code.status, code.definition)
        for depth, code in codebook.walk()
    ]
    output.say_table(("code", "code_id", "status", "definition"), rows)
    return 0


COMMANDS = {
    "codebook": Command(
        "import, export or show the codebook",
        "qualcode codebook import clinic.qualcode codes.csv",
        parts={
            "import": Command(
                "add the codes of a CSV file, and change those it names again",
                "qualcode codebook import clinic.qualcode codes.csv",
                import_arguments,
                import_file,
            ),
            "export": Command(
                "write the codebook as CSV, every column kept",
                "qualcode codebook export clinic.qualcode codes.csv",
                export_arguments,
                export_file,
            ),
            "show": Command(
                "print the codes as a tree, with their definitions",
                "qualcode codebook show clinic.qualcode",
                show_arguments,
                show,
            ),
        },
    ),
}
