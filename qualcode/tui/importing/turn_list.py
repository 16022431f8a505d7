"""The turns of a reading, one row each; rows are made when they are drawn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, overload

from textual.geometry import Size

from qualcode.formats.reading import ReadTurn
from qualcode.project.labels import Decisions, name_of
from qualcode.tui.widgets.lines import LineList, Row
from qualcode.tui.widgets.painting import cells, fit, pieces

WIDEST_NAME = 16
LONGEST_SHOWN = 300


class TurnRows(Sequence[Row]):
    """A row per turn: who speaks, the beginning of the words, the time."""

    def __init__(self, turns: Sequence[ReadTurn], decisions: Decisions) -> None:
        """Take the turns and the names that were decided."""
        self.turns, self.decisions = turns, decisions
        labels = {one.speaker for one in turns if one.speaker is not None}
        names = [name_of(label, decisions) for label in labels]
        widest = max((cells(pieces(name)) for name in names), default=0)
        self.column = min(widest, WIDEST_NAME)

    def __len__(self) -> int:
        """The number of turns."""
        return len(self.turns)

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...

    def __getitem__(self, index: Any) -> Any:
        """The row of a turn."""
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        turn = self.turns[index]
        name = "–" if turn.speaker is None else name_of(turn.speaker, self.decisions)
        who = fit(pieces((name, "accent")), self.column or 1)
        gap = " " * (max(self.column, 1) - cells(who))
        words = " ".join(turn.text[:LONGEST_SHOWN].split())
        left = (*pieces(" "), *who, *pieces(f"{gap}  {words}"))
        return Row(str(index), left, pieces((time_of(turn), "muted")))


def time_of(turn: ReadTurn) -> str:
    """When a turn begins, as minutes and seconds, or hours; empty where that is not known."""
    if turn.start_ms is None:
        return ""
    seconds = turn.start_ms // 1000
    hours, minutes = seconds // 3600, seconds // 60 % 60
    return f" {hours}:{minutes:02}:{seconds % 60:02}" if hours else f" {minutes}:{seconds % 60:02}"


class TurnList(LineList):
    """The turns, however many; the key of a row is the number of its turn."""

    def show_turns(self, turns: Sequence[ReadTurn], decisions: Decisions) -> None:
        """Show turns; the cursor keeps its number as far as there is one."""
        self.rows = TurnRows(turns, decisions)
        self.cursor = min(self.cursor, max(len(turns) - 1, 0))
        self.virtual_size = Size(self.size.width, len(turns))
        self.refresh()
        self.show_cursor()

    def index_of(self, key: str | None) -> int:
        """The number of a turn; where there is none, that of the present one."""
        place = int(key) if key and key.isdecimal() else self.cursor
        return min(place, max(len(self.rows) - 1, 0))


class Places:
    """Which turn came from a place in the original."""

    def __init__(self, turns: Sequence[ReadTurn]) -> None:
        """Take the turns; those without a place are found by the turn before them."""
        begun = [(one.source[0].source, at) for at, one in enumerate(turns) if one.source]
        begun.sort()
        self._starts = [start for start, _ in begun]
        self._turns = [turn for _, turn in begun]

    def turn_at(self, position: int) -> int | None:
        """The turn that begins last before a position; the first one above all of them."""
        if not self._turns:
            return None
        return self._turns[max(bisect_right(self._starts, position) - 1, 0)]


def spans_of(turn: ReadTurn) -> list[tuple[int, int]]:
    """Where the words of a turn stand in the original, in its order."""
    return sorted((one.source, one.source + one.length) for one in turn.source)
