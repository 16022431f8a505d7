"""Coding: segments added, removed, resized, recoded and counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.domain.errors import BadInput, Refused
from qualcode.domain.ids import new_id, now
from qualcode.domain.people import Progress
from qualcode.domain.segments import Origin, Segment
from qualcode.domain.spans import Span, union
from qualcode.domain.text import one_line
from qualcode.domain.transcripts import Transcript
from qualcode.project.actions import Action
from qualcode.project.room import Room
from qualcode.store import coders, memos, segments
from qualcode.store.changes import tables_of
from qualcode.store.schema import coder_transcript, memo, segment

if TYPE_CHECKING:
    from qualcode.project.segment_import import SegmentsImport


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the text that counts a coder has coded, in characters."""

    coded: int
    total: int

    @property
    def share(self) -> float:
        """Share from 0 to 1; 0 for an empty transcript."""
        return self.coded / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Quote:
    """A coded passage with where it stands."""

    segment_id: str
    transcript: str
    speaker: str
    turn: int
    start_ms: int | None
    coder: str
    text: str
    memo: str


class SegmentRoom(Room):
    """The segments of the present coder; other coders' are seen only where that is the purpose."""

    def __init__(self, project: Any) -> None:
        """Take the project this is a part of."""
        super().__init__(project)
        self._counts: dict[str, int] = {}
        self._counted: tuple[int, str] = (-1, "")

    def of(self, transcript_id: str) -> list[Segment]:
        """The coder's segments in a transcript, by start, end and code."""
        one = self.project.transcripts.get(transcript_id)
        return segments.of_transcript(self.database, one, self.coder.id)

    def get(self, segment_id: str) -> Segment:
        """One of the coder's segments; raises Refused where it is gone or another coder's."""
        owner = segments.owner(self.database, segment_id)
        if owner is None:
            raise Refused("this segment is not there any more")
        if owner[1] != self.coder.id:
            raise Refused("this segment is another coder's")
        return segments.by_id(self.database, segment_id, self.project.transcripts.get(owner[0]))

    def add(
        self,
        transcript_id: str,
        start: int,
        end: int,
        code_id: str,
        *,
        origin: Origin = Origin.HAND,
    ) -> Segment:
        """Code a passage; Refused where it has the code, the code is retired or all is finished."""
        counts = self.counts()
        with self.act("code", transcript=transcript_id) as work:
            made = self.add_within(work, transcript_id, start, end, code_id, origin=origin)
        self._count(counts, made.code_id, 1)
        return made

    def add_within(
        self,
        work: Action,
        transcript_id: str,
        start: int,
        end: int,
        code_id: str,
        *,
        origin: Origin = Origin.HAND,
        suggestion_id: str | None = None,
    ) -> Segment:
        """Code a passage as part of a larger action."""
        one = self.project.transcripts.get(transcript_id)
        place, span = self._place(one, start, end)
        self._begin(work, one)
        self._check_code(code_id)
        if segments.same(self.database, self.coder.id, code_id, place):
            name = self.project.codebook.current().by_id[code_id].name
            raise Refused(f"this passage has the code “{name}” already")
        moment = now()
        # A code made in the same action belongs to the codebook version that the action makes.
        version = self.project.codebook.current().version + ("code" in tables_of(work.log))
        made = Segment(
            id=new_id(),
            transcript_id=transcript_id,
            code_id=code_id,
            coder_id=self.coder.id,
            start=span.start,
            end=span.end,
            origin=origin,
            codebook_version=version,
            created=moment,
            changed=moment,
            suggestion_id=suggestion_id,
        )
        work.insert(segment, segments.row_of(made, place))
        work.details.update(segment=made.id, code=code_id, start=span.start, end=span.end)
        return made

    def new_code_at(
        self, transcript_id: str, start: int, end: int, name: str, parent_id: str | None = None
    ) -> Segment:
        """Make a code and give it to a passage, as one action."""
        with self.act("create code and code", transcript=transcript_id) as work:
            code = self.project.codebook.add_within(work, name, parent_id)
            self.project.codebook.clear()
            made = self.add_within(work, transcript_id, start, end, code.id)
        self.project.codebook.clear()
        return made

    def in_vivo(
        self, transcript_id: str, start: int, end: int, name: str, parent_id: str | None = None
    ) -> Segment:
        """Code a passage in the participant's own words: an existing code of that name serves."""
        wanted = one_line(name)
        book = self.project.codebook.current()
        for code in book.children.get(parent_id, ()):
            if code.name == wanted and not code.retired:
                return self.add(transcript_id, start, end, code.id)
        return self.new_code_at(transcript_id, start, end, wanted, parent_id)

    def remove(self, segment_id: str) -> None:
        """Take a code off a passage, with the memos on it."""
        counts, present = self.counts(), self.get(segment_id)
        one = self.project.transcripts.get(present.transcript_id)
        with self.act("remove code", transcript=one.id, code=present.code_id) as work:
            self._begin(work, one)
            work.details.update(segment=segment_id, start=present.start, end=present.end)
            work.delete(memo, memos.ids_on(self.database, "segment_id", [segment_id]))
            work.delete(segment, [segment_id])
        self._count(counts, present.code_id, -1)

    def resize(self, segment_id: str, start: int, end: int) -> Segment:
        """Move the boundaries of a segment; its origin says that a suggestion was changed."""
        present = self.get(segment_id)
        one = self.project.transcripts.get(present.transcript_id)
        place, span = self._place(one, start, end)
        origin = Origin.CHANGED if present.origin is Origin.ACCEPTED else present.origin
        if span == (present.start, present.end):
            return present
        counts = self.counts()
        with self.act("resize", transcript=one.id, segment=segment_id) as work:
            self._begin(work, one)
            if segments.same(self.database, self.coder.id, present.code_id, place):
                raise Refused("the same code stands on exactly this passage already")
            moment = now()
            work.details.update(code=present.code_id, start=span.start, end=span.end)
            work.update(segment, segment_id, **place, origin=origin.value, changed=moment)
        self._count(counts, present.code_id, 0)
        return replace(present, start=span.start, end=span.end, origin=origin, changed=moment)

    def recode(self, segment_id: str, code_id: str) -> Segment:
        """Give a segment another code; raises Refused where the passage has that code."""
        present = self.get(segment_id)
        one = self.project.transcripts.get(present.transcript_id)
        place, _ = self._place(one, present.start, present.end)
        with self.act("recode", transcript=one.id, segment=segment_id, code=code_id) as work:
            self._begin(work, one)
            self._check_code(code_id)
            if segments.same(self.database, self.coder.id, code_id, place):
                raise Refused("this passage has that code already")
            work.update(segment, segment_id, code_id=code_id, changed=now())
        return self.get(segment_id)

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

    def coverage(self, transcript_id: str) -> Coverage:
        """How much of a transcript's counted text the coder has coded."""
        one = self.project.transcripts.get(transcript_id)
        coded = union((found.start, found.end) for found in self.of(transcript_id))
        counted = counted_spans(one)
        total = sum(span.end - span.start for span in counted)
        return Coverage(sum(_shared(coded, counted)), total)

    def progress(self) -> dict[str, Coverage]:
        """Coverage of every transcript of the study, by transcript id."""
        return {key: self.coverage(key) for key in self.project.transcripts.names().values()}

    def recent(self, limit: int = 9) -> list[str]:
        """Ids of the codes the coder applied last, newest first."""
        return segments.recent_codes(self.database, self.coder.id, limit)

    def quotes(self, code_id: str, coders: tuple[str, ...] = ()) -> list[Quote]:
        """Passages with a code, of the present coder or of the named ones."""
        from qualcode.project.quotes import quotes

        return quotes(self.project, code_id, coders)

    def import_csv(self, path: Path, *, skip_bad: bool = False) -> SegmentsImport:
        """Take segments of a CSV file, as one action; see ``segment_import``."""
        from qualcode.project.segment_import import import_segments

        result = import_segments(self.project, path, skip_bad=skip_bad)
        self._counted = (-1, "")
        return result

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
            raise Refused(f"the code “{code.name}” is retired")

    def _begin(self, work: Action, one: Transcript) -> None:
        """Note that the coder works on the transcript; Refused where it is marked finished."""
        state = coders.state_row(self.database, self.coder.id, one.id)
        if state is None:
            row = coders.fresh_state(self.coder.id, one.id, Progress.OPEN)
            work.insert(coder_transcript, row)
        elif state[1] is Progress.FINISHED:
            raise Refused(f"{one.name} is marked as finished: reopen it to change its coding")


def counted_spans(one: Transcript) -> list[Span]:
    """Ranges of the text that counts: turns of participants and unknown speakers."""
    starts = one.positions.starts
    return [
        Span(starts[index], starts[index] + len(turn.text))
        for index, turn in enumerate(one.turns)
        if turn.text and one.role_of(turn).counts
    ]


def _shared(left: list[Span], right: list[Span]) -> list[int]:
    """Lengths of the overlaps of two sorted lists of disjoint ranges."""
    found, at = [], 0
    for span in left:
        while at < len(right) and right[at].end <= span.start:
            at += 1
        other = at
        while other < len(right) and right[other].start < span.end:
            found.append(min(span.end, right[other].end) - max(span.start, right[other].start))
            other += 1
    return found
