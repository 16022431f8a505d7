"""``speakers``: who speaks, in which role, and which labels mean the same person."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from qualcode.cli import options, output
from qualcode.cli.command import Command
from qualcode.cli.opening import reading, writing
from qualcode.domain.transcripts import Role

if TYPE_CHECKING:
    from qualcode.project import Project


def assignment(text: str) -> tuple[str, str]:
    """``A=B`` as (A, B), cut at the last equals sign."""
    left, sign, right = text.rpartition("=")
    if not sign or not left.strip() or not right.strip():
        raise ArgumentTypeError(f"“{text}” is not of the form LABEL=VALUE")
    return left, right.strip()


def role(text: str) -> tuple[str, Role]:
    """``NAME=role`` as the label and the role."""
    label, value = assignment(text)
    try:
        return label, Role(value)
    except ValueError:
        known = ", ".join(each.value for each in Role)
        raise ArgumentTypeError(f"“{value}” is not a role ({known})") from None


def arguments(parser: ArgumentParser) -> None:
    """STUDY --transcript --role --merge."""
    options.study(parser)
    parser.add_argument("--transcript", metavar="T", help="only in this transcript")
    parser.add_argument(
        "--role",
        metavar="NAME=ROLE",
        type=role,
        action="append",
        default=[],
        help="give a speaker a role: " + ", ".join(each.value for each in Role),
    )
    parser.add_argument(
        "--merge",
        metavar="OTHER=NAME",
        type=assignment,
        action="append",
        default=[],
        help="make the label OTHER one with NAME",
    )
    options.coder(parser)


def speakers(args: Namespace) -> int:
    """Apply what was asked, then list the speakers and the labels that look like variants."""
    if not args.role and not args.merge:
        with reading(args) as project:
            _list(project, args.transcript)
        return 0
    with writing(args) as project:
        for other, name in args.merge:
            project.speakers.merge(other, name, transcript=args.transcript)
        for name, given in args.role:
            project.speakers.set_role(name, given, transcript=args.transcript)
        _list(project, args.transcript)
    return 0


def _list(project: Project, transcript: str | None) -> None:
    output.say_table(
        ("transcript", "speaker", "role", "turns", "words"),
        [
            (one.transcript, one.label, one.role.value, one.turns, one.words)
            for one in project.speakers.all(transcript)
        ],
    )
    for variant in project.speakers.variants(transcript):
        output.say(
            f"{variant.transcript}: “{variant.label}” may be “{variant.main}” ({variant.reason}); "
            f"to make them one: --merge “{variant.label}={variant.main}”"
        )


COMMANDS = {
    "speakers": Command(
        "list speakers with their roles, and the labels that look like variants of another",
        "qualcode speakers clinic.qualcode --merge MOD=Moderator --role Moderator=moderator",
        arguments,
        speakers,
    ),
}
