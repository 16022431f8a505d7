"""Keys of the matrix of codes."""

from __future__ import annotations

from typing import Any, ClassVar

from qualcode.tui.commands.base import Command, Context, Group


class MatrixCommand(Command):
    """A command of the matrix: calls the method of the same meaning on the view."""

    context, group = Context.MATRIX, Group.VIEW
    method: ClassVar[str] = ""

    def possible(self, screen: Any) -> bool:
        """Only where there is a table."""
        return hasattr(screen, "grid")

    def run(self, screen: Any) -> None:
        """Call the view."""
        getattr(screen, self.method)()


class OpenCell(MatrixCommand):
    """List the passages of the cell; once more: show them as passages of the code."""

    key, label, footer, palette, method = "enter", "passages", 10, False, "open"

    def prompt(self, screen: Any) -> str:
        """Says what comes next."""
        if screen.focused is screen.listed:
            return "to the text"
        if not screen.cell_segments():
            return ""
        return "all passages" if screen.has_class("-listing") else "passages"


class GridMove(MatrixCommand):
    """Moves the cursor of the table sideways."""

    group, palette = Group.DIALOG, False
    needs = "This key moves in the table: {MatrixPanel} goes there."
    columns: ClassVar[int | str] = 0

    def possible(self, screen: Any) -> bool:
        """Only in the table."""
        return super().possible(screen) and screen.focused is screen.grid

    def run(self, screen: Any) -> None:
        """Move it."""
        screen.grid.sidestep(self.columns)


class CellRight(GridMove):
    """Go to the next column."""

    key, label, columns = "right,l", "next column", 1


class CellLeft(GridMove):
    """Go to the previous column."""

    key, label, columns = "left", "previous column", -1


class CellsRight(GridMove):
    """Go as many columns to the right as are in view."""

    key, label, columns = "shift+right", "columns right", "page"


class CellsLeft(GridMove):
    """Go as many columns to the left as are in view."""

    key, label, columns = "shift+left", "columns left", "-page"


class MatrixRows(MatrixCommand):
    """Change the rows: codes, codes with those below, or themes with all below them."""

    key, label, footer, method = "r", "rows", 20, "next_rows"


class MatrixColumns(MatrixCommand):
    """Choose the columns: speakers, groups, roles, or an attribute of people or groups."""

    key, label, footer, method = "c", "columns", 25, "ask_columns"


class MatrixCount(MatrixCommand):
    """Change what is counted: mentions, different speakers, groups, or per 1,000 words."""

    key, label, footer, method = "n", "what is counted", 30, "next_measure"


class MatrixShare(MatrixCommand):
    """Show counts, or shares of the row or of the column in per cent."""

    key, label, footer, method = "percent_sign,p", "share", 35, "next_share"


class MatrixHide(MatrixCommand):
    """Leave out rows and columns without a mention, or show them again."""

    key, label, footer, method = "h", "hide zero", 40, "toggle_unused"

    def prompt(self, screen: Any) -> str:
        """Says what it does now."""
        return "show all" if screen.hide else self.label


class MatrixExport(MatrixCommand):
    """Write the table as it is shown to a file, with its recipe beside it."""

    key, label, footer, method = "x", "export", 45, "ask_export"

    def prompt(self, screen: Any) -> str:
        """In the footer only where there is room for it."""
        return self.label if screen.size.width >= 100 else ""


class MatrixPanel(MatrixCommand):
    """Go to the list of passages, or back to the table."""

    key, label, footer, method = "tab,shift+tab", "panels", 95, "next_panel"
    needs = "No passages are listed: {OpenCell} on a cell lists them beside the table."

    def possible(self, screen: Any) -> bool:
        """Only where the list is open."""
        return super().possible(screen) and bool(screen.has_class("-listing"))


COMMANDS = (
    OpenCell, CellRight, CellLeft, CellsRight, CellsLeft, MatrixRows, MatrixColumns, MatrixCount,
    MatrixShare, MatrixHide, MatrixExport, MatrixPanel,
)  # fmt: skip
