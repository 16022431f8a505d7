"""What waits for the coder, each thing with what it leads to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qualcode.domain.memos import MemoKind, Subject
from qualcode.domain.people import Progress
from qualcode.store import coders, memos

if TYPE_CHECKING:
    from qualcode.project.project import Project
    from qualcode.store.coders import Draft


class ToDoKind(StrEnum):
    """Why something waits; the value is the heading over such things."""

    DRAFT = "memo not saved"
    PLACELESS = "kept words of a memo whose place is gone"
    MEMO = "memo to do"
    OPEN = "transcript open"
    RETIRED = "retired code still used"
    UNDEFINED = "code without definition"
    ONCE = "code used once"


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing that waits: ``subject_id`` is the code, transcript or memo it leads to.

    For a draft it is what the memo is (or was) on, and ``subject`` says what that is. ``label`` is
    a name, or the text of the memo; ``uses`` is the number of the coder's own segments of a code.
    """

    kind: ToDoKind
    subject_id: str
    label: str
    uses: int = 0
    subject: str = ""


def to_do(
    project: Project, counts: dict[str, int], states: Sequence[tuple[str, str, Progress]]
) -> tuple[ToDo, ...]:
    """What waits for the present coder, by kind; counts are own segments by code id.

    ``states`` are id, name and own progress of each transcript, in the order of the study.
    """
    database, me = project.database, project.coder.id
    found = [
        ToDo(_kind_of(project, one), one.subject_id, one.text, subject=one.subject)
        for one in coders.drafts(database, me)
        if one.text.strip()
    ]
    found += [
        ToDo(ToDoKind.MEMO, one.id, one.text)
        for one in memos.of_kind(database, me, MemoKind.TO_DO.value)
    ]
    found += [
        ToDo(ToDoKind.OPEN, key, name) for key, name, state in states if state is Progress.OPEN
    ]
    return (*found, *_codes(project, counts))


def _kind_of(project: Project, draft: Draft) -> ToDoKind:
    there = project.memos.can_be_on(Subject(draft.subject), draft.subject_id)
    return ToDoKind.DRAFT if there else ToDoKind.PLACELESS


def _codes(project: Project, counts: dict[str, int]) -> Iterator[ToDo]:
    book = project.codebook.current()
    codes = [code for _, code in book.walk()]
    for code in codes:
        if code.retired and counts.get(code.id):
            yield ToDo(ToDoKind.RETIRED, code.id, code.name, counts[code.id])
    for code in codes:
        if not code.retired and not code.definition.strip():
            yield ToDo(ToDoKind.UNDEFINED, code.id, code.name, counts.get(code.id, 0))
    for code in codes:
        if not code.retired and counts.get(code.id) == 1:
            yield ToDo(ToDoKind.ONCE, code.id, code.name, 1)
