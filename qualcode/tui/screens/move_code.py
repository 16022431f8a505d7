"""Choosing the code under which another one is to stand."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.display import shortened
from qualcode.tui import ranking
from qualcode.tui.screens.picker import Picker
from qualcode.tui.widgets.inspecting import name_in_place, rules_of
from qualcode.tui.widgets.lines import Row
from qualcode.tui.widgets.painting import Pieces, pieces

TOP = ""


class MoveTarget(Picker[str]):
    """Ends with the id of a code, with "" for the top, or with None."""

    hint = "⏎ move there · {CloseDialog} back"

    def __init__(self, codebook: Codebook, code: Code, follows: str) -> None:
        """Take the codebook, the code to be moved, and the words for what follows it."""
        super().__init__()
        self.codebook = codebook
        self.below = codebook.below(code.id)
        self.heading = f"Move {shortened(code.name, 30)} with {follows} under"

    def rows_for(self, query: str) -> Sequence[Row]:
        """The top, and all codes that are not below the moved one."""
        found = ranking.rank(query, self.codebook, ranking.Usage({}, (), {}))
        rows = [
            Row(code.id, pieces(" ") + name_in_place(self.codebook, code.id))
            for code in found
            if code.id not in self.below
        ]
        top = Row(TOP, pieces((" the top, under no other code", "muted")))
        return [*rows, top] if query.strip() else [top, *rows]

    def preview(self, key: str) -> Sequence[Pieces]:
        """Rules of the highlighted code."""
        code = self.codebook.by_id.get(key)
        return rules_of(code) if code else ()

    def choose(self, key: str) -> None:
        """Close with the id."""
        self.dismiss(key)
