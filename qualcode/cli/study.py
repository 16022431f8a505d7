"""``new``, ``status``, ``settings`` and ``doctor``: a study as a whole."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from qualcode.cli import options, output
from qualcode.cli.command import Command
from qualcode.cli.opening import known_reader, reading, writing

APPROACHES = ("reliability", "codebook", "reflexive")


def new_arguments(parser: ArgumentParser) -> None:
    """STUDY --title --approach --coder."""
    parser.add_argument("study", metavar="STUDY", type=Path, help="the file to make")
    parser.add_argument("--title", metavar="T", default="", help="title (default: the file's name)")
    parser.add_argument(
        "--approach",
        choices=APPROACHES,
        default=APPROACHES[0],
        help="how the study codes; decides what the screens show (default: %(default)s)",
    )
    options.coder(parser)


def new(args: Namespace) -> int:
    """Make an empty study; an existing file is never overwritten."""
    from qualcode.project import create_project

    with create_project(
        args.study, title=args.title, approach=args.approach, coder=args.coder
    ) as project:
        output.say(f"{project.path} made; coder: {project.coder.name}")
    return 0


def status_arguments(parser: ArgumentParser) -> None:
    """STUDY --coder --everyone --json."""
    options.study(parser)
    options.reader(parser)
    options.as_json(parser)


def status(args: Namespace) -> int:
    """Print the state of the study, of others' coding only what the coder may see."""
    with reading(args) as project:
        known_reader(args, project)
        facts = project.status(everyone=args.everyone)
        hidden = options.hidden(args, project)
    if args.json:
        output.say_json(facts)
        return 0
    output.say(f"{facts['title']} ({args.study}), approach: {facts['approach']}")
    codes = output.counted(facts["codes"], "code")
    output.say(
        f"{output.counted(len(facts['transcripts']), 'transcript')}, "
        f"{output.counted(facts['turns'], 'turn')}, "
        f"{output.counted(facts['speakers'], 'speaker')}, "
        f"{codes} (codebook version {facts['codebook_version']})"
    )
    output.say()
    columns = ("name", "kind", "turns", "speakers", "words", "characters")
    rows = [tuple(one[column] for column in columns) for one in facts["transcripts"]]
    output.say_table(("transcript", *columns[1:]), rows)
    output.say()
    output.say_table(
        ("coder", "segments", "finished"),
        [
            (name, facts["segments"].get(name, 0), ", ".join(done) or "nothing yet")
            for name, done in facts["finished"].items()
        ],
    )
    if hidden:
        output.say(hidden)
    return 0


def settings_arguments(parser: ArgumentParser) -> None:
    """STUDY --weights --coder."""
    options.study(parser)
    parser.add_argument(
        "--weights",
        choices=("on", "off"),
        help="whether segments may be weighed from 0 (mentions only) to 3 (strong)",
    )
    options.coder(parser)


def settings(args: Namespace) -> int:
    """Print how the study codes, after changing what was named."""
    opened = writing(args) if args.weights else reading(args)
    with opened as project:
        if args.weights:
            project.set_weighted(args.weights == "on")
        output.say(f"approach: {project.approach}")
        output.say(f"weights: {'on' if project.weighted else 'off'}")
    return 0


def doctor_arguments(parser: ArgumentParser) -> None:
    """STUDY."""
    options.study(parser)


def doctor(args: Namespace) -> int:
    """Check the file, its positions and quotations; 1 where something is damaged."""
    from qualcode.project.doctor import examine
    from qualcode.project.opening import project_path

    path = args.study if args.study.exists() else project_path(args.study)
    examination = examine(path)
    output.say(examination.as_text())
    return 0 if examination.ok else 1


COMMANDS = {
    "new": Command(
        "make an empty study",
        'qualcode new clinic.qualcode --title "Clinic study" --approach codebook',
        new_arguments,
        new,
    ),
    "status": Command(
        "show what a study holds and how far its coders are",
        "qualcode status clinic.qualcode --json",
        status_arguments,
        status,
    ),
    "settings": Command(
        "show or change how a study codes",
        "qualcode settings clinic.qualcode --weights on",
        settings_arguments,
        settings,
    ),
    "doctor": Command(
        "check a study file: integrity, foreign keys, positions and quotations",
        "qualcode doctor clinic.qualcode",
        doctor_arguments,
        doctor,
    ),
}
