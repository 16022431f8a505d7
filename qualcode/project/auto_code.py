"""Coding all hits of a search: what would be coded, and doing it as one action."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from qualcode.domain.errors import BadInput, Refused
from qualcode.domain.ids import new_id, now
from qualcode.domain.people import Progress
from qualcode.domain.segments import Origin
from qualcode.domain.spans import Span
from qualcode.domain.tokens import places
from qualcode.domain.transcripts import Transcript
from qualcode.domain.units import split
from qualcode.store import coders, search, segments, transcripts
from qualcode.store.schema import coder_transcript, segment

if TYPE_CHECKING:
    from qualcode.project.project import Project

HIT = "hit"
UNITS = (HIT, "sentence", "paragraph", "turn")
"""What may be coded of a hit: its words, or the unit that holds them."""


class Passage(NamedTuple):
    """A stretch of a transcript, in positions of the whole transcript."""

    transcript_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What coding all hits would do; the counts of what is left out are passages."""

    code_id: str
    hits: int
    passages: tuple[Passage, ...]
    coded_already: int
    finished: int
    moderated: int

    @property
    def transcripts(self) -> int:
        """Number of transcripts with passages to code."""
        return len({passage.transcript_id for passage in self.passages})


class AutoCoder:
    """The hits of one search, and what coding them would mean for different wishes."""

    def __init__(self, project: Project, hits: Iterable[Passage]) -> None:
        """Take the hits; what belongs to them is read from the study once."""
        self.project = project
        self.hits = tuple(hits)
        self._known: dict[str, Transcript] | None = None
        self._units: dict[tuple[str, bool], tuple[list[Passage], int]] = {}

    @classmethod
    def of_search(cls, project: Project, text: str) -> Self:
        """All hits of a search over the study, not only those that are shown.

        Where only filters were asked for the hits are whole turns. Raises BadInput as the search.
        """
        query, ids = project.search.all_ids(text)
        wanted = set(ids)
        known = {one.id: one for one in transcripts.load_many(project.database)} if ids else {}
        hits: list[Passage] = []
        for one in known.values():
            for row, start in zip(one.turns, one.positions.starts, strict=True):
                if row.id in wanted and row.text:
                    spans = places(row.text, query.phrases) or [Span(0, len(row.text))]
                    hits += (Passage(one.id, start + a, start + b) for a, b in spans)
        made = cls(project, hits)
        made._known = known
        return made

    @property
    def _transcripts(self) -> dict[str, Transcript]:
        if self._known is None:
            wanted = sorted({hit.transcript_id for hit in self.hits})
            read = transcripts.load_many(self.project.database, wanted) if wanted else []
            self._known = {one.id: one for one in read}
        return self._known

    def plan(self, code_id: str, unit: str = HIT, *, moderators: bool = False) -> Plan:
        """What would be coded with a code; turns of those who lead the talk only on demand.

        A passage that a segment of the coder with this code covers has the code already. Raises
        BadInput for another unit.
        """
        if unit not in UNITS:
            raise BadInput(f"there is no unit “{unit}” for hits: use one of {', '.join(UNITS)}")
        wanted, moderated = self._passages(unit, moderators)
        project = self.project
        finished = _finished(project)
        mine = search.placed(project.database, project.coder.id, code_id)
        covers = {
            key: _Cover(_spans(self._transcripts[key], rows))
            for key, rows in mine.items()
            if key in self._transcripts
        }
        left: list[Passage] = []
        coded = closed = 0
        for passage in wanted:
            cover = covers.get(passage.transcript_id)
            if cover and cover.covers(passage.start, passage.end):
                coded += 1
            elif passage.transcript_id in finished:
                closed += 1
            else:
                left.append(passage)
        return Plan(code_id, len(self.hits), tuple(left), coded, closed, moderated)

    def apply(self, plan: Plan) -> int:
        """Code the passages of a plan as one action; how many they were."""
        known = self._transcripts
        return add_many(self.project, plan.passages, plan.code_id, origin=Origin.AUTO, known=known)

    def _passages(self, unit: str, moderators: bool) -> tuple[list[Passage], int]:
        """Each passage once, and how many are left out since a moderator speaks."""
        key = (unit, moderators)
        if key not in self._units:
            found: dict[Passage, bool] = {}
            cutter = _Cutter(unit)
            for hit in self.hits:
                one = self._transcripts[hit.transcript_id]
                passage, counts = cutter.passage(one, hit)
                found[passage] = found.get(passage, False) or counts or moderators
            wanted = [passage for passage, counts in found.items() if counts]
            self._units[key] = (wanted, len(found) - len(wanted))
        return self._units[key]


class _Cutter:
    """Widens hits to a unit; each turn is cut once."""

    def __init__(self, unit: str) -> None:
        self.unit = unit
        self._cut: dict[str, list[Span]] = {}

    def passage(self, one: Transcript, hit: Passage) -> tuple[Passage, bool]:
        """The passage that a hit stands for, and whether its text counts."""
        first, last = one.positions.anchor(hit.start, hit.end)
        starts = one.positions.starts
        start = starts[first.turn] + self._around(one, first.turn, first.offset).start
        end = starts[last.turn] + self._around(one, last.turn, last.offset - 1).end
        if self.unit == HIT:
            start, end = starts[first.turn] + first.offset, starts[last.turn] + last.offset
        spoken = (one.role_of(one.turns[n]) for n in range(first.turn, last.turn + 1))
        return Passage(one.id, start, end), all(role.counts for role in spoken)

    def _around(self, one: Transcript, turn: int, offset: int) -> Span:
        """The unit at an offset of a turn; the offset alone where none holds it."""
        row = one.turns[turn]
        if self.unit == HIT:
            return Span(offset, offset + 1)
        if row.id not in self._cut:
            self._cut[row.id] = split(row.text, self.unit, one.language)
        spans = self._cut[row.id]
        index = bisect_right(spans, offset, key=lambda span: span.start) - 1
        if index >= 0 and spans[index].end > offset:
            return spans[index]
        return Span(offset, offset + 1)


class _Cover:
    """Whether one of many spans covers a range: of those that begin before it, the farthest."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.starts: list[int] = []
        self.farthest: list[int] = []
        far = 0
        for start, end in sorted(spans):
            far = max(far, end)
            self.starts.append(start)
            self.farthest.append(far)

    def covers(self, start: int, end: int) -> bool:
        index = bisect_right(self.starts, start) - 1
        return index >= 0 and self.farthest[index] >= end


def _spans(one: Transcript, rows: Iterable[search.Placed]) -> Iterator[Span]:
    index, starts = one.turn_index, one.positions.starts
    for first, start, last, end in rows:
        yield Span(starts[index[first]] + start, starts[index[last]] + end)


def _finished(project: Project) -> set[str]:
    """Ids of the transcripts that the present coder has finished."""
    return {
        state.transcript_id
        for state in coders.states(project.database)
        if state.coder_id == project.coder.id and state.progress is Progress.FINISHED
    }


def add_many(
    project: Project,
    passages: Sequence[Passage],
    code_id: str,
    *,
    origin: Origin,
    known: Mapping[str, Transcript] | None = None,
) -> int:
    """Code many passages with one code as one action; how many segments were made.

    What the coder has coded so on exactly that place is left out; ``known`` are transcripts that
    were read already. Raises Refused for a retired code or where a transcript is finished,
    BadInput for a place without text.
    """
    code = project.codebook.current().by_id.get(code_id)
    if code is None or code.retired:
        gone = f"the code “{code.name}” is retired" if code else "this code is not there any more"
        raise Refused(gone)
    wanted = {passage.transcript_id for passage in passages}
    names = {key: name for name, key in project.transcripts.names().items()}
    if closed := wanted & _finished(project):
        raise Refused(f"{names[min(closed)]} is marked as finished: reopen it to change its coding")
    if known is None:
        read = transcripts.load_many(project.database, sorted(wanted)) if wanted else []
        known = {one.id: one for one in read}
    rows = list(_rows(project, passages, code_id, origin, known))
    with project.actions.action(project.coder, "auto-code", code=code_id) as work:
        begun = {
            state.transcript_id
            for state in coders.states(project.database)
            if state.coder_id == project.coder.id
        }
        for key in sorted({row["transcript_id"] for row in rows} - begun):
            work.insert(coder_transcript, coders.fresh_state(project.coder.id, key, Progress.OPEN))
        work.insert_bulk(segment, rows)
        order = project.transcripts.names().values()
        coded = [transcript_id for transcript_id in order if transcript_id in wanted]
        work.details.update(segments=len(rows), transcripts=coded)
    return len(rows)


def _rows(
    project: Project,
    passages: Sequence[Passage],
    code_id: str,
    origin: Origin,
    known: Mapping[str, Transcript],
) -> Iterator[dict[str, Any]]:
    placed = search.placed(project.database, project.coder.id, code_id)
    seen = {(key, *place) for key, stood in placed.items() for place in stood}
    shared = {
        "coder_id": project.coder.id,
        "code_id": code_id,
        "origin": origin.value,
        "suggestion_id": None,
        "codebook_version": project.codebook.current().version,
        **dict.fromkeys(("created", "changed"), now()),
    }
    for passage in passages:
        place = _anchors(known[passage.transcript_id], passage)
        key = (passage.transcript_id, *place.values())
        if key not in seen:
            seen.add(key)
            yield {"id": new_id(), "transcript_id": passage.transcript_id, **place, **shared}


def _anchors(one: Transcript, passage: Passage) -> segments.Anchors:
    try:
        return segments.anchors(one, passage.start, passage.end)
    except ValueError as error:
        raise BadInput(f"{one.name}: {error}") from error
