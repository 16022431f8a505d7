"""All keys by group, the mouse, and where the program keeps its files."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from qualcode.tui import places
from qualcode.tui.commands.base import Context
from qualcode.tui.commands.bindings import bindings_for
from qualcode.tui.commands.registry import key_table
from qualcode.tui.screens.base import Dialog
from qualcode.tui.widgets.lines import LineList, Row
from qualcode.tui.widgets.painting import pieces, wrap

MOUSE = (
    ("click", "select the unit under the pointer"),
    ("double click", "select the word; three clicks select the sentence"),
    ("drag", "select freely, by whole words"),
    ("click a speaker", "select the turn"),
    ("click a bracket", "select that segment and show its code"),
    ("wheel", "scroll the text, the selection stays"),
    ("shift+drag", "the terminal's own selection, for copying"),
)
KEY_COLUMN = 16


class HelpScreen(Dialog[None]):
    """Help that is made from the commands themselves."""

    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST,)
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for(Context.LIST),
        Binding("question_mark,f1,q,enter", "cancel", "back", show=False),
    ]
    heading = "Keys"
    hint = "↓↑ PgDn PgUp scroll · Esc back"

    def compose(self) -> ComposeResult:
        """Title, rows, keys."""
        title, hint = self.frame_lines()
        with Vertical(classes="box wide tall"):
            yield title
            yield LineList(id="rows")
            yield hint

    def on_mount(self) -> None:
        """List everything and take the keys."""
        self.rows_list.styles.height = "1fr"
        self.set_focus(self.rows_list)
        self.after_paint(self.list_keys)

    def on_resize(self) -> None:
        """Wrap to the present width."""
        self.after_paint(self.list_keys)

    @property
    def rows_list(self) -> LineList:
        """The rows."""
        return self.query_one(LineList)

    def list_keys(self) -> None:
        """List all commands by group, then the mouse, then the files."""
        rows: list[Row] = []
        group = None
        for row in key_table():
            if row.group is not group:
                group = row.group
                rows += self._heading(group.value)
            rows += self._entry(row.name, row.key, row.help)
        rows += self._heading("Mouse")
        for key, text in MOUSE:
            rows += self._entry(key, key, text)
        rows += self._heading("Files")
        rows += self._entry("state", "settings, log", str(places.state_folder()))
        self.rows_list.set_rows(rows[1:])

    def _heading(self, text: str) -> list[Row]:
        return [
            Row(f"space {text}", (), heading=True),
            Row(f"heading {text}", pieces((text, "heading")), heading=True),
        ]

    def _entry(self, key: str, shown: str, text: str) -> list[Row]:
        """One row, and rows that cannot be chosen for what does not fit on it."""
        first, *more = wrap(text, max(self.rows_list.size.width - KEY_COLUMN - 3, 20))
        lead = " " * (KEY_COLUMN + 2)
        rows = [Row(key, pieces((f"  {shown:<{KEY_COLUMN}}", "key"), first))]
        for number, line in enumerate(more):
            rows.append(Row(f"{key} {number}", pieces(lead + line), heading=True))
        return rows
