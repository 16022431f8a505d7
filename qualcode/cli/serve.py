"""``serve``: the screen in a browser on this computer."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from qualcode.cli import options, output
from qualcode.cli.command import Command
from qualcode.domain.errors import BadInput


def arguments(parser: ArgumentParser) -> None:
    """STUDY --coder --transcript --port."""
    options.study(parser)
    options.coder(parser)
    parser.add_argument("--transcript", metavar="NAME", help="begin in this transcript")
    parser.add_argument(
        "--port", type=int, default=0, metavar="N", help="port on 127.0.0.1 (default: a free one)"
    )


def serve(args: Namespace) -> int:
    """Check the study, say the address, and serve until Ctrl+C."""
    if not 0 <= args.port <= 65535:
        raise BadInput(f"{args.port} is no port: use a number up to 65535")
    try:
        from qualcode.serve.server import LocalServer
    except ModuleNotFoundError as error:
        raise BadInput(
            "the screen in a browser needs an extra part: pip install “qualcode[serve]”"
        ) from error
    # As the screen opens it: an older file is brought up to date, a locked one is read.
    from qualcode.project import open_project

    with open_project(args.study, coder=args.coder, wait_readonly=True) as project:
        title = project.title
        if args.transcript:
            project.transcripts.get(args.transcript)
    words = ["open", str(args.study)]
    words += ["--coder", args.coder] if args.coder else []
    words += ["--transcript", args.transcript] if args.transcript else []
    server = LocalServer(words, title, args.port)
    output.say(f"“{title}” is served to this computer only. Open this address, it works once:")
    output.say(f"  {server.address}")
    output.say("Ctrl+C ends it. Everything you code is saved at once, as on the terminal.")
    server.serve()
    return 0


COMMANDS = {
    "serve": Command(
        "show the screen of a study in a browser on this computer",
        "qualcode serve clinic.qualcode --coder rk",
        arguments,
        serve,
    ),
}
