"""Memos that were not saved when the program ended: where they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from qualcode.domain.errors import QualcodeError
from qualcode.domain.memos import Subject
from qualcode.domain.spans import Span
from qualcode.domain.transcripts import Transcript

if TYPE_CHECKING:
    from qualcode.project import Project


class Kept(NamedTuple):
    """An unsaved memo on a segment or a turn, and the place of that in the study."""

    subject: Subject
    id: str
    transcript: Transcript
    span: Span
    saved: datetime

    @property
    def sentence(self) -> str:
        """Says that it is there, since when, and how to get to it."""
        saved = self.saved if self.saved.tzinfo else self.saved.replace(tzinfo=UTC)
        local, now = saved.astimezone(), datetime.now().astimezone()
        when = f"{local:%H:%M}" if local.date() == now.date() else f"{local:%Y-%m-%d %H:%M}"
        return f"An unsaved memo of {when} on “{self.transcript.name}” is kept: g m opens it."


def kept_memo(project: Project, opened: Transcript | None) -> Kept | None:
    """The newest unsaved memo on something that is still there; ``opened`` is looked at first."""
    for draft in project.memos.drafts():
        found = None
        if draft.text.strip() and draft.subject == Subject.SEGMENT:
            found = _segment(project, draft.subject_id)
        elif draft.text.strip() and draft.subject == Subject.TURN:
            found = _turn(project, opened, draft.subject_id)
        if found is not None:
            return Kept(Subject(draft.subject), draft.subject_id, *found, draft.saved)
    return None


def _segment(project: Project, segment_id: str) -> tuple[Transcript, Span] | None:
    try:
        segment = project.segments.get(segment_id)
    except (QualcodeError, LookupError):
        return None
    return project.transcripts.get(segment.transcript_id), Span(segment.start, segment.end)


def _turn(
    project: Project, opened: Transcript | None, turn_id: str
) -> tuple[Transcript, Span] | None:
    for one in _transcripts(project, opened):
        for index, turn in enumerate(one.turns):
            if turn.id == turn_id:
                start = one.positions.starts[index]
                return one, Span(start, start + len(turn.text))
    return None


def _transcripts(project: Project, opened: Transcript | None) -> Iterator[Transcript]:
    if opened is not None:
        yield opened
    for key in project.transcripts.names().values():
        if opened is None or key != opened.id:
            yield project.transcripts.get(key)
