"""What a key press arrives as: for who wants to give a key to a command."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import BindingType

from qualcode import settings
from qualcode.tui.commands import keyfile, keymap
from qualcode.tui.commands.registry import all_commands
from qualcode.tui.sturdy import Sturdy
from qualcode.tui.widgets.painting import Pieces, pieces
from qualcode.tui.widgets.pane import Pane

LEAVE = "q"
MOST = 200


class Arriving(Sturdy, App[int], inherit_bindings=False):
    """Lists each key that arrives, and the commands that have it; q twice ends it."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []
    CSS = "Pane { width: 1fr; height: 1fr; padding: 0 1; }"

    def __init__(self) -> None:
        """Nothing was pressed yet; the user's keys are in force."""
        keymap.use(keyfile.load(layouts=settings.load().settings.keyboard_layouts).keymap)
        super().__init__()
        self.before = ""
        self.seen: list[Pieces] = []

    def compose(self) -> ComposeResult:
        """One pane."""
        yield Pane()

    def on_mount(self) -> None:
        """Say what to do."""
        self.list_keys()

    def on_key(self, event: events.Key) -> None:
        """List the key, or leave."""
        if event.key == self.before == LEAVE:
            self.exit(0)
        self.before = event.key
        own = keymap.meant(event.character or "") if len(event.character or "") == 1 else ""
        shown = keyfile.written(event.key)
        names = commands_of(event.key) or (commands_of(own) if own != event.character else [])
        words = ", ".join(names) or "no command has it"
        self.seen.insert(0, pieces((f"{shown:<16} ", "key"), words))
        del self.seen[MOST:]
        self.list_keys()

    def list_keys(self) -> None:
        """Show what arrived, the latest first."""
        first = pieces(("Press keys to see what arrives of them. q twice ends this.", "strong"))
        self.query_one(Pane).show([first, (), *self.seen])


def commands_of(key: str) -> list[str]:
    """Names of the commands that a key does, somewhere."""
    return [one.name() for one in all_commands() if key in one.key_names()]


def show_keys() -> int:
    """List keys until q was pressed twice; the exit code."""
    return Arriving().run(mouse=False) or 0
