"""Two codes made one: what follows, what folds, and what is kept of the merged code's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.domain.codebook import MERGED, MERGED_FROM, MERGED_INTO, Code, Codebook
from qualcode.domain.errors import BadInput
from qualcode.domain.ids import new_id, now
from qualcode.domain.memos import Memo, MemoKind, Subject
from qualcode.formats.codebook_columns import FIELDS
from qualcode.formats.read.csv_text import column_key
from qualcode.project.actions import Action
from qualcode.project.codebook import drop_levels
from qualcode.store import code_segments, memos
from qualcode.store.code_segments import Coded
from qualcode.store.schema import code, memo, segment, suggestion

if TYPE_CHECKING:
    from qualcode.project.project import Project

SEPARATOR = "; "
_WORDS = (
    *(("Definition", "definition"), ("Use when", "include_when")),
    *(("Do not use when", "exclude_when"), ("Example", "example")),
    *(("Example is by", "example_role"), ("Keywords", "keywords")),
    *(("Weak keywords", "weak_keywords"), ("Phrases that rule it out", "negative_phrases")),
    *(("Unit", "unit"), ("Applies to", "applies_to")),
)


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would do, in the present coder's own numbers."""

    segments: int
    """Own segments that follow."""
    duplicates: int
    """Those of them that fold: the passage has both codes."""
    children: int
    memos: int
    """Own memos on the merged code."""
    refusal: str
    """Why it cannot be done; empty where it can."""


def merge_preview(project: Project, code_id: str, into_id: str) -> MergePreview:
    """What merging a code into another would do; never another coder's numbers."""
    book = project.codebook.current()
    refusal = ""
    try:
        _check(book, code_id, into_id)
    except BadInput as error:
        refusal = str(error)
    own = code_segments.with_codes(project.database, (code_id, into_id), project.coder.id)
    mine = [one for one in own if one.code_id == code_id]
    places = {one.place for one in own if one.code_id == into_id}
    return MergePreview(
        segments=len(mine),
        duplicates=sum(one.place in places for one in mine) if code_id != into_id else 0,
        children=len(_children(book, code_id, into_id)),
        memos=len(memos.on(project.database, Subject.CODE, code_id, project.coder.id)),
        refusal=refusal,
    )


def merge(project: Project, code_id: str, into_id: str) -> Code:
    """Merge a code into another as one action: all coders' work and the codes below follow.

    Finished transcripts are no obstacle: no passage is coded or uncoded. Raises BadInput.
    """
    book = project.codebook.current()
    _check(book, code_id, into_id)
    gone, into = book.by_id[code_id], book.by_id[into_id]
    with project.actions.action(project.coder, "merge code", code=code_id, into=into_id) as work:
        rows = code_segments.with_codes(project.database, (code_id, into_id))
        moving = [one for one in rows if one.code_id == code_id]
        recode(project, work, moving, into_id, [one for one in rows if one.code_id == into_id])
        decided = code_segments.suggestions_of(project.database, code_id)
        work.update_many(suggestion, decided, code_id=into_id)
        for one in memos.ids_on(project.database, "code_id", [code_id]):
            work.update(memo, one, code_id=into_id)
        _hang_over(work, book, gone, into)
        _keep_words(project, work, gone, into)
        extras = {**gone.extras, MERGED_INTO: into_id}
        work.update(code, code_id, status=MERGED, extras=extras)
    project.codebook.clear()
    return project.codebook.current().by_id[into_id]


def recode(
    project: Project,
    work: Action,
    moving: Iterable[Coded],
    into_id: str,
    present: Iterable[Coded],
    **also: object,
) -> int:
    """Give segments another code; those that stand on a present one fold into it: how many did.

    The one that stays keeps the memos of both, is a key quote if either was, and has the larger
    weight. ``also`` are columns that are set on each segment that stays.
    """
    standing = {(one.coder_id, one.place): one for one in present}
    folded: dict[str, str] = {}
    free: list[str] = []
    for one in moving:
        other = standing.get((one.coder_id, one.place))
        if other is None:
            free.append(one.id)
            continue
        weights = [weight for weight in (one.weight, other.weight) if weight is not None]
        marks = {"key_quote": one.key_quote or other.key_quote}
        work.update(segment, other.id, **marks, weight=max(weights, default=None), **also)
        folded[one.id] = other.id
    work.update_many(segment, free, code_id=into_id, **also)
    for memo_id, segment_id in code_segments.memos_on(project.database, folded):
        work.update(memo, memo_id, segment_id=folded[segment_id])
    work.delete(segment, folded)
    return len(folded)


def _check(book: Codebook, code_id: str, into_id: str) -> None:
    live = {one.id for one in book.codes}
    if code_id not in live or into_id not in live:
        raise BadInput("this code is not in the codebook any more")
    if code_id == into_id:
        raise BadInput(f"“{book.by_id[code_id].name}” cannot be merged with itself")
    gone, into = book.by_id[code_id], book.by_id[into_id]
    if into.retired:
        raise BadInput(f"the code “{into.name}” is retired: take it back into use first")
    taken = {one.name for one in book.children.get(into_id, ()) if one.id != code_id}
    for one in _children(book, code_id, into_id):
        if one.name in taken:
            raise BadInput(f"“{one.name}” stands under both codes: merge or rename one of them")
    if into_id in book.below(code_id):
        beside = book.children.get(gone.parent_id, ())
        if any(one.name == into.name and one.id not in (code_id, into_id) for one in beside):
            raise BadInput(f"“{into.name}” cannot take the place: there is one of that name")


def _children(book: Codebook, code_id: str, into_id: str) -> list[Code]:
    return [one for one in book.children.get(code_id, ()) if one.id != into_id]


def _hang_over(work: Action, book: Codebook, gone: Code, into: Code) -> None:
    """Put the codes below the merged one under the other, which leaves it first if it is one."""
    if into.id in book.below(gone.id):
        work.update(code, into.id, parent_id=gone.parent_id, sort=gone.sort)
        drop_levels(work, book, into.id)
    last = max((one.sort for one in book.children.get(into.id, ())), default=0)
    for number, one in enumerate(_children(book, gone.id, into.id), 1):
        work.update(code, one.id, parent_id=into.id, sort=last + 10 * number)
        drop_levels(work, book, one.id)


def _keep_words(project: Project, work: Action, gone: Code, into: Code) -> None:
    """Note on the code that stays where it has more from, and the other's rules as a memo."""
    row = work.connection.execute(code.select().where(code.c.id == into.id)).mappings().one()
    kept = dict(row["extras"])
    sources = [kept.get(MERGED_FROM, ""), f"{gone.key} {gone.name}", gone.extras.get(MERGED_FROM)]
    joined = SEPARATOR.join(one for one in sources if one)
    work.update(code, into.id, extras={**kept, MERGED_FROM: joined})
    moment = now()
    text = _rules_as_text(project.codebook.current(), gone)
    made = Memo(
        *(new_id(), Subject.CODE, into.id, project.coder.id, MemoKind.METHOD), text, moment, moment
    )
    work.insert(memo, memos.row_of(made))


def _rules_as_text(book: Codebook, gone: Code) -> str:
    """All that the merged code says, so that no words are lost."""
    lines = [f"Merged from “{book.paths[gone.id]}” ({gone.key})."]
    for label, field in _WORDS:
        value = getattr(gone, field)
        text = SEPARATOR.join(value) if isinstance(value, tuple) else value
        if text:
            lines.append(f"{label}: {text}")
    others = {
        name: value
        for name, value in gone.extras.items()
        if value and name not in (MERGED_FROM, MERGED_INTO) and column_key(name) not in FIELDS
    }
    return "\n".join([*lines, *(f"{name}: {value}" for name, value in others.items())])
