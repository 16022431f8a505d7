"""``history``, ``undo`` and ``redo``: what was done, taken back, and done again."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from qualcode.cli import options, output
from qualcode.cli.command import Command
from qualcode.cli.opening import known_reader, reading, writing

if TYPE_CHECKING:
    from qualcode.domain.tables import Cell
    from qualcode.project.history import HistoryEntry


EVERYTHING = 1_000_000_000
"""More actions than any study has."""


def history_arguments(parser: ArgumentParser) -> None:
    """STUDY --coder --everyone --json."""
    options.study(parser)
    options.reader(parser)
    options.as_json(parser)


def history(args: Namespace) -> int:
    """List the coder's actions, and others' that concern the whole study, oldest first.

    The list holds no participant's words.
    """
    with reading(args) as project:
        known_reader(args, project)
        if args.everyone:
            entries = project.history.entries()
        else:
            entries = project.history.window(limit=EVERYTHING)[::-1]
    if args.json:
        output.say_json([_facts(entry) for entry in entries])
        return 0
    rows = [
        (
            entry.sequence,
            f"{entry.at:%Y-%m-%d %H:%M}",
            entry.coder,
            entry.sentence,
            "taken back" if entry.undone else "",
        )
        for entry in entries
    ]
    output.say_table(("no", "when (UTC)", "coder", "what", ""), rows)
    return 0


def _facts(entry: HistoryEntry) -> dict[str, Cell]:
    return {
        "sequence": entry.sequence,
        "at": entry.at.isoformat(),
        "coder": entry.coder,
        "kind": entry.kind,
        "sentence": entry.sentence,
        "undone": entry.undone,
    }


def step_arguments(parser: ArgumentParser) -> None:
    """STUDY [N] --coder."""
    options.study(parser)
    parser.add_argument(
        "steps",
        metavar="N",
        nargs="?",
        type=options.count,
        default=1,
        help="how many actions (default: 1)",
    )
    options.coder(parser)


def undo(args: Namespace) -> int:
    """Take back the coder's own newest actions; 1 where there is nothing to take back."""
    with writing(args) as project:
        for step in project.history.undo(args.steps):
            output.say(f"taken back: {step.sentence}")
    return 0


def redo(args: Namespace) -> int:
    """Do again what the coder took back; 1 where there is nothing."""
    with writing(args) as project:
        for step in project.history.redo(args.steps):
            output.say(f"done again: {step.sentence}")
    return 0


COMMANDS = {
    "history": Command(
        "list what was done to a study, by whom and when",
        "qualcode history clinic.qualcode --json",
        history_arguments,
        history,
    ),
    "undo": Command(
        "take back the coder's newest actions, also those of earlier days",
        "qualcode undo clinic.qualcode 3 --coder rk",
        step_arguments,
        undo,
    ),
    "redo": Command(
        "do again what was taken back",
        "qualcode redo clinic.qualcode",
        step_arguments,
        redo,
    ),
}
