"""Reading aids: what is left out of the text, and how much room it takes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from qualcode.tui.reader.filters import Filter
from qualcode.tui.reader.moving import Moving

NARROWEST, WIDEST, STEP = 40, 120, 8
"""Bounds of the text's width in cells, and by how much one key changes it."""


class Aids(Moving):
    """A moving reader with reading aids; each says whether anything changed."""

    def speakers_here(self) -> frozenset[str]:
        """Ids of the speaker under the cursor and of other labels of the same participant."""
        turns, speakers = self.text.transcript.turns, self.text.transcript.speakers
        if not turns:
            return frozenset()
        own = turns[self.text.turn_at(self.cursor.at)].speaker_id
        who = next((one.participant_id for one in speakers if one.id == own), None)
        same = {one.id for one in speakers if who and one.participant_id == who}
        return frozenset(same | ({own} if own else set()))

    def only_speakers(self, speakers: Collection[str]) -> bool:
        """Show only what these speakers say; of nobody: what everybody says."""
        return self.filter_turns(self._asked(only=frozenset(speakers)))

    def leave_moderator_out(self, out: bool = True) -> bool:
        """Leave out the turns of those whose role does not count, or show them again."""
        return self.filter_turns(self._asked(no_moderator=out))

    def collapse_uncoded(self, collapse: bool = True) -> bool:
        """Let one row stand for turns without a mark that follow each other, or show them again."""
        return self.filter_turns(self._asked(coded_only=collapse))

    def show_all(self) -> bool:
        """Leave nothing out."""
        return self.filter_turns(Filter())

    def _asked(self, **changes: Any) -> Filter:
        return self.filter._replace(lifted=frozenset(), **changes)

    def widen(self, steps: int) -> bool:
        """Let the text take more cells, or fewer (negative); False where it cannot."""
        if self.table is None:
            return False
        taken = self.table.width
        now = min(self.text_width, taken) if steps < 0 else max(NARROWEST, self.text_width)
        wanted = max(NARROWEST, min(WIDEST, now + steps * STEP))
        if wanted == now or (steps < 0 and wanted > taken):
            return False
        before, self.text_width = self.text_width, wanted
        if self.table.width == taken:
            self.text_width = before
            return False
        return True
