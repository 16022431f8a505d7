"""How the cell under the cursor of a table looks."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style

from qualcode.tui.widgets.base import Painted


class CellCursor(Painted):
    """A table with a cursor on one of its cells."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"cell--cursor", "cell--cursor-away"}
    DEFAULT_CSS = """
    CellCursor {
        width: 1fr;
        height: 1fr;
        padding: 0 1;
        & .cell--cursor { background: $primary 45%; color: $text; }
        & .cell--cursor-away { background: $foreground 15%; }
        &:ansi .cell--cursor { background: ansi_default; text-style: reverse; }
        &:ansi .cell--cursor-away { background: ansi_default; text-style: underline; }
    }
    """

    @property
    def cursor_style(self) -> Style:
        """The style of the cell under the cursor, to lay over a row's own."""
        return self.get_component_rich_style(
            "cell--cursor" if self.has_focus else "cell--cursor-away"
        )
