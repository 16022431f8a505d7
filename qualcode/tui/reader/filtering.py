"""The part of the reader that leaves turns out, and shows them again where one has to go there."""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.domain.spans import Span
from qualcode.tui.reader.filters import Filter, hidden_turns, in_words
from qualcode.tui.reader.messages import Told
from qualcode.tui.reader.text import FOLDED
from qualcode.tui.reader.view import View

MOST_LIFTED = 50
"""Turns of one range that are shown again together; of a longer one, its first turn."""


class Filtering(View):
    """A view that may show some turns only; offsets and marks stay what they are."""

    filter = Filter()

    def reading_state(self) -> str:
        """What is left out, in words for the header; "" where everything is shown."""
        return in_words(self.text, self.filter) if self.text.hidden else ""

    def filter_turns(self, wanted: Filter) -> bool:
        """Leave out what is asked for; False, and nothing changes, where no turn would be left."""
        hidden = hidden_turns(self.text, self.marks, wanted)
        if self.text.turns and 0 not in hidden:
            return False
        self.filter = wanted
        self._hide(hidden)
        return True

    def _hide(self, hidden: bytes) -> None:
        self.text = self.text.filtered(hidden)
        self.settle()

    def lift(self, turns: Iterable[int]) -> None:
        """Show some turns whatever is left out."""
        hidden = bytearray(self.text.hidden)
        wanted = [turn for turn in turns if hidden and hidden[turn]]
        if not wanted:
            return
        self.filter = self.filter.with_turns(wanted)
        for turn in wanted:
            hidden[turn] = 0
        self._hide(bytes(hidden))

    def lift_for(self, span: Span) -> bool:
        """Show a range again that is hidden altogether, and say so; whether it was."""
        if self.text.shows_any(*span):
            return False
        state = self.reading_state()
        first, last = (self.text.turn_at(at) for at in (span.start, max(span.start, span.end - 1)))
        self.lift(range(first, last + 1) if last - first < MOST_LIFTED else [first])
        self.post_message(Told(self, f"Shown although “{state}” is on."))
        return True

    def _lift_marked(self) -> None:
        """Show folded turns again that have a mark now. Turns that lost theirs stay in sight."""
        if self.filter.coded_only and self.text.hidden:
            kinds = enumerate(self.text.hidden)
            self.lift([t for t, kind in kinds if kind == FOLDED and self.marks.touching(t)])

    def refilter(self, old: Filter) -> None:
        """Leave out in a text read again what was left out before, as far as it has that."""
        only = old.only.intersection(self.text.labels)
        wanted = old._replace(only=only, lifted=frozenset())
        self.filter = Filter()
        if wanted != self.filter and (only or not old.only):
            self.filter_turns(wanted)
