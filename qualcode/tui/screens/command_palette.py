"""Every command that can be done now, found by its name."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.tui import ranking
from qualcode.tui.commands.base import Command
from qualcode.tui.screens.picker import Picker
from qualcode.tui.widgets.lines import Row
from qualcode.tui.widgets.painting import Pieces, pieces


class CommandPalette(Picker[str]):
    """Ends with the name of a command, or None."""

    heading = "All commands"
    hint = "⏎ do it · {CloseDialog} back"

    def __init__(self, commands: Sequence[Command]) -> None:
        """Take the commands that can be done."""
        super().__init__()
        self.commands = {command.name(): command for command in commands}

    def rows_for(self, query: str) -> Sequence[Row]:
        """Commands that fit, the best first; without a query in the order of the help."""
        found = []
        for index, command in enumerate(self.commands.values()):
            words = f"{command.label} {command.help()}"
            fit = ranking.match(query.strip(), command.label, words) if query.strip() else (0, 0)
            if fit is not None:
                found.append(((*fit, index), command))
        found = ranking.close_only(found, lambda one: one[0][0])
        return [self._row(command) for _, command in sorted(found, key=lambda one: one[0])]

    def _row(self, command: Command) -> Row:
        left = pieces(f" {command.label}", (f"  {command.group.value}", "muted"))
        return Row(command.name(), left, pieces((f"{command.way_text()} ", "key")))

    def preview(self, key: str) -> Sequence[Pieces]:
        """What the highlighted command does."""
        return [pieces(self.commands[key].help())]

    def choose(self, key: str) -> None:
        """Close with the name of the command."""
        self.dismiss(key)
