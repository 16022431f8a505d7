"""What the memos view says: rows and the preview made of memos and where they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qualcode.domain.display import shortened
from qualcode.domain.memos import MemoKind, Subject
from qualcode.project.placed_memos import PlacedMemo
from qualcode.tui.reader.text import clock
from qualcode.tui.views.dashboard_rows import counted
from qualcode.tui.widgets.lines import Row
from qualcode.tui.widgets.painting import Pieces, pieces

QUOTE = 600
"""Characters of a passage that the preview shows."""

ON = 22
"""Width of what a memo is on, before its text."""


def fitting(memos: Iterable[PlacedMemo], query: str) -> list[PlacedMemo]:
    """The memos in which every typed word stands: in text, kind, place, or passage."""
    words = query.casefold().split()
    if not words:
        return [*memos]
    return [one for one in memos if all(word in _searched(one) for word in words)]


def _searched(one: PlacedMemo) -> str:
    parts = (one.memo.text, one.memo.kind.value, one.transcript, one.on, one.quote)
    return "\n".join(parts).casefold()


def count_line(memos: Sequence[PlacedMemo], shown: int) -> Pieces:
    """How many memos there are, in all and of each kind."""
    kinds = [(kind, sum(one.memo.kind is kind for one in memos)) for kind in MemoKind]
    said = " · ".join(f"{kind.value} {number:,}" for kind, number in kinds if number)
    total = counted(len(memos), "memo")
    if shown != len(memos):
        total = f"{shown:,} of {total}"
    return pieces((total, "strong"), (f"   {said}" if said else "", "muted"))


def rows_by_kind(memos: Sequence[PlacedMemo], width: int) -> list[Row]:
    """Rows under a heading for each kind."""
    rows: list[Row] = []
    for kind in MemoKind:
        found = [one for one in memos if one.memo.kind is kind]
        if found:
            rows += _heading(kind.value, len(found), rows)
            rows += [_row_of_kind(one, width) for one in found]
    return rows


def rows_by_place(memos: Sequence[PlacedMemo], width: int) -> list[Row]:
    """Rows under a heading for each transcript, the codebook, and all else."""
    rows: list[Row] = []
    groups: dict[str, list[PlacedMemo]] = {}
    for one in memos:
        groups.setdefault(_group(one), []).append(one)
    for name, found in groups.items():
        rows += _heading(name, len(found), rows)
        rows += [_row_of_place(one, width) for one in found]
    return rows


def _group(one: PlacedMemo) -> str:
    if one.transcript_id:
        return one.transcript
    return "Codebook" if one.memo.subject is Subject.CODE else "Study and people"


def _heading(name: str, number: int, before: Sequence[Row]) -> list[Row]:
    words = pieces((f" {shortened(name, 60)}", "heading"), (f"  {number:,}", "muted"))
    heading = Row(f"heading:{name}", words, heading=True)
    return [Row(f"gap:{name}", (), heading=True), heading] if before else [heading]


def _row_of_kind(one: PlacedMemo, width: int) -> Row:
    where = one.on if not one.transcript else f"{one.transcript}, {one.on}"
    place = shortened(where, max(width // 3, 12))
    return Row(one.memo.id, pieces(f"   {_line(one, width)}"), pieces((f"{place} ", "muted")))


def _row_of_place(one: PlacedMemo, width: int) -> Row:
    room = ON if width >= 60 else 10
    on = (f"   {shortened(one.on, room):<{room}}  ", "muted")
    style = "muted" if one.memo.kind is MemoKind.NOTE else "accent"
    kind = pieces((f"{one.memo.kind.value} ", style))
    return Row(one.memo.id, pieces(on, _line(one, width)), kind)


def _line(one: PlacedMemo, width: int) -> str:
    return shortened(one.memo.text.strip(), max(width, 10))


def preview_of(one: PlacedMemo) -> list[Pieces]:
    """The whole memo, what it is on, and the passage under it."""
    memo = one.memo
    written = f"{memo.created.astimezone():%d %b %Y %H:%M}"
    if memo.changed != memo.created:
        written += f", changed {memo.changed.astimezone():%d %b %Y %H:%M}"
    shown = [
        pieces((memo.kind.value, "accent")),
        pieces((f"{_where(one)}", "strong")),
        pieces((written, "muted")),
        (),
        pieces(memo.text),
    ]
    if one.quote:
        cut = one.quote if len(one.quote) <= QUOTE else one.quote[: QUOTE - 1] + "…"
        shown += [(), pieces((f"“{cut}”", "ghost"))]
    return shown


def _where(one: PlacedMemo) -> str:
    parts = [one.transcript, clock(one.start_ms) if one.start_ms is not None else "", one.on]
    return ", ".join(part for part in parts if part)
