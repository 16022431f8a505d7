"""What lies over the text: marks (coded segments) and ghosts (suggestions), found by turn.

Nothing here looks at all marks for one key: marks are kept per turn, and their ranges once more
in one sorted list for "next" and "previous".
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Generic, NamedTuple, Protocol, TypeVar

from qualcode.domain.spans import Span, union
from qualcode.tui.reader.text import EXCHANGE, ReaderText


class Mark(NamedTuple):
    """A coded segment as the reader shows it; whole positions, half open.

    ``label`` is the code's short name, ``colour`` its hex colour, ``order`` the code's place in
    the codebook (of equal ranges the lower stands first), ``tag`` what stands for the label
    where there is no room for it.
    """

    id: str
    start: int
    end: int
    code_id: str
    label: str
    colour: str
    memo: bool = False
    order: int = 0
    tag: str = ""


class Ghost(NamedTuple):
    """A suggestion as the reader shows it; rank 0 is the best of its place."""

    start: int
    end: int
    code_id: str
    label: str
    score: float
    rank: int = 0


class _Ranged(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Item = TypeVar("Item", bound=_Ranged)


class TurnIndex(Generic[Item]):
    """Things with a range, by the turns that they touch."""

    def __init__(self, text: ReaderText, items: Iterable[Item] = ()) -> None:
        """Sort the items into turns; empty ranges and ranges outside the text are left out."""
        self.text = text
        self._at: dict[int, list[Item]] = {}
        inside = [item for item in items if 0 <= item.start < item.end <= text.end]
        self._ranges = sorted([(item.start, item.end) for item in inside])
        for item in inside:
            self._place(item)

    def turns_of(self, item: Item) -> range:
        """Indexes of the turns that an item touches."""
        starts, end = self.text.starts, item.end
        first = bisect_right(starts, item.start)
        if first == len(starts) or end <= starts[first]:
            return range(first - 1, first)
        return range(first - 1, bisect_left(starts, end))

    def _place(self, item: Item) -> range:
        """Take an item into the lists of its turns."""
        turns = self.turns_of(item)
        for turn in turns:
            found = self._at.get(turn)
            if found is None:
                self._at[turn] = [item]
            else:
                found.append(item)
        return turns

    def touching(self, turn: int) -> Sequence[Item]:
        """The items that touch a turn, in no particular order."""
        return self._at.get(turn, ())

    def next_range(self, after: tuple[int, int], text: ReaderText | None = None) -> Span | None:
        """The first range that follows, by start and then by end.

        ``text`` says which turns are shown, if not all; ranges in others are passed over.
        """
        text = text or self.text
        for index in range(bisect_right(self._ranges, after), len(self._ranges)):
            if text.shows_any(*self._ranges[index]):
                return Span(*self._ranges[index])
        return None

    def previous_range(
        self, before: tuple[int, int], text: ReaderText | None = None
    ) -> Span | None:
        """The last range that comes before, by start and then by end; ``text`` as above."""
        text = text or self.text
        for index in range(bisect_left(self._ranges, before) - 1, -1, -1):
            if text.shows_any(*self._ranges[index]):
                return Span(*self._ranges[index])
        return None


class MarkIndex(TurnIndex[Mark]):
    """Marks by turn, with what is coded in each turn; marks come and go one by one."""

    def __init__(self, text: ReaderText, marks: Iterable[Mark] = ()) -> None:
        """Index the marks; of two with the same id the later one counts."""
        self._long: dict[str, Mark] = {}
        self._lanes: dict[str, int] | None = None
        self._merged: dict[int, list[Span]] = {}
        self._open: dict[str, bytearray] = {}
        self.by_id = {mark.id: mark for mark in marks if 0 <= mark.start < mark.end <= text.end}
        super().__init__(text, self.by_id.values())

    def _place(self, item: Mark) -> range:
        turns = super()._place(item)
        if len(turns) > 1:
            self._long[item.id] = item
        return turns

    def __len__(self) -> int:
        """How many marks there are."""
        return len(self.by_id)

    def add(self, mark: Mark) -> range:
        """Take a mark in, in place of one with the same id; the turns that change."""
        old = self.remove(mark.id)
        if not 0 <= mark.start < mark.end <= self.text.end:
            return old
        self.by_id[mark.id] = mark
        self._take_lane(mark, self._place(mark))
        insort(self._ranges, (mark.start, mark.end))
        turns = self._forget(mark)
        return range(min(old.start, turns.start), max(old.stop, turns.stop)) if old else turns

    def remove(self, mark_id: str) -> range:
        """Take a mark out; the turns that change, none where the id is unknown."""
        mark = self.by_id.pop(mark_id, None)
        if mark is None:
            return range(0)
        for turn in self.turns_of(mark):
            self._at[turn].remove(mark)
        if self._long.pop(mark_id, None) and self._lanes is not None:
            self._lanes.pop(mark_id, None)
        del self._ranges[bisect_left(self._ranges, (mark.start, mark.end))]
        return self._forget(mark)

    def _forget(self, mark: Mark) -> range:
        """Drop what was derived for the turns of a mark."""
        turns = self.turns_of(mark)
        for turn in turns:
            self._merged.pop(turn, None)
        for flags in self._open.values():
            flags[turns.start : turns.stop] = self.text.counted[turns.start : turns.stop]
        return turns

    def coded(self, turn: int) -> list[Span]:
        """The coded stretches of a turn, sorted, disjoint, clipped to the turn."""
        found = self._merged.get(turn)
        if found is None:
            begin, end = self.text.turn_span(turn)
            marks = self.touching(turn)
            found = union((max(mark.start, begin), min(mark.end, end)) for mark in marks)
            self._merged[turn] = found
        return found

    def uncoded(self, turn: int, unit: str) -> list[Span]:
        """The units of a turn that no mark touches."""
        begin, end = self.text.turn_span(turn)
        if any(mark.start <= begin and end <= mark.end for mark in self.touching(turn)):
            return []
        coded = self.coded(turn)
        if not coded:
            return list(self.text.units(turn, unit))
        if not self._gaps(turn, coded):
            return []
        return [span for span in self.text.units(turn, unit) if not _touched(coded, span)]

    def _gaps(self, turn: int, coded: Sequence[Span]) -> bool:
        """Whether any text stands between coded stretches; so most coded turns are not split."""
        begin, end = self.text.turn_span(turn)
        edges = [begin, *(edge for span in coded for edge in span), end]
        between = zip(edges[::2], edges[1::2], strict=True)
        return any(self.text.text[start:stop].strip() for start, stop in between)

    def next_uncoded(self, position: int, unit: str, text: ReaderText | None = None) -> Span | None:
        """The first untouched unit of a counted speaker that begins at or after a position.

        ``text`` says which turns are shown, if not all; others are passed over.
        """
        text = text or self.text
        if unit == EXCHANGE:
            spans = text.shown_exchanges
            first = bisect_left(spans, position, key=lambda span: span.start)
            return next((s for s in islice(spans, first, None) if self._untouched(s)), None)
        flags = self._flags(unit)
        turn = text.turn_at(position)
        while (turn := flags.find(1, turn)) >= 0:
            found = self._uncoded_or_close(turn, unit) if text.shows(turn) else []
            later = [span for span in found if span.start >= position]
            if later:
                return later[0]
            turn += 1
        return None

    def previous_uncoded(
        self, position: int, unit: str, text: ReaderText | None = None
    ) -> Span | None:
        """The last untouched unit of a counted speaker that ends at or before a position."""
        text = text or self.text
        if unit == EXCHANGE:
            spans = text.shown_exchanges
            after = bisect_right(spans, position, key=lambda span: span.end)
            return next((s for s in reversed(spans[:after]) if self._untouched(s)), None)
        flags = self._flags(unit)
        turn = text.turn_at(position) + 1
        while (turn := flags.rfind(1, 0, turn)) >= 0:
            found = self._uncoded_or_close(turn, unit) if text.shows(turn) else []
            earlier = [span for span in found if span.end <= position]
            if earlier:
                return earlier[-1]
        return None

    def _untouched(self, exchange: Span) -> bool:
        """Whether no mark touches an exchange in which somebody who counts speaks."""
        text = self.text
        turns = range(text.turn_at(exchange.start), text.turn_at(exchange.end - 1) + 1)
        return text.counted.find(1, turns.start, turns.stop) >= 0 and not any(
            map(self.touching, turns)
        )

    def _flags(self, unit: str) -> bytearray:
        """One byte per turn: 0 where no untouched unit can be, so that it is skipped fast."""
        return self._open.setdefault(unit, bytearray(self.text.counted))

    def _uncoded_or_close(self, turn: int, unit: str) -> list[Span]:
        found = self.uncoded(turn, unit)
        if not found:
            self._open[unit][turn] = 0
        return found

    def long_lanes(self) -> dict[str, int]:
        """Lane of each mark that runs over several turns, the same in all of them."""
        if self._lanes is None:
            self._lanes = {}
            until: list[int] = []
            for mark in sorted(self._long.values(), key=lambda m: (m.start, -m.end, m.order)):
                turns = self.turns_of(mark)
                lane = next((i for i, stop in enumerate(until) if stop <= turns.start), len(until))
                until[lane : lane + 1] = [turns.stop]
                self._lanes[mark.id] = lane
        return self._lanes

    def _take_lane(self, mark: Mark, turns: range) -> None:
        """Give a mark over several turns a lane that is free in all of them; others keep theirs."""
        if self._lanes is None or len(turns) == 1:
            return
        taken = {self._lanes.get(other.id) for turn in turns for other in self._at[turn]}
        self._lanes[mark.id] = next(lane for lane in range(len(taken) + 1) if lane not in taken)


def _touched(coded: Sequence[Span], span: Span) -> bool:
    """Whether a sorted disjoint list of ranges overlaps a range."""
    index = bisect_right(coded, span.start, key=lambda one: one.start) - 1
    if index >= 0 and coded[index].end > span.start:
        return True
    return index + 1 < len(coded) and coded[index + 1].start < span.end
