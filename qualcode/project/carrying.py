"""A text put in the place of another: turns written, and all that hangs on them carried along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualcode.domain.alignment import Alignment, Block, Carried, Verdict
from qualcode.domain.transcripts import Transcript
from qualcode.domain.word_links import NONE
from qualcode.project.actions import Action
from qualcode.project.edit_report import CarriedSegment, EditReport
from qualcode.store import editing
from qualcode.store.changes import Row
from qualcode.store.editing import Anchored
from qualcode.store.schema import memo, segment, suggestion, turn
from qualcode.store.segments import anchors
from qualcode.store.transcripts import turn_row

if TYPE_CHECKING:
    from qualcode.project.project import Project

_TOLD = ("speaker_id", "text", "digest", "words", "start_ms", "end_ms", "source")
"""The columns of a turn that an edit may write."""


@dataclass(frozen=True, slots=True)
class _Fate:
    """A segment or suggestion, where it was, and what becomes of it."""

    row: Anchored
    start: int
    end: int
    carried: Carried


class Carrying:
    """The turns of a transcript after an edit, and what becomes of all that hangs on them.

    ``after`` is the transcript as it will be: turns that stay keep their ids. Nothing is
    written before ``write``, so that a dry run reads from the same object.
    """

    def __init__(
        self,
        project: Project,
        before: Transcript,
        after: Transcript,
        *,
        blocks: Sequence[Block] | None = None,
        alignment: Alignment | None = None,
    ) -> None:
        """Take both texts; without an alignment, ``blocks`` says which turns became which."""
        self.project, self.before, self.after = project, before, after
        index = after.turn_index
        self.alignment = alignment or Alignment(
            [one.text for one in before.turns],
            [one.text for one in after.turns],
            blocks=blocks,
            turns=[index.get(one.id, NONE) for one in before.turns],
        )
        self.gone = [one.id for one in before.turns if one.id not in index]
        self._segments = self._fates(segment)
        self._suggestions = self._fates(suggestion)

    def _fates(self, table: Any) -> list[_Fate]:
        index, positions = self.before.turn_index, self.before.positions
        found = []
        for row in editing.anchored(self.project.database, table, self.before.id):
            start = positions.whole(index[row.start_turn_id], row.start_offset)
            end = positions.whole(index[row.end_turn_id], row.end_offset)
            found.append(_Fate(row, start, end, self.alignment.carry(start, end)))
        return sorted(found, key=lambda fate: (fate.start, fate.end, fate.row.code_id))

    def report(self, notes: Sequence[str] = ()) -> EditReport:
        """What becomes of the present coder's segments, one by one, and of others' in numbers."""
        me = self.project.coder.id
        own = [self._told(fate) for fate in self._segments if fate.row.coder_id == me]
        others = [fate for fate in self._segments if fate.row.coder_id != me]
        kept = {one.id for one in self.after.turns} & {one.id for one in self.before.turns}
        return EditReport(
            transcript=self.before.name,
            segments=tuple(own),
            others=dict(Counter(fate.carried.verdict for fate in others)),
            kept=len(kept),
            gone=len(self.gone),
            added=len(self.after.turns) - len(kept),
            notes=(*notes, *self._memo_notes()),
        )

    def _told(self, fate: _Fate) -> CarriedSegment:
        codes = self.project.codebook.current()
        verdict, lost = fate.carried.verdict, fate.carried.verdict is Verdict.LOST
        return CarriedSegment(
            segment_id=fate.row.id,
            code=codes.paths.get(fate.row.code_id, ""),
            verdict=verdict,
            turn=self.before.positions.turn_at(fate.start) + 1,
            turn_after=None if lost else self.after.positions.turn_at(fate.carried.start) + 1,
            start=fate.start,
            end=fate.end,
            start_after=None if lost else fate.carried.start,
            end_after=None if lost else fate.carried.end,
            before=self.before.text[fate.start : fate.end],
            after=self.after.text[fate.carried.start : fate.carried.end],
        )

    def _memo_notes(self) -> list[str]:
        """Sentences on the present coder's memos that get another place."""
        me, index = self.project.coder.id, self.before.turn_index
        places = {fate.row.id: fate for fate in self._lost()}
        found = [
            f"a memo on turn {index[on] + 1} goes to turn {self._nearest(index[on]) + 1}"
            for _, on, coder in editing.turn_memos(self.project.database, self.gone)
            if coder == me
        ]
        on_lost = editing.segment_memos(self.project.database, list(places))
        found += [
            f"the memo on a lost segment of turn {self._turn(places[on].start) + 1} goes to "
            f"turn {self._place_of_memo(places[on]) + 1}"
            for _, on, coder in on_lost
            if coder == me
        ]
        return found

    def _turn(self, position: int) -> int:
        return self.before.positions.turn_at(position)

    def _nearest(self, number: int) -> int:
        return self.alignment.nearest(number)

    def _place_of_memo(self, fate: _Fate) -> int:
        return self.alignment.nearest(self._turn(fate.start))

    def _lost(self) -> list[_Fate]:
        return [fate for fate in self._segments if fate.carried.verdict is Verdict.LOST]

    def write(self, work: Action) -> None:
        """Write turns and all that hangs on them, in an order that no constraint minds."""
        rows = {row["id"]: row for row in editing.turn_rows(self.project.database, self.before.id)}
        self._write_turns(work, rows)
        self._write_answers(work, rows)
        self._write_segments(work)
        self._write_suggestions(work)
        self._write_memos(work)
        self._write_readings(work)
        work.delete(turn, self.gone)

    def _write_turns(self, work: Action, rows: dict[str, Row]) -> None:
        # Two turns of a transcript never have one number, not even in between: those that go
        # make way first, then those that move down, the lowest first, and up, the highest first.
        free = max(len(self.before.turns), len(self.after.turns))
        for number, turn_id in enumerate(self.gone):
            work.update(turn, turn_id, sequence=free + number, replies_to=None)
        kept = [(at, one) for at, one in enumerate(self.after.turns) if one.id in rows]
        down = [(at, one) for at, one in kept if at < rows[one.id]["sequence"]]
        up = [(at, one) for at, one in kept if at > rows[one.id]["sequence"]]
        for at, one in [*down, *reversed(up)]:
            work.update(turn, one.id, sequence=at)
        known = {one.id: one for one in self.before.turns}
        for at, one in enumerate(self.after.turns):
            row = {**turn_row(self.after.id, one), "sequence": at, "replies_to": None}
            if one.id not in known:
                work.insert(turn, row)
            elif one != known[one.id]:
                work.update(turn, one.id, **{name: row[name] for name in _TOLD})

    def _write_answers(self, work: Action, rows: dict[str, Row]) -> None:
        """Let replies to turns that go, and their questions, pass to the turn in their place."""
        index = self.before.turn_index
        heirs = {one: self.after.turns[self._nearest(index[one])].id for one in self.gone}
        order = self.after.turn_index
        for one in self.after.turns:
            target = rows[one.id]["replies_to"] if one.id in rows else None
            if target in heirs:
                heir = heirs[target]
                work.update(turn, one.id, replies_to=heir if order[heir] < order[one.id] else None)
        asked = {
            one.id for one in self.after.turns if one.id in rows and rows[one.id]["question_id"]
        }
        for old, heir in heirs.items():
            question = rows[old]["question_id"]
            if question and heir not in asked:
                work.update(turn, heir, question_id=question)
                asked.add(heir)

    def _write_segments(self, work: Action) -> None:
        lost = self._lost()
        heirs = {fate.row.id: self.after.turns[self._place_of_memo(fate)].id for fate in lost}
        for memo_id, on, _ in editing.segment_memos(self.project.database, list(heirs)):
            work.update(memo, memo_id, segment_id=None, turn_id=heirs[on])
        work.delete(segment, list(heirs))
        for fate in self._segments:
            if fate.row.id not in heirs:
                self._place(work, segment, fate, fate.carried)

    def _write_suggestions(self, work: Action) -> None:
        """Suggestions follow; a lost one from which a segment came lies where that segment is."""
        came_from = editing.suggestion_of(self.project.database, self.before.id)
        ends = {fate.row.id: fate.carried for fate in self._segments}
        places = {one: ends[segment_id] for segment_id, one in came_from.items()}
        for fate in self._suggestions:
            if fate.carried.verdict is not Verdict.LOST:
                self._place(work, suggestion, fate, fate.carried)
            elif fate.row.id in places:
                self._place(work, suggestion, fate, places[fate.row.id])
            else:
                work.delete(suggestion, [fate.row.id])

    def _place(self, work: Action, table: Any, fate: _Fate, carried: Carried) -> None:
        work.update(table, fate.row.id, **anchors(self.after, carried.start, carried.end))

    def _write_memos(self, work: Action) -> None:
        index = self.before.turn_index
        for memo_id, on, _ in editing.turn_memos(self.project.database, self.gone):
            work.update(memo, memo_id, turn_id=self.after.turns[self._nearest(index[on])].id)

    def _write_readings(self, work: Action) -> None:
        index, positions = self.before.turn_index, self.before.positions
        for coder_id, turn_id, offset in editing.readings(self.project.database, self.before.id):
            at = index[turn_id]
            whole = positions.whole(at, min(offset, positions.lengths[at]))
            place = self.after.positions.place(self.alignment.place(whole))
            where = (self.after.turns[place.turn].id, place.offset)
            editing.move_reading(work.connection, coder_id, self.before.id, *where)
