"""``export``: tables of the study as files, each with the recipe that made it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from qualcode.cli import options, output
from qualcode.cli.command import Command
from qualcode.cli.opening import reading

TABLES = (
    "segments",
    "frequencies",
    "cooccurrence",
    "codebook",
    "speakers",
    "agreement",
    "history",
    "corpus",
    "participants",
    "questions",
    "replies",
)
FLAVOURS = ("data", "spreadsheet")


def arguments(parser: ArgumentParser) -> None:
    """STUDY TABLE OUT and the filters."""
    options.study(parser)
    parser.add_argument("table", metavar="TABLE", choices=TABLES, help=", ".join(TABLES))
    parser.add_argument("out", metavar="OUT", type=Path, help="file.csv, .xlsx, .json or .md")
    options.all_text(parser)
    parser.add_argument(
        "--union",
        action="store_true",
        help="merge overlapping segments of several coders with one code",
    )
    options.coders(parser)
    parser.add_argument(
        "--code", metavar="C", nargs="+", action="extend", default=[], help="only these codes"
    )
    options.transcripts(parser)
    options.sets(parser)
    parser.add_argument(
        "--flavour",
        choices=FLAVOURS,
        default=FLAVOURS[0],
        help="data keeps every byte; spreadsheet defuses cells that look like formulas",
    )


def export(args: Namespace) -> int:
    """Write the table and OUT.recipe.json; an old file stays until the new one is whole."""
    from qualcode.formats.write.tables import write_table

    with reading(args) as project:
        table = project.tables.make(args.table, options.filters(args, project))
    written = write_table(table, args.out, args.flavour)
    output.say(f"{output.counted(len(table.rows), 'row')} written to {written.path}")
    output.say(f"recipe: {written.recipe_path}")
    for note in written.notes:
        output.say(f"  ! {note}")
    return 0


COMMANDS = {
    "export": Command(
        "write a table of the study to a file, with its recipe in OUT.recipe.json",
        "qualcode export clinic.qualcode segments segments.xlsx --coder rk\n"
        "qualcode export clinic.qualcode frequencies frequencies.csv --transcript group1 group2\n"
        "qualcode export clinic.qualcode participants participants.md --set small",
        arguments,
        export,
    ),
}
