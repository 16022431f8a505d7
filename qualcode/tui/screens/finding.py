"""Searching the transcript, and going to a turn, a time or a line."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from qualcode.domain.display import shortened
from qualcode.tui.screens.footing import with_keys

if TYPE_CHECKING:
    from qualcode.tui.screens.workbench import Workbench
    from qualcode.tui.widgets.entry import Entry


class Finding:
    """The search line and its hits."""

    def __init__(self, screen: Workbench) -> None:
        """Take the screen."""
        self.screen = screen
        self.query = ""
        self.hits = 0

    @property
    def entry(self) -> Entry:
        """The search line."""
        from qualcode.tui.widgets.entry import Entry

        return self.screen.query_one("#search", Entry)

    def open(self) -> None:
        """Open the search line over the footer."""
        self.screen.add_class("-searching")
        self.entry.value = self.query
        self.entry.select_all()
        self.screen.show_hits()
        self.screen.set_focus(self.entry)

    def search(self, query: str) -> None:
        """Mark all hits while the words are typed."""
        self.query = query
        self.hits = self.screen.reader.find(query)
        self.screen.show_hits()

    def done(self) -> None:
        """Keep the hits and go back to the transcript."""
        self.leave()
        if self.query and not self.hits:
            self.screen.say(self._missing())
        elif self.hits:
            self._go_to_first()

    def _go_to_first(self) -> None:
        """Go to the first hit at or after the cursor, and say how many there are."""
        reader = self.screen.reader
        behind = reader.hits.current is None and reader.hits.after(reader.selection.start) is None
        if reader.hits.current is None and not behind:
            reader.next_hit()
        self.screen.hunting = False
        self.screen.after_move()
        words = f"{self.hits:,} {'hit' if self.hits == 1 else 'hits'}"
        keys = "; {NextHit} and {PreviousHit} go on, {CodeHitsHere} codes them all."
        where = ", before this place: {PreviousHit} goes there." if behind else keys
        self.screen.say(f"{words}{with_keys(where)}")

    def _say_which(self) -> None:
        """Say which of the hits this one is."""
        hits = self.screen.reader.hits
        if hits.current is not None and not self.screen.message:
            number = bisect_left(hits.starts, hits.current.start) + 1
            self.screen.say(f"Hit {number:,} of {self.hits:,}.")

    def leave(self) -> None:
        """Close the search line."""
        self.screen.remove_class("-searching")
        self.screen.set_focus(self.screen.reader)

    def clear(self) -> None:
        """Forget the search."""
        if self.query:
            self.query, self.hits = "", 0
            self.screen.reader.find("")

    def code_all(self) -> None:
        """Ask how, then code all hits in this transcript."""
        from qualcode.project.auto_code import AutoCoder, Passage
        from qualcode.tui.screens.auto_code import AutoCoding

        screen, transcript = self.screen, self.screen.desk.transcript
        if transcript is None or not self.hits:
            return
        found = screen.reader.hits
        spans = (found[number] for number in range(len(found)))
        hits = [Passage(transcript.id, *span) for span in spans]
        coder = AutoCoder(screen.project, hits)
        AutoCoding(screen, coder, shortened(self.query, 40)).begin(self._coded)

    def _coded(self, said: str) -> None:
        screen, opened = self.screen, self.screen.desk.transcript
        changed = (opened.id,) if opened else ()
        screen.coding.take_changes(screen.desk.codebook.version, changed)
        screen.show_state()
        screen.say(said)

    def _missing(self) -> str:
        """That there are no hits, and where else to look."""
        return f"“{self.query}” is not in this transcript" + with_keys("; {GoSearch} looks in all.")

    def step(self, way: int) -> None:
        """Go to the next or previous hit."""
        if not self.query:
            self.open()
        elif not self.hits:
            self.screen.say(self._missing())
        else:
            self.screen.travel("next_hit" if way > 0 else "previous_hit")
            self._say_which()
