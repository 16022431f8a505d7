"""What the coder decided so far: places that are settled, and how each phrase has fared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from qualcode.domain.suggestions import Decided, Decision
from qualcode.suggest.engine import PhraseRecord

PRIOR = 5
_Place = tuple[str, str, str, int, int]


class DecisionRecord:
    """Decisions by place and by phrase; the last decision on a place is the one that counts."""

    def __init__(self) -> None:
        """Start without decisions."""
        self._settled: dict[tuple[str, str], dict[_Place, tuple[int, int]]] = {}
        self._credited: dict[_Place, tuple[bool, tuple[str, ...]]] = {}
        self._counts: Counter[tuple[str, str, bool]] = Counter()

    def add(self, decided: Decided, phrases: Iterable[str]) -> None:
        """Take a decision and the phrases of its code that stood in its place."""
        if decided.decision is Decision.SHOWN:
            return
        span = (decided.start, decided.end)
        place = (decided.transcript_id, decided.code_id, decided.coder_id, *span)
        self._take_back(place)
        accepted = decided.decision is not Decision.REJECTED
        credited = tuple(sorted(set(phrases)))
        self._credited[place] = (accepted, credited)
        self._counts.update((decided.code_id, phrase, accepted) for phrase in credited)
        key = (decided.transcript_id, decided.code_id)
        self._settled.setdefault(key, {})[place] = span

    def _take_back(self, place: _Place) -> None:
        accepted, phrases = self._credited.pop(place, (False, ()))
        self._counts.subtract((place[1], phrase, accepted) for phrase in phrases)

    def settled(self, transcript_id: str, code_id: str, start: int, end: int) -> bool:
        """Whether the coder accepted or rejected this code at a place that overlaps the range."""
        spans = self._settled.get((transcript_id, code_id), {}).values()
        return any(first < end and start < last for first, last in spans)

    def of(self, code_id: str, phrase: str) -> PhraseRecord:
        """Accepted and rejected suggestions of the code that had the phrase in them."""
        accepted = self._counts[(code_id, phrase, True)]
        return PhraseRecord(phrase, accepted, self._counts[(code_id, phrase, False)])

    def factor(self, code_id: str, phrase: str) -> float:
        """By how much the record scales a phrase's value: above 0, below 2, 1 without decisions.

        It is twice the share of accepted suggestions, smoothed by five of each kind: a keyword of
        one word that was rejected five times and never taken falls under the mark of being shown.
        """
        record = self.of(code_id, phrase)
        total = record.accepted + record.rejected
        return 2 * (record.accepted + PRIOR) / (total + 2 * PRIOR)
