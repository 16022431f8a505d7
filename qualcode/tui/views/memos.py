"""The memos: all of one's own in one place, by what they are on or by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from qualcode.domain.display import shortened
from qualcode.domain.errors import Refused
from qualcode.domain.memos import CHOSEN_KINDS, MemoKind, Subject
from qualcode.project.placed_memos import PlacedMemo, span_of
from qualcode.tui.commands.base import Context
from qualcode.tui.screens.choose import Choose
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.screens.memoing import Target
from qualcode.tui.views.base import View
from qualcode.tui.views.leading import to_code, to_transcript
from qualcode.tui.views.memos_rows import (
    count_line,
    fitting,
    preview_of,
    rows_by_kind,
    rows_by_place,
)
from qualcode.tui.widgets.entry import Entry
from qualcode.tui.widgets.line import Line
from qualcode.tui.widgets.lines import LineList
from qualcode.tui.widgets.painting import pieces
from qualcode.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from qualcode.domain.memos import Memo
    from qualcode.project import Project

NARROW = 100
"""Fewer columns than this show the preview below the list."""


class MemosView(View):
    """A list, a filter over it, and beside it the memo under the cursor."""

    NAME = "memos"
    TITLE_TEXT = "Memos"
    CSS_PATH = "memos.tcss"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (*View.SHARED, Context.MEMOS)

    def __init__(self, project: Project) -> None:
        """Take an open study; nothing is read yet."""
        super().__init__(project)
        self.counts, self.rows_list = Line(id="counts"), LineList(id="rows")
        self.filter = Entry(placeholder="filter by words, kind or place", id="filter")
        self.preview = Pane(id="preview")
        self.by_kind = False
        self.memos: dict[str, PlacedMemo] = {}
        self._wanted: str | None = None

    def body(self) -> ComposeResult:
        """Counts, filter, list and preview."""
        yield self.counts
        yield self.filter
        with Horizontal(id="columns"):
            yield self.rows_list
            yield self.preview

    def on_mount(self) -> None:
        """Begin in the list."""
        self.filter.display = False
        self.set_focus(self.rows_list)

    def aim(self, **target: Any) -> None:
        """Put the cursor on a memo (its id as ``memo``)."""
        self._wanted = target.get("memo")
        self.filter.value, self.filter.display = "", False

    def show_view(self) -> None:
        """Read all memos and list those that fit the filter."""
        self.memos = {one.memo.id: one for one in self.project.memos.all()}
        self._list()

    def on_resize(self) -> None:
        """Draw for the width that there is."""
        super().on_resize()
        if self.is_mounted:
            self.after_paint(self._list)

    def _list(self) -> None:
        found = fitting(self.memos.values(), self.filter.value)
        width = self.app.size.width
        room = width - 2 if width < NARROW else width * 3 // 5 - 2
        rows = rows_by_kind(found, room) if self.by_kind else rows_by_place(found, room)
        self.rows_list.set_rows(rows, cursor=self._wanted)
        self._wanted = None
        self.counts.show(count_line([*self.memos.values()], len(found)))
        self._show_preview()

    def _show_preview(self) -> None:
        chosen = self.chosen
        if chosen is not None:
            self.preview.show(preview_of(chosen))
        elif self.memos:
            self.preview.show([pieces(("No memo fits the filter. Esc takes it back.", "muted"))])
        else:
            self.preview.show([pieces((text, "muted")) for text in self._advice()])
        self.show_footer()

    def _advice(self) -> list[str]:
        """What to do where there are no memos."""
        if self.read_only:
            return ["You have no memos in this study."]
        return [
            "You have no memos yet.",
            "On the coding screen, m writes one on the passage or the turn under the cursor.",
            "Here, n writes one on the study as a whole.",
        ]

    @property
    def chosen(self) -> PlacedMemo | None:
        """The memo under the cursor."""
        row = self.rows_list.current
        return self.memos.get(row.key) if row else None

    @property
    def _here(self) -> PlacedMemo:
        if self.chosen is None:
            raise Refused("there is no memo under the cursor")
        return self.chosen

    # What commands do

    @on(LineList.Highlighted)
    def highlighted(self) -> None:
        """Another memo is under the cursor."""
        self._show_preview()

    @on(LineList.Chosen)
    def clicked(self) -> None:
        """A click shows the memo; Enter goes to its place."""
        self._show_preview()

    def open_place(self) -> None:
        """Enter: go to what the memo is on."""
        one = self._here
        if one.anchor is not None and one.transcript_id is not None:
            self.program.open_place(one.transcript_id, *span_of(self.project, one))
        elif one.transcript_id is not None:
            to_transcript(self.program, one.transcript_id)
        elif one.code_id is not None:
            to_code(self.program, one.code_id)
        else:
            self.say(f"This memo is on {one.on}: there is no place in a transcript to go to.")

    def switch_grouping(self) -> None:
        """Group by kind, or by place again."""
        self.by_kind = not self.by_kind
        self._list()

    def edit(self) -> None:
        """Change the text of the memo."""
        one = self._here
        where = f"{one.transcript}, {one.on}" if one.transcript else one.on
        self._write(one.memo.subject, one.memo.subject_id, where, one.memo)

    def write_on_study(self) -> None:
        """Write a memo on the study as a whole."""
        self._write(Subject.STUDY, "", "the study", None)

    def _write(self, subject: Subject, subject_id: str, where: str, memo: Memo | None) -> None:
        from qualcode.tui.screens.memo import MemoScreen

        target = Target(subject, subject_id, f"Memo on {shortened(where, 70)}")
        self.ask(MemoScreen(self.project, target, memo), lambda _: self.show_again())

    def change_kind(self) -> None:
        """Ask for another kind."""
        one = self._here
        options = [(kind.value, kind.value, "") for kind in CHOSEN_KINDS]
        self.ask(
            Choose("What kind of memo is this?", options),
            lambda kind: self.change(
                lambda: self.project.memos.set_kind(one.memo.id, MemoKind(kind)),
                f"The memo is now of kind “{kind}”.",
            ),
        )

    def delete(self) -> None:
        """Delete the memo, after a question."""
        one = self._here
        dialog = Confirm(
            "Delete this memo?", f"“{shortened(one.memo.text, 200)}”  u brings it back.", "delete"
        )
        self.ask(dialog, lambda yes: self._delete(one) if yes else None)

    def _delete(self, one: PlacedMemo) -> None:
        self.change(lambda: self.project.memos.delete(one.memo.id), "Memo deleted; u undoes it.")

    # Filter

    def open_filter(self) -> None:
        """Show the entry of the filter."""
        self.filter.display = True
        self.set_focus(self.filter)

    def escape(self) -> bool:
        """Take the filter back; whether there was one."""
        shown, value = bool(self.filter.display), self.filter.value
        self.filter.display = False
        self.set_focus(self.rows_list)
        if value:
            self.filter.value = ""
            self._list()
        return shown or bool(value)

    @on(Input.Changed, "#filter")
    def filter_typed(self, event: Input.Changed) -> None:
        """List what fits."""
        event.stop()
        self._list()

    @on(Input.Submitted, "#filter")
    def filter_done(self, event: Input.Submitted) -> None:
        """Go on in the list."""
        event.stop()
        self.filter.display = bool(self.filter.value)
        self.set_focus(self.rows_list)
