"""The code tree: codes with slots, counts and a name under the cursor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from qualcode.domain.codebook import Code, Codebook
from qualcode.tui.commands.base import Context
from qualcode.tui.commands.bindings import bindings_for
from qualcode.tui.widgets.lines import LineList, Row
from qualcode.tui.widgets.painting import pieces
from qualcode.tui.widgets.plain import is_plain


class CodeTree(LineList):
    """All codes as an indented list; only rows that changed are painted."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Context.CODES)]

    def __init__(self, *, id: str | None = None) -> None:
        """An empty tree."""
        super().__init__(id=id)
        self.codebook = Codebook(())
        self.folded: set[str] = set()
        self.counts: dict[str, int] = {}
        self.digits: dict[str, int] = {}
        self.colours: Mapping[str, str] = {}
        self._depths: dict[str, int] = {}
        self._grabbed: str | None = None
        self._over: str | None = None
        self._dragged = False

    @property
    def code(self) -> Code | None:
        """The code under the cursor."""
        return self.codebook.by_id.get(self.current.key) if self.current else None

    def show_codes(
        self,
        codebook: Codebook,
        counts: Mapping[str, int],
        slots: Mapping[int, str],
        colours: Mapping[str, str],
    ) -> None:
        """Show codes with the coder's counts, digits and colours (ready for this theme)."""
        digits = {code: digit for digit, code in slots.items()}
        before, self.counts = self.counts, dict(counts)
        if codebook is self.codebook and (digits, colours) == (self.digits, self.colours):
            self._recount({code for code, _ in before.items() ^ self.counts.items()})
            return
        self.codebook, self.digits, self.colours = codebook, digits, colours
        self.draw_rows()

    def _recount(self, changed: set[str]) -> None:
        """Show the counts of some codes."""
        for index, row in enumerate(self.rows if changed else ()):
            if row.key in changed:
                self.set_row(index, self._row(self._depths[row.key], self.codebook.by_id[row.key]))

    def draw_rows(self) -> None:
        """Make the rows again; only those that differ are painted."""
        rows = []
        hidden_below: int | None = None
        for depth, code in self.codebook.walk():
            self._depths[code.id] = depth
            if hidden_below is not None and depth > hidden_below:
                continue
            hidden_below = depth if code.id in self.folded else None
            rows.append(self._row(depth, code))
        self.set_rows(rows)

    def _row(self, depth: int, code: Code) -> Row:
        digit = self.digits.get(code.id)
        children = code.id in self.codebook.children
        fold = ("+-" if is_plain() else "▸▾")[code.id not in self.folded]
        dot = (fold if children else "•", self.colours.get(code.id, "muted"))
        name = (code.name, "muted" if code.retired else "")
        left = pieces((f"{digit or ' '} ", "key"), "  " * depth, dot, " ", name)
        if code.id == self._over and self._dragged:
            return Row(code.id, left, pieces(("◂ under this", "key")))
        count = self.counts.get(code.id, 0)
        return Row(code.id, left, pieces((f"{count:,}", "muted")) if count else ())

    def fold(self) -> None:
        """Fold or unfold the codes below the cursor."""
        code = self.code
        if code and code.id in self.codebook.children:
            self.folded ^= {code.id}
            self.draw_rows()

    def fold_all(self, folded: bool) -> None:
        """Fold or unfold everything; the cursor goes to the code above that is still listed."""
        book, code = self.codebook, self.code
        self.folded = {one for one in book.children if one is not None} if folded else set()
        self.draw_rows()
        if folded and code:
            self.select(next(iter(book.ancestors(code)), code).id)

    def unfold(self, code_id: str) -> None:
        """Unfold the codes below one; the rows are drawn with the next change."""
        self.folded.discard(code_id)

    def reveal(self, code_id: str) -> None:
        """Put the cursor on a code, after unfolding what stands above it."""
        hiding = {one.id for one in self.codebook.ancestors(self.codebook.by_id[code_id])}
        if hiding & self.folded:
            self.folded -= hiding
            self.draw_rows()
        self.select(code_id)

    # Dragging a code onto another one

    class Dropped(Message):
        """A code was dragged onto another one, or below all of them (None)."""

        def __init__(self, code_id: str, target: str | None) -> None:
            """Take both ids."""
            super().__init__()
            self.code_id, self.target = code_id, target

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Remember the code under the mouse."""
        self._grabbed = self._key_at(event.y) if event.button == 1 else None
        self._over, self._dragged = self._grabbed, False

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show where the code would go."""
        if self._grabbed is None:
            return
        if self._dragged and not 0 < event.y < self.size.height - 1:
            self.scroll_relative(y=1 if event.y > 0 else -1, animate=False, immediate=True)
        over = self._key_at(event.y)
        if over == self._over:
            return
        if not self._dragged:
            self._dragged = True
            self.capture_mouse()
        self._over = over
        self.draw_rows()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Drop the code where the mouse is."""
        grabbed, dragged = self._grabbed, self._dragged
        self._grabbed = self._over = None
        if not dragged:
            return
        self.release_mouse()
        self.draw_rows()
        target = self._key_at(event.y)
        inside = 0 <= event.x < self.size.width and 0 <= event.y < self.size.height
        if grabbed is not None and inside and target != grabbed:
            self.post_message(self.Dropped(grabbed, target))

    def on_click(self, event: events.Click) -> None:
        """The click that ends a drag chooses nothing."""
        if self._dragged:
            self._dragged = False
            event.prevent_default()
            event.stop()

    def _key_at(self, y: int) -> str | None:
        index = y + round(self.scroll_y)
        return self.rows[index].key if 0 <= index < len(self.rows) else None
