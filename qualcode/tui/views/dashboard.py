"""The dashboard: go on where you stopped, see how far you are and what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal

from qualcode.domain.memos import Subject
from qualcode.domain.people import Progress
from qualcode.project.to_do import ToDoKind
from qualcode.tui.commands.base import Context
from qualcode.tui.views.base import View
from qualcode.tui.views.dashboard_rows import (
    new_codes_line,
    progress_rows,
    start_row,
    totals_line,
    waiting_rows,
)
from qualcode.tui.views.leading import to_code, to_import, to_transcript
from qualcode.tui.views.linked import LinkedList, link
from qualcode.tui.widgets.line import Line
from qualcode.tui.widgets.lines import LineList
from qualcode.tui.widgets.painting import pieces
from qualcode.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.project.overview import Overview

NARROW = 100
"""Fewer columns than this show the lists one below the other."""


class Dashboard(View):
    """Continue, totals, codes first used, progress by transcript, what waits, what was done.

    The line of codes first used says in words whether reading on still brings codes that were
    not used before: levelling off, still rising, or too few to say, as ``levelling.trend`` defines.
    """

    NAME = "dashboard"
    TITLE_TEXT = "Dashboard"
    CSS_PATH = "dashboard.tcss"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (*View.SHARED, Context.DASHBOARD)

    def __init__(self, project: Project) -> None:
        """Take an open study; nothing is read yet."""
        super().__init__(project)
        self.start, self.progress = LinkedList(id="start"), LinkedList(id="progress")
        self.waiting = LinkedList(id="waiting")
        link(self.start, self.progress, self.waiting)
        self.totals, self.new_codes = Line(id="totals"), Line(id="new-codes")
        self.advice = Pane(id="advice")
        self.opened: set[ToDoKind] = set()
        self.found: Overview | None = None

    def body(self) -> ComposeResult:
        """What Enter does, two lines of numbers, and the lists."""
        yield self.start
        yield self.totals
        yield self.new_codes
        yield self.advice
        with Horizontal(id="columns"):
            yield self.progress
            yield self.waiting

    def on_mount(self) -> None:
        """Begin with what Enter does."""
        self.set_focus(self.start)

    def show_view(self) -> None:
        """Read the overview and draw it."""
        self.found = self.project.overview()
        self._draw()

    def on_resize(self) -> None:
        """Draw for the width that there is."""
        super().on_resize()
        if self.is_mounted:
            self.after_paint(self._draw)

    def _draw(self) -> None:
        found, width = self.found, self.app.size.width
        if found is None:
            return
        narrow = width < NARROW
        room = width - 2 if narrow else width * 3 // 5 - 2
        side = width - 2 if narrow else width * 2 // 5 - 3
        self.start.set_rows([start_row(found, read_only=self.read_only)])
        self.totals.show(totals_line(found, width))
        line = new_codes_line(found, width - 1)
        self.new_codes.show(line)
        self.new_codes.display = bool(line)
        self.advice.show([pieces((text, "muted")) for text in self._advice(found)])
        self.advice.display = not found.transcripts
        self.progress.set_rows(progress_rows(found, room))
        self.waiting.set_rows(waiting_rows(found, self.opened, side))
        self._share_height(narrow)

    def _share_height(self, narrow: bool) -> None:
        """One below the other, the transcripts take what they need, up to half of the room."""
        rows, room = len(self.progress.rows), self.app.size.height - 7
        self.progress.styles.height = min(rows, room // 2) if narrow else "1fr"

    def _advice(self, found: Overview) -> list[str]:
        """What to do next in a study without transcripts."""
        if found.transcripts:
            return []
        said = ["This study has no transcripts yet."]
        if not self.read_only:
            said.append("Enter imports them; then read, and code what you read.")
        if not found.totals.codes:
            said.append(
                "No codes yet: make them while you read, or take them from a file with "
                "“qualcode codebook import”."
            )
        return said

    # What commands do

    def on_descendant_focus(self) -> None:
        """The footer says what Enter does on this row."""
        self.show_footer()

    @on(LineList.Highlighted)
    def highlighted(self) -> None:
        """Enter does something else on another row."""
        self.show_footer()

    @property
    def aimed_at(self) -> str:
        """The kind of row under the cursor; of the first row whether it begins or looks at."""
        row = self.focused.current if isinstance(self.focused, LineList) else None
        kind = row.key.partition(":")[0] if row else ""
        if self.focused is not self.start or kind != "transcript" or self.found is None:
            return kind
        done = all(one.progress is Progress.FINISHED for one in self.found.transcripts)
        return "look" if done else "begin"

    @on(LineList.Chosen)
    def clicked(self, event: LineList.Chosen) -> None:
        """A click opens the row as Enter does."""
        self.attempt(lambda: self._open(event.key))

    def open_row(self) -> None:
        """Enter: what the row under the cursor leads to."""
        if isinstance(self.focused, LineList) and (row := self.focused.current):
            self._open(row.key)

    def next_part(self, way: int) -> None:
        """Go to the next or previous list that has anything to choose."""
        lists = [one for one in (self.start, self.progress, self.waiting) if not one.dead]
        here = lists.index(self.focused) if self.focused in lists else -way
        self.set_focus(lists[(here + way) % len(lists)])

    def _open(self, key: str) -> None:
        what, _, rest = key.partition(":")
        subject, _, subject_id = rest.partition(":")
        match what:
            case "continue":
                self._continue()
            case "import":
                to_import(self.program)
            case "transcript":
                to_transcript(self.program, rest)
            case "OPEN":
                to_transcript(self.program, subject_id)
            case "UNDEFINED":
                to_code(self.program, subject_id)
            case "ONCE" | "RETIRED":
                self.program.go("code", codes=(subject_id,))
            case "MEMO":
                self.program.go("memos", memo=subject_id)
            case "DRAFT" | "PLACELESS":
                self._open_draft(Subject(subject), subject_id)
            case "history":
                self.program.go("history", sequence=int(rest))
            case "more":
                self._open_kind(ToDoKind(rest))

    def _continue(self) -> None:
        if self.found is not None and self.found.stop is not None:
            to_transcript(self.program, self.found.stop.transcript_id)

    def _open_kind(self, kind: ToDoKind) -> None:
        """List all things of a kind."""
        self.opened.add(kind)
        self._draw()

    def _open_draft(self, subject: Subject, subject_id: str) -> None:
        """Go on writing the memo that was not saved."""
        from qualcode.tui.screens.memo import MemoScreen
        from qualcode.tui.screens.memoing import Target

        known = self.project.memos.on(subject, subject_id)
        target = Target(subject, subject_id, f"Memo on this {subject}")
        dialog = MemoScreen(self.project, target, known[-1] if known else None)
        self.ask(dialog, lambda _: self.show_again())
