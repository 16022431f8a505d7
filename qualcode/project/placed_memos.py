"""Memos with the things they are on: in words, with the passage, and how to get there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from qualcode.domain.memos import Memo, Subject
from qualcode.domain.spans import Span
from qualcode.store import memos, transcripts
from qualcode.store.memos import Owner, Passage

if TYPE_CHECKING:
    from qualcode.domain.codebook import Codebook
    from qualcode.project.project import Project


class Anchor(NamedTuple):
    """The passage a memo is on: turns by number from 0, offsets in their texts, half open."""

    first: int
    start: int
    last: int
    end: int


@dataclass(frozen=True, slots=True)
class PlacedMemo:
    """A memo and what it is on; fields that make no sense for that are empty or None.

    ``on`` is what it is on in words, without the transcript; ``quote`` the text under it.
    """

    memo: Memo
    on: str
    transcript_id: str | None = None
    transcript: str = ""
    code_id: str | None = None
    start_ms: int | None = None
    quote: str = ""
    anchor: Anchor | None = None

    @property
    def turn(self) -> int | None:
        """The number of the turn it is on, from 1."""
        return self.anchor.first + 1 if self.anchor else None


def placed_memos(project: Project) -> list[PlacedMemo]:
    """All of the present coder's memos: those on transcripts by place, then all others."""
    database, me = project.database, project.coder.id
    names = {key: name for name, key in transcripts.names(database).items()}
    passages: dict[str, list[Passage]] = {}
    for one in memos.passages(database, me):
        passages.setdefault(one.memo_id, []).append(one)
    owners = {one.memo_id: one for one in memos.owners(database, me)}
    book = project.codebook.current()
    found = [
        _placed(memo, passages.get(memo.id, []), owners.get(memo.id), book, names)
        for memo in memos.everything(database, me)
    ]
    order = {key: number for number, key in enumerate(names)}
    return sorted(found, key=lambda one: _place(one, order))


def span_of(project: Project, one: PlacedMemo) -> Span:
    """Whole positions of the passage a memo is on; the start of the transcript for others."""
    if one.anchor is None or one.transcript_id is None:
        return Span(0, 0)
    whole = project.transcripts.get(one.transcript_id).positions.whole
    first, start, last, end = one.anchor
    return Span(whole(first, start), whole(last, end))


def _placed(
    memo: Memo,
    parts: list[Passage],
    owner: Owner | None,
    book: Codebook,
    names: dict[str, str],
) -> PlacedMemo:
    if parts:
        return _on_passage(memo, parts, book, names)
    if memo.subject is Subject.CODE:
        path = book.paths.get(memo.subject_id, "a code that is gone")
        return PlacedMemo(memo, f"code “{path}”", code_id=memo.subject_id)
    if owner is None:
        return PlacedMemo(memo, "the study")
    where = names.get(owner.transcript_id or "", "")
    on = "transcript" if memo.subject is Subject.TRANSCRIPT else f"{memo.subject} {owner.name}"
    return PlacedMemo(memo, on, owner.transcript_id, where)


def _on_passage(
    memo: Memo, parts: list[Passage], book: Codebook, names: dict[str, str]
) -> PlacedMemo:
    first, last = parts[0], parts[-1]
    code = book.by_id.get(first.code_id or "")
    on = f"turn {first.turn + 1}"
    return PlacedMemo(
        memo,
        f"{on}, “{code.name}”" if code else on,
        first.transcript_id,
        names.get(first.transcript_id, ""),
        first.code_id,
        first.start_ms,
        "\n".join(part.text for part in parts),
        Anchor(first.turn, first.start, last.turn, last.end),
    )


def _place(one: PlacedMemo, order: dict[str, int]) -> tuple[object, ...]:
    where = order.get(one.transcript_id or "", len(order))
    anchor = one.anchor or Anchor(-1, 0, 0, 0)
    return (where, one.code_id is not None and not one.quote, anchor, one.on, one.memo.created)
