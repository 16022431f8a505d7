"""The segments of the open transcript in memory: what lies where, and how much is coded."""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.domain.segments import Segment
from qualcode.domain.spans import Span, total_length
from qualcode.domain.transcripts import Transcript


class HeldSegments:
    """Segments by id and by turn; every question and change touches only the turns concerned."""

    def __init__(self, transcript: Transcript, segments: Iterable[Segment] = ()) -> None:
        """Take the current coder's segments of one transcript."""
        self.transcript = transcript
        self.by_id: dict[str, Segment] = {}
        self._by_turn: dict[int, dict[str, Segment]] = {}
        self._coded: dict[int, int] = {}
        self._dirty: set[int] = set()
        self._coded_total = 0
        self.counted = sum(
            len(turn.text) for turn in transcript.turns if transcript.role_of(turn).counts
        )
        for segment in segments:
            self.add(segment)

    def add(self, segment: Segment) -> None:
        """Take a segment in."""
        self.by_id[segment.id] = segment
        for part in self.transcript.positions.parts(segment.start, segment.end):
            self._by_turn.setdefault(part.turn, {})[segment.id] = segment
            self._dirty.add(part.turn)

    def remove(self, segment_id: str) -> Segment:
        """Take a segment out; KeyError where it is not there."""
        segment = self.by_id.pop(segment_id)
        for part in self.transcript.positions.parts(segment.start, segment.end):
            self._by_turn[part.turn].pop(segment_id, None)
            self._dirty.add(part.turn)
        return segment

    def at(self, span: Span) -> list[Segment]:
        """Segments that share text with the span: those equal to it first, then the shortest."""
        found: dict[str, Segment] = {}
        for part in self.transcript.positions.parts(span.start, span.end):
            for segment in self._by_turn.get(part.turn, {}).values():
                if segment.start < span.end and span.start < segment.end:
                    found[segment.id] = segment
        return sorted(
            found.values(),
            key=lambda segment: (
                (segment.start, segment.end) != (span.start, span.end),
                segment.end - segment.start,
                segment.created,
            ),
        )

    @property
    def coded_share(self) -> float:
        """Coded share of the text that counts (moderator and the like left out), 0 to 1."""
        for turn in self._dirty:
            self._coded_total -= self._coded.get(turn, 0)
            self._coded[turn] = self._covered(turn)
            self._coded_total += self._coded[turn]
        self._dirty.clear()
        return self._coded_total / self.counted if self.counted else 0.0

    def _covered(self, turn: int) -> int:
        transcript = self.transcript
        if not transcript.role_of(transcript.turns[turn]).counts:
            return 0
        begin = transcript.positions.starts[turn]
        end = begin + transcript.positions.lengths[turn]
        segments = self._by_turn.get(turn, {}).values()
        return total_length((max(s.start, begin), min(s.end, end)) for s in segments)
