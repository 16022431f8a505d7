"""What the margin shows beside each row of a turn: brackets in lanes, and names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from qualcode.tui.reader.cells import cell_len
from qualcode.tui.reader.layout import RowTable
from qualcode.tui.reader.spans import Ghost, Mark, MarkIndex, TurnIndex

TOP, MIDDLE, BOTTOM, SINGLE = range(4)
"""Parts of a bracket: its first row, one between, its last row, all of it in one row."""

_SPREAD = 4
"""Rows after the first in which a name may stand when the first has no room."""


class Lane(NamedTuple):
    """One cell of a bracket."""

    part: int
    mark: Mark


class Name(NamedTuple):
    """A name in the margin, of a mark or (``mark`` None) of a ghost."""

    text: str
    colour: str
    mark: Mark | None


class MarginRow(NamedTuple):
    """One row: lanes from the left (None: empty), names, and the marks whose text is in it."""

    lanes: tuple[Lane | None, ...]
    names: tuple[Name, ...]
    marks: tuple[Mark, ...]


EMPTY = MarginRow((), (), ())


class _Placed(NamedTuple):
    """A mark in a turn: its lane, its first and last height there, whether its ends are there."""

    mark: Mark
    lane: int
    top: int
    bottom: int
    starts: bool
    ends: bool


class _Lanes:
    """Which rows of which lane are taken. Marks are given in the order of their tops, except
    that those with a lane of their own come before all others."""

    def __init__(self) -> None:
        self._own: list[list[tuple[int, int]]] = []
        self._until: list[int] = []

    def take(self, top: int, bottom: int, lane: int | None) -> int:
        """Take the rows in a given lane, or in the first that is free."""
        if lane is not None:
            self._widen(lane)
            self._own[lane].append((top, bottom))
            return lane
        lane = 0
        while not self._free(lane, top, bottom):
            lane += 1
        self._until[lane] = bottom
        return lane

    def _widen(self, lane: int) -> None:
        while len(self._until) <= lane:
            self._until.append(-1)
            self._own.append([])

    def _free(self, lane: int, top: int, bottom: int) -> bool:
        self._widen(lane)
        own = self._own[lane]
        return self._until[lane] < top and all(bottom < a or top > b for a, b in own)


class Margin:
    """The margin of a whole text, worked out turn by turn when first asked for."""

    def __init__(
        self, table: RowTable, marks: MarkIndex, ghosts: TurnIndex[Ghost], width: int
    ) -> None:
        """``width`` is the margin's width in cells."""
        self.table, self.marks, self.ghosts, self.width = table, marks, ghosts, width
        self._turns: dict[int, dict[int, MarginRow]] = {}

    def forget(self, turns: range | None = None) -> None:
        """Drop what was worked out, for the given turns or for all."""
        if turns is None or len(turns) != 1:
            self._turns.clear()
        else:
            self._turns.pop(turns.start, None)

    def row(self, y: int, turn: int) -> MarginRow:
        """What stands beside the row at a height of a turn; nothing beside folded turns."""
        if not self.table.text.shows(turn):
            return EMPTY
        found = self._turns.get(turn)
        if found is None:
            if len(self._turns) > 1_000:
                self._turns.clear()
            found = self._turns[turn] = self._plan(turn)
        return found.get(y, EMPTY)

    def _plan(self, turn: int) -> dict[int, MarginRow]:
        placed = self._lanes(turn)
        ghosts = self.ghosts.touching(turn)
        if not placed and not ghosts:
            return {}
        lanes: dict[int, list[Lane | None]] = {}
        over: dict[int, list[Mark]] = {}
        for one in placed:
            for y in range(one.top, one.bottom + 1):
                row = lanes.setdefault(y, [])
                row.extend([None] * (one.lane + 1 - len(row)))
                row[one.lane] = Lane(_part(one, y), one.mark)
                over.setdefault(y, []).append(one.mark)
        names = self._names(turn, placed, ghosts, lanes)
        return {
            y: MarginRow(tuple(lanes.get(y, ())), tuple(names.get(y, ())), tuple(over.get(y, ())))
            for y in {*lanes, *names}
        }

    def _lanes(self, turn: int) -> list[_Placed]:
        """Each mark of a turn in the first lane that is free in its rows.

        Marks over several turns keep their lane through all of them and come first.
        """
        begin, end = self.table.text.turn_span(turn)
        first, last = self.table.block(turn)
        long = self.marks.long_lanes()
        lanes = _Lanes()
        placed = []
        marks = sorted(
            self.marks.touching(turn), key=lambda m: (m.id not in long, m.start, -m.end, m.order)
        )
        for mark in marks:
            starts, ends = mark.start >= begin, mark.end <= end + 1
            top = self.table.y_of(mark.start) if starts else first
            bottom = self.table.y_of(min(mark.end, end) - 1) if ends else last
            bottom = max(top, bottom)
            lane = lanes.take(top, bottom, long.get(mark.id))
            placed.append(_Placed(mark, lane, top, bottom, starts, ends))
        return sorted(placed, key=lambda one: (one.top, one.lane))

    def _names(
        self,
        turn: int,
        placed: Sequence[_Placed],
        ghosts: Sequence[Ghost],
        lanes: dict[int, list[Lane | None]],
    ) -> dict[int, list[Name]]:
        """Names by height: on the first row of each, or on the next that has room for it."""
        end = self.table.text.turn_span(turn).end
        names: dict[int, list[Name]] = {}
        for one in placed:
            if self._seen_first(one.mark.start, turn):
                name = Name(name_of(one.mark), one.mark.colour, one.mark)
                self._put(name, one.top, one.bottom, names, lanes)
        for ghost in sorted(ghosts, key=lambda ghost: (ghost.rank, ghost.start)):
            if self._seen_first(ghost.start, turn):
                start = max(ghost.start, self.table.text.starts[turn])
                top, bottom = self.table.rows_of(start, min(ghost.end, end))
                if ghost.rank == 0 or self._room(top, names, lanes) > cell_len(ghost.label) + 3:
                    self._put(Name(ghost.label, "", None), top, bottom, names, lanes)
        return names

    def _seen_first(self, start: int, turn: int) -> bool:
        """Whether what begins at a position is seen in no turn before this one."""
        text = self.table.text
        if start >= text.starts[turn]:
            return True
        return bool(text.hidden) and next(text.turns_from(text.turn_at(start))) == turn

    def _put(
        self,
        name: Name,
        top: int,
        bottom: int,
        names: dict[int, list[Name]],
        lanes: dict[int, list[Lane | None]],
    ) -> None:
        need = cell_len(name.text) + (1 if name.mark else 4)
        rows = range(top, min(bottom, top + _SPREAD) + 1)
        y = next((y for y in rows if self._room(y, names, lanes) >= need), top)
        names.setdefault(y, []).append(name)

    def _room(
        self, y: int, names: dict[int, list[Name]], lanes: dict[int, list[Lane | None]]
    ) -> int:
        taken = sum(cell_len(name.text) + 3 for name in names.get(y, ()))
        return self.width - len(lanes.get(y, ())) - taken


def name_of(mark: Mark) -> str:
    """A mark's name in the margin; a star tells of a memo."""
    return f"{mark.label}*" if mark.memo else mark.label


def continued(row: MarginRow) -> MarginRow:
    """The row as the first one of the screen: names of the marks that began above it."""
    if row.names:
        return row
    lanes = [lane for lane in row.lanes if lane is not None]
    names = tuple(Name(name_of(lane.mark), lane.mark.colour, lane.mark) for lane in lanes)
    return row._replace(names=names)


def _part(one: _Placed, y: int) -> int:
    starts, ends = one.starts and y == one.top, one.ends and y == one.bottom
    if starts and ends:
        return SINGLE
    return TOP if starts else BOTTOM if ends else MIDDLE
