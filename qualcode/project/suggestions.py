"""Suggestions: accepted, rejected, and what was decided before."""

from __future__ import annotations

from typing import Any

from qualcode.domain.errors import BadInput
from qualcode.domain.segments import Origin, Segment
from qualcode.domain.suggestions import Decided, Decision, Proposal
from qualcode.project.room import Room
from qualcode.store import suggestions
from qualcode.store.schema import suggestion

HINT = "hint"
"""Level of help: a code shown in the margin."""


class SuggestionRoom(Room):
    """Decisions of the present coder; each is one action and one undo step."""

    def decided(self, transcript_id: str) -> list[Decided]:
        """What the coder decided in a transcript, oldest first."""
        one = self.project.transcripts.get(transcript_id)
        return suggestions.decided(self.database, one, self.coder.id)

    def accept(
        self,
        proposal: Proposal,
        *,
        start: int | None = None,
        end: int | None = None,
        rank: int = 1,
        engine: str = "",
    ) -> Segment:
        """Take a proposal as a segment, with another range where one is given."""
        begin = proposal.start if start is None else start
        stop = proposal.end if end is None else end
        changed = (begin, stop) != (proposal.start, proposal.end)
        decision = Decision.CHANGED if changed else Decision.ACCEPTED
        self.project.segments.check(proposal.transcript_id, begin, stop, proposal.code_id)
        with self.act("accept suggestion", transcript=proposal.transcript_id) as work:
            row = self._row(proposal, decision, rank, engine)
            work.insert(suggestion, row)
            return self.project.segments.add_within(
                work,
                proposal.transcript_id,
                begin,
                stop,
                proposal.code_id,
                origin=Origin.CHANGED if changed else Origin.ACCEPTED,
                suggestion_id=row["id"],
            )

    def reject(self, proposal: Proposal, *, rank: int = 1, engine: str = "") -> None:
        """Say no to a proposal; it is not made again to this coder."""
        place = {"transcript": proposal.transcript_id, "code": proposal.code_id}
        with self.act("reject suggestion", **place) as work:
            work.details.update(start=proposal.start, end=proposal.end)
            work.insert(suggestion, self._row(proposal, Decision.REJECTED, rank, engine))

    def _row(
        self, proposal: Proposal, decision: Decision, rank: int, engine: str
    ) -> dict[str, Any]:
        one = self.project.transcripts.get(proposal.transcript_id)
        try:
            return suggestions.row_of(
                proposal,
                one,
                coder_id=self.coder.id,
                decision=decision,
                codebook_version=self.project.codebook.current().version,
                rank=rank,
                level=HINT,
                engine=engine,
            )
        except ValueError as error:
            raise BadInput(f"{one.name}: {error}") from error
