"""Segments from a CSV file: whole-transcript positions, any number of coders, one action."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.domain.codebook import Codebook
from qualcode.domain.errors import BadInput
from qualcode.domain.ids import new_id, now
from qualcode.domain.memos import MemoKind
from qualcode.domain.people import Coder, CoderState, Progress
from qualcode.domain.segments import Origin
from qualcode.domain.text import one_line
from qualcode.domain.transcripts import Transcript
from qualcode.formats.read.segments_csv import BadRow, SegmentRow, read_segments
from qualcode.project.actions import Action
from qualcode.project.files import file_bytes
from qualcode.project.memos import too_long
from qualcode.store import coders, segments, transcripts
from qualcode.store.memos import COLUMNS
from qualcode.store.schema import coder_transcript, memo, segment

if TYPE_CHECKING:
    from qualcode.project.project import Project


@dataclass(frozen=True, slots=True)
class SegmentsImport:
    """How many segments were taken and which rows were not, with the reason."""

    imported: int
    bad: tuple[BadRow, ...]


def import_segments(project: Project, path: Path, *, skip_bad: bool = False) -> SegmentsImport:
    """Take the rows of a file; with a bad row none is taken unless ``skip_bad``.

    A row is bad where its transcript, code or place does not exist, where the transcript is
    finished by that coder, or where the same segment is there already. A snapshot comes first.
    """
    found = read_segments(file_bytes(path), path.name)
    plan = _Plan(project)
    for row in found.rows:
        plan.take(row)
    bad = tuple(sorted([*found.bad, *plan.bad]))
    if plan.rows and (skip_bad or not bad):
        project.snapshot("before-segment-import")
        kind, count = "import segments", len(plan.rows)
        with project.actions.action(project.coder, kind, segments=count) as work:
            plan.write(work)
        return SegmentsImport(count, bad)
    return SegmentsImport(0, bad)


class _Plan:
    """Rows of the file as rows of the store, worked out before anything is written."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.rows: list[dict[str, Any]] = []
        self.memos: list[dict[str, Any]] = []
        self.bad: list[BadRow] = []
        self._book: Codebook = project.codebook.current()
        self._codes: dict[str, str | BadInput] = {}
        self._transcripts = {one.name: one for one in transcripts.load_many(project.database)}
        known = coders.everyone(project.database)
        self._coders: dict[str, Coder] = {one.name: one for one in known}
        self._new_coders: list[Coder] = []
        self._states = {(s.coder_id, s.transcript_id): s for s in coders.states(project.database)}
        self._begun: set[tuple[str, str]] = set()
        self._seen = segments.existing(project.database)
        self._now = now()

    def take(self, row: SegmentRow) -> None:
        """Plan one row, or note why it is bad."""
        try:
            self._take(row)
        except BadInput as error:
            self.bad.append(BadRow(row.line, str(error)))

    def _take(self, row: SegmentRow) -> None:
        one = self._transcripts.get(row.transcript)
        if one is None:
            raise BadInput(f"there is no transcript “{row.transcript}” in the study")
        code_id, person = self._code(row.code), self._coder(row.coder)
        if problem := too_long(row.memo):
            raise BadInput(problem)
        place = _anchors(one, row)
        key = (person.id, code_id, *place.values())
        if key in self._seen:
            raise BadInput("the same coder has this code on exactly this passage already")
        self._begin(person, one)
        self._seen.add(key)
        self.rows.append(self._segment(one, code_id, person, place))
        if row.memo:
            self.memos.append(self._memo(row, self.rows[-1]["id"], person))

    def _code(self, text: str) -> str:
        if text not in self._codes:
            try:
                self._codes[text] = self._book.find(text).id
            except BadInput as error:
                self._codes[text] = error
        found = self._codes[text]
        if isinstance(found, BadInput):
            raise found
        return found

    def _coder(self, name: str) -> Coder:
        wanted = one_line(name)
        if not wanted:
            raise BadInput("the row names no coder")
        if wanted not in self._coders:
            own = self.project.coder
            self._coders[wanted] = own if own.name == wanted else Coder(new_id(), wanted)
            self._new_coders.append(self._coders[wanted])
        return self._coders[wanted]

    def _begin(self, person: Coder, one: Transcript) -> None:
        state: CoderState | None = self._states.get((person.id, one.id))
        if state is None:
            self._begun.add((person.id, one.id))
        elif state.progress is Progress.FINISHED:
            raise BadInput(f"{person.name} has marked {one.name} as finished: reopen it first")

    def _segment(
        self, one: Transcript, code_id: str, person: Coder, place: dict[str, Any]
    ) -> dict[str, Any]:
        return {
            "id": new_id(),
            "transcript_id": one.id,
            "coder_id": person.id,
            "code_id": code_id,
            **place,
            "origin": Origin.IMPORT.value,
            "suggestion_id": None,
            "codebook_version": self._book.version,
            "created": self._now,
            "changed": self._now,
        }

    def _memo(self, row: SegmentRow, segment_id: str, person: Coder) -> dict[str, Any]:
        return {
            **dict.fromkeys(COLUMNS.values()),
            "id": new_id(),
            "coder_id": person.id,
            "kind": MemoKind.NOTE.value,
            "text": row.memo,
            "segment_id": segment_id,
            "created": self._now,
            "changed": self._now,
        }

    def write(self, work: Action) -> None:
        """Insert what was planned."""
        used = {row["coder_id"] for row in self.rows}
        for person in self._new_coders:
            # A coder's row stays after an undo: the coder may have done something else since.
            if person.id in used:
                coders.ensure(work.connection, person)
        for coder_id, transcript_id in sorted(self._begun):
            work.insert(
                coder_transcript, coders.fresh_state(coder_id, transcript_id, Progress.OPEN)
            )
        work.insert_bulk(segment, self.rows)
        work.insert_bulk(memo, self.memos)


def _anchors(one: Transcript, row: SegmentRow) -> dict[str, Any]:
    try:
        return segments.anchors(one, row.start, row.end)
    except ValueError as error:
        raise BadInput(str(error)) from error
