"""A transcript as the reader walks through it: turns, units, speakers, times."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from copy import copy
from functools import cached_property
from unicodedata import bidirectional

from qualcode.domain.display import displayed
from qualcode.domain.exchanges import exchanges
from qualcode.domain.spans import Span
from qualcode.domain.text import WORD
from qualcode.domain.transcripts import Transcript
from qualcode.domain.units import split
from qualcode.tui.reader.cells import NOT_NARROW
from qualcode.tui.reader.search import small_letters

STEP = "step"
"""Name of the unit by which edges move: a word together with the marks that touch it."""

EXCHANGE = "exchange"
"""Name of the one unit that is larger than a turn."""

UNITS = ("word", "sentence", "paragraph", "turn", EXCHANGE)
"""Units from the smallest to the largest."""

SHOWN, FOLDED, HIDDEN = range(3)
"""What a turn is under a filter: read, one of a row that stands for several, not there."""

_STEP = re.compile(rf"(?:[^\w\s]|_)*{WORD.pattern}(?:[^\w\s]|_)*")
_CACHED = 20_000


class ReaderText:
    """The text, its turns, and the units of each turn, found when first asked for.

    All positions are whole-transcript positions. ``starts`` has one entry per turn. ``hidden``
    has one byte per turn (SHOWN, FOLDED, HIDDEN), or none where all are shown.
    """

    def __init__(self, transcript: Transcript) -> None:
        """Take a transcript; nothing is split yet."""
        self.transcript = transcript
        self.text = transcript.text
        self.starts = transcript.positions.starts
        self.end = transcript.positions.end
        self.turns = len(self.starts)
        self.hidden = b""
        self._units: dict[tuple[str, int], tuple[Span, ...]] = {}
        self._rtl: dict[int, bool] = {}

    def filtered(self, hidden: bytes) -> ReaderText:
        """The same text with other turns hidden; what was found about it is shared."""
        other = copy(self)
        other.hidden = hidden if any(hidden) else b""
        other.__dict__.pop("shown_exchanges", None)
        return other

    def renewed(self, transcript: Transcript) -> ReaderText:
        """The same text where only questions, replies and exchanges of its turns are others."""
        other = copy(self)
        other.transcript, other._units = transcript, {}
        for name in ("exchanges", "shown_exchanges", "unit_names"):
            other.__dict__.pop(name, None)
        return other

    def sign(self, turn: int) -> str:
        """What somebody decided of a turn: ``question``, ``answer``, or "" for nothing."""
        one = self.transcript.turns[turn]
        return "question" if one.question else "answer" if one.replies_to else ""

    def shows(self, turn: int) -> bool:
        """Whether a turn is shown."""
        return not self.hidden or self.hidden[turn] == SHOWN

    def shows_any(self, start: int, end: int) -> bool:
        """Whether a range touches a turn that is shown."""
        if not self.hidden:
            return True
        last = self.turn_at(max(start, end - 1))
        return self.hidden.find(SHOWN, self.turn_at(start), last + 1) >= 0

    def hidden_in(self, start: int, end: int) -> int:
        """How many turns that are not shown a range touches."""
        if not self.hidden:
            return 0
        first, after = self.turn_at(start), self.turn_at(max(start, end - 1)) + 1
        return after - first - self.hidden.count(SHOWN, first, after)

    def turns_from(self, turn: int) -> Iterator[int]:
        """The turns that are shown, from one on."""
        if not self.hidden:
            yield from range(turn, self.turns)
            return
        while (turn := self.hidden.find(SHOWN, turn)) >= 0:
            yield turn
            turn += 1

    def turns_to(self, turn: int) -> Iterator[int]:
        """The turns that are shown, from one backwards."""
        if not self.hidden:
            yield from range(min(turn, self.turns - 1), -1, -1)
            return
        while (turn := self.hidden.rfind(SHOWN, 0, turn + 1)) >= 0:
            yield turn
            turn -= 1

    def turn_at(self, position: int) -> int:
        """Index of the turn at a position, clamped; there must be a turn."""
        return max(0, bisect_right(self.starts, position) - 1)

    def turn_span(self, turn: int) -> Span:
        """Where a turn's text stands."""
        start = self.starts[turn]
        return Span(start, start + self.transcript.positions.lengths[turn])

    def units(self, turn: int, unit: str) -> tuple[Span, ...]:
        """The units of a turn: word, step, sentence, paragraph, turn, or the exchange around it."""
        key = (unit, turn)
        found = self._units.get(key)
        if found is None:
            if len(self._units) >= _CACHED:
                self._units.clear()
            found = self._units[key] = self._split(turn, unit)
        return found

    def _split(self, turn: int, unit: str) -> tuple[Span, ...]:
        if unit == EXCHANGE:
            return self._exchange_around(turn)
        base, text = self.starts[turn], self.transcript.turns[turn].text
        if unit == STEP:
            return tuple(Span(base + m.start(), base + m.end()) for m in _STEP.finditer(text))
        spans = split(text, unit, self.transcript.language)
        return tuple(Span(base + span.start, base + span.end) for span in spans)

    @cached_property
    def exchanges(self) -> tuple[Span, ...]:
        """All exchanges, in order; none without a moderator."""
        return tuple(exchanges(self.transcript))

    @cached_property
    def unit_names(self) -> tuple[str, ...]:
        """The units that this text has, from the smallest to the largest."""
        return UNITS if self.exchanges else UNITS[:-1]

    @cached_property
    def shown_exchanges(self) -> tuple[Span, ...]:
        """The exchanges of which at least one turn is shown."""
        if not self.hidden:
            return self.exchanges
        return tuple(span for span in self.exchanges if self.shows_any(*span))

    def _exchange_around(self, turn: int) -> tuple[Span, ...]:
        start, end = self.turn_span(turn)
        index = bisect_right(self.exchanges, start, key=lambda span: span.start) - 1
        found = self.exchanges[max(0, index) : index + 1]
        return found if start < end and found and end <= found[0].end else ()

    def rtl(self, turn: int) -> bool:
        """Whether a turn's first strong character is written from right to left."""
        found = self._rtl.get(turn)
        if found is None:
            kinds = map(bidirectional, self.transcript.turns[turn].text)
            strong = next((kind for kind in kinds if kind in ("L", "R", "AL")), "L")
            found = self._rtl[turn] = strong != "L"
        return found

    @cached_property
    def small(self) -> str:
        """The text in small letters for the search; "" where positions would differ."""
        return small_letters(self.text)

    @cached_property
    def wide(self) -> frozenset[int]:
        """Turns with characters that do not take exactly one cell."""
        found, position = set(), 0
        while match := NOT_NARROW.search(self.text, position):
            turn = self.turn_at(match.start())
            found.add(turn)
            if turn + 1 >= self.turns:
                break
            position = self.starts[turn + 1]
        return frozenset(found)

    @cached_property
    def counted(self) -> bytes:
        """One byte per turn: 1 where the speaker counts and there is text."""
        roles = {speaker.id: speaker.role.counts for speaker in self.transcript.speakers}
        turns = self.transcript.turns
        return bytes(roles.get(turn.speaker_id or "", True) and bool(turn.text) for turn in turns)

    @cached_property
    def quiet(self) -> bytes:
        """One byte per turn: 1 where the speaker does not count and is shown dimmer."""
        roles = {speaker.id: not speaker.role.counts for speaker in self.transcript.speakers}
        return bytes(roles.get(turn.speaker_id or "", False) for turn in self.transcript.turns)

    @cached_property
    def turns_by_speaker(self) -> dict[str | None, list[int]]:
        """Indexes of the turns of each speaker id (None: no speaker)."""
        found: dict[str | None, list[int]] = {}
        for index, turn in enumerate(self.transcript.turns):
            found.setdefault(turn.speaker_id, []).append(index)
        return found

    @cached_property
    def labels(self) -> dict[str, str]:
        """What is shown for each speaker id."""
        return {speaker.id: displayed(speaker.label) for speaker in self.transcript.speakers}

    def label(self, turn: int) -> str:
        """The speaker's label of a turn, ready to be shown; empty without a speaker."""
        return self.labels.get(self.transcript.turns[turn].speaker_id or "", "")

    def time(self, turn: int) -> str:
        """Start of a turn as m:ss or h:mm:ss; empty without a time."""
        started = self.transcript.turns[turn].start_ms
        return "" if started is None else clock(started)

    @cached_property
    def time_width(self) -> int:
        """Cells that the longest time takes, 0 where no turn has a time."""
        times = [turn.start_ms for turn in self.transcript.turns if turn.start_ms is not None]
        return len(clock(max(times))) if times else 0

    def quote(self, span: Sequence[int]) -> str:
        """The stored text of a range."""
        return self.text[span[0] : span[1]]


def clock(milliseconds: int) -> str:
    """Milliseconds as mm:ss or h:mm:ss."""
    seconds = max(0, milliseconds) // 1000
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"
