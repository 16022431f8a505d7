"""What every change of a segment needs: whose it is, where it lies, whether it may be changed."""

from __future__ import annotations

from typing import Any

from qualcode.domain.errors import BadInput, Refused
from qualcode.domain.people import Progress
from qualcode.domain.segments import Segment
from qualcode.domain.spans import Span
from qualcode.domain.transcripts import Transcript
from qualcode.project.actions import Action
from qualcode.project.room import Room
from qualcode.store import coders, segments
from qualcode.store.schema import coder_transcript


class SegmentBase(Room):
    """Reading single segments of the present coder, and the checks before a change.

    What is refused is refused before a transaction begins wherever that is possible: after one
    everything that was read is read again.
    """

    def __init__(self, project: Any) -> None:
        """Take the project this is a part of."""
        super().__init__(project)
        self._counts: dict[str, int] = {}
        self._counted: tuple[int, str] = (-1, "")

    def get(self, segment_id: str) -> Segment:
        """One of the coder's segments; raises Refused where it is gone or another coder's."""
        owner = segments.owner(self.database, segment_id)
        if owner is None:
            raise Refused("this segment is not there any more")
        if owner[1] != self.coder.id:
            raise Refused("this segment is another coder's")
        return segments.by_id(self.database, segment_id, self.project.transcripts.get(owner[0]))

    def find(self, segment_id: str) -> Segment | None:
        """One of the coder's segments; None where it is gone or another coder's."""
        owner = segments.owner(self.database, segment_id)
        if owner is None or owner[1] != self.coder.id:
            return None
        return segments.by_id(self.database, segment_id, self.project.transcripts.get(owner[0]))

    def counts(self) -> dict[str, int]:
        """Number of the coder's segments in the whole study, by code id."""
        if self._counted != (self.project.change_counter, self.coder.id):
            self._counts = segments.counts(self.database, self.coder.id)
            self._counted = (self.project.change_counter, self.coder.id)
        return self._counts

    def _count(self, before: dict[str, int], code_id: str, step: int) -> None:
        """Carry the counts over a commit whose effect is known, without asking again."""
        after = {**before, code_id: before.get(code_id, 0) + step}
        self._counts = {code: count for code, count in after.items() if count}
        self._counted = (self.project.change_counter, self.coder.id)

    def _place(self, one: Transcript, start: int, end: int) -> tuple[segments.Anchors, Span]:
        try:
            place = segments.anchors(one, start, end)
        except ValueError as error:
            raise BadInput(f"{one.name}: {error}") from error
        index, starts = one.turn_index, one.positions.starts
        first = starts[index[place["start_turn_id"]]] + place["start_offset"]
        last = starts[index[place["end_turn_id"]]] + place["end_offset"]
        return place, Span(first, last)

    def _check_code(self, code_id: str) -> None:
        code = self.project.codebook.current().by_id.get(code_id)
        if code is None:
            raise Refused("this code is not in the codebook any more")
        if code.retired:
            raise Refused(f"the code “{code.name}” is retired: take it back into use first")

    def _check_open(self, one: Transcript) -> bool:
        """Whether the coder has begun the transcript; Refused where it is marked finished."""
        state = coders.state_row(self.database, self.coder.id, one.id)
        if state is not None and state[1] is Progress.FINISHED:
            raise Refused(f"{one.name} is marked as finished: reopen it to change its coding")
        return state is not None

    def _begin(self, work: Action, one: Transcript) -> None:
        """Note that the coder works on the transcript; Refused where it is marked finished."""
        if not self._check_open(one):
            row = coders.fresh_state(self.coder.id, one.id, Progress.OPEN)
            work.insert(coder_transcript, row)
