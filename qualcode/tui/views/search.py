"""Search over all transcripts: what was typed, the turns that fit, and the turn in full."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from time import perf_counter
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.timer import Timer
from textual.widgets import Input

from qualcode.domain.display import shortened
from qualcode.domain.errors import QualcodeError, Refused
from qualcode.project.search import SearchResult
from qualcode.tui.commands.base import Context
from qualcode.tui.views.base import View
from qualcode.tui.views.search_rows import MORE, advice, found_line, preview, rows_of
from qualcode.tui.widgets.cut_list import CutList
from qualcode.tui.widgets.entry import Entry
from qualcode.tui.widgets.line import Line
from qualcode.tui.widgets.lines import LineList
from qualcode.tui.widgets.marked import MarkedPane
from qualcode.tui.widgets.painting import pieces

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.project.search import Hit

STRETCH = 200
"""Turns that are listed at first; Enter at the end of the list adds as many."""

AT_ONCE = 0.03
"""Seconds an answer may take to be given for every letter; slower ones wait for the typist."""

LONGEST_WAIT = 0.4


class SearchView(View):
    """An entry, the hits by transcript, and the turn under the cursor with its neighbours."""

    NAME = "search"
    TITLE_TEXT = "Find in all transcripts"
    CSS_PATH = "search.tcss"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (*View.SHARED, Context.SEARCH)

    def __init__(self, project: Project) -> None:
        """Take an open study; nothing is searched yet."""
        super().__init__(project)
        self.entry = Entry(placeholder="words, “a phrase”, begin*, code:, speaker:", id="query")
        self.found = Line(id="found-line")
        self.rows, self.preview = CutList(id="rows"), MarkedPane(id="turn")
        self.result: SearchResult | None = None
        self.answered = ""
        self.hits: dict[str, Hit] = {}
        self._limit = STRETCH
        self._pace, self._fresh = 0.0, True
        self._waiting: Timer | None = None
        self._clicked = ""

    def body(self) -> ComposeResult:
        """Entry, count, hits beside the turn."""
        yield self.entry
        yield self.found
        with Container(id="hits"):
            yield self.rows
            yield self.preview

    def on_mount(self) -> None:
        """Begin in the entry."""
        self.set_focus(self.entry)

    def aim(self, **target: Any) -> None:
        """Search for something (``query``)."""
        if (query := target.get("query")) is not None:
            self.answered = str(query)
            with self.prevent(Input.Changed):
                self.entry.value = self.answered

    def show_view(self) -> None:
        """Answer again what was asked last."""
        self.answer()

    # Asking

    @on(Input.Changed, "#query")
    def typed(self, event: Input.Changed) -> None:
        """Answer at once where answers are fast, else when the typing pauses as long as one."""
        event.stop()
        self._limit, self._fresh = STRETCH, True
        self._forget_waiting()
        if self._pace <= AT_ONCE:
            self.answer()
        else:
            self._waiting = self.set_timer(self._pace, self.guarded(self.answer))

    @on(Input.Submitted, "#query")
    def entered(self, event: Input.Submitted) -> None:
        """Go to the hits."""
        event.stop()
        self.catch_up()
        if self.hits:
            self.set_focus(self.rows)
        elif self.entry.value.strip():
            self.say("No turn fits, so there is nothing to go to.")

    def catch_up(self) -> None:
        """Answer what waits for an answer."""
        if self._waiting is not None:
            self.answer()

    def _forget_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None

    def answer(self) -> None:
        """Search for what stands in the entry now, and show what was found."""
        self._forget_waiting()
        text, begun = self._limited(self.entry.value), perf_counter()
        try:
            self.result = self.project.search.find(text, limit=self._limit)
        except QualcodeError as error:
            self.result = None
            self.found.show(pieces((f" {_sentence(error)}", "warn")))
        self._pace = min(perf_counter() - begun, LONGEST_WAIT)
        self.answered = text
        self._list()

    def _limited(self, text: str) -> str:
        """What was typed, within the set to which the screen is limited."""
        chosen = self.program.limit.present(self.project)
        return f"{text} set:{chosen.id}" if chosen is not None and text.strip() else text

    def _list(self) -> None:
        result = self.result
        self.hits = {hit.turn.id: hit for hit in result.hits} if result else {}
        if result is not None:
            name = self.program.limit.name(self.project)
            limited = pieces((f"only set {shortened(name, 30)} ", "accent")) if name else ()
            self.found.show(found_line(result, len(self.entry.value.strip()) > 0), limited)
        before = self.rows.current
        kept = before is not None and before.key in self.hits and not self._fresh
        self._fresh = False
        self.rows.make_rows(lambda width: rows_of(result, width) if result else [], first=not kept)
        self.show_turn()

    # The turn under the cursor

    @property
    def hit(self) -> Hit | None:
        """The hit under the cursor."""
        row = self.rows.current
        return self.hits.get(row.key) if row else None

    @on(LineList.Highlighted)
    def highlighted(self, event: LineList.Highlighted) -> None:
        """Another hit is under the cursor."""
        if not isinstance(event, LineList.Chosen):
            self._clicked = ""
        self.show_turn()

    @on(LineList.Chosen)
    def clicked(self, event: LineList.Chosen) -> None:
        """A click puts the cursor there, another one opens the place."""
        if event.key == self._clicked:
            self.attempt(self.open_hit)
        self._clicked = event.key
        self.show_footer()

    def show_turn(self) -> None:
        """Show the turn under the cursor; where nothing is asked, what can be asked."""
        empty = not self.entry.value.strip()
        self.set_class(empty or not self.hits, "-empty")
        if self.hit is not None:
            transcript = self.project.transcripts.get(self.hit.turn.transcript_id)
            self.preview.show_marks(preview(self.hit, transcript))
        elif empty or self.result is None:
            self.preview.show_marks(advice(self.project))
        else:
            self.preview.show_marks(
                [
                    pieces(("No turn fits. ", "strong")),
                    pieces(("Take a word or a filter out, or write the beginning: wait*", "muted")),
                ]
            )
        self.show_footer()

    # What commands do

    @property
    def in_list(self) -> bool:
        """Whether the keys go to the list."""
        return self.focused is self.rows

    def footer_contexts(self) -> Iterable[Context]:
        """In the entry letters are letters: only the keys that do something there."""
        return self.CONTEXTS if self.in_list else (Context.SEARCH, Context.AWAY)

    def on_descendant_focus(self) -> None:
        """Other keys work in the entry than in the list."""
        self.show_footer()

    @property
    def rows_list(self) -> LineList:
        """The list that the arrow keys of the entry move in."""
        return self.rows

    def open_hit(self) -> None:
        """Show the hit on the coding screen, selected; at the end of the list read on."""
        row = self.rows.current
        if row is not None and row.key == MORE:
            self.read_on()
        elif self.hit is not None:
            start, end = self.hit.span
            self.program.open_place(self.hit.turn.transcript_id, start, end)

    def read_on(self) -> None:
        """List more of what was found."""
        last = next(reversed(self.hits), None)
        self._limit += STRETCH
        self.answer()
        if last is not None:
            self.rows.select(last)
            self.show_turn()

    def edit(self) -> None:
        """Go back to what was typed."""
        self.set_focus(self.entry)
        self.entry.select_all()

    def escape(self) -> bool:
        """From the entry to the hits, where there are any; whether it did."""
        if self.in_list or not self.hits:
            return False
        self.set_focus(self.rows)
        return True

    def code_all(self) -> None:
        """Ask how, then code all hits, also those that are not listed."""
        from qualcode.project.auto_code import AutoCoder
        from qualcode.tui.screens.auto_code import AutoCoding

        self.catch_up()
        if self.result is None or not self.result.total:
            raise Refused("there are no hits to code")
        coder = AutoCoder.of_search(self.project, self.answered)
        AutoCoding(self, coder, shortened(self.entry.value.strip(), 40)).begin(self._coded)

    def _coded(self, said: str) -> None:
        self.show_again()
        with suppress(LookupError):
            self.set_focus(self.rows)
        self.say(said)


def _sentence(error: QualcodeError) -> str:
    text = str(error)
    begins = text.partition(" ")[0].isalpha()
    return f"{text[:1].upper() if begins else text[:1]}{text[1:]}."
