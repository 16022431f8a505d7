"""What was coded under older rules than its code has now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.codebook_changes import same_rules
from qualcode.project.codebook_merges import Merged, States, standing_merges, states_of
from qualcode.store import code_segments

if TYPE_CHECKING:
    from qualcode.project.project import Project


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
    """Version that gave the code its present rules, or its last ones before it was merged."""


def segments_under_older(project: Project, code_id: str | None = None) -> list[OlderSegment]:
    """The coder's passages whose code had other rules when they were coded, in study order.

    Rules are definition, include and exclude; rules that came back count as the same. To give a
    passage another code, or to look at it in a split, decides it under the rules of now. A merge
    does not: a passage that went along is older where the merged code's rules had changed since
    it was coded, or where those of the code that took it over changed since the merge. Merges
    whose undo data was erased are not known; only the code of now counts there.
    """
    book = project.codebook.current()
    past = states_of(project)
    changed = {key for key, states in past.items() if _ever_changed(states, book.by_id[key])}
    wanted = {book.successor(book.by_id[key]).id for key in changed}
    if code_id is not None:
        wanted &= {code_id}
    if not wanted:
        return []
    merges = _merges(project, past)
    found = []
    for one in code_segments.passages(project.database, project.coder.id, wanted):
        links = _links(one, merges.get(one.segment_id, ()))
        outdated = [
            key for key, since in links if key in changed and _differs(past, book, key, since)
        ]
        if outdated:
            key = outdated[-1]
            found.append(_older(one, book, _since(past[key], book.by_id[key])))
    return found


def _older(one: code_segments.Passage, book: Codebook, changed_in: int) -> OlderSegment:
    return OlderSegment(
        segment_id=one.segment_id,
        code_id=one.code_id,
        code=book.by_id[one.code_id].name,
        transcript_id=one.transcript_id,
        transcript=one.transcript,
        turn=one.turn,
        text=one.text,
        cut=one.cut,
        version=one.codebook_version,
        changed_in=changed_in,
    )


def _ever_changed(states: States, present: Code) -> bool:
    return any(not same_rules(code, present) for _, code in states)


def _merges(project: Project, past: dict[str, States]) -> dict[str, list[Merged]]:
    """The merges that stand, oldest first, by the id of each segment that went along."""
    found: dict[str, list[Merged]] = {}
    for step in standing_merges(project, past):
        for one in step.moved:
            found.setdefault(one, []).append(step)
    return found


def _links(
    one: code_segments.Passage, merges: list[Merged] | tuple[()]
) -> Iterator[tuple[str, int]]:
    """Codes that a passage had since it was decided, each with the version from which it counts."""
    later = [step for step in merges if step.version > one.codebook_version]
    yield (later[0].gone if later else one.code_id), one.codebook_version
    for step in later:
        yield step.into, step.version


def _differs(past: dict[str, States], book: Codebook, key: str, since: int) -> bool:
    """Whether a code had other rules in a version; before its first one it counts as that."""
    states = past[key]
    before = [code for version, code in states if version <= since] or [states[0][1]]
    return not same_rules(before[-1], book.by_id[key])


def _since(states: States, present: Code) -> int:
    """The version that brought the present rules."""
    others = [version for version, code in states if not same_rules(code, present)]
    later = [version for version, _ in states if version > max(others, default=0)]
    return min(later, default=states[-1][0])
