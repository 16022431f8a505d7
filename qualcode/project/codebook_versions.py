"""Versions of the codebook: listed, labelled, compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from qualcode.domain.codebook import Codebook
from qualcode.domain.codebook_changes import Comparison, compared
from qualcode.domain.display import displayed
from qualcode.domain.errors import BadInput
from qualcode.domain.ids import now
from qualcode.domain.text import is_visible, one_line
from qualcode.store import codes
from qualcode.store.schema import codebook_version

if TYPE_CHECKING:
    from qualcode.project.project import Project


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the codebook; ``own`` counts the present coder's segments coded under it."""

    number: int
    created: datetime | None
    coder: str
    label: str
    changed: int
    own: int
    present: bool


def versions(project: Project) -> list[Version]:
    """All versions, oldest first; the first state of a study is version 1."""
    rows = codes.version_rows(project.database)
    own = codes.own_by_version(project.database, project.coder.id)
    present = project.codebook.current().version
    found = [Version(*row, own.get(row.number, 0), row.number == present) for row in rows]
    if not any(one.number == 1 for one in found):
        found.insert(0, Version(1, None, "", "", 0, own.get(1, 0), present == 1))
    return found


def freeze(project: Project, label: str) -> int:
    """Give the present version a label, as one action; its number. Raises BadInput.

    Characters that drive a terminal or reorder a line are stored as the marks that show them.
    """
    _check_label(one_line(label))
    wanted = displayed(one_line(label))
    number = project.codebook.current().version
    rows = {row.number: row for row in codes.version_rows(project.database)}
    for row in rows.values():
        if row.label == wanted and row.number != number:
            raise BadInput(f"version {row.number} is called “{wanted}” already")
    with project.actions.action(project.coder, "freeze codebook", version=number) as work:
        if number in rows:
            work.update(codebook_version, number, label=wanted)
        else:
            first = {"number": number, "created": now(), "coder_id": project.coder.id}
            work.insert(codebook_version, {**first, "label": wanted})
    return number


def _check_label(label: str) -> None:
    """Raise BadInput for a label by which no version can be found again."""
    if not is_visible(label):
        raise BadInput("a version needs a label")
    if label.isdecimal():
        raise BadInput(f"“{label}” reads as the number of a version: add a word to the label")


def at(project: Project, number: int) -> Codebook:
    """The codebook as it was in a version; raises BadInput for a number that never was."""
    known = {1, *(row.number for row in codes.version_rows(project.database))}
    if number not in known:
        raise BadInput(f"there is no version {number} of the codebook: use 1 to {max(known)}")
    return codes.at(project.database, number)


def at_date(project: Project, moment: datetime) -> Codebook:
    """The codebook as it was at a moment (UTC where it names no time zone)."""
    wanted = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    rows = codes.version_rows(project.database)
    before = [row.number for row in rows if row.created <= wanted]
    return codes.at(project.database, max(before, default=1))


def find_version(project: Project, text: str) -> int:
    """The version meant by a number or a label; raises BadInput where there is none."""
    wanted, known = text.strip(), versions(project)
    labels = (wanted, displayed(one_line(text)))
    labelled = [one.number for one in known if one.label and one.label in labels]
    numbered = [one.number for one in known if str(one.number) == wanted]
    if not labelled and not numbered:
        last = known[-1].number
        raise BadInput(f"the codebook has no version “{wanted}”: use 1 to {last} or a label")
    return (labelled or numbered)[0]


def compare(project: Project, older: int, newer: int) -> Comparison:
    """What differs between two versions; raises BadInput for a number that never was."""
    return compared(at(project, older), at(project, newer))
