"""Versions of the codebook: listed, labelled, compared, and what was coded under older ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.codebook_changes import Comparison, compared, same_rules
from qualcode.domain.errors import BadInput
from qualcode.domain.ids import now
from qualcode.domain.text import one_line
from qualcode.store import code_segments, codes
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


@dataclass(frozen=True, slots=True)
class OlderSegment:
    """One of the coder's own passages, coded before the rules of its code were changed."""

    segment_id: str
    code_id: str
    code: str
    transcript_id: str
    transcript: str
    turn: int
    text: str
    cut: bool
    version: int
    changed_in: int
    """Version that gave the code the rules it has now."""


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
    """Give the present version a label, as one action; its number. Raises BadInput."""
    wanted = one_line(label)
    if not wanted:
        raise BadInput("a version needs a label")
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
    labelled = [one.number for one in known if one.label and one.label == wanted]
    numbered = [one.number for one in known if str(one.number) == wanted]
    if not labelled and not numbered:
        last = known[-1].number
        raise BadInput(f"the codebook has no version “{wanted}”: use 1 to {last} or a label")
    return (labelled or numbered)[0]


def compare(project: Project, older: int, newer: int) -> Comparison:
    """What differs between two versions; raises BadInput for a number that never was."""
    return compared(at(project, older), at(project, newer))


def segments_under_older(project: Project, code_id: str | None = None) -> list[OlderSegment]:
    """The coder's passages whose code had other rules when they were coded, in study order.

    Rules are definition, include and exclude; rules that came back count as the same.
    """
    book = project.codebook.current()
    wanted = _histories(project, book, code_id)
    if not wanted:
        return []
    found = []
    for one in code_segments.passages(project.database, project.coder.id, wanted):
        past, present = wanted[one.code_id], book.by_id[one.code_id]
        rules = _rules_at(past, one.codebook_version)
        if rules is None or same_rules(rules, present):
            continue
        found.append(
            OlderSegment(
                segment_id=one.segment_id,
                code_id=one.code_id,
                code=present.name,
                transcript_id=one.transcript_id,
                transcript=one.transcript,
                turn=one.turn,
                text=one.text,
                cut=one.cut,
                version=one.codebook_version,
                changed_in=_since(past, present),
            )
        )
    return found


_Past = list[tuple[int, Code]]


def _histories(project: Project, book: Codebook, code_id: str | None) -> dict[str, _Past]:
    """Past states of each code whose rules were ever others than now."""
    found: dict[str, _Past] = {}
    for number, key, state in codes.versions(project.database):
        if state and key in book.by_id and code_id in (None, key):
            found.setdefault(key, []).append((number, codes.frozen_code(state)))
    return {
        key: past
        for key, past in found.items()
        if any(not same_rules(code, book.by_id[key]) for _, code in past)
    }


def _rules_at(past: _Past, number: int) -> Code | None:
    """The state of a code in a version; of a code made later its first state."""
    before = [code for version, code in past if version <= number]
    return before[-1] if before else (past[0][1] if past else None)


def _since(past: _Past, present: Code) -> int:
    """The version that brought the present rules."""
    others = [version for version, code in past if not same_rules(code, present)]
    later = [version for version, _ in past if version > max(others, default=0)]
    return min(later, default=past[-1][0])
