"""Searching the transcript, and going to a turn or a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qualcode.tui.screens.prompt import Prompt

if TYPE_CHECKING:
    from qualcode.tui.screens.workbench import Workbench
    from qualcode.tui.widgets.entry import Entry

_TIME = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{2})\Z")


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
            self.screen.say(f"“{self.query}” is not in this transcript.")
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
        where = ", before this place: N goes there." if behind else "; n and N go on."
        self.screen.say(f"{words}{where}")

    def leave(self) -> None:
        """Close the search line."""
        self.screen.remove_class("-searching")
        self.screen.set_focus(self.screen.reader)

    def clear(self) -> None:
        """Forget the search."""
        if self.query:
            self.query, self.hits = "", 0
            self.screen.reader.find("")

    def step(self, way: int) -> None:
        """Go to the next or previous hit."""
        if not self.query:
            self.open()
        elif not self.hits:
            self.screen.say(f"“{self.query}” is not in this transcript.")
        else:
            self.screen.travel("next_hit" if way > 0 else "previous_hit")

    def ask_turn(self) -> None:
        """Ask for a turn's number or a time."""
        transcript = self.screen.desk.transcript
        if transcript is None or not transcript.turns:
            return
        note = f"A number from 1 to {len(transcript.turns)}, or a time such as 12:04."
        self.screen.program.push_screen(
            Prompt("Go to turn or time", note=note, done="go"), self._go
        )

    def _go(self, text: str | None) -> None:
        transcript = self.screen.desk.transcript
        if text is None or transcript is None:
            return
        time = _TIME.match(text)
        if time:
            hours, minutes, seconds = (int(part or 0) for part in time.groups())
            wanted = ((hours * 60 + minutes) * 60 + seconds) * 1000
            past = [t.sequence for t in transcript.turns if (t.start_ms or 0) <= wanted]
            known = any(turn.start_ms is not None for turn in transcript.turns)
            turn = len(past) - 1 if known else -1
        else:
            turn = int(text) - 1 if text.isascii() and text.isdigit() else -1
        if 0 <= turn < len(transcript.turns):
            self.screen.reader.go_to(transcript.positions.starts[turn])
            self.screen.after_move()
        else:
            self.screen.say(f"There is no turn or time “{text}” in this transcript.")
