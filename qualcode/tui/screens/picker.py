"""Choosing one thing out of many by typing a few letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from qualcode.tui.commands.base import Context
from qualcode.tui.screens.base import Dialog
from qualcode.tui.widgets.entry import Entry
from qualcode.tui.widgets.lines import LineList, Row
from qualcode.tui.widgets.painting import Pieces
from qualcode.tui.widgets.pane import Pane

T = TypeVar("T")


class Picker(Dialog[T]):
    """An entry, the rows that fit it, and a preview of the highlighted row."""

    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST,)
    hint = "⏎ choose · {CloseDialog} back"
    has_preview = True

    def rows_for(self, query: str) -> Sequence[Row]:
        """Rows that fit what was typed, the best first."""
        raise NotImplementedError

    def preview(self, key: str) -> Sequence[Pieces]:  # noqa: ARG002
        """What is shown of the highlighted row."""
        return ()

    def nothing(self, query: str) -> str:
        """What to do next where no row fits."""
        return f"Nothing fits “{query}”: type less, or Esc goes back." if query else ""

    def choose(self, key: str) -> None:
        """A row was chosen."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Title, entry, rows beside the preview, keys."""
        title, hint = self.frame_lines()
        with Vertical(classes="box wide picker"):
            yield title
            yield Entry(id="entry")
            with Horizontal(id="found"):
                yield LineList(id="rows", steal_focus=False)
                if self.has_preview:
                    yield Pane(id="preview")
            yield hint

    def on_mount(self) -> None:
        """List everything to begin with."""
        self.query_one("#rows", LineList).can_focus = False
        self.set_focus(self.query_one(Entry))
        self.list_rows()

    @property
    def rows_list(self) -> LineList:
        """The rows, for the keys that move among them."""
        return self.query_one("#rows", LineList)

    @property
    def query_text(self) -> str:
        """What was typed."""
        return self.query_one(Entry).value

    def list_rows(self, *, first: bool = True) -> None:
        """List the rows for what is typed now; the cursor goes to the first one."""
        rows = self.rows_for(self.query_text)
        top = next((row.key for row in rows if not row.heading), None)
        self.rows_list.say_if_empty("" if rows else self.nothing(self.query_text))
        self.rows_list.set_rows(rows, cursor=top if first else None)
        self.show_preview()

    def show_preview(self) -> None:
        """Show the highlighted row's preview."""
        if self.has_preview:
            row = self.rows_list.current
            self.query_one("#preview", Pane).show(self.preview(row.key) if row else ())

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """List again."""
        event.stop()
        self.list_rows()

    @on(LineList.Highlighted)
    def highlighted(self) -> None:
        """Another row is under the cursor."""
        self.show_preview()

    @on(LineList.Chosen)
    def clicked(self, event: LineList.Chosen) -> None:
        """A row was clicked."""
        self.choose(event.key)

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        """Enter chooses the row under the cursor."""
        event.stop()
        if row := self.rows_list.current:
            self.choose(row.key)
