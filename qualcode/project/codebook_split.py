"""One code made two: the coder's own segments, each sent to one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.domain.codebook import Code
from qualcode.domain.errors import BadInput, Refused
from qualcode.domain.ids import now
from qualcode.domain.people import Progress
from qualcode.project.actions import Action
from qualcode.project.codebook_merge import recode
from qualcode.store import code_segments, coders
from qualcode.store.changes import tables_of
from qualcode.store.code_segments import Coded, Passage
from qualcode.store.schema import segment

if TYPE_CHECKING:
    from qualcode.project.project import Project

NEW = "new"
"""Stands in the assignments for the code that is made with the split."""


@dataclass(frozen=True, slots=True)
class NewCode:
    """The code that a split makes: its name and the code above it."""

    name: str
    parent_id: str | None = None


@dataclass(frozen=True, slots=True)
class Splittable:
    """The coder's passages with a code; those in finished transcripts stay as they are."""

    passages: tuple[Passage, ...]
    finished: int


def splittable(project: Project, code_id: str) -> Splittable:
    """The passages that a split of this code can send elsewhere, in the study's order."""
    done = _finished(project)
    found = code_segments.passages(project.database, project.coder.id, [code_id])
    open_ones = tuple(one for one in found if one.transcript_id not in done)
    return Splittable(open_ones, len(found) - len(open_ones))


def split(
    project: Project, code_id: str, assignments: Mapping[str, str], new: NewCode | None = None
) -> Code | None:
    """Send own segments of a code to other codes, as one action; the code that was made, if any.

    ``assignments`` gives a code id, or NEW, by segment id. Where the passage has that code already
    the two fold into one with the memos of both. All are taken or none: raises BadInput, Refused.
    A code to which nothing is sent is not made.
    """
    with project.actions.action(project.coder, "split code", code=code_id) as work:
        made = None
        if new is not None and NEW in assignments.values():
            made = project.codebook.add_within(work, new.name, new.parent_id)
            project.codebook.clear()
        targets = {one: made.id if made and to == NEW else to for one, to in assignments.items()}
        moving = _checked(project, code_id, targets)
        version = project.codebook.current().version + ("code" in tables_of(work.log))
        for target in sorted(set(targets.values())):
            chosen = [one for one in moving if targets[one.id] == target]
            _send(project, work, chosen, code_id, target, version)
    project.codebook.clear()
    return made


def _send(
    project: Project, work: Action, moving: list[Coded], code_id: str, target: str, version: int
) -> None:
    # A passage that was looked at and stays is decided under the present rules as well.
    if target == code_id:
        stale = [one.id for one in moving if one.codebook_version != version]
        work.update_many(segment, stale, codebook_version=version)
        return
    present = code_segments.with_codes(project.database, [target], project.coder.id)
    also = {"codebook_version": version, "changed": now()}
    recode(project, work, moving, target, present, **also)


def _checked(project: Project, code_id: str, targets: Mapping[str, str]) -> list[Coded]:
    """The segments to be sent; raises where one is not there or may not change."""
    live = {one.id: one for one in project.codebook.current().codes}
    if code_id not in live:
        raise BadInput("this code is not in the codebook any more")
    for target in set(targets.values()):
        if target not in live:
            raise BadInput("the code to send a segment to is not in the codebook")
        if live[target].retired and target != code_id:
            raise BadInput(f"the code “{live[target].name}” is retired")
    mine = code_segments.with_codes(project.database, [code_id], project.coder.id)
    moving = [one for one in mine if one.id in targets]
    if len(moving) < len(targets):
        raise Refused("a segment to be sent is not there any more")
    done = _finished(project)
    for one in moving:
        if one.transcript_id in done:
            name = project.transcripts.get(one.transcript_id).name
            raise Refused(f"{name} is marked as finished: reopen it to change its coding")
    return moving


def _finished(project: Project) -> set[str]:
    return {
        state.transcript_id
        for state in coders.states(project.database)
        if state.coder_id == project.coder.id and state.progress is Progress.FINISHED
    }
