"""Choosing the code that another one is merged into, with what that would do."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.domain.codebook import Code
from qualcode.domain.display import shortened
from qualcode.project import Project
from qualcode.project.codebook_merge import MergePreview
from qualcode.tui import ranking
from qualcode.tui.screens.picker import Picker
from qualcode.tui.widgets.inspecting import name_in_place, rules_of
from qualcode.tui.widgets.lines import Row
from qualcode.tui.widgets.painting import Pieces, pieces


class MergeTarget(Picker[str]):
    """Ends with the id of the code that stays, or with None."""

    hint = "⏎ merge into it · {CloseDialog} back"

    def __init__(self, project: Project, code: Code) -> None:
        """Take the study and the code that goes."""
        super().__init__()
        self.project, self.code = project, code
        self.book = project.codebook.current()
        self.heading = f"Merge {shortened(code.name, 60)} into"
        self._previews: dict[str, MergePreview] = {}

    def rows_for(self, query: str) -> Sequence[Row]:
        """All other codes in use."""
        usage = ranking.Usage({}, (), self.project.segments.counts())
        return [
            Row(code.id, pieces(" ") + name_in_place(self.book, code.id))
            for code in ranking.rank(query, self.book, usage)
            if code.id != self.code.id
        ]

    def preview(self, key: str) -> Sequence[Pieces]:
        """What would follow, and the rules of the code that stays."""
        if key not in self._previews:
            self._previews[key] = self.project.codebook.merge_preview(self.code.id, key)
        found = self._previews[key]
        told = [pieces((found.refusal, "warn"))] if found.refusal else [pieces(told_of(found))]
        into = self.book.by_id[key]
        return [*told, (), pieces((shortened(into.name, 80), "strong")), *rules_of(into)]

    def choose(self, key: str) -> None:
        """Close with the id."""
        self.dismiss(key)


def told_of(found: MergePreview) -> str:
    """What a merge would do, as a sentence in the coder's own numbers."""
    parts = [counted(found.segments, "segment") + " of yours"]
    if found.duplicates:
        parts[0] += f" ({found.duplicates:,} on passages that have both codes: they become one)"
    if found.children:
        parts.append(counted(found.children, "code") + " below it")
    if found.memos:
        parts.append(counted(found.memos, "memo") + " of yours")
    *most, last = parts
    listed = f"{', '.join(most)} and {last}" if most else last
    return f"{listed} {'follows' if listed.startswith('1 ') and not most else 'follow'}."


def counted(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
