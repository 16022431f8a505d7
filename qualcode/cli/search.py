"""``search``: find words in all transcripts."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from qualcode.cli import options, output
from qualcode.cli.command import Command

if TYPE_CHECKING:
    from qualcode.domain.tables import Cell
    from qualcode.project.search import Hit

LIMIT = 50
WIDTH = 100


def arguments(parser: ArgumentParser) -> None:
    """STUDY QUERY --limit --rebuild --coder --json."""
    options.study(parser)
    parser.add_argument(
        "query",
        metavar="QUERY",
        nargs="?",
        default="",
        help='words, "a phrase", begin*, -without, code:, speaker:, role:, group: ...',
    )
    parser.add_argument(
        "--limit",
        metavar="N",
        type=_limit,
        default=LIMIT,
        help=f"show at most N turns (default: {LIMIT}; 0 for all)",
    )
    parser.add_argument(
        "--rebuild", action="store_true", help="first make the full-text index from the text again"
    )
    options.coder(parser)
    options.as_json(parser)


def _limit(text: str) -> int | None:
    if not text.isascii() or not text.isdigit():
        raise ArgumentTypeError(f"“{text}” is not a number of turns (0, 1, 2 ...)")
    return int(text) or None


def search(args: Namespace) -> int:
    """List the turns that fit, the best first; 1 where there is none."""
    from qualcode.domain.errors import BadInput
    from qualcode.project import open_project

    if not args.query.strip() and not args.rebuild:
        raise BadInput("say what to search for, such as: qualcode search STUDY 'wait* -nurse'")
    with open_project(args.study, coder=args.coder, write=args.rebuild) as project:
        if args.rebuild:
            project.search.rebuild()
        result = project.search.find(args.query, limit=args.limit)
    if args.json:
        hits = [_facts(hit) for hit in result.hits]
        output.say_json({"total": result.total, "hits": hits})
    elif result.hits:
        output.say_table(("transcript", "turn", "speaker", "text"), [_row(h) for h in result.hits])
    if not args.json and not result.query.is_empty:
        shown = "" if len(result.hits) == result.total else f", {len(result.hits):,} shown"
        output.say(f"{output.counted(result.total, 'turn')}{shown}")
    return 0 if result.total or result.query.is_empty else 1


def _row(hit: Hit) -> tuple[Cell, ...]:
    words = "".join(part for part, _ in hit.snippet(WIDTH))
    return (hit.turn.transcript, hit.turn.index + 1, hit.turn.speaker, words)


def _facts(hit: Hit) -> dict[str, object]:
    return {
        "transcript": hit.turn.transcript,
        "turn": hit.turn.index + 1,
        "speaker": hit.turn.speaker,
        "text": hit.turn.text,
        "matches": [[span.start, span.end] for span in hit.spans],
        "codes": [code.key for code in hit.codes],
    }


COMMANDS = {
    "search": Command(
        "find words in all transcripts, the best places first",
        "qualcode search clinic.qualcode 'wait* -nurse role:participant' --limit 20",
        arguments,
        search,
    ),
}
