"""The merges of codes that stand, as the journal knows them: which segments each took along."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qualcode.domain.codebook import Code
from qualcode.store import codes, journal
from qualcode.store.changes import Change, Log

if TYPE_CHECKING:
    from qualcode.project.project import Project

MERGE = "merge code"
UNMERGE_CODE = "unmerge code"
"""A whole merge taken back."""
UNMERGE = "unmerge"
"""Passages sent back to the code that a merge took them from."""

Place = tuple[str, int, str, int]
States = list[tuple[int, Code]]
"""States of a code by the version that brought them, oldest first."""


@dataclass(frozen=True)
class Merged:
    """A merge that stands; ``version`` is the codebook's that it made, ``gone`` and ``into`` ids.

    ``log`` is empty where what undo needs was erased; ``returned`` went back to their code since.
    """

    sequence: int
    version: int
    gone: str
    into: str
    log: Log
    returned: frozenset[str]

    @cached_property
    def moved(self) -> frozenset[str]:
        """Ids of the segments that got the other code."""
        return frozenset(_recoded(self.log, self.into)) - self.returned

    @cached_property
    def folded(self) -> tuple[Mapping[str, Any], ...]:
        """Images of the segments that became one with another on the same passage."""
        return tuple(
            row
            for change in self.log
            if change["table"] == "segment" and change["op"] == "delete"
            for row in change["rows"]
            if row["id"] not in self.returned
        )

    def of(self, table: str) -> Iterator[Change]:
        """The rows of a table that it updated."""
        return (one for one in self.log if one["table"] == table and one["op"] == "update")


def standing_merges(
    project: Project, states: Mapping[str, States] | None = None, into: str | None = None
) -> list[Merged]:
    """The merges that stand, oldest first; with ``into`` only those into this code."""
    entries = journal.standing(project.database, MERGE)
    wanted = [one for one in entries if into in (None, one.details["into"])]
    if not wanted:
        return []
    versions = _versions(project, states_of(project) if states is None else states)
    backs = [
        (entry.sequence, journal.payload(project.database, entry.sequence) or [])
        for entry in journal.standing(project.database, UNMERGE_CODE, UNMERGE)
    ]
    found = []
    for entry in wanted:
        gone, target = entry.details["code"], entry.details["into"]
        later = [log for sequence, log in backs if sequence > entry.sequence]
        returned = frozenset(one for log in later for one in _recoded(log, gone))
        log = journal.payload(project.database, entry.sequence) or []
        version = versions.get(entry.sequence)
        if version is not None:
            found.append(Merged(entry.sequence, version, gone, target, log, returned))
    return found


def states_of(project: Project) -> dict[str, States]:
    """The states of each code that is known, of merged ones too."""
    book = project.codebook.current()
    found: dict[str, States] = {}
    for number, key, state in codes.versions(project.database):
        if state and key in book.by_id:
            found.setdefault(key, []).append((number, codes.frozen_code(state)))
    return found


def _recoded(log: Log, code_id: str) -> Iterator[str]:
    """Ids of the segments that a log gave a code, or brought back with it."""
    for change in log:
        if change["table"] == "segment" and change.get("after", {}).get("code_id") == code_id:
            yield change["id"] if "id" in change else change["after"]["id"]


def _versions(project: Project, states: Mapping[str, States]) -> dict[int, int]:
    """The version that each merge made when it was done last, by its sequence number.

    Each time that a code was merged, or merged again by a redo, made one version.
    """
    done: dict[str, list[int]] = defaultdict(list)
    for entry in journal.acts(project.database, MERGE):
        done[entry.details["code"]].append(entry.sequence)
    return {
        sequence: version
        for gone, acts in done.items()
        for sequence, version in zip(acts, _merged_in(states.get(gone, ())), strict=False)
    }


def _merged_in(states: Sequence[tuple[int, Code]]) -> list[int]:
    """The versions in which a code went into another one."""
    found, merged = [], False
    for version, code in states:
        if code.merged_into is not None and not merged:
            found.append(version)
        merged = code.merged_into is not None
    return found
