"""``participants``: who took part, their attributes and labels; people and groups as tables."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.cli import options, output
from qualcode.cli.command import Command
from qualcode.cli.opening import reading, writing
from qualcode.cli.speakers import assignment
from qualcode.domain.attributes import NO_ANSWER, Attribute, AttributeType, Subject
from qualcode.domain.errors import BadInput

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.project.participants_file import ParticipantsImport

ACTIONS = ("import", "export")
SHOWN = 30
"""Rows of a list that are told; the rest is counted."""


def attribute_type(text: str) -> tuple[str, AttributeType]:
    """``NAME=type`` as the name and the type."""
    name, value = assignment(text)
    try:
        return name, AttributeType(value)
    except ValueError:
        known = ", ".join(one.value for one in AttributeType)
        raise ArgumentTypeError(f"“{value}” is not a type ({known})") from None


def bands(text: str) -> tuple[str, tuple[float, ...]]:
    """``NAME=10,20,50`` as the name and the cuts."""
    name, value = assignment(text)
    try:
        return name, tuple(float(cut) for cut in value.split(","))
    except ValueError:
        raise ArgumentTypeError(f"“{value}” is no list of numbers such as 10,20,50") from None


def arguments(parser: ArgumentParser) -> None:
    """STUDY [import|export FILE] and what can be changed."""
    options.study(parser)
    parser.add_argument(
        "action", metavar="ACTION", nargs="?", choices=ACTIONS, help="import, export"
    )
    parser.add_argument("file", metavar="FILE", nargs="?", type=Path, help="a .csv or .xlsx table")
    parser.add_argument("--groups", action="store_true", help="rows are transcripts, not people")
    parser.add_argument("--key", metavar="COLUMN", help="the column that holds labels or names")
    parser.add_argument("--dry-run", action="store_true", help="say what would be taken, and stop")
    for name, form, kind, told in (
        ("--type", "NAME=TYPE", attribute_type, "what a column holds: "),
        ("--tie", "LABEL=PARTICIPANT", assignment, "say who stands behind a label"),
        ("--rename", "OLD=NEW", assignment, "give somebody another pseudonym"),
        ("--bands", "NAME=CUTS", bands, "print a number in bands, such as 10,20,50"),
    ):
        types = ", ".join(one.value for one in AttributeType) if name == "--type" else ""
        parser.add_argument(
            name, metavar=form, type=kind, action="append", default=[], help=f"{told}{types}"
        )
    for name, told in (("--hide", "do not print this attribute"), ("--show", "print it again")):
        parser.add_argument(name, metavar="NAME", action="append", default=[], help=told)
    parser.add_argument("--transcript", metavar="T", help="tie the label in this transcript only")
    options.coder(parser)


def participants(args: Namespace) -> int:
    """Import or export a table of people or groups, or change and list them."""
    subject = Subject.TRANSCRIPT if args.groups else Subject.PARTICIPANT
    if args.action is not None and args.file is None:
        raise BadInput(f"{args.action} needs a FILE (see “qualcode participants --help”)")
    if args.action == "export":
        with reading(args) as project:
            rows = project.participants.export_file(args.file, subject)
        output.say(f"{output.counted(rows, 'row')} written to {args.file}")
        return 0
    if args.action == "import":
        opened = reading if args.dry_run else writing
        with opened(args) as project:
            found = project.participants.import_file(
                args.file, args.key, subject=subject, types=dict(args.type), dry_run=args.dry_run
            )
        _report(found, args)
        return 0
    if args.tie or args.rename or args.bands or args.hide or args.show or args.type:
        with writing(args) as project:
            _change(project, args, subject)
            _list(project, subject)
        return 0
    with reading(args) as project:
        _list(project, subject)
    return 0


def _change(project: Project, args: Namespace, subject: Subject) -> None:
    room = project.participants
    for old, new in args.rename:
        room.rename(old, new)
    for label, name in args.tie:
        room.tie(label, name, transcript=args.transcript)
    for name, kind in args.type:
        one = _find(project, name, subject)
        cuts = one.bands if kind is one.type else ()
        room.declare(one.name, kind, subject=subject, bands=cuts, printed=one.printed)
    for name, cuts in args.bands:
        one = _find(project, name, subject)
        room.declare(one.name, one.type, subject=subject, bands=cuts, printed=one.printed)
    for printed, names in ((False, args.hide), (True, args.show)):
        for name in names:
            one = _find(project, name, subject)
            room.declare(one.name, one.type, subject=subject, bands=one.bands, printed=printed)


def _find(project: Project, name: str, subject: Subject) -> Attribute:
    for one in project.participants.attributes(subject):
        if one.name.casefold() == name.strip().casefold():
            return one
    raise BadInput(f"there is no attribute “{name}” of a {subject.value} in the study")


def _report(found: ParticipantsImport, args: Namespace) -> None:
    """What was taken, and all that was not matched."""
    would = "would be " if args.dry_run else ""
    noun = "transcript" if args.groups else "participant"
    made = "" if args.groups else f"{output.counted(len(found.created), noun)} {would}added, "
    output.say(
        f"{args.file}: {made}{output.counted(len(found.known), noun)} known, "
        f"{output.counted(found.values, 'value')}"
    )
    types = [f"{name} ({kind.value})" for name, kind in found.types.items()]
    if types:
        output.say(f"attributes: {', '.join(types)}; another type: --type NAME=TYPE")
    for transcript, label, name in found.tied[:SHOWN]:
        output.say(f"  {transcript}: “{label}” is “{name}”")
    _rest(len(found.tied))
    why = "no such transcript, left out" if args.groups else "nobody speaks under this name"
    for line, name in found.unmatched_rows[:SHOWN]:
        output.say(f"  ! line {line}: “{name}”: {why}")
    _rest(len(found.unmatched_rows))
    for transcript, label in found.unmatched_speakers[:SHOWN]:
        output.say(f"  ! {transcript}: “{label}” speaks and is nobody in the file")
    _rest(len(found.unmatched_speakers))
    for problem in found.problems:
        output.say(f"  ! {problem}")


def _rest(number: int) -> None:
    if number > SHOWN:
        output.say(f"  and {number - SHOWN} more")


def _list(project: Project, subject: Subject) -> None:
    room = project.participants
    attributes = room.attributes(subject)
    if subject is Subject.TRANSCRIPT:
        known = room.of_transcripts()
        owners = [(name, known.get(key, {})) for name, key in project.transcripts.names().items()]
        rows = [(name, *_cells(attributes, values)) for name, values in owners]
        heads = ["transcript"]
    else:
        tied = room.speakers()
        rows = [
            (
                one.pseudonym,
                "; ".join(f"{s.transcript}: {s.label}" for s in tied.get(one.id, [])),
                *_cells(attributes, one.attributes),
            )
            for one in room.all()
        ]
        heads = ["participant", "speaks as"]
    output.say_table([*heads, *(one.name for one in attributes)], rows)


def _cells(attributes: list[Attribute], values: dict[str, str]) -> tuple[str | None, ...]:
    found = (values.get(one.name) for one in attributes)
    return tuple(NO_ANSWER if value == "" else value for value in found)


COMMANDS = {
    "participants": Command(
        "list participants with attributes and labels; take them from a table, or write one",
        "qualcode participants clinic.qualcode import people.xlsx --dry-run\n"
        "qualcode participants clinic.qualcode import groups.csv --groups\n"
        "qualcode participants clinic.qualcode --tie P1=Anna --transcript group1 --bands age=30,50",
        arguments,
        participants,
    ),
}
