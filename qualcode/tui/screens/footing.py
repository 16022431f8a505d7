"""The last line of a screen: the keys that are useful now, each with what it does."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from qualcode.tui.commands.base import Command, Context
from qualcode.tui.commands.keymap import remembered
from qualcode.tui.commands.registry import commands_by_name, footer_commands
from qualcode.tui.widgets.painting import Pieces, cells, pieces

_NAMED = re.compile(r"\{([A-Z][A-Za-z0-9]+)\}")


def footer_of(screen: Any, contexts: Iterable[Context], width: int) -> tuple[Pieces, Pieces]:
    """Commands of these contexts that can be done now, as far as they fit; "? keys" always."""
    wanted = frozenset(contexts)
    right = pieces((first_key(commands_by_name()["Help"]), "key"), (" keys", "muted"))
    room = width - cells(right) - 2
    found: list[str | tuple[str, str]] = []
    used = 0
    for command in footer_commands():
        if command.context not in wanted or command.name() == "Help":
            continue
        words = command.prompt(screen) if command.enabled(screen) else ""
        key = first_key(command) if words else ""
        if not key:
            continue
        size = len(key) + len(words) + 3
        if used + size > room:
            continue
        used += size
        found += [(key, "key"), (f" {words}", "muted"), "  "]
    return pieces(*found), right


@remembered
def first_key(command: Command) -> str:
    """The key that is named where there is room for one."""
    return command.key_text().split(" ")[0] or command.way_text()


def with_keys(text: str) -> str:
    """A text in which ``{Command}`` stands for the key of that command."""
    return _NAMED.sub(lambda found: first_key(commands_by_name()[found[1]]), text)
