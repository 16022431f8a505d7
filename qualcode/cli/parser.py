"""The whole argument parser, or only the part that one command line needs."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode import __version__
from qualcode.cli.command import Parser
from qualcode.cli.registry import COMMANDS, load

DESCRIPTION = """\
Qualitative coding of focus groups in the terminal.

Without a command the start screen opens: recent studies, a new one, the demo."""

EPILOG = """\
examples:
  qualcode demo                          a fictional study to try everything on
  qualcode new clinic.qualcode
  qualcode import clinic.qualcode group1.docx group2.vtt
  qualcode open clinic.qualcode

“qualcode COMMAND --help” tells more about each.
exit codes: 0 good, 1 the answer is no or damage, 2 bad use or bad input,
10 no such project, 11 locked by another program"""


def build(names: Sequence[str]) -> Parser:
    """A parser that knows every command by name, and the arguments of those in ``names``."""
    parser = Parser(prog="qualcode", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("--version", action="version", version=f"qualcode {__version__}")
    subparsers = parser.add_subparsers(metavar="COMMAND", title="commands", dest="command")
    for name, entry in COMMANDS.items():
        subparser = subparsers.add_parser(name, help=entry.help)
        if name in names:
            load(name).fill(subparser)
    return parser
