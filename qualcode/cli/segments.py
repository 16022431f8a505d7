"""``segments`` and ``quotes``: coded segments in from a table, and what was coded with a code."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from qualcode.cli import options, output
from qualcode.cli.command import Command
from qualcode.cli.opening import known_reader, reading, writing


def import_arguments(parser: ArgumentParser) -> None:
    """STUDY FILE --skip-bad."""
    options.study(parser)
    parser.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        help="CSV with the columns transcript,start,end,code,coder[,memo]",
    )
    parser.add_argument(
        "--skip-bad", action="store_true", help="import the good rows even where some are bad"
    )
    options.coder(parser)


def import_csv(args: Namespace) -> int:
    """Import coded segments; bad rows are listed by line, and stop everything by default."""
    with writing(args) as project:
        result = project.segments.import_csv(args.file, skip_bad=args.skip_bad)
    for row in result.bad:
        output.complain(f"{args.file}, line {row.line}: {row.reason}")
    output.say(f"{output.counted(result.imported, 'segment')} imported from {args.file}")
    if result.bad:
        rows = output.counted(len(result.bad), "bad row")
        output.say(f"{rows} left out" if args.skip_bad else f"{rows}: nothing was imported")
    return 0 if args.skip_bad or not result.bad else 2


def quotes_arguments(parser: ArgumentParser) -> None:
    """STUDY CODE --coder --everyone."""
    options.study(parser)
    parser.add_argument("code", metavar="CODE", help="name, path (a > b) or code_id of the code")
    options.reader(parser)


def quotes(args: Namespace) -> int:
    """Print the passages with the code that the coder may see: where, who says it, who coded it."""
    with reading(args) as project:
        known_reader(args, project)
        code = project.codebook.current().find(args.code)
        coders = tuple(coder.name for coder in project.coders.all())
        found = project.segments.quotes(code.id, coders, everyone=args.everyone)
        hidden = options.hidden(args, project)
    for quote in found:
        who = f", {quote.speaker}" if quote.speaker else ""
        key = ", key quote" if quote.key_quote else ""
        output.say(f"{quote.transcript}, turn {quote.turn}{who} (coded by {quote.coder}{key})")
        output.say("\n".join(f"    {line}" for line in quote.text.split("\n")))
    output.say(f"{output.counted(len(found), 'segment')} with the code “{code.name}”")
    if hidden:
        output.say(hidden)
    return 0


COMMANDS = {
    "segments": Command(
        "import coded segments from a table",
        "qualcode segments import clinic.qualcode codings.csv",
        parts={
            "import": Command(
                "import a CSV: positions are whole-transcript code points, end exclusive; "
                "code is a name, a path (a > b) or a code_id",
                "qualcode segments import clinic.qualcode codings.csv --skip-bad",
                import_arguments,
                import_csv,
            ),
        },
    ),
    "quotes": Command(
        "print the passages that were coded with one code",
        'qualcode quotes clinic.qualcode "Access > Waiting"',
        quotes_arguments,
        quotes,
    ),
}
