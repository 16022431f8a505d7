"""Keys inside lists and dialogs; the focused widget or the dialog itself does the work."""

from __future__ import annotations

from typing import Any

from qualcode.tui.commands.base import Command, Context, Group


class DialogCommand(Command):
    """A key of a dialog: calls the method of the same meaning on the dialog."""

    group, palette = Group.DIALOG, False
    method = ""

    def run(self, screen: Any) -> None:
        """Call the dialog."""
        getattr(screen, self.method)()


class ListCommand(Command):
    """A key of a list: moves the cursor of the list that has the focus, or of its entry."""

    group, context, palette = Group.DIALOG, Context.LIST, False
    rows: int | str = 0

    def enabled(self, screen: Any) -> bool:
        """Only where a list has the focus."""
        return hasattr(screen.focused, "step") or hasattr(screen, "rows_list")

    def run(self, screen: Any) -> None:
        """Move the cursor."""
        self._list(screen).step(self.rows)

    @staticmethod
    def _list(screen: Any) -> Any:
        """The focused list, or the list that belongs to the focused entry."""
        return screen.focused if hasattr(screen.focused, "step") else screen.rows_list


class RowDown(ListCommand):
    """Go to the next row."""

    key, label, rows = "down,j", "next row", 1


class RowUp(ListCommand):
    """Go to the previous row."""

    key, label, rows = "up,k", "previous row", -1


class RowsPageDown(ListCommand):
    """Go one page of rows down."""

    key, label, rows = "pagedown", "page down", "page"


class RowsPageUp(ListCommand):
    """Go one page of rows up."""

    key, label, rows = "pageup", "page up", "-page"


class FirstRow(ListCommand):
    """Go to the first row."""

    key, label, rows = "home", "first row", "first"


class LastRow(ListCommand):
    """Go to the last row."""

    key, label, rows = "end", "last row", "last"


class SaveMemo(DialogCommand):
    """Save the memo and go back; an empty memo is deleted."""

    key, label, context, method = "escape,ctrl+s,tab", "save the memo", Context.MEMO, "save"


class MarkCode(DialogCommand):
    """Mark the highlighted code, to apply several at once."""

    key, label, context, method = "tab", "mark several codes", Context.PALETTE, "mark"


COMMANDS = (
    RowDown, RowUp, RowsPageDown, RowsPageUp, FirstRow, LastRow, SaveMemo, MarkCode,
)  # fmt: skip
