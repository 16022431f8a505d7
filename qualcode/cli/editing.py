"""``replace`` and ``edit``: a transcript's text changed after coding, segments following."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.cli import options, output
from qualcode.cli.command import Command
from qualcode.cli.opening import reading, writing
from qualcode.domain.alignment import Verdict
from qualcode.domain.errors import BadInput

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.project.edit_report import CarriedSegment, EditReport

WIDTH = 70
"""Characters of a passage that are printed."""


def _what_happens(parser: ArgumentParser) -> None:
    """--dry-run --report --coder --json."""
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, and stop")
    parser.add_argument(
        "--report",
        metavar="OUT",
        type=Path,
        help="write the list of segments with their text before and after, as .csv or .xlsx",
    )
    options.coder(parser)
    options.as_json(parser)


def _transcript(parser: ArgumentParser) -> None:
    options.study(parser)
    parser.add_argument("transcript", metavar="TRANSCRIPT", help="name of the transcript")


def replace_arguments(parser: ArgumentParser) -> None:
    """STUDY TRANSCRIPT FILE --encoding --dry-run --report."""
    _transcript(parser)
    parser.add_argument("file", metavar="FILE", type=Path, help="the corrected file")
    parser.add_argument("--encoding", metavar="E", help="how the letters are stored, e.g. cp1252")
    _what_happens(parser)


def replace(args: Namespace) -> int:
    """Put a corrected file in the place of a transcript; list what became of the segments."""
    opened = reading if args.dry_run else writing
    with opened(args) as project:
        _use_coder(project, args)
        file = project.transcripts.read(args.file, encoding=args.encoding)
        report = project.editing.replace(args.transcript, file, dry_run=args.dry_run)
        _tell(project, args, report)
    return 0


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise ArgumentTypeError(f"“{text}” is not a number (0, 1, 2 ...)")
    return int(text)


def edit_arguments(parser: ArgumentParser) -> None:
    """STUDY TRANSCRIPT TURN --text|--speaker|--split|--join."""
    _transcript(parser)
    parser.add_argument("turn", metavar="TURN", type=_number, help="number of the turn, from 1")
    parser.add_argument("--text", metavar="NEW", help="what was said, written correctly")
    parser.add_argument(
        "--split",
        metavar="OFFSET",
        type=_number,
        help="make two turns of it, the second from this character on (counted from 0)",
    )
    parser.add_argument("--join", action="store_true", help="make it one turn with the next")
    parser.add_argument(
        "--speaker", metavar="LABEL", help="who speaks; with --split, who speaks the second part"
    )
    _what_happens(parser)


def edit(args: Namespace) -> int:
    """Edit one turn in one way; list what became of the segments."""
    opened = reading if args.dry_run else writing
    with opened(args) as project:
        _use_coder(project, args)
        _tell(project, args, _edited(project, args))
    return 0


def _edited(project: Project, args: Namespace) -> EditReport:
    room, where = project.editing, (args.transcript, args.turn)
    asked = (args.text is not None, args.split is not None, args.join)
    match (*asked, args.speaker is not None):
        case (True, False, False, False):
            return room.correct(*where, args.text, dry_run=args.dry_run)
        case (False, True, False, _):
            return room.split(*where, args.split, label=args.speaker, dry_run=args.dry_run)
        case (False, False, True, False):
            return room.join(*where, dry_run=args.dry_run)
        case (False, False, False, True):
            return room.set_speaker(*where, args.speaker, dry_run=args.dry_run)
    raise BadInput(
        "say one thing: --text, --split (with or without --speaker), --join or --speaker"
    )


def _use_coder(project: Project, args: Namespace) -> None:
    """A dry run is read from a copy, whose coder is nobody yet: say whose segments to list."""
    if args.dry_run:
        from qualcode.project.places import coder_name

        project.use_coder(coder_name(args.coder))


def _tell(project: Project, args: Namespace, report: EditReport) -> None:
    if args.report is not None:
        from qualcode.formats.write.tables import write_table
        from qualcode.project.edit_report import table_of

        write_table(table_of(project, report), args.report)
    if args.json:
        output.say_json(report.as_dict())
        return
    would = "would be " if args.dry_run else ""
    turns = f"{report.kept} kept, {report.gone} gone, {report.added} added"
    output.say(f"{report.transcript}: turns {would}{turns}")
    output.say_table(
        ("segments", "unchanged", "moved", "altered", "lost"),
        [("yours", *_counts(report.own)), ("other coders'", *_counts(report.others))],
    )
    for row in report.segments:
        if row.verdict in (Verdict.ALTERED, Verdict.LOST):
            _tell_segment(row)
    for note in report.notes:
        output.say(f"  ! {note}")
    if not args.dry_run:
        output.say("“qualcode undo” takes it back")


def _counts(found: Mapping[Verdict, int]) -> list[int]:
    return [found.get(each, 0) for each in Verdict]


def _tell_segment(row: CarriedSegment) -> None:
    output.say(f"{row.verdict.value}: turn {row.turn}, {row.code}")
    output.say(f"  - {_short(row.before)}")
    if row.after:
        output.say(f"  + {_short(row.after)}")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= WIDTH else f"{line[: WIDTH // 2]} … {line[-WIDTH // 2 :]}"


COMMANDS = {
    "replace": Command(
        "replace a transcript by a corrected file; segments follow, and what changed is listed",
        "qualcode replace clinic.qualcode group1 group1-corrected.vtt --dry-run\n"
        "qualcode replace clinic.qualcode group1 group1-corrected.vtt --report changes.csv",
        replace_arguments,
        replace,
    ),
    "edit": Command(
        "correct, split or join turns, or say who speaks; segments follow",
        'qualcode edit clinic.qualcode group1 12 --text "We joined the network late."\n'
        "qualcode edit clinic.qualcode group1 12 --split 28 --speaker Bert",
        edit_arguments,
        edit,
    ),
}
