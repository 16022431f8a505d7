"""The code tree: codes with slots, counts and a name under the cursor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import BindingType

from qualcode.domain.codebook import Code, Codebook
from qualcode.tui.commands.base import Context
from qualcode.tui.commands.bindings import bindings_for
from qualcode.tui.widgets.lines import LineList, Row
from qualcode.tui.widgets.painting import pieces


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
        fold = "▸" if code.id in self.folded else "▾"
        dot = (fold if children else "•", self.colours.get(code.id, "muted"))
        name = (code.name, "muted" if code.retired else "")
        left = pieces((f"{digit or ' '} ", "key"), "  " * depth, dot, " ", name)
        count = self.counts.get(code.id, 0)
        return Row(code.id, left, pieces((f"{count:,}", "muted")) if count else ())

    def fold(self) -> None:
        """Fold or unfold the codes below the cursor."""
        code = self.code
        if code and code.id in self.codebook.children:
            self.folded ^= {code.id}
            self.draw_rows()
