"""``guide``: the topic guide, and the turns in which its questions are asked."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from qualcode.cli import options, output
from qualcode.cli.command import Command
from qualcode.cli.opening import reading, writing
from qualcode.domain.display import shortened
from qualcode.domain.errors import BadInput

ACTIONS = ("import", "assign", "show")
WIDTH = 60


def percent(text: str) -> float:
    """A number from 0 to 100."""
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 100:
        raise ArgumentTypeError(f"“{text}” is not a number from 0 to 100")
    return number


def arguments(parser: ArgumentParser) -> None:
    """STUDY [import FILE|assign|show]."""
    options.study(parser)
    parser.add_argument(
        "action",
        metavar="ACTION",
        nargs="?",
        choices=ACTIONS,
        default="show",
        help="; ".join(ACTIONS),
    )
    parser.add_argument("file", metavar="FILE", nargs="?", type=Path, help="the guide as text")
    parser.add_argument("--yes", action="store_true", help="keep what is proposed")
    parser.add_argument(
        "--threshold", metavar="N", type=percent, help="lowest score of a proposal, 0 to 100"
    )
    parser.add_argument("--turn", metavar="N", type=options.count, help="assign this turn by hand")
    parser.add_argument("--question", metavar="KEY", help="the question it asks; none: take it off")
    options.transcripts(parser)
    options.coder(parser)


def run(args: Namespace) -> int:
    """Import, show or assign the questions of the guide."""
    if args.action == "import":
        if args.file is None:
            raise BadInput("import needs a FILE (see “qualcode guide --help”)")
        return _import(args)
    if args.file is not None:
        raise BadInput(f"{args.action} takes no FILE")
    if args.action == "show":
        return _show(args)
    return _assign_by_hand(args) if args.turn is not None else _assign(args)


def _import(args: Namespace) -> int:
    with writing(args) as project:
        result = project.guide.import_file(args.file)
    output.say(
        f"{args.file}: {output.counted(result.added, 'question')} added, {result.changed} changed, "
        f"{result.unchanged} as before, {result.removed} removed"
    )
    for key in result.kept:
        output.say(f"  ! {key} is not in the file and stays: it was asked in a transcript")
    return 0


def _show(args: Namespace) -> int:
    with reading(args) as project:
        questions, asked = project.guide.questions(), project.guide.asked()
    rows = [(one.key, asked[one.key], one.text) for one in questions]
    output.say_table(("question", "asked", "text"), rows)
    return 0


def _assign(args: Namespace) -> int:
    more = {} if args.threshold is None else {"threshold": args.threshold}
    opened = writing if args.yes else reading
    with opened(args) as project:
        if not project.guide.questions():
            raise BadInput("the study has no topic guide: import one first")
        found = project.guide.propose(args.transcript, **more)
        if args.yes:
            project.guide.confirm(found)
    rows = [
        (
            one.transcript,
            one.turn,
            one.key,
            round(one.score),
            "" if one.ordered else "not in order",
            shortened(one.text, WIDTH),
        )
        for one in found
    ]
    output.say_table(("transcript", "turn", "question", "score", "", "text"), rows)
    said = output.counted(len(found), "turn")
    output.say(f"{said} assigned" if args.yes else f"{said} proposed; --yes keeps them")
    return 0


def _assign_by_hand(args: Namespace) -> int:
    if len(args.transcript) != 1 or args.question is None:
        raise BadInput("--turn needs one --transcript and a --question")
    with writing(args) as project:
        one = project.transcripts.get(args.transcript[0])
        if args.turn > len(one.turns):
            raise BadInput(f"{one.name} has {len(one.turns)} turns")
        key = None if args.question == "none" else args.question
        project.guide.assign(one.turns[args.turn - 1].id, key)
    output.say(f"turn {args.turn} of {one.name}: {key or 'no question'}")
    return 0


COMMANDS = {
    "guide": Command(
        "show the topic guide, import it, or assign its questions to the moderator's turns",
        "qualcode guide clinic.qualcode import guide.txt\n"
        "qualcode guide clinic.qualcode assign --yes",
        arguments,
        run,
    ),
}
