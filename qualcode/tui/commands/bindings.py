"""Commands as Textual bindings; apart from the registry, which does not need Textual."""

from __future__ import annotations

from textual.binding import Binding

from qualcode.tui.commands.base import Context
from qualcode.tui.commands.registry import all_commands


def bindings_for(*contexts: Context) -> list[Binding]:
    """Bindings of the commands of these contexts; the id of each is the command's name."""
    return [
        Binding(
            command.key,
            f"app.command({command.name()!r})",
            command.label,
            show=False,
            id=command.name(),
            priority=command.context is Context.EVERYWHERE and command.key.startswith("ctrl"),
        )
        for command in all_commands()
        if command.key and command.context in contexts
    ]
