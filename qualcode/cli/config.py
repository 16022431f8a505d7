"""``config``: where the settings are, what they are, and a documented file of them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import fields

from qualcode import settings
from qualcode.cli import output
from qualcode.cli.command import Command
from qualcode.domain.errors import BadInput


def locate(_args: Namespace) -> int:
    """Print the path of the file, whether it exists or not."""
    output.say(str(settings.config_path()))
    return 0


def show(_args: Namespace) -> int:
    """Print every setting with its value; 2 where something in the file cannot be used."""
    loaded = settings.load()
    rows = [
        (one.name, settings.as_toml(getattr(loaded.settings, one.name)), one.metadata["words"])
        for one in fields(loaded.settings)
    ]
    output.say_table(("setting", "value", "meaning"), rows)
    for problem in loaded.problems:
        output.complain(problem)
    return BadInput.exit_code if loaded.problems else 0


def write(args: Namespace) -> int:
    """Write the documented file."""
    path = settings.config_path()
    if problem := settings.write_new(path, settings.sample(), force=args.force):
        raise BadInput(problem)
    output.say(f"{path} written: every setting with its default, as comments")
    return 0


def _force(parser: ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help="write over a file that is there")


COMMANDS = {
    "config": Command(
        "find, show or write the file of settings",
        "qualcode config locate\nqualcode config write",
        parts={
            "locate": Command("print where the file of settings is", run=locate),
            "show": Command("print all settings", run=show),
            "write": Command("write a file with every setting explained", "", _force, write),
        },
    ),
}
