"""What a coder says of a segment beside its code: that it is a key quote, and how strong it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from qualcode.domain.errors import BadInput, Refused
from qualcode.domain.ids import now
from qualcode.domain.segments import WEIGHTS, Segment
from qualcode.project.segment_base import SegmentBase
from qualcode.store import quotes
from qualcode.store.schema import segment


class SegmentMarks(SegmentBase):
    """Key quotes and weights of the present coder's segments, and words to show of a code."""

    def set_key_quote(self, segment_id: str, on: bool) -> Segment:
        """Mark a segment as a key quote, or take the mark back; one action."""
        kind = "mark as key quote" if on else "take back key quote"
        return self._marked(self.get(segment_id), kind, {"key_quote": on})

    def set_weight(self, segment_id: str, weight: int | None) -> Segment:
        """Weigh a segment from 0 (mentions only) to 3 (strong), or take its weight back.

        Raises Refused where the study does not weigh, BadInput for another number.
        """
        if not self.project.weighted:
            raise Refused("this study does not weigh its segments: switch weights on first")
        if weight is not None and weight not in WEIGHTS:
            raise BadInput(f"{weight} is no weight: it is 0 to {WEIGHTS[-1]}")
        kind = "take weight back" if weight is None else f"weigh {weight}"
        return self._marked(self.get(segment_id), kind, {"weight": weight})

    def examples(self, code_id: str, limit: int = 2) -> list[str]:
        """Words that the coder gave a code, from the whole study: key quotes first, then newest."""
        return quotes.examples(self.database, self.coder.id, code_id, limit)

    def _marked(self, present: Segment, kind: str, values: dict[str, Any]) -> Segment:
        if all(getattr(present, name) == value for name, value in values.items()):
            return present
        one = self.project.transcripts.get(present.transcript_id)
        self._check_open(one)
        counts, moment = self.counts(), now()
        with self.act(kind, transcript=one.id, segment=present.id, code=present.code_id) as work:
            self._begin(work, one)
            work.details.update(start=present.start, end=present.end)
            work.update(segment, present.id, changed=moment, **values)
        self._count(counts, present.code_id, 0)
        return replace(present, changed=moment, **values)
