"""A merge of codes taken back in place: segments return to the code they came from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qualcode.domain.codebook import MERGED, MERGED_FROM, MERGED_INTO, Code, Codebook
from qualcode.domain.errors import Refused
from qualcode.project.actions import Action
from qualcode.project.codebook_merge import SEPARATOR, recode
from qualcode.project.codebook_merges import UNMERGE, UNMERGE_CODE, Merged, standing_merges
from qualcode.store import code_segments, memos
from qualcode.store.changes import Change
from qualcode.store.code_segments import Coded
from qualcode.store.schema import code, memo, segment, suggestion

if TYPE_CHECKING:
    from qualcode.project.project import Project

MARKS = ("key_quote", "weight")


@dataclass(frozen=True, slots=True)
class Unmergeable:
    """A merge that can be taken back, in the present coder's own numbers."""

    sequence: int
    """Number of the merge in the journal."""
    code_id: str
    path: str
    """Of the merged code."""
    into_id: str
    segments: int
    """Own segments that go back."""
    refusal: str
    """Why it cannot be done; empty where it can."""


@dataclass(frozen=True, slots=True)
class Unmerged:
    """Passages that went back: how many to each code (by its path), and how many stayed."""

    returned: Mapping[str, int]
    stayed: int


@dataclass(frozen=True, slots=True)
class _Back:
    """What goes back of one merge: segments, and images of folded ones with what they lie on."""

    merged: Merged
    moving: list[Coded]
    folded: list[tuple[Mapping[str, Any], Coded]]

    @property
    def count(self) -> int:
        return len(self.moving) + len(self.folded)


def unmergeable(project: Project, into_id: str) -> list[Unmergeable]:
    """The merges into a code that can be taken back, the newest first; never others' numbers."""
    book = project.codebook.current()
    own = code_segments.with_codes(project.database, [into_id], project.coder.id)
    found = []
    for merged in reversed(standing_merges(project, into=into_id)):
        gone = book.by_id.get(merged.gone)
        count = _back(merged, own).count
        if gone is None or not (count or gone.merged_into == into_id):
            continue
        why, path = _refusal(book, merged), book.paths[gone.id]
        found.append(Unmergeable(merged.sequence, gone.id, path, into_id, count, why))
    return found


def unmerge(project: Project, sequence: int) -> Code:
    """Take back what stands of a merge as one action, for all coders; the code in use again.

    Segments that are still with the other code return, folded ones stand beside those they lay
    on, with the marks and memos of both; memos on the code and the codes below it return where
    they still are as the merge left them. Finished transcripts are no obstacle, as they were none
    for the merge. Raises Refused.
    """
    merged = next((one for one in standing_merges(project) if one.sequence == sequence), None)
    if merged is None:
        raise Refused("this merge is not there any more")
    present = code_segments.with_codes(project.database, [merged.into])
    details = {"code": merged.gone, "out_of": merged.into}
    with project.actions.action(project.coder, UNMERGE_CODE, **details) as work:
        _take_back_code(project, work, merged)
        _send(project, work, _back(merged, present))
        _whole(project, work, merged)
    project.codebook.clear()
    return project.codebook.current().by_id[merged.gone]


def unmerge_passages(project: Project, segments: Sequence[str]) -> Unmerged:
    """Send own segments back to the code that a merge took them from, as one action.

    Those whose code is a coder's own choice stay. Raises Refused where nothing can go back.
    """
    backs, stayed = _own_backs(project, set(segments))
    if not backs:
        raise Refused(_never_merged(len(segments)))
    book = project.codebook.current()
    transcripts = {one.transcript_id for back in backs for one in back.moving}
    transcripts |= {row["transcript_id"] for back in backs for row, _ in back.folded}
    project.passages.check_open(transcripts)
    details: dict[str, Any] = {"segments": sum(back.count for back in backs)}
    if len(backs) == 1:
        details |= {"code": backs[0].merged.gone, "out_of": backs[0].merged.into}
    returned: dict[str, int] = {}
    with project.actions.action(project.coder, UNMERGE, **details) as work:
        work.details["transcripts"] = sorted(transcripts)
        for back in backs:
            _take_back_code(project, work, back.merged)
            _send(project, work, back)
            path = book.paths[back.merged.gone]
            returned[path] = returned.get(path, 0) + back.count
    project.codebook.clear()
    return Unmerged(returned, stayed)


def _own_backs(project: Project, wanted: Collection[str]) -> tuple[list[_Back], int]:
    """What goes back by the newest merge of each segment, and how many have none."""
    rows = project.passages.own_rows(list(wanted))
    codes = {row[2] for row in rows}
    own = code_segments.with_codes(project.database, codes, project.coder.id)
    left = [one for one in own if one.id in wanted]
    backs = []
    for merged in reversed(standing_merges(project)):
        back = _back(merged, [one for one in left if one.code_id == merged.into])
        if back.count:
            backs.append(back)
            gone = {one.id for one in (*back.moving, *(under for _, under in back.folded))}
            left = [one for one in left if one.id not in gone]
    return backs, len(left)


def _back(merged: Merged, present: Iterable[Coded]) -> _Back:
    """What goes back of the segments that have the other code now.

    One that was decided anew since the merge stays: its code is a choice then.
    """
    standing = {(one.coder_id, one.place): one for one in present}
    moving = [
        one
        for one in standing.values()
        if one.id in merged.moved and one.codebook_version < merged.version
    ]
    folded = []
    for row in merged.folded:
        under = standing.get((row["coder_id"], _place(row)))
        if under is not None:
            folded.append((row, under))
    return _Back(merged, moving, folded)


def _place(row: Mapping[str, Any]) -> tuple[str, int, str, int]:
    return (row["start_turn_id"], row["start_offset"], row["end_turn_id"], row["end_offset"])


def _never_merged(count: int) -> str:
    if count == 1:
        return "no merge brought this passage to its code: there is nothing to take back"
    return "no merge brought these passages to their code: there is nothing to take back"


def _refusal(book: Codebook, merged: Merged) -> str:
    """Why a merged code cannot come back into use; empty where it can, or is."""
    gone = book.by_id.get(merged.gone)
    if gone is None:
        return "the code it was is not in the codebook any more"
    if gone.merged_into is None:
        if gone.retired and not replace(gone, status=_status_before(merged, gone)).retired:
            return f"the code “{gone.name}” is retired: take it back into use first"
        return ""
    if gone.merged_into != merged.into:
        other = book.successor(gone).name
        return f"“{gone.name}” was merged into “{other}” since: take that back first"
    beside = book.children.get(_parent(book, gone), ())
    if any(one.name == gone.name for one in beside):
        return f"there is another code “{gone.name}” at its place now: rename that one first"
    return ""


def _parent(book: Codebook, gone: Code) -> str | None:
    """The code under which a merged one stood, or the one that took that over."""
    above = book.by_id.get(gone.parent_id or "")
    return book.successor(above).id if above else None


def _merging(merged: Merged) -> Change | None:
    """The change that took the code out of use."""
    found = (one for one in merged.of("code") if one["id"] == merged.gone)
    return next((one for one in found if one["after"].get("status") == MERGED), None)


def _status_before(merged: Merged, gone: Code) -> str:
    change = _merging(merged)
    return str(change["before"]["status"]) if change else gone.status


def _take_back_code(project: Project, work: Action, merged: Merged) -> None:
    """Put the merged code back into use, where it is not; raises Refused."""
    project.codebook.clear()
    book = project.codebook.current()
    if why := _refusal(book, merged):
        raise Refused(why)
    gone = book.by_id[merged.gone]
    if gone.merged_into is not None:
        extras = {name: value for name, value in gone.extras.items() if name != MERGED_INTO}
        values = {"status": _status_before(merged, gone), "extras": extras}
        work.update(code, gone.id, **values, parent_id=_parent(book, gone))


def _send(project: Project, work: Action, back: _Back) -> None:
    """Give the segments their code of before, and bring those back that folded into others."""
    merged = back.merged
    present = code_segments.with_codes(project.database, [merged.gone])
    recode(project, work, back.moving, merged.gone, present)
    taken = {(one.coder_id, one.place) for one in present}
    marks = {one["id"]: one for one in merged.of("segment") if "code_id" not in one["after"]}
    restored = set()
    for row, under in back.folded:
        if (under.coder_id, under.place) in taken:
            continue
        work.restore(segment, {**row, "batch": None})
        restored.add(row["id"])
        if under.id in marks:
            work.update(segment, under.id, **_marks_before(marks[under.id], under))
    lying = dict(code_segments.memos_on(project.database, {under.id for _, under in back.folded}))
    for change in merged.of("memo"):
        home = change["before"].get("segment_id")
        if home in restored and lying.get(change["id"]) == change["after"]["segment_id"]:
            work.update(memo, change["id"], segment_id=home)


def _marks_before(change: Change, now: Coded) -> dict[str, Any]:
    """Marks as they were, of those that nobody changed since."""
    before, after = change["before"], change["after"]
    return {
        name: before[name] for name in MARKS if name in after and after[name] == getattr(now, name)
    }


def _whole(project: Project, work: Action, merged: Merged) -> None:
    """Let what else went along return: suggestions, memos on the code, the codes below it."""
    gone, into = merged.gone, merged.into
    decided = set(code_segments.suggestions_of(project.database, into))
    back = [one["id"] for one in merged.of("suggestion") if one["id"] in decided]
    work.update_many(suggestion, back, code_id=gone)
    noted = set(memos.ids_on(project.database, "code_id", [into]))
    for change in merged.of("memo"):
        if change["after"].get("code_id") == into and change["id"] in noted:
            work.update(memo, change["id"], code_id=gone)
    project.codebook.clear()
    book = project.codebook.current()
    taken = {one.name for one in book.children.get(gone, ())}
    for change in merged.of("code"):
        one = book.by_id.get(change["id"])
        went = change["before"].get("parent_id") == gone and change["after"]["parent_id"] == into
        if went and one is not None and one.parent_id == into and one.name not in taken:
            work.update(code, one.id, parent_id=gone, sort=change["before"].get("sort", one.sort))
    _forget_source(work, book.by_id[gone], book.by_id[into])


def _forget_source(work: Action, gone: Code, into: Code) -> None:
    """Take the code out of where the other says that it has more from."""
    sources = into.extras.get(MERGED_FROM, "").split(SEPARATOR)
    left = list(sources)
    own = gone.extras.get(MERGED_FROM, "").split(SEPARATOR)
    for one in (f"{gone.key} {gone.name}", *own):
        if one in left:
            left.remove(one)
    if left != sources:
        others = {name: value for name, value in into.extras.items() if name != MERGED_FROM}
        noted = {MERGED_FROM: SEPARATOR.join(left)} if left else {}
        work.update(code, into.id, extras={**others, **noted})
