"""``import``, ``transcript`` and ``text``: transcripts in, renamed, deleted, printed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.cli import options, output
from qualcode.cli.command import Command
from qualcode.cli.opening import reading, writing
from qualcode.domain.errors import BadInput
from qualcode.domain.transcripts import Kind

if TYPE_CHECKING:
    from qualcode.project.transcripts import ImportResult

KINDS = (Kind.FOCUS_GROUP, Kind.INTERVIEW, Kind.NOTE)


def import_arguments(parser: ArgumentParser) -> None:
    """STUDY FILE... --kind --encoding --dry-run --json."""
    options.study(parser)
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="transcript files")
    parser.add_argument(
        "--kind",
        choices=[kind.value for kind in KINDS],
        default=Kind.FOCUS_GROUP.value,
        help="what the files are (default: %(default)s)",
    )
    parser.add_argument("--encoding", metavar="E", help="how the letters are stored, e.g. cp1252")
    parser.add_argument("--dry-run", action="store_true", help="say what would be taken, and stop")
    options.coder(parser)
    options.as_json(parser)


def import_files(args: Namespace) -> int:
    """Import each file whole or not at all; 2 where one of them could not be taken."""
    opened = reading if args.dry_run else writing
    with opened(args) as project:
        results = project.transcripts.import_files(
            args.files, kind=Kind(args.kind), encoding=args.encoding, dry_run=args.dry_run
        )
    if args.json:
        output.say_json([result.as_dict() for result in results])
    else:
        for result in results:
            if result.ok:
                _describe(result)
        taken = output.counted(sum(result.ok for result in results), "transcript")
        output.say(f"{taken} could be imported" if args.dry_run else f"{taken} imported")
    for result in results:
        if not result.ok:
            output.complain(result.error)
    return 0 if all(result.ok for result in results) else BadInput.exit_code


def _describe(result: ImportResult) -> None:
    """What was understood of one file, in a few lines."""
    facts = result.as_dict()
    form = ", ".join(part for part in (facts["format"], facts["encoding"]) if part)
    speakers = output.counted(len(facts["speakers"]), "speaker")
    output.say(f"{facts['file']}: {form}; {output.counted(facts['turns'], 'turn')}, {speakers}")
    for speaker in facts["speakers"]:
        turns = output.counted(speaker["turns"], "turn")
        output.say(f"  {speaker['name']} ({speaker['role']}): {turns}")
    for problem in facts["problems"]:
        output.say(f"  ! {problem}")


def text_arguments(parser: ArgumentParser) -> None:
    """STUDY TRANSCRIPT."""
    options.study(parser)
    parser.add_argument("transcript", metavar="TRANSCRIPT", help="name of the transcript")


def text(args: Namespace) -> int:
    """Print the stored text exactly: every position of the study counts into these characters."""
    with reading(args) as project:
        output.write_text(project.transcripts.get(args.transcript).text)
    return 0


def name_arguments(parser: ArgumentParser) -> None:
    """STUDY NAME."""
    options.study(parser)
    parser.add_argument("name", metavar="NAME", help="the transcript's name")


def rename_arguments(parser: ArgumentParser) -> None:
    """STUDY NAME NEW."""
    name_arguments(parser)
    parser.add_argument("new", metavar="NEW", help="its name from now on")
    options.coder(parser)


def rename(args: Namespace) -> int:
    """Give a transcript another name."""
    with writing(args) as project:
        project.transcripts.rename(args.name, args.new)
    output.say(f"“{args.name}” is now “{args.new}”")
    return 0


def delete_arguments(parser: ArgumentParser) -> None:
    """STUDY NAME."""
    name_arguments(parser)
    options.coder(parser)


def delete(args: Namespace) -> int:
    """Delete a transcript with all that was coded in it; ``undo`` brings it back."""
    with writing(args) as project:
        project.transcripts.delete(args.name)
    output.say(f"“{args.name}” was deleted; “qualcode undo” brings it back")
    return 0


COMMANDS = {
    "import": Command(
        "take transcripts (.txt, .md, .docx, .vtt, .srt) into a study, each whole or not at all",
        "qualcode import clinic.qualcode group1.docx group2.vtt --dry-run\n"
        "qualcode import clinic.qualcode letter.txt --kind note --encoding cp1252",
        import_arguments,
        import_files,
    ),
    "text": Command(
        "print a transcript's stored text exactly as positions count it",
        "qualcode text clinic.qualcode group1 > group1.txt",
        text_arguments,
        text,
    ),
    "transcript": Command(
        "rename or delete a transcript",
        'qualcode transcript rename clinic.qualcode group1 "Parents, evening"',
        parts={
            "rename": Command(
                "give a transcript another name",
                "qualcode transcript rename clinic.qualcode group1 Parents",
                rename_arguments,
                rename,
            ),
            "delete": Command(
                "delete a transcript and its codings (undo brings them back)",
                "qualcode transcript delete clinic.qualcode group1",
                delete_arguments,
                delete,
            ),
        },
    ),
}
