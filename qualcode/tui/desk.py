"""The coder's desk: the open transcript and what is on it, kept equal to what is on disk.

Each change calls the project first, which commits, and changes what is in memory after. No
Textual here: the coding screen shows what the desk holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.people import Coder, ReadingPlace
from qualcode.domain.segments import Segment
from qualcode.domain.spans import Span
from qualcode.domain.suggestions import Proposal
from qualcode.domain.transcripts import Transcript
from qualcode.tui.held import HeldSegments
from qualcode.tui.proposals import Proposals
from qualcode.tui.reader.navigator import moved_boundary
from qualcode.tui.reader.text import ReaderText

if TYPE_CHECKING:
    from qualcode.project import Project

SLOTS = range(1, 10)


class Desk:
    """What the current coder has open; never holds another coder's work."""

    def __init__(self, project: Project) -> None:
        """Take an open project; nothing is read yet."""
        self.project = project
        self.transcript: Transcript | None = None
        self.held: HeldSegments | None = None
        self.proposals = Proposals()
        self.counts: Counter[str] = Counter()
        self.slots: dict[int, str] = {}
        self.last_code: str | None = None
        self.last_segment: str | None = None
        self.recent: list[str] = []
        """Ids of the codes applied last, newest first; kept, for counting them again is slow."""
        self._recent_of: Coder | None = None
        self._text: ReaderText | None = None

    @property
    def read_only(self) -> bool:
        """Whether nothing may be changed."""
        return self.project.read_only

    @property
    def coder(self) -> Coder:
        """Who is coding."""
        return self.project.coder

    @property
    def codebook(self) -> Codebook:
        """The codebook as it is now."""
        return self.project.codebook.current()

    def code(self, code_id: str) -> Code | None:
        """A code by id."""
        return self.codebook.by_id.get(code_id)

    def code_name(self, code_id: str) -> str:
        """Name of a code, "?" where it is unknown."""
        code = self.code(code_id)
        return code.name if code else "?"

    def open(self, transcript_id: str) -> ReadingPlace:
        """Open a transcript; returns where this coder stopped in it."""
        transcript = self.project.transcripts.get(transcript_id)
        self.transcript = transcript
        self.proposals = Proposals()
        self.last_segment = None
        self.held = HeldSegments(transcript, self.project.segments.of(transcript.id))
        self.slots = self._assign_slots()
        return self.project.coders.place(transcript.id)

    def load_decided(self) -> None:
        """Read which suggestions were decided, before the worker's answers come."""
        if self.transcript:
            self.proposals = Proposals(self.project.suggestions.decided(self.transcript.id))

    def load_counts(self) -> None:
        """Count this coder's segments per code over the whole study."""
        self.counts = Counter(self.project.segments.counts())

    def _assign_slots(self) -> dict[int, str]:
        """Pinned codes keep their digits; the free digits get the most recent codes."""
        known = self.codebook.by_id
        slots = {
            digit: code
            for digit, code in self.project.codebook.slots().items()
            if code in known and not known[code].retired
        }
        if self._recent_of != self.coder:
            self.recent = self.project.segments.recent(limit=len(SLOTS))
            self._recent_of = self.coder
        self.last_code = next((code for code in self.recent if code in known), None)
        for code in self.recent:
            if code in known and not known[code].retired:
                self._give_slot(slots, code)
        return slots

    @staticmethod
    def _give_slot(slots: dict[int, str], code_id: str) -> None:
        free = [digit for digit in SLOTS if digit not in slots]
        if free and code_id not in slots.values():
            slots[free[0]] = code_id

    def refresh_slots(self) -> None:
        """Take pins up after they changed; other digits stay where they are."""
        pinned = self.project.codebook.slots()
        kept = {d: c for d, c in self.slots.items() if c not in pinned.values()}
        known = self.codebook.by_id
        self.slots = {
            digit: code
            for digit, code in {**kept, **pinned}.items()
            if code in known and not known[code].retired
        }

    def follow(self, code_id: str, into: str) -> None:
        """A code was merged into another, which takes its digit and its place as the last one."""
        if self.last_code == code_id:
            self.last_code = into
        for digit, held in self.slots.items():
            if held == code_id and into not in self.slots.values():
                self.slots[digit] = into

    # Coding. Each call returns what was changed, after it is on disk.

    def apply(self, span: Span, code_id: str) -> Segment:
        """Code a span."""
        segment = self.project.segments.add(self._id, span.start, span.end, code_id)
        return self._added(segment)

    def apply_all(
        self, span: Span, code_ids: Sequence[str], new: tuple[str, str | None] | None
    ) -> list[Segment]:
        """Code a span with several codes, one of which may be made, as one step."""
        add = self.project.segments.add_codes
        made = add(self._id, span.start, span.end, code_ids, new)
        return [self._added(segment) for segment in made]

    def in_vivo(self, span: Span, name: str) -> Segment:
        """Make a code of the participant's words and code a span with it, as one step."""
        return self._added(self.project.segments.in_vivo(self._id, span.start, span.end, name))

    def accept(self, proposal: Proposal, rank: int, span: Span, engine: str) -> Segment:
        """Accept a suggestion, for its own span or for another that the coder made of it."""
        segment = self.project.suggestions.accept(
            proposal, start=span.start, end=span.end, rank=rank, engine=engine
        )
        self.proposals.drop(proposal)
        return self._added(segment)

    def reject(self, proposal: Proposal, rank: int, engine: str) -> None:
        """Reject a suggestion; it does not come back."""
        self.project.suggestions.reject(proposal, rank=rank, engine=engine)
        self.proposals.drop(proposal)

    def remove(self, segment: Segment) -> None:
        """Remove a code from the text."""
        self.project.segments.remove(segment.id)
        self._held.remove(segment.id)
        self._count(segment.code_id, -1)

    @property
    def text(self) -> ReaderText:
        """The open transcript cut into units."""
        if self._text is None or self._text.transcript is not self.transcript:
            self._text = ReaderText(self._held.transcript)
        return self._text

    def move_boundary(self, segment: Segment, edge: str, words: int) -> Segment | None:
        """Move an edge by a word; None where it cannot move."""
        span = moved_boundary(self.text, Span(segment.start, segment.end), edge, words)
        if span == (segment.start, segment.end):
            return None
        return self.resize(segment, span)

    def resize(self, segment: Segment, span: Span) -> Segment:
        """Give a segment other boundaries."""
        return self._changed(self.project.segments.resize(segment.id, span.start, span.end))

    def set_key_quote(self, segment: Segment, on: bool) -> Segment:
        """Mark a segment as a key quote, or take the mark back."""
        return self._changed(self.project.segments.set_key_quote(segment.id, on))

    def set_weight(self, segment: Segment, weight: int | None) -> Segment:
        """Weigh a segment, or take its weight back."""
        return self._changed(self.project.segments.set_weight(segment.id, weight))

    @property
    def worked_on(self) -> Segment | None:
        """The segment of the open transcript that was worked on last."""
        return self.held.by_id.get(self.last_segment or "") if self.held else None

    def _changed(self, segment: Segment) -> Segment:
        self._held.remove(segment.id)
        self._held.add(segment)
        self.last_segment = segment.id
        return segment

    def _added(self, segment: Segment) -> Segment:
        self._held.add(segment)
        self._count(segment.code_id, 1)
        self.proposals.coded(Span(segment.start, segment.end), segment.code_id)
        self._give_slot(self.slots, segment.code_id)
        self.last_code, self.last_segment = segment.code_id, segment.id
        others = (code for code in self.recent if code != segment.code_id)
        self.recent = [segment.code_id, *others][: len(SLOTS)]
        return segment

    def _count(self, code_id: str, change: int) -> None:
        self.counts[code_id] += change
        if not self.counts[code_id]:
            del self.counts[code_id]

    def reload(self) -> tuple[list[Segment], list[str]]:
        """Read the transcript's segments again; those that are new or changed, ids of the gone."""
        if self.transcript is None:
            return [], []
        if self.held is None or self.held.transcript is not self.transcript:
            segments = self.project.segments.of(self.transcript.id)
            self.held = HeldSegments(self.transcript, segments)
            return segments, []
        now = {segment.id: segment for segment in self.project.segments.of(self.transcript.id)}
        return self._take({*now, *self.held.by_id}, now)

    def reload_some(self, segment_ids: Collection[str]) -> tuple[list[Segment], list[str]]:
        """As ``reload``, where only these segments of the open transcript can be others."""
        found = (self.project.segments.find(segment_id) for segment_id in segment_ids)
        return self._take(segment_ids, {one.id: one for one in found if one is not None})

    def _take(
        self, segment_ids: Collection[str], now: Mapping[str, Segment]
    ) -> tuple[list[Segment], list[str]]:
        """Let what is held be what is ``now`` of these segments; what changed, and the gone."""
        known = self._held.by_id
        gone = [one for one in segment_ids if one in known and one not in now]
        fresh = [now[one] for one in segment_ids if one in now and known.get(one) != now[one]]
        for segment_id in [*gone, *(segment.id for segment in fresh if segment.id in known)]:
            self._count(self._held.remove(segment_id).code_id, -1)
        for segment in fresh:
            self._held.add(segment)
            self._count(segment.code_id, 1)
        return fresh, gone

    def here(self, span: Span) -> list[Segment]:
        """Segments on the span: the one last worked on, then equal ones, then the shortest."""
        found = self.held.at(span) if self.held else []
        return sorted(found, key=lambda segment: segment.id != self.last_segment)

    @property
    def _id(self) -> str:
        if self.transcript is None:
            raise LookupError("no transcript is open")
        return self.transcript.id

    @property
    def _held(self) -> HeldSegments:
        if self.held is None:
            raise LookupError("no transcript is open")
        return self.held
