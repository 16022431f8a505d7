"""Choosing the code that passages get instead of theirs."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.project import Project
from qualcode.tui import ranking
from qualcode.tui.screens.picker import Picker
from qualcode.tui.widgets.inspecting import name_in_place, rules_of
from qualcode.tui.widgets.lines import Row
from qualcode.tui.widgets.painting import Pieces, pieces


class RetagPicker(Picker[str]):
    """Codes by a few letters; ends with the id of one."""

    hint = "⏎ give this code · {CloseDialog} back"

    def __init__(self, project: Project, passages: int) -> None:
        """Take the study and the number of passages."""
        super().__init__()
        self.book = project.codebook.current()
        counts = project.segments.counts()
        self.usage = ranking.Usage({}, tuple(project.segments.recent(limit=9)), counts)
        what = "this passage" if passages == 1 else f"these {passages:,} passages"
        self.heading = f"Which code shall {what} have instead?"

    def rows_for(self, query: str) -> Sequence[Row]:
        """Codes that may be given, ranked."""
        return [self._row(code.id) for code in ranking.rank(query, self.book, self.usage)]

    def _row(self, code_id: str) -> Row:
        used = self.usage.counts.get(code_id, 0)
        right = pieces((f"used {used:,}", "muted")) if used else ()
        return Row(code_id, pieces(" ") + name_in_place(self.book, code_id), right)

    def preview(self, key: str) -> Sequence[Pieces]:
        """Definition and rules of the code."""
        code = self.book.by_id[key]
        return [pieces((code.name, "strong")), *rules_of(code)]

    def choose(self, key: str) -> None:
        """Close with the code."""
        self.dismiss(key)
