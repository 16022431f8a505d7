"""The suggestions of the open transcript that still wait for a decision."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from qualcode.domain.spans import Span
from qualcode.domain.suggestions import Decided, Decision, Proposal

LEAST_SCORE = 0.35
MOST_PER_UNIT = 3


class Proposals:
    """Proposals by unit, the best three of each, without those that were decided."""

    def __init__(self, decided: Iterable[Decided] = ()) -> None:
        """Start with what the coder decided before."""
        self._units: dict[tuple[int, int], list[Proposal]] = {}
        self._decided = {
            (one.start, one.end, one.code_id)
            for one in decided
            if one.decision is not Decision.SHOWN
        }

    @property
    def left(self) -> int:
        """How many wait for a decision."""
        return sum(map(len, self._units.values()))

    def all(self) -> list[tuple[Proposal, int]]:
        """Each waiting proposal with its rank in its unit (from 1), in order of the text."""
        return [
            (proposal, rank)
            for unit in sorted(self._units)
            for rank, proposal in enumerate(self._units[unit], 1)
        ]

    def take(self, proposals: Iterable[Proposal], coded: Sequence[tuple[int, int, str]]) -> None:
        """Take the worker's proposals in; weak, decided and already coded ones are left out.

        ``coded`` holds (start, end, code id) of the coder's own segments.
        """
        by_code: dict[str, list[Span]] = {}
        for start, end, code_id in coded:
            by_code.setdefault(code_id, []).append(Span(start, end))
        fresh: dict[tuple[int, int], list[Proposal]] = {}
        for proposal in proposals:
            place = (proposal.start, proposal.end)
            unit = fresh.setdefault(place, [])
            if proposal.score < LEAST_SCORE or (*place, proposal.code_id) in self._decided:
                continue
            if not any(Span(*place).overlaps(s) for s in by_code.get(proposal.code_id, ())):
                unit.append(proposal)
        for place, unit in fresh.items():
            best = sorted(unit, key=lambda one: (-one.score, one.code_id))[:MOST_PER_UNIT]
            self._units[place] = best
            if not best:
                del self._units[place]

    @property
    def places(self) -> Collection[tuple[int, int]]:
        """The ranges that have proposals."""
        return self._units.keys()

    def at(self, span: Span, aim: Span | None = None) -> list[tuple[Proposal, int]]:
        """Proposals that share text with the span and their ranks, the best first.

        Before all others come those for exactly the range of ``aim``.
        """
        found = [
            (proposal, rank)
            for place, unit in self._units.items()
            if place[0] < span.end and span.start < place[1]
            for rank, proposal in enumerate(unit, 1)
        ]
        return sorted(
            found,
            key=lambda one: ((one[0].start, one[0].end) != aim, -one[0].score, one[0].start),
        )

    def drop(self, proposal: Proposal) -> None:
        """Take a decided proposal out; it does not come back."""
        place = (proposal.start, proposal.end)
        self._decided.add((*place, proposal.code_id))
        self._forget(place, proposal.code_id)

    def coded(self, span: Span, code_id: str) -> bool:
        """Take out what a hand coding has settled; whether anything went."""
        places = [p for p in self._units if p[0] < span.end and span.start < p[1]]
        return sum(self._forget(place, code_id) for place in places) > 0

    def _forget(self, place: tuple[int, int], code_id: str) -> bool:
        unit = self._units.get(place, [])
        kept = [one for one in unit if one.code_id != code_id]
        if kept:
            self._units[place] = kept
        else:
            self._units.pop(place, None)
        return len(kept) < len(unit)
