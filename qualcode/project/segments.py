"""Coding: segments added, removed, resized, recoded and counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.domain.errors import Refused
from qualcode.domain.ids import new_id, now
from qualcode.domain.segments import Origin, Segment
from qualcode.domain.spans import Span, union
from qualcode.domain.text import one_line
from qualcode.domain.transcripts import Transcript
from qualcode.project.actions import Action
from qualcode.project.segment_marks import SegmentMarks
from qualcode.store import memos, segments
from qualcode.store.changes import tables_of
from qualcode.store.schema import memo, segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.project.auto_code import Passage
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
    key_quote: bool = False


class SegmentRoom(SegmentMarks):
    """The segments of the present coder; other coders' are seen only where that is the purpose."""

    def of(self, transcript_id: str) -> list[Segment]:
        """The coder's segments in a transcript, by start, end and code."""
        one = self.project.transcripts.get(transcript_id)
        return segments.of_transcript(self.database, one, self.coder.id)

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
        one = self.project.transcripts.get(transcript_id)
        place, span = self._place(one, start, end)
        self._check_free(one, place, code_id)
        with self.act("code", transcript=transcript_id) as work:
            made = self._insert(work, one, (place, span), code_id, origin, None)
        self._count(counts, made.code_id, 1)
        return made

    def check(self, transcript_id: str, start: int, end: int, code_id: str) -> None:
        """Raise what ``add`` would raise, before anything is begun."""
        one = self.project.transcripts.get(transcript_id)
        self._check_free(one, self._place(one, start, end)[0], code_id)

    def _check_free(self, one: Transcript, place: segments.Anchors, code_id: str) -> None:
        """Raise Refused where a code may not be given to a place, or stands there already."""
        self._check_open(one)
        self._check_code(code_id)
        if segments.same(self.database, self.coder.id, code_id, place):
            name = self.project.codebook.current().by_id[code_id].name
            raise Refused(f"this passage has the code “{name}” already")

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
        self._check_free(one, place, code_id)
        return self._insert(work, one, (place, span), code_id, origin, suggestion_id)

    def _insert(
        self,
        work: Action,
        one: Transcript,
        where: tuple[segments.Anchors, Span],
        code_id: str,
        origin: Origin,
        suggestion_id: str | None,
    ) -> Segment:
        (place, span), moment = where, now()
        self._begin(work, one)
        # A code made in the same action belongs to the codebook version that the action makes.
        version = self.project.codebook.current().version + ("code" in tables_of(work.log))
        made = Segment(
            id=new_id(),
            transcript_id=one.id,
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

    def add_codes(
        self,
        transcript_id: str,
        start: int,
        end: int,
        code_ids: Sequence[str],
        new: tuple[str, str | None] | None = None,
    ) -> list[Segment]:
        """Give a passage several codes as one action; ``new`` is name and parent of one to be made.

        Codes that the passage has already are passed over; Refused where nothing would be left to
        do, or for what ``add`` refuses.
        """
        one = self.project.transcripts.get(transcript_id)
        where = self._place(one, start, end)
        self._check_open(one)
        for code_id in code_ids:
            self._check_code(code_id)
        place = where[0]
        fresh = [
            code_id
            for code_id in dict.fromkeys(code_ids)
            if not segments.same(self.database, self.coder.id, code_id, place)
        ]
        if not fresh and new is None:
            raise Refused("this passage has these codes already")
        kind = "create code and code" if new else "code"
        with self.act(kind, transcript=transcript_id) as work:
            if new:
                fresh.append(self.project.codebook.add_within(work, *new).id)
                self.project.codebook.clear()
            made = [self._insert(work, one, where, each, Origin.HAND, None) for each in fresh]
            if len(made) > 1:
                work.details["codes"] = len(made)
        if new:
            self.project.codebook.clear()
        return made

    def new_code_at(
        self, transcript_id: str, start: int, end: int, name: str, parent_id: str | None = None
    ) -> Segment:
        """Make a code and give it to a passage, as one action."""
        one = self.project.transcripts.get(transcript_id)
        self._place(one, start, end)
        self._check_open(one)
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
        self._check_open(one)
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
        self._check_open(one)
        if segments.same(self.database, self.coder.id, present.code_id, place):
            raise Refused("the same code stands on exactly this passage already")
        counts, moment = self.counts(), now()
        with self.act("resize", transcript=one.id, segment=segment_id) as work:
            self._begin(work, one)
            work.details.update(code=present.code_id, start=span.start, end=span.end)
            work.update(segment, segment_id, **place, origin=origin.value, changed=moment)
        self._count(counts, present.code_id, 0)
        return replace(present, start=span.start, end=span.end, origin=origin, changed=moment)

    def recode(self, segment_id: str, code_id: str) -> Segment:
        """Give a segment another code; raises Refused where the passage has that code."""
        present = self.get(segment_id)
        one = self.project.transcripts.get(present.transcript_id)
        place, _ = self._place(one, present.start, present.end)
        self._check_free(one, place, code_id)
        with self.act("recode", transcript=one.id, segment=segment_id, code=code_id) as work:
            self._begin(work, one)
            # The choice of another code is a decision under the rules of now.
            version = self.project.codebook.current().version
            work.update(
                segment, segment_id, code_id=code_id, codebook_version=version, changed=now()
            )
        return self.get(segment_id)

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

    def quotes(
        self, code_id: str, coders: tuple[str, ...] = (), *, everyone: bool = False
    ) -> list[Quote]:
        """Passages with a code, of the present coder or of named ones; see ``quotes``."""
        from qualcode.project.quotes import quotes

        return quotes(self.project, code_id, coders, everyone=everyone)

    def add_many(
        self, places: Sequence[Passage], code_id: str, *, origin: Origin = Origin.HAND
    ) -> int:
        """Code many passages with one code, as one action; see ``auto_code``."""
        from qualcode.project.auto_code import add_many

        return add_many(self.project, places, code_id, origin=origin)

    def import_csv(self, path: Path, *, skip_bad: bool = False) -> SegmentsImport:
        """Take segments of a CSV file, as one action; see ``segment_import``."""
        from qualcode.project.segment_import import import_segments

        result = import_segments(self.project, path, skip_bad=skip_bad)
        self._counted = (-1, "")
        return result


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
