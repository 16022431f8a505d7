"""``sets``: named sets of transcripts, chosen one by one or by conditions."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from qualcode.cli import options, output
from qualcode.cli.command import Command
from qualcode.cli.opening import reading, writing
from qualcode.domain.errors import BadInput

ACTIONS = ("make", "delete")


def arguments(parser: ArgumentParser) -> None:
    """STUDY [make|delete NAME] --transcript --where."""
    options.study(parser)
    parser.add_argument("action", metavar="ACTION", nargs="?", choices=ACTIONS, help="make, delete")
    parser.add_argument("name", metavar="NAME", nargs="?", help="name of the set")
    options.transcripts(parser, "the transcripts of the set")
    parser.add_argument(
        "--where",
        metavar="CONDITION",
        action="append",
        default=[],
        help="those with size=small,large, date>=2025-05-14, kind=interview ...",
    )
    options.coder(parser)


def run(args: Namespace) -> int:
    """Make or delete a set, or list all with their transcripts."""
    if args.action is not None and args.name is None:
        raise BadInput(f"{args.action} needs a NAME (see “qualcode sets --help”)")
    if args.action == "make":
        with writing(args) as project:
            project.sets.make(args.name, args.transcript, args.where)
            held = project.sets.names_in(args.name)
        output.say(f"“{args.name}”: {', '.join(held) or 'no transcript at present'}")
        return 0
    if args.action == "delete":
        with writing(args) as project:
            project.sets.delete(args.name)
        output.say(f"the set “{args.name}” was deleted; its transcripts stay")
        return 0
    with reading(args) as project:
        names = [one.name for one in project.sets.all()]
        told = project.sets.described(names)
        rows = [(name, told[name], ", ".join(project.sets.names_in(name))) for name in names]
    output.say_table(("set", "holds", "at present"), rows)
    return 0


COMMANDS = {
    "sets": Command(
        "list, make or delete sets of transcripts, for --set of export and compare",
        "qualcode sets clinic.qualcode make small --where size=small\n"
        "qualcode sets clinic.qualcode make pilot --transcript group1 group2",
        arguments,
        run,
    ),
}
