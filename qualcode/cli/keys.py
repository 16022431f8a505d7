"""``keys``: every command of the screen with its key, and the file that changes them."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from qualcode import settings
from qualcode.cli import output
from qualcode.cli.command import Command
from qualcode.domain.errors import BadInput

HERE = ""
"""Stands for the place where the program reads the file."""


def keys(args: Namespace) -> int:
    """Print the table of commands, write the file, check it, or show what keys arrive as."""
    if args.write is not None:
        return _write(args.write, force=args.force)
    if args.check:
        return _check()
    if args.show:
        return _show()
    return _table()


def _table() -> int:
    from qualcode.tui.commands import keyfile, keymap
    from qualcode.tui.commands.registry import key_table

    loaded = keyfile.load(layouts=settings.load().settings.keyboard_layouts)
    keymap.use(loaded.keymap)
    output.say_table(
        ("key", "command", "where", "name"),
        [(row.key, row.help, row.context.value, row.name) for row in key_table()],
    )
    for problem in loaded.problems:
        output.complain(problem)
    return 0


def _write(given: str, *, force: bool) -> int:
    from qualcode.tui.commands import keyfile

    if given == "-":
        output.write_text(keyfile.sample())
        return 0
    path = Path(given) if given else keyfile.keys_path()
    if problem := settings.write_new(path, keyfile.sample(), force=force):
        raise BadInput(problem)
    output.say(f"{path} written: every command with its default keys, as comments")
    return 0


def _check() -> int:
    from qualcode.tui.commands import keyfile

    problems = keyfile.load().found
    for problem in problems:
        output.say(problem)
    if not problems:
        path = keyfile.keys_path()
        output.say(f"{path} has no problems" if path.exists() else f"there is no {path}")
    return BadInput.exit_code if problems else 0


def _show() -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadInput("keys can be shown only in a terminal")
    from qualcode.tui.arriving import show_keys

    return show_keys()


def arguments(parser: ArgumentParser) -> None:
    """--write --force --check --show."""
    doing = parser.add_mutually_exclusive_group()
    doing.add_argument(
        "--write",
        metavar="PATH",
        nargs="?",
        const=HERE,
        help="write a file with every command and its default keys (-: print it)",
    )
    doing.add_argument("--check", action="store_true", help="list what is wrong with your file")
    doing.add_argument("--show", action="store_true", help="show what a key press arrives as")
    parser.add_argument("--force", action="store_true", help="write over a file that is there")


COMMANDS = {
    "keys": Command(
        "list every command of the screen with its key",
        "qualcode keys\nqualcode keys --write\nqualcode keys --check",
        arguments,
        keys,
    ),
}
