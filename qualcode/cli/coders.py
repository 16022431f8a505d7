"""``finish`` and ``reopen``: how far a coder is, which decides what may be compared."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from qualcode.cli import options, output
from qualcode.cli.command import Command
from qualcode.cli.opening import known_reader, writing


def arguments(parser: ArgumentParser) -> None:
    """STUDY --coder --transcript."""
    options.study(parser)
    parser.add_argument("--coder", metavar="NAME", required=True, help="whose work it is")
    options.transcripts(parser, "these transcripts (default: all)")


def finish(args: Namespace) -> int:
    """Mark the coder's work on the transcripts as finished."""
    return _mark(args, finished=True)


def reopen(args: Namespace) -> int:
    """Mark the coder's work on the transcripts as open again."""
    return _mark(args, finished=False)


def _mark(args: Namespace, *, finished: bool) -> int:
    with writing(args) as project:
        # A mistyped name must not become a coder who finished everything.
        known_reader(args, project)
        act = project.coders.finish if finished else project.coders.reopen
        act(tuple(args.transcript))
    which = ", ".join(f"“{name}”" for name in args.transcript) or "all transcripts"
    output.say(f"{args.coder}: {which} {'finished' if finished else 'open again'}")
    return 0


COMMANDS = {
    "finish": Command(
        "mark a coder's transcripts as finished, so that they can be compared",
        "qualcode finish clinic.qualcode --coder rk --transcript group1 group2",
        arguments,
        finish,
    ),
    "reopen": Command(
        "mark a coder's transcripts as open again",
        "qualcode reopen clinic.qualcode --coder rk --transcript group1",
        arguments,
        reopen,
    ),
}
