"""The reader: the one widget that shows a transcript and everything that lies over it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from qualcode.domain.spans import Span
from qualcode.domain.transcripts import Transcript
from qualcode.tui.reader.filters import Filter
from qualcode.tui.reader.messages import BoundaryDragged as _BoundaryDragged
from qualcode.tui.reader.messages import MarkClicked as _MarkClicked
from qualcode.tui.reader.messages import Moved as _Moved
from qualcode.tui.reader.messages import Selected as _Selected
from qualcode.tui.reader.messages import Told
from qualcode.tui.reader.messages import Told as _Told
from qualcode.tui.reader.navigator import cursor_at
from qualcode.tui.reader.pointing import Pointing
from qualcode.tui.reader.search import Hits
from qualcode.tui.reader.spans import Ghost, Item, Mark, MarkIndex, TurnIndex
from qualcode.tui.reader.text import FOLDED, ReaderText


class Reader(Pointing, can_focus=True):
    """Shows a transcript that is given to it and posts messages; it changes nothing itself.

    All positions are whole-transcript positions. It binds no keys: commands call its methods.
    """

    Moved: TypeAlias = _Moved
    Selected: TypeAlias = _Selected
    MarkClicked: TypeAlias = _MarkClicked
    BoundaryDragged: TypeAlias = _BoundaryDragged
    Told: TypeAlias = _Told

    DEFAULT_CSS = """
    Reader {
        background: $surface;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        & .reader--quiet { color: $foreground 65%; }
        & .reader--time { color: $foreground 55%; }
        & .reader--speaker { text-style: bold; }
        & .reader--selection { background: $primary 45%; color: $foreground; }
        & .reader--edge { color: $primary; }
        & .reader--hit { background: $warning 40%; color: $foreground; text-style: bold; }
        & .reader--current-hit { background: $warning; color: $background; text-style: bold; }
        & .reader--ghost { color: $foreground 60%; text-style: italic; }
        & .reader--rule { color: $foreground 30%; }
    }
    """

    _centred = False

    def show(
        self,
        transcript: Transcript,
        *,
        position: int = 0,
        unit: str = "sentence",
        marks: Sequence[Mark] = (),
        ghosts: Sequence[Ghost] = (),
    ) -> None:
        """Show a transcript with the unit at a position selected and in view."""
        same, old = self.text.transcript.id == transcript.id, self.filter
        self.text = ReaderText(transcript)
        self.marks = MarkIndex(self.text, marks)
        self.ghosts = TurnIndex(self.text, ghosts)
        self.hits = Hits()
        self.cursor = cursor_at(self.text, position, unit)
        self.table = None
        self.refilter(old if same else Filter())
        self._centred = False
        self.relayout(0)
        self._centre()
        self.post_message(self.Moved(self, self.selection, self.unit))

    def on_resize(self) -> None:
        """Wrap to the present width; the first time the cursor is brought into view."""
        self.relayout()
        if self._centred:
            self.reveal()
        else:
            self._centre()

    def _centre(self) -> None:
        """Bring the cursor into view once there is a view."""
        if self.table is not None and self.size.height:
            self._centred = True
            self.reveal()
            self.show_terminal_cursor()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show these marks and no others."""
        self.marks = MarkIndex(self.text, marks)
        self._lift_marked()
        self.relay()

    def add_mark(self, mark: Mark) -> None:
        """Show one more mark, in place of one with the same id."""
        turns = self.marks.add(mark)
        self.refresh_turns(turns)
        hidden = self.text.hidden
        self.lift([turn for turn in turns if hidden and hidden[turn] == FOLDED])

    def replace_mark(self, mark: Mark) -> None:
        """Show a mark that changed; the same as adding it."""
        self.add_mark(mark)

    def remove_mark(self, mark_id: str) -> None:
        """Take a mark away; nothing happens where there is none with this id."""
        self.refresh_turns(self.marks.remove(mark_id))

    def marks_at(self, span: Span | None = None) -> list[Mark]:
        """The marks that touch a range (default: the selection), the shortest first."""
        return sorted(
            _touching(self.text, self.marks, span or self.selection),
            key=lambda mark: (mark.end - mark.start, mark.start, mark.order),
        )

    def set_ghosts(self, ghosts: Sequence[Ghost]) -> None:
        """Show these suggestions and no others."""
        self.ghosts = TurnIndex(self.text, ghosts)
        self.relay()

    def ghosts_at(self, span: Span | None = None) -> list[Ghost]:
        """The suggestions that touch a range (default: the selection), the best first."""
        return sorted(
            _touching(self.text, self.ghosts, span or self.selection),
            key=lambda ghost: (ghost.rank, -ghost.score, ghost.start),
        )

    def find(self, query: str) -> int:
        """Mark each place where the words occur, in any case; how many there are. "" clears."""
        self.hits = Hits(self.text.text, query, self.text.small if query.strip() else "")
        self.hits.follow(self.cursor.at)
        self.refresh()
        return len(self.hits)

    def next_hit(self) -> bool:
        """Go to the unit with the next hit of ``find``; hidden turns are passed over."""
        hits, at = self.hits, self.selection.start
        return self._to_hit(hits.after(at, self.text.shows_any), hits.after(at))

    def previous_hit(self) -> bool:
        """Go to the unit with the previous hit of ``find``; hidden turns are passed over."""
        hits, at = self.hits, self.selection.start
        return self._to_hit(hits.before(at, self.text.shows_any), hits.before(at))

    def _to_hit(self, hit: Span | None, hidden: Span | None) -> bool:
        if hit is None:
            if hidden is not None:
                self.post_message(Told(self, "More hits stand in turns that are not shown."))
            return False
        cursor = cursor_at(self.text, hit.start, self.unit)
        return self._turn_to(cursor._replace(at=hit.start))


def _touching(text: ReaderText, index: TurnIndex[Item], span: Span) -> list[Item]:
    """The items that overlap a range, each once."""
    if not text.turns:
        return []
    turns = range(text.turn_at(span.start), text.turn_at(max(span.start, span.end - 1)) + 1)
    over = (item for turn in turns for item in index.touching(turn))
    return list({item: None for item in over if item.start < span.end and span.start < item.end})
