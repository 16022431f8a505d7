"""The list of transcripts with the coder's progress in each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from qualcode.tui.commands.base import Context
from qualcode.tui.commands.bindings import bindings_for
from qualcode.tui.widgets.lines import LineList, Row
from qualcode.tui.widgets.painting import pieces
from qualcode.tui.widgets.plain import is_plain

LEVELS = " ▁▂▃▄▅▆▇█"
"""One cell that fills from below."""


class DocumentList(LineList):
    """Transcripts in study order; the open one is marked."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Context.DOCUMENTS)]

    class Scrolled(Message):
        """Other rows are in view."""

    def __init__(self, *, id: str | None = None) -> None:
        """An empty list."""
        super().__init__(id=id)
        self.names: Sequence[tuple[str, str]] = ()
        self.places: dict[str, int] = {}
        self.shares: dict[str, float] = {}
        self.finished: set[str] = set()
        self.open_id = ""

    def set_transcripts(self, names: Sequence[tuple[str, str]]) -> None:
        """Show (id, name) pairs."""
        self.names = names
        self.places = {key: index for index, (key, _) in enumerate(names)}
        self.draw_rows()

    def set_finished(self, finished: set[str]) -> None:
        """Mark the transcripts that are finished."""
        if finished != self.finished:
            self.finished = set(finished)
            self.draw_rows()

    def set_share(self, transcript_id: str, share: float) -> None:
        """Progress of one transcript, 0 to 1; only its row is painted."""
        before = self.shares.get(transcript_id, -1.0)
        self.shares[transcript_id] = share
        if round(before * 1000) != round(share * 1000) and transcript_id in self.places:
            index = self.places[transcript_id]
            self.set_row(index, self._row(*self.names[index]))

    def forget(self, transcript_id: str | None) -> None:
        """Take the share of a transcript (None: of all) as not known."""
        if transcript_id is None:
            self.shares.clear()
        else:
            self.shares.pop(transcript_id, None)

    def unknown(self) -> list[str]:
        """Ids of transcripts in view whose share is not known."""
        top = round(self.scroll_y)
        seen = self.names[top : top + self.size.height]
        return [key for key, _ in seen if key not in self.shares]

    def on_resize(self) -> None:
        """Tell that other rows are in view, also where the list was not shown before."""
        super().on_resize()
        self.post_message(self.Scrolled())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell that other rows are in view."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled())

    def set_open(self, transcript_id: str) -> None:
        """Mark the transcript that is open, and put the cursor on it."""
        self.open_id = transcript_id
        self.draw_rows(cursor=transcript_id)

    def draw_rows(self, cursor: str | None = None) -> None:
        """Make the rows again; only those that differ are painted."""
        self.set_rows([self._row(*entry) for entry in self.names], cursor=cursor)

    def _row(self, transcript_id: str, name: str) -> Row:
        here = transcript_id == self.open_id
        style = "here" if here else ""
        left = pieces(("▸" if here else " ", "here"), (name, style))
        share = self.shares.get(transcript_id)
        if share is None:
            return Row(transcript_id, left)
        if transcript_id in self.finished:
            return Row(transcript_id, left, pieces(("finished", "good")))
        level = max(1, round(share * (len(LEVELS) - 1))) if share > 0 else 0
        if is_plain():
            state = f"open {share:.0%}" if here else f"{share:.0%}"
            return Row(transcript_id, pieces(name), pieces(state))
        return Row(transcript_id, left, pieces((f"{share:.0%} ", "muted"), (LEVELS[level], "bar")))
