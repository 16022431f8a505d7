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
    """An unsaved memo: what it is on, and for a segment or a turn its place in the study.

    Without a name what it was on is gone.
    """

    subject: Subject
    id: str
    name: str
    saved: datetime
    transcript: Transcript | None = None
    span: Span = Span(0, 0)

    @property
    def sentence(self) -> str:
        """Says that it is there, since when, and how to get to it."""
        if not self.name:
            return "Kept words of a memo whose place is gone: g u opens them."
        saved = self.saved if self.saved.tzinfo else self.saved.replace(tzinfo=UTC)
        local, now = saved.astimezone(), datetime.now().astimezone()
        when = f"{local:%H:%M}" if local.date() == now.date() else f"{local:%Y-%m-%d %H:%M}"
        return f"An unsaved memo of {when} on “{self.name}” is kept: g u opens it."


def kept_memo(project: Project, opened: Transcript | None) -> Kept | None:
    """The newest unsaved memo on something that is still there, else the newest of all.

    ``opened`` is looked at first.
    """
    placeless: Kept | None = None
    for draft in project.memos.drafts():
        if not draft.text.strip():
            continue
        subject, key, found = Subject(draft.subject), draft.subject_id, None
        if not project.memos.can_be_on(subject, key):
            placeless = placeless or Kept(subject, key, "", draft.saved)
            continue
        if subject is Subject.SEGMENT:
            found = _segment(project, key)
        elif subject is Subject.TURN:
            found = _turn(project, opened, key)
        elif name := _name(project, subject, key):
            return Kept(subject, key, name, draft.saved)
        if found is not None:
            return Kept(subject, key, found[0].name, draft.saved, *found)
    return placeless


def _name(project: Project, subject: Subject, key: str) -> str:
    """Name of a transcript, a code or the study; empty where it is gone."""
    if subject is Subject.STUDY:
        return project.title
    if subject is Subject.CODE:
        code = project.codebook.current().by_id.get(key)
        return code.name if code else ""
    names = {one: name for name, one in project.transcripts.names().items()}
    return names.get(key, "") if subject is Subject.TRANSCRIPT else ""


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
