"""Arguments that several commands share, and what they mean."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.domain.tables import Filters

if TYPE_CHECKING:
    from qualcode.project import Project


def study(parser: ArgumentParser) -> None:
    """STUDY: the project file; the suffix may be left out."""
    parser.add_argument("study", metavar="STUDY", type=Path, help="the study's file")


def coder(parser: ArgumentParser) -> None:
    """--coder: who does it."""
    parser.add_argument(
        "--coder",
        metavar="NAME",
        help="who does it (default: the configured name, else the login name)",
    )


def coders(parser: ArgumentParser) -> None:
    """--coder NAME ...: whose coding."""
    parser.add_argument(
        "--coder", metavar="NAME", nargs="+", action="extend", default=[], help="only these coders"
    )


def reader(parser: ArgumentParser) -> None:
    """--coder and --everyone: who looks, and whether at everyone's work."""
    parser.add_argument(
        "--coder",
        metavar="NAME",
        help="who looks (default: the configured name, else the login name)",
    )
    parser.add_argument(
        "--everyone",
        action="store_true",
        help="show every coder's work, also where not both have finished: for whoever leads the "
        "study, not for its coders",
    )


def hidden(args: Namespace, project: Project) -> str:
    """What is not shown of other coders' work, as a sentence; "" where there is nobody else."""
    others = any(one.id != project.coder.id for one in project.coders.all())
    if args.everyone or not others:
        return ""
    return (
        f"(seen as {project.coder.name}: of other coders only what lies in transcripts that both "
        "have finished)"
    )


def as_json(parser: ArgumentParser) -> None:
    """--json: machine-readable output."""
    parser.add_argument("--json", action="store_true", help="print JSON and nothing else")


def transcripts(parser: ArgumentParser, help: str = "only these transcripts") -> None:
    """--transcript NAME ...: one or several names, also repeated."""
    parser.add_argument(
        "--transcript", metavar="NAME", nargs="+", action="extend", default=[], help=help
    )


def sets(parser: ArgumentParser) -> None:
    """--set NAME ...: transcripts by the sets of the study, beside --transcript."""
    parser.add_argument(
        "--set",
        dest="sets",
        metavar="NAME",
        nargs="+",
        action="extend",
        default=[],
        help="only the transcripts of these sets",
    )


def all_text(parser: ArgumentParser) -> None:
    """--all-text: count those who lead the talk too."""
    parser.add_argument(
        "--all-text",
        action="store_true",
        help="count moderator, assistant and interpreter too",
    )


def count(text: str) -> int:
    """A whole number of steps, 1 or more."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise ArgumentTypeError(f"“{text}” is not a number of steps (1, 2, 3 ...)")
    return int(text)


def names(text: str) -> list[str]:
    """Names separated by commas, without the empty ones."""
    return [name.strip() for name in text.split(",") if name.strip()]


def filters(args: Namespace, project: Project) -> Filters:
    """The filters of a table from --coder, --code, --transcript, --set, --all-text and --union."""
    return Filters(
        coders=tuple(args.coder),
        codes=code_ids(project, args.code),
        transcripts=tuple(args.transcript),
        all_text=args.all_text,
        union=args.union,
        sets=tuple(args.sets),
    )


def code_ids(project: Project, given: list[str]) -> tuple[str, ...]:
    """Ids of codes given by name, path or key; BadInput for one that is not in the codebook."""
    if not given:
        return ()
    codebook = project.codebook.current()
    return tuple(codebook.find(text).id for text in given)
