"""Lists that are walked through as one: past the end of one the cursor goes on in the next."""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar

from qualcode.tui.widgets.lines import LineList


class LinkedList(LineList):
    """A list with neighbours; only a step of one row leaves it. They have one cursor together."""

    SHOWS_AWAY: ClassVar[bool] = False

    def __init__(self, *, id: str | None = None) -> None:
        """An empty list without neighbours."""
        super().__init__(id=id)
        self.above: LinkedList | None = None
        self.below: LinkedList | None = None

    @property
    def dead(self) -> bool:
        """Whether it has no row that can be chosen."""
        return all(row.heading for row in self.rows)

    def step(self, rows: int | str) -> None:
        """Move the cursor, on into the neighbour where there is no further row."""
        before = self.cursor
        super().step(rows)
        if self.cursor == before and rows in (1, -1):
            self._leave(down=rows == 1)

    def _leave(self, *, down: bool) -> None:
        there = self.below if down else self.above
        while there is not None and there.dead:
            there = there.below if down else there.above
        if there is not None:
            super(LinkedList, there).step("first" if down else "last")
            self.screen.set_focus(there)


def link(*lists: LinkedList) -> None:
    """Make lists neighbours, from the top down."""
    for upper, lower in pairwise(lists):
        upper.below, lower.above = lower, upper
