"""``tour``: the two-minute tour on a private copy of the sample study."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from qualcode.cli.command import Command
from qualcode.cli.output import say
from qualcode.cli.screen import has_terminal, show_tour
from qualcode.domain.errors import BadInput


def arguments(parser: ArgumentParser) -> None:
    """--plain."""
    parser.add_argument(
        "--plain",
        action="store_true",
        help="for screen readers: only ASCII around the text, words for states",
    )


def tour(args: Namespace) -> int:
    """Show the tour; nothing of the user's is read or changed, and the copy is removed."""
    if not has_terminal():
        raise BadInput(
            "the tour needs a terminal with a screen; “qualcode demo --no-screen” builds the "
            "sample study without one"
        )
    say("Building a private copy of the fictional sample study ...")
    code = show_tour(plain=args.plain)
    say("The copy of the sample study that the tour used is removed; nothing of yours was touched.")
    say("To go on: “qualcode demo” makes a sample study to keep, “qualcode new” one of your own.")
    return code


COMMANDS = {
    "tour": Command(
        "take the two-minute tour of the coding screen, on a private copy of the sample study",
        "qualcode tour",
        arguments,
        tour,
    ),
}
