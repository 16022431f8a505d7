"""``codebook``: codes with their rules, in and out as CSV, merged, and their versions."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from qualcode.cli import options, output
from qualcode.cli.command import Command
from qualcode.cli.opening import reading, writing


def import_arguments(parser: ArgumentParser) -> None:
    """STUDY FILE."""
    options.study(parser)
    parser.add_argument("file", metavar="FILE", type=Path, help="a codebook as CSV")
    options.coder(parser)


def import_file(args: Namespace) -> int:
    """Add and change codes as the file says; codes that it does not name stay."""
    with writing(args) as project:
        result = project.codebook.import_file(args.file)
    added = output.counted(result.added, "code")
    output.say(
        f"{args.file}: {added} added, {result.changed} changed, {result.unchanged} as before"
    )
    for problem in result.problems:
        output.say(f"  ! {problem}")
    return 0


def export_arguments(parser: ArgumentParser) -> None:
    """STUDY FILE."""
    options.study(parser)
    parser.add_argument("file", metavar="FILE", type=Path, help="the CSV file to write")


def export_file(args: Namespace) -> int:
    """Write the codebook with every column it came with."""
    with reading(args) as project:
        project.codebook.export_file(args.file)
        codes = output.counted(len(project.codebook.current().codes), "code")
    output.say(f"{codes} written to {args.file}")
    return 0


def show_arguments(parser: ArgumentParser) -> None:
    """STUDY."""
    options.study(parser)


def show(args: Namespace) -> int:
    """Print the tree of codes with keys and definitions."""
    with reading(args) as project:
        codebook = project.codebook.current()
    rows = [
        ("  " * depth + code.name, code.key, code.status, code.definition)
        for depth, code in codebook.walk()
    ]
    output.say_table(("code", "code_id", "status", "definition"), rows)
    return 0


def merge_arguments(parser: ArgumentParser) -> None:
    """STUDY CODE INTO."""
    options.study(parser)
    parser.add_argument("code", metavar="CODE", help="the code that goes: name, path or code_id")
    parser.add_argument("into", metavar="INTO", help="the code that stays")
    options.coder(parser)


def merge(args: Namespace) -> int:
    """Merge two codes: all coders' segments and memos, and the codes below, follow."""
    with writing(args) as project:
        book = project.codebook.current()
        gone, into = book.find(args.code), book.find(args.into)
        preview = project.codebook.merge_preview(gone.id, into.id)
        project.codebook.merge(gone.id, into.id)
    output.say(
        f"“{book.paths[gone.id]}” is merged into “{book.paths[into.id]}”: "
        f"{output.counted(preview.segments, 'segment')} of yours followed "
        f"({preview.duplicates} stood on the same passage), "
        f"{output.counted(preview.children, 'code')} below it, "
        f"{output.counted(preview.memos, 'memo')} of yours on it"
    )
    return 0


def freeze_arguments(parser: ArgumentParser) -> None:
    """STUDY LABEL."""
    options.study(parser)
    parser.add_argument("label", metavar="LABEL", help="what the present version is called")
    options.coder(parser)


def freeze(args: Namespace) -> int:
    """Give the present version of the codebook a label."""
    with writing(args) as project:
        number = project.codebook.freeze(args.label)
    output.say(f"version {number} of the codebook is called “{args.label}”")
    return 0


def versions_arguments(parser: ArgumentParser) -> None:
    """STUDY."""
    options.study(parser)
    options.coder(parser)


def versions(args: Namespace) -> int:
    """Print the versions of the codebook, the newest last."""
    with reading(args) as project:
        found = project.codebook.versions()
    rows = [
        (
            one.number,
            one.created.isoformat(" ", "minutes") if one.created else None,
            one.coder,
            one.label,
            one.changed,
            one.own,
        )
        for one in found
    ]
    output.say_table(("version", "made", "by", "label", "codes changed", "own segments"), rows)
    return 0


def compare_arguments(parser: ArgumentParser) -> None:
    """STUDY OLDER [NEWER]."""
    options.study(parser)
    parser.add_argument("older", metavar="OLDER", help="a version: its number or its label")
    parser.add_argument(
        "newer", metavar="NEWER", nargs="?", help="another version (default: the present one)"
    )


def compare(args: Namespace) -> int:
    """Print what differs between two versions of the codebook."""
    with reading(args) as project:
        book = project.codebook
        older = book.find_version(args.older)
        newer = book.find_version(args.newer) if args.newer else book.current().version
        found = book.compare(older, newer)
    if not found.differences:
        output.say(f"versions {older} and {newer} say the same")
        return 0
    rows = [(one.path, one.kind, one.field, one.before, one.after) for one in found.differences]
    output.say_table(("code", "what", "field", f"version {older}", f"version {newer}"), rows)
    return 0


COMMANDS = {
    "codebook": Command(
        "import, export, show or merge codes; versions of the codebook",
        "qualcode codebook import clinic.qualcode codes.csv",
        parts={
            "import": Command(
                "add the codes of a CSV file, and change those it names again",
                "qualcode codebook import clinic.qualcode codes.csv",
                import_arguments,
                import_file,
            ),
            "export": Command(
                "write the codebook as CSV, every column kept",
                "qualcode codebook export clinic.qualcode codes.csv",
                export_arguments,
                export_file,
            ),
            "show": Command(
                "print the codes as a tree, with their definitions",
                "qualcode codebook show clinic.qualcode",
                show_arguments,
                show,
            ),
            "merge": Command(
                "merge a code into another, with all that was coded with it",
                "qualcode codebook merge clinic.qualcode cost money",
                merge_arguments,
                merge,
            ),
            "freeze": Command(
                "give the present version of the codebook a label",
                'qualcode codebook freeze clinic.qualcode "after the pilot"',
                freeze_arguments,
                freeze,
            ),
            "versions": Command(
                "list the versions of the codebook",
                "qualcode codebook versions clinic.qualcode",
                versions_arguments,
                versions,
            ),
            "compare": Command(
                "tell what differs between two versions of the codebook",
                'qualcode codebook compare clinic.qualcode "after the pilot"',
                compare_arguments,
                compare,
            ),
        },
    ),
}
