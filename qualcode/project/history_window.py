"""The history as the present coder may see it on the screen, newest first, a stretch at a time.

Of other coders it tells what concerns the whole study: the codebook, imports, speakers, and who
has finished what. Of their coding it tells the days only: no code, place, transcript or count.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from qualcode.project.standing_text import EDIT_KINDS
from qualcode.store import journal
from qualcode.store.journal import Chosen, Entry

if TYPE_CHECKING:
    from qualcode.project.history import HistoryEntry
    from qualcode.project.project import Project


class Sort(StrEnum):
    """What an action was about; all that is nothing else is coding."""

    CODING = "coding"
    MEMOS = "memos"
    CODEBOOK = "codebook"
    MATERIAL = "transcripts and speakers"
    PROGRESS = "finished marks"


CREATE_AND_CODE = "create code and code"

KINDS: dict[Sort, frozenset[str]] = {
    Sort.MEMOS: frozenset({"write memo", "edit memo", "delete memo", "change kind of memo"}),
    Sort.CODEBOOK: frozenset(
        {
            *("create code", "edit code", "move code", "import codebook", "merge code"),
            *("unmerge code", "split code"),
            *("freeze codebook", "switch weights on", "switch weights off", CREATE_AND_CODE),
        }
    ),
    Sort.MATERIAL: frozenset(
        {
            *("import transcript", "rename transcript", "delete transcript"),
            *("set role", "rename speaker", "merge speakers", "import segments"),
            *EDIT_KINDS,
            *("tie speaker", "set reply", "import guide", "assign questions"),
            *("leave out of questions", "bind exchange", "loosen exchange"),
            *("create participant", "rename participant", "delete participant"),
            *("import participants", "import groups", "set attribute"),
            *("add attribute", "change attribute", "make set", "change set", "delete set"),
        }
    ),
    Sort.PROGRESS: frozenset({"finish", "reopen"}),
}
"""The kinds of actions by what they were about."""

PLACED = KINDS[Sort.MATERIAL] | KINDS[Sort.PROGRESS]
STUDY_WIDE = PLACED | KINDS[Sort.CODEBOOK]
"""What may be told of other coders; a kind that is not known counts as their coding."""

_TOLD = ("code", "codes", "into", "out_of", "role", "turns", "version")


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which actions are shown: of one coder (id), of one sort, about one transcript (id)."""

    coder_id: str | None = None
    sort: Sort | None = None
    transcript_id: str | None = None


@dataclass(frozen=True, slots=True)
class CodedThen:
    """Another coder coded at this time, to the minute in UTC; for the days, not to be counted."""

    coder: str
    at: datetime


def sort_of(kind: str) -> Sort:
    """What actions of a kind are about."""
    return next((sort for sort, kinds in KINDS.items() if kind in kinds), Sort.CODING)


def window(
    project: Project, wanted: HistoryFilter, before: int | None, limit: int
) -> list[HistoryEntry]:
    """At most ``limit`` actions, newest first, older than the sequence number ``before``."""
    found = journal.window(project.database, _chosen(project, wanted), before, limit)
    me = project.coder.id
    seen = [one if one[0].coder_id == me else _without_coding(*one) for one in found]
    return project.history.told([_shortened(*one) for one in seen])


def mine(project: Project, limit: int) -> list[HistoryEntry]:
    """The present coder's newest actions that stand, newest first."""
    found = journal.newest_standing(project.database, project.coder.id, limit)
    return project.history.told([(uncounted(entry), None) for entry in found])


def others_coded(project: Project, wanted: HistoryFilter) -> list[CodedThen]:
    """When other coders coded or wrote memos; nothing where a transcript is asked for."""
    if wanted.transcript_id is not None or wanted.sort not in (None, Sort.CODING):
        return []
    found = journal.busy_minutes(project.database, project.coder.id, STUDY_WIDE)
    return [CodedThen(name, at) for who, name, at in found if wanted.coder_id in (None, who)]


def _chosen(project: Project, wanted: HistoryFilter) -> Chosen:
    chosen = Chosen(project.coder.id, STUDY_WIDE, PLACED, by=wanted.coder_id)
    if wanted.transcript_id is not None:
        people = project.transcripts.get(wanted.transcript_id).speakers
        chosen = replace(chosen, ids=(wanted.transcript_id, *(one.id for one in people)))
    if wanted.sort is Sort.CODING:
        return replace(chosen, not_kinds=frozenset().union(*KINDS.values()))
    return replace(chosen, kinds=KINDS[wanted.sort]) if wanted.sort else chosen


def _without_coding(entry: Entry, target: Entry | None) -> tuple[Entry, Entry | None]:
    """Another coder's action without what it says of their coding."""
    return _study_wide(entry), _study_wide(target) if target else None


def _study_wide(entry: Entry) -> Entry:
    details = {name: value for name, value in entry.details.items() if name in _TOLD}
    if entry.kind in PLACED:
        places = {"transcript", "transcripts"} & entry.details.keys()
        details |= {name: entry.details[name] for name in places}
    kind = "create code" if entry.kind == CREATE_AND_CODE else entry.kind
    return replace(entry, kind=kind, details=details)


def _shortened(entry: Entry, target: Entry | None) -> tuple[Entry, Entry | None]:
    """Without the number of segments that went with a transcript: other coders' are among them."""
    return uncounted(entry), uncounted(target) if target else None


def uncounted(entry: Entry) -> Entry:
    """An entry without a number of segments that others' may be among; own coding keeps its own."""
    if sort_of(entry.kind) is Sort.CODING or "segments" not in entry.details:
        return entry
    details: dict[str, Any] = {k: v for k, v in entry.details.items() if k != "segments"}
    return replace(entry, details=details)
