"""The history: what was done when; back to an earlier state; the codebook as it was then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult

from qualcode.domain.display import shortened
from qualcode.domain.errors import Refused
from qualcode.project.history_window import HistoryFilter, Sort
from qualcode.tui.commands.base import Context
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.views.base import View
from qualcode.tui.views.dashboard_rows import counted
from qualcode.tui.views.history_dialogs import BookThen, FilterPicker
from qualcode.tui.views.history_rows import (
    DAY,
    MORE,
    day_words,
    end_of,
    filter_line,
    rows_of,
)
from qualcode.tui.widgets.line import Line
from qualcode.tui.widgets.lines import LineList
from qualcode.tui.widgets.painting import pieces
from qualcode.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.project.history import HistoryEntry

STRETCH = 500
"""Actions that are read at a time; older ones follow when the cursor gets there."""


class HistoryView(View):
    """Actions newest first under their days; of others' coding the days only."""

    NAME = "history"
    TITLE_TEXT = "History"
    CSS_PATH = "history.tcss"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (*View.SHARED, Context.HISTORY)

    def __init__(self, project: Project) -> None:
        """Take an open study; nothing is read yet."""
        super().__init__(project)
        self.wanted = HistoryFilter()
        self.names = ("", "")
        self.filters, self.rows = Line(id="filters"), LineList(id="rows")
        self.advice = Pane(id="advice")
        self.entries: dict[str, HistoryEntry] = {}
        self._read = STRETCH
        self._cursor: str | None = None

    def body(self) -> ComposeResult:
        """What is shown, and the list."""
        yield self.filters
        yield self.advice
        yield self.rows

    def on_mount(self) -> None:
        """Begin in the list."""
        self.set_focus(self.rows)

    def aim(self, **target: Any) -> None:
        """Put the cursor on an action (its number as ``sequence``)."""
        if (sequence := target.get("sequence")) is not None:
            self.wanted, self.names = HistoryFilter(), ("", "")
            self._cursor = str(sequence)

    def show_view(self) -> None:
        """Read as many actions as were read before, at least a stretch."""
        history = self.project.history
        found = history.window(self.wanted, limit=self._read)
        while self._cursor and found and int(self._cursor) < found[-1].sequence:
            older = history.window(self.wanted, before=found[-1].sequence, limit=STRETCH)
            if not older:
                break
            found += older
        self._list(found)

    def _list(self, found: list[HistoryEntry]) -> None:
        self._read = max(STRETCH, len(found))
        self.entries = {str(entry.sequence): entry for entry in found}
        # A stretch that is not full was the last one.
        more = bool(found) and len(found) % STRETCH == 0
        others = self.project.history.others_coded(self.wanted)
        rows = rows_of(found, others, more=more)
        first = self._cursor or ("" if self.rows.current else next(iter(self.entries), ""))
        self.rows.set_rows(rows, cursor=first or None)
        self._cursor = None
        self.filters.show(filter_line(self.wanted, *self.names))
        self.advice.display = not rows
        self.advice.show([pieces((self._empty(), "muted"))])
        self.show_footer()

    def _empty(self) -> str:
        if self.wanted != HistoryFilter():
            return "Nothing that fits was done. Esc shows everything."
        return "Nothing was done yet. What you import and code stands here, and can be taken back."

    # What is under the cursor

    @property
    def entry(self) -> HistoryEntry | None:
        """The action under the cursor, if it is one."""
        row = self.rows.current
        return self.entries.get(row.key) if row else None

    @property
    def day(self) -> date | None:
        """The day under the cursor, if it is one."""
        row = self.rows.current
        if row is None or not row.key.startswith(DAY):
            return None
        return date.fromisoformat(row.key.removeprefix(DAY))

    @property
    def can_undo(self) -> bool:
        """Whether the action under the cursor may be gone back to, without a look at the study."""
        entry = self.entry
        steps = entry is not None and entry.kind in ("undo", "redo")
        return entry is not None and entry.own and not entry.undone and not steps

    @on(LineList.Highlighted)
    def highlighted(self, event: LineList.Highlighted) -> None:
        """Another row is under the cursor: read on where it is the last one."""
        if event.key == MORE:
            self.attempt(self.read_on)
        self.show_footer()

    @on(LineList.Chosen)
    def clicked(self) -> None:
        """A click puts the cursor there; Enter does something."""
        self.show_footer()

    def read_on(self) -> None:
        """Read the next stretch of older actions."""
        found = [*self.entries.values()]
        older = self.project.history.window(self.wanted, before=found[-1].sequence, limit=STRETCH)
        self._cursor = str(older[0].sequence if older else found[-1].sequence)
        self._list(found + older)

    # What commands do

    def choose(self) -> None:
        """Enter: on a day the codebook of its evening, on an action back to before it."""
        if self.day is not None:
            self.show_codebook()
        elif self.entry is not None:
            self.undo_to()

    def undo_to(self) -> None:
        """Ask, then take back the action under the cursor and one's own later ones."""
        self.project.actions.check_writable()
        entry = self.entry
        if entry is None:
            raise Refused("there is no action under the cursor")
        if not entry.own:
            raise Refused("this is another coder's action: only its coder can take it back")
        steps = self.project.history.can_undo_to(entry.sequence)
        if not steps:
            raise Refused("this does not stand any more: it was taken back, or is an undo itself")
        what = shortened(entry.sentence, 120)
        sentence = f"This takes back: {what}."
        if steps > 1:
            number = counted(steps, "action")
            sentence = f"This takes back {number} of yours, the newest first, back to: {what}."
        dialog = Confirm("Undo to here?", f"{sentence}  U does one after the other again.", "undo")
        self.ask(dialog, lambda yes: self._undo_to(entry.sequence) if yes else None)

    def _undo_to(self, sequence: int) -> None:
        done = self.project.history.undo_to(sequence)
        self.undone()
        self.say(f"Taken back: {counted(len(done), 'action')}.")

    def show_codebook(self) -> None:
        """Show the codebook as it was after the action, or on the evening of the day."""
        if self.day is not None:
            self._show_codebook(end_of(self.day), f"on {day_words(self.day)}")
        elif self.entry is not None:
            at = self.entry.at
            self._show_codebook(at, f"on {at.astimezone():%d %b %Y, %H:%M}")
        else:
            raise Refused("there is no action under the cursor")

    def _show_codebook(self, at: datetime, when: str) -> None:
        then = self.project.codebook.at_date(at)
        now = self.project.codebook.current()
        self.program.push_screen(BookThen(then, now, when))

    # Filters

    def filter_coder(self) -> None:
        """Ask whose actions are shown."""
        people = [(one.id, one.name) for one in self.project.coders.all()]
        self._pick("Whose actions?", "all coders", people, self._set_coder)

    def _set_coder(self, key: str, name: str) -> None:
        self._filter(replace(self.wanted, coder_id=key or None), (name, self.names[1]))

    def filter_sort(self) -> None:
        """Ask what the actions that are shown are about."""
        sorts = [(sort.value, sort.value) for sort in Sort]
        self._pick("What was done?", "everything", sorts, self._set_sort)

    def _set_sort(self, key: str, name: str) -> None:
        del name
        self._filter(replace(self.wanted, sort=Sort(key) if key else None), self.names)

    def filter_transcript(self) -> None:
        """Ask for the transcript that the actions are about."""
        names = [(key, name) for name, key in self.project.transcripts.names().items()]
        self._pick("In which transcript?", "all transcripts", names, self._set_transcript)

    def _set_transcript(self, key: str, name: str) -> None:
        self._filter(replace(self.wanted, transcript_id=key or None), (self.names[0], name))

    def _pick(self, heading: str, everything: str, options: Any, then: Any) -> None:
        names = dict(options)
        dialog = FilterPicker(heading, [("", everything), *options])
        self.ask(dialog, lambda key: then(key, names.get(key, "")))

    def _filter(self, wanted: HistoryFilter, names: tuple[str, str]) -> None:
        self.wanted, self.names, self._read = wanted, names, STRETCH
        self.show_again()

    def escape(self) -> bool:
        """Take the filters back; whether there were any."""
        if self.wanted == HistoryFilter():
            return False
        self._filter(HistoryFilter(), ("", ""))
        return True
