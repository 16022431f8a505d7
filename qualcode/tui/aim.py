"""Which suggestion the coder means: the one that was gone to, also after the selection changed."""

from __future__ import annotations

from collections.abc import Collection

from qualcode.domain.spans import Span
from qualcode.domain.suggestions import Proposal

SHAPING = frozenset(
    {
        "extend_next_unit",
        "extend_previous_unit",
        "extend_next_word",
        "extend_previous_word",
        "larger_unit",
        "smaller_unit",
        "drag",
    }
)
"""Movements that change a selection instead of going elsewhere."""

JUMPING = frozenset({"next_suggestion", "previous_suggestion"})
"""Movements that lead to the whole range of a suggestion."""


class Aim:
    """The range that the coder went to last, and the selection that was made of it since."""

    def __init__(self) -> None:
        """Aim at nothing."""
        self.place = self._seen = Span(0, 0)

    def move(self, selection: Span, method: str, places: Collection[tuple[int, int]]) -> None:
        """Follow a movement; ``places`` are the ranges that have suggestions.

        Changing a selection keeps the aim, and so does moving inside a suggestion that was gone to.
        """
        kept = method in SHAPING
        if not kept and method not in JUMPING:
            kept = self.place in places and selection not in places
        if not (kept and self.place.overlaps(selection)):
            self.place = selection
        self._seen = selection

    def at(self, selection: Span) -> Span:
        """The range that is meant; a selection that came about in another way is its own."""
        if selection != self._seen:
            self.place = self._seen = selection
        return self.place

    def range_for(self, proposal: Proposal, selection: Span) -> Span:
        """What accepting codes: the suggestion's own range unless the coder made another one."""
        own = Span(proposal.start, proposal.end)
        shaped = self.at(selection) != selection and own.overlaps(selection)
        return selection if shaped else own
