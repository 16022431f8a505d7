"""``open`` and the start screen: the only commands that load Textual to run it."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from qualcode.cli import options
from qualcode.cli.command import Command
from qualcode.cli.opening import reading
from qualcode.domain.errors import BadInput

USAGE = """\
usage: qualcode COMMAND ... (the start screen needs a terminal)
  qualcode demo      build the fictional sample study and show where it is
  qualcode --help    list all commands"""


def has_terminal() -> bool:
    """Whether a screen can be shown here."""
    from qualcode.tui.app import has_terminal

    return has_terminal()


def show(
    path: Path | None,
    *,
    coder: str | None = None,
    transcript: str | None = None,
    plain: bool = False,
) -> int:
    """Open a study (None: the start screen) and return the exit code when it is closed."""
    from qualcode.tui.app import run_screen

    return run_screen(path, coder=coder, transcript=transcript, plain=plain)


def show_tour(*, plain: bool = False) -> int:
    """Show the tour and return the exit code when it is left."""
    from qualcode.tui.app import show_tour

    return show_tour(plain=plain)


def start() -> int:
    """``qualcode`` alone: the start screen, or a short usage where there is no terminal."""
    if not has_terminal():
        print(USAGE, file=sys.stderr)
        return BadInput.exit_code
    return show(None)


def arguments(parser: ArgumentParser) -> None:
    """STUDY --coder --transcript --plain."""
    options.study(parser)
    options.coder(parser)
    parser.add_argument("--transcript", metavar="NAME", help="begin in this transcript")
    parser.add_argument(
        "--plain",
        action="store_true",
        help="for screen readers: only ASCII around the text, words for states",
    )


def open_study(args: Namespace) -> int:
    """Show the study on the screen; without a terminal a sentence says so."""
    if not has_terminal():
        raise BadInput(f"{args.study} cannot be shown: this is not a terminal with a screen")
    if args.transcript:
        # A mistyped name is told here, where it can be read, and not behind the screen.
        with reading(args) as project:
            project.transcripts.get(args.transcript)
    return show(args.study, coder=args.coder, transcript=args.transcript, plain=args.plain)


COMMANDS = {
    "open": Command(
        "open a study on the screen, where you stopped",
        "qualcode open clinic.qualcode --coder rk --transcript group1",
        arguments,
        open_study,
    ),
}
