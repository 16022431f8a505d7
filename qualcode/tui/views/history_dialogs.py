"""Dialogs of the history: what is shown, and the codebook as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.codebook_changes import ADDED, KINDS, Difference, compared
from qualcode.tui.commands.base import Context
from qualcode.tui.screens.base import Dialog
from qualcode.tui.screens.picker import Picker
from qualcode.tui.views.dashboard_rows import counted
from qualcode.tui.widgets.lines import LineList, Row
from qualcode.tui.widgets.painting import pieces
from qualcode.tui.widgets.pane import Pane


class FilterPicker(Picker[str]):
    """Ends with the key of the option chosen; typing narrows the list."""

    has_preview = False

    def __init__(self, heading: str, options: Sequence[tuple[str, str]]) -> None:
        """Take (key, words) of each option."""
        super().__init__()
        self.heading, self.options = heading, options

    def rows_for(self, query: str) -> list[Row]:
        """Options with what was typed in them."""
        wanted = query.casefold()
        return [
            Row(key, pieces(f" {name}")) for key, name in self.options if wanted in name.casefold()
        ]

    def choose(self, key: str) -> None:
        """Close with the option."""
        self.dismiss(key)


class BookThen(Dialog[None]):
    """The codebook as it was, each code with what has become of it since."""

    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST, Context.TO_READ)
    hint = "↑↓ look through · {CloseDialog} back"

    def __init__(self, then: Codebook, now: Codebook, when: str) -> None:
        """Take the codebook of then and of now, and the time in words."""
        super().__init__()
        self.then, self.now = then, now
        self.differences = compared(then, now).differences
        self.heading = f"Codebook {when}: version {then.version}"

    def compose(self) -> ComposeResult:
        """Title, counts, codes, keys."""
        title, hint = self.frame_lines()
        with Vertical(classes="box wide tall"):
            yield title
            yield Pane(id="text")
            yield LineList(id="rows")
            yield hint

    def on_mount(self) -> None:
        """Show counts and codes."""
        self.query_one("#text", Pane).show(
            [pieces(self._counts()), pieces((self._since(), "muted"))]
        )
        rows = self.query_one(LineList)
        rows.set_rows(self._rows())
        self.set_focus(rows)

    def _counts(self) -> str:
        retired = sum(code.retired for code in self.then.codes)
        said = counted(len(self.then.codes), "code")
        return f"{said}, {retired:,} of them retired." if retired else f"{said}."

    def _since(self) -> str:
        if not self.differences:
            return "Nothing has changed since."
        codes = {kind: {d.code_id for d in self.differences if d.kind == kind} for kind in KINDS}
        said = " · ".join(f"{len(found):,} {kind}" for kind, found in codes.items() if found)
        return f"Since then, until version {self.now.version}: {said}."

    def _rows(self) -> list[Row]:
        by_code: dict[str, list[Difference]] = {}
        for one in self.differences:
            by_code.setdefault(one.code_id, []).append(one)
        rows = [_row(depth, code, by_code.get(code.id, [])) for depth, code in self.then.walk()]
        if not rows:
            rows.append(Row("none", pieces(("No codes.", "muted")), heading=True))
        added = [one for one in self.differences if one.kind == ADDED]
        if added:
            rows += [
                Row("gap", (), heading=True),
                Row("added", pieces(("Added since", "heading")), heading=True),
                *(Row(one.code_id, pieces(f"  {one.path}")) for one in added),
            ]
        return rows

    @on(LineList.Chosen)
    def clicked(self) -> None:
        """A click only puts the cursor there."""


def _row(depth: int, code: Code, changes: Sequence[Difference]) -> Row:
    words = pieces("  " * depth, (code.name, "muted" if code.retired else ""))
    retired = pieces(("  retired", "muted")) if code.retired else ()
    said = ", ".join(_became(kind, changes) for kind in Counter(one.kind for one in changes))
    return Row(code.id, words + retired, pieces((f"{said} ", "accent")) if said else ())


def _became(kind: str, changes: Sequence[Difference]) -> str:
    fields = [one.field.replace("_", " ") for one in changes if one.kind == kind and one.field]
    return f"{kind}: {', '.join(fields)}" if fields else kind
