"""``import``, ``transcript`` and ``text``: transcripts in, renamed, deleted, printed."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.cli import explain, options, output
from qualcode.cli.command import Command
from qualcode.cli.opening import reading, writing
from qualcode.cli.progress import interruption, progress_line
from qualcode.domain.errors import BadInput
from qualcode.domain.transcripts import Kind
from qualcode.formats.options import ReadOptions

if TYPE_CHECKING:
    from qualcode.project.transcripts import ImportResult

KINDS = (Kind.FOCUS_GROUP, Kind.INTERVIEW, Kind.NOTE)
_PAIRS = re.compile(
    r",(?=[ ]*(?:speaker|text|start|end|question|number|person|answers|attributes"
    r"|delimiter)[ ]*=)"
)


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
    reading_arguments(parser)
    parser.add_argument("--dry-run", action="store_true", help="say what would be taken, and stop")
    options.coder(parser)
    options.as_json(parser)


def reading_arguments(parser: ArgumentParser) -> None:
    """--encoding --turns --no-speakers --speaker --not-speaker --columns --each-cue --explain."""
    parser.add_argument("--encoding", metavar="E", help="how the letters are stored, e.g. cp1252")
    turns = parser.add_mutually_exclusive_group()
    turns.add_argument(
        "--turns",
        metavar="PATTERN",
        help='how a line names its speaker, e.g. "[{time}] {speaker}: {text}"',
    )
    turns.add_argument("--no-speakers", action="store_true", help="take paragraphs, no speakers")
    for name, what in (("--speaker", "take"), ("--not-speaker", "do not take")):
        parser.add_argument(
            name,
            metavar="LABEL",
            action="append",
            default=[],
            help=f"{what} this label as a speaker (can be repeated)",
        )
    parser.add_argument(
        "--columns",
        metavar="PART=NAME",
        action="append",
        default=[],
        help="which column of a table holds the speaker, text, start or end (can be repeated)",
    )
    parser.add_argument(
        "--each-cue", action="store_true", help="do not join the captions of one speaker"
    )
    parser.add_argument(
        "--explain", action="store_true", help="say how each file was understood, and why"
    )


def read_options(args: Namespace) -> ReadOptions:
    """What the arguments say about reading; raises BadInput for a column without a part."""
    columns = {}
    for pair in (pair for several in args.columns for pair in _PAIRS.split(several)):
        part, found, name = pair.partition("=")
        if not found or not part.strip():
            raise BadInput(f"--columns takes PART=NAME (such as speaker=Person), not “{pair}”")
        columns[part.strip().lower()] = name.strip()
    return ReadOptions(
        encoding=args.encoding,
        turns=args.turns,
        no_speakers=args.no_speakers,
        columns=columns or None,
        speakers=frozenset(args.speaker),
        not_speakers=frozenset(args.not_speaker),
        each_cue=args.each_cue,
    )


def import_files(args: Namespace) -> int:
    """Import each file whole or not at all; 2 where one of them could not be taken."""
    from qualcode.formats.read.apart import READERS

    wanted = read_options(args)
    opened = reading if args.dry_run else writing
    # It starts while the study is opened.
    READERS.prepare(args.files[0].name)
    with opened(args) as project, progress_line() as shown, interruption() as pressed:
        results = project.transcripts.import_files(
            args.files,
            kind=Kind(args.kind),
            options=wanted,
            dry_run=args.dry_run,
            progress=shown,
            cancelled=pressed,
        )
    if args.json:
        output.say_json([_as_dict(result, args.explain) for result in results])
    else:
        for result in results:
            if result.ok:
                _describe(result)
            if args.explain and result.file is not None:
                explain.explain(result.file.reading)
        taken = output.counted(sum(result.ok for result in results), "transcript")
        output.say(f"{taken} could be imported" if args.dry_run else f"{taken} imported")
    for result in results:
        if not result.ok:
            output.complain(result.error)
    return 0 if all(result.ok for result in results) else BadInput.exit_code


def _as_dict(result: ImportResult, explained: bool) -> dict[str, Any]:
    more = explain.as_dict(result.file.reading) if explained and result.file else {}
    return {**result.as_dict(), **more}


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
    """STUDY TRANSCRIPT --marks --json."""
    options.study(parser)
    parser.add_argument("transcript", metavar="TRANSCRIPT", help="name of the transcript")
    parser.add_argument(
        "--marks", action="store_true", help="list the marks of the transcriber by kind instead"
    )
    options.as_json(parser)


def text(args: Namespace) -> int:
    """Print the stored text exactly: every position of the study counts into these characters."""
    with reading(args) as project:
        whole = project.transcripts.get(args.transcript).text
        if args.marks:
            _marks(project.path, whole, args.json)
        elif args.json:
            output.say_json({"transcript": args.transcript, "text": whole})
        else:
            output.write_text(whole)
    return 0


def _marks(study: Path, whole: str, as_json: bool) -> None:
    """Laughter, pauses, what was not heard: kind, place in the text, and what stands there."""
    from qualcode.project.marks import marks_in

    found = [(one.kind.value, one.start, one.end) for one in marks_in(study, whole)]
    rows = [(kind, start, end, whole[start:end]) for kind, start, end in found]
    columns = ("kind", "start", "end", "text")
    if as_json:
        output.say_json([dict(zip(columns, row, strict=True)) for row in rows])
    else:
        output.say_table(columns, rows)


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
        "take transcripts (texts, documents, captions, tables) into a study, each whole or not",
        "qualcode import clinic.qualcode group1.docx group2.vtt --dry-run\n"
        "qualcode import clinic.qualcode letter.txt --kind note --encoding cp1252\n"
        "qualcode import clinic.qualcode old.txt --dry-run --explain\n"
        'qualcode import clinic.qualcode odd.txt --turns "{time} - {speaker} / {text}"',
        import_arguments,
        import_files,
    ),
    "text": Command(
        "print a transcript's stored text exactly as positions count it",
        "qualcode text clinic.qualcode group1 > group1.txt\n"
        "qualcode text clinic.qualcode group1 --marks",
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
