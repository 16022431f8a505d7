"""``compare``: how far coders agree, per code and over all codes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from qualcode.cli import options, output
from qualcode.cli.command import Command
from qualcode.cli.opening import reading

if TYPE_CHECKING:
    from qualcode.project.agreement import Comparison

UNITS = ("character", "sentence", "turn")
HEADS = {
    "code": "code",
    "percent": "percent",
    "f1": "F1",
    "cohen_kappa": "kappa",
    "alpha_nominal": "alpha",
}


def arguments(parser: ArgumentParser) -> None:
    """STUDY --coders --unit --code --transcript --set --include-unfinished --all-text --json."""
    options.study(parser)
    parser.add_argument(
        "--coders",
        metavar="A,B,...",
        type=options.names,
        default=[],
        help="whom to compare (default: everyone who finished something)",
    )
    parser.add_argument(
        "--unit", choices=UNITS, default=UNITS[0], help="what is compared (default: %(default)s)"
    )
    parser.add_argument(
        "--code", metavar="C", nargs="+", action="extend", default=[], help="only these codes"
    )
    options.transcripts(parser, "only these transcripts, finished or not")
    options.sets(parser)
    parser.add_argument(
        "--include-unfinished", action="store_true", help="count unfinished transcripts too"
    )
    options.all_text(parser)
    options.as_json(parser)


def compare(args: Namespace) -> int:
    """Print the agreement of the coders; undefined measures show as – (null in JSON)."""
    with reading(args) as project:
        comparison = project.agreement.compare(
            coders=tuple(args.coders),
            unit=args.unit,
            codes=options.code_ids(project, args.code),
            transcripts=project.sets.chosen(args.sets, args.transcript),
            include_unfinished=args.include_unfinished,
            all_text=args.all_text,
        )
    if args.json:
        output.say_json(comparison.as_dict())
        return 0
    show(comparison)
    return 0


def show(comparison: Comparison) -> None:
    """What was compared, and the measures that fit a screen; the export holds them all."""
    table = comparison.table()
    heads = {**HEADS, **{f"prevalence_{name}": f"coded by {name}" for name in comparison.coders}}
    if len(comparison.coders) > 2:
        heads["coders"] = "coders"
    notes = table.columns.index("note")
    if any(row[notes] for row in table.rows):
        heads["note"] = "note"
    kept = [at for at, name in enumerate(table.columns) if name in heads]
    output.say(
        f"{' × '.join(comparison.coders)}, by {comparison.unit}, in "
        f"{', '.join(comparison.transcripts)}"
    )
    for sentence in comparison.left_out:
        output.say(f"left out: {sentence}")
    output.say_table(
        [heads[table.columns[at]] for at in kept],
        [[row[at] for at in kept] for row in table.rows],
    )


COMMANDS = {
    "compare": Command(
        "compare coders: percent, prevalence, F1, Cohen's kappa and Krippendorff's alpha",
        "qualcode compare clinic.qualcode --coders rk,ml --unit sentence --json",
        arguments,
        compare,
    ),
}
