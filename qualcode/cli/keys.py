"""``keys``: every command of the screen with its key."""

from __future__ import annotations

from argparse import Namespace

from qualcode.cli import output
from qualcode.cli.command import Command


def keys(_args: Namespace) -> int:
    """Print the table of commands; no screen is opened."""
    from qualcode.tui.commands.registry import key_table

    output.say_table(
        ("key", "command", "where"),
        [(row.key, row.help, row.context.value) for row in key_table()],
    )
    return 0


COMMANDS = {
    "keys": Command(
        "list every command of the screen with its key",
        "qualcode keys",
        run=keys,
    ),
}
