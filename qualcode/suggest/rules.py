"""The rule suggester: keywords of the codebook, its negative phrases, and the coder's record."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from spacy.about import __version__ as spacy_version

from qualcode.domain.codebook import Codebook
from qualcode.domain.suggestions import Decided, Proposal
from qualcode.domain.units import VERSION as SPLITTER_VERSION
from qualcode.suggest.engine import Explanation, Hit, Unit
from qualcode.suggest.evidence import (
    SHOWN_FROM,
    Evidence,
    counting,
    has_keyword,
    marked,
    reason,
    scored,
    sifted,
)
from qualcode.suggest.matching import PhraseFinder, main_language
from qualcode.suggest.phrases import WHOLE_TURN, phrases_of, suggestible
from qualcode.suggest.record import DecisionRecord
from qualcode.suggest.units import by_turn

RULES_VERSION = "1"
SOURCE = "rules"
_Hits = dict[str, list[Hit]]


class RuleSuggester:
    """Proposes codes where the phrases of the codebook stand in what participants say.

    Codes of unit turn or exchange are proposed for the whole turn, all others for the sentence.
    Moderators are left out; with ``all_speakers`` codes that apply to any speaker are proposed
    for them too. One finder per language is made when the first unit in it comes.
    """

    def __init__(
        self, codebook: Codebook, language: str = "en", *, all_speakers: bool = False
    ) -> None:
        """Prepare for a codebook; ``language`` is that of units that name none."""
        self._phrases = phrases_of(codebook)
        self._codes = {code.id: code for code in codebook.codes if suggestible(code)}
        self._order = {code.id: place for place, (_, code) in enumerate(codebook.walk())}
        self._language = main_language(language)
        self._all_speakers = all_speakers
        self._finders = {self._language: PhraseFinder(self._phrases, self._language)}
        self._record = DecisionRecord()
        self._known: dict[str, list[Unit]] = {}

    @property
    def name(self) -> str:
        """The engine's name as it is stored with decisions."""
        return SOURCE

    @property
    def version(self) -> str:
        """Versions of the rules, of spaCy and of the splitter."""
        return f"rules {RULES_VERSION}, spaCy {spacy_version}, units {SPLITTER_VERSION}"

    def fit(self, units: Sequence[Unit], decisions: Sequence[Decided]) -> None:
        """Forget all decisions and take these; units hold the text of the places decided on."""
        self._record = DecisionRecord()
        self._known = {}
        for unit in sorted(units, key=lambda unit: unit.start):
            self._known.setdefault(unit.transcript_id, []).append(unit)
        for decision in decisions:
            self.update(decision)

    def update(self, decision: Decided, units: Sequence[Unit] = ()) -> None:
        """Take one more decision; without its text only its place is remembered."""
        around = self._known.get(decision.transcript_id, [])
        if units:
            around = sorted(units, key=lambda unit: unit.start)
        phrases = [
            hit.phrase
            for unit in _overlapping(around, decision)
            for hit in counting(self._hits(unit).get(decision.code_id, []))
        ]
        self._record.add(decision, phrases)

    def score(self, units: Sequence[Unit]) -> list[Proposal]:
        """Proposals turn by turn in the given order, in a turn by place, then best first.

        What the coder has decided on is not proposed again.
        """
        return [found for turn in by_turn(units) for found in self._score_turn(turn)]

    def explain(self, unit: Unit, code_id: str, around: Sequence[Unit] = ()) -> Explanation:
        """Hits, score and record of one code; ``around`` are the units of the same turn.

        Without ``around`` they are taken from the units of ``fit``. The explanation of a silent
        or unknown code has no hits.
        """
        known = around or self._known.get(unit.transcript_id, ())
        turn = sorted((u for u in known if u.turn == unit.turn), key=lambda u: u.start)
        turn = turn if unit in turn else [unit]
        found = [self._hits(u) for u in turn]
        code = self._codes.get(code_id)
        places = self._evidence(code_id, turn, found) if code else []
        start, end, evidence = next(
            ((a, b, e) for a, b, e in places if a <= unit.start and unit.end <= b),
            (unit.start, unit.end, Evidence(())),
        )
        hits = [h for f in found for h in f.get(code_id, ()) if start <= h.start and h.end <= end]
        score = self._score(code_id, evidence)
        return Explanation(
            code_id=code_id,
            score=score,
            shown=score >= SHOWN_FROM,
            reason=reason(evidence),
            hits=tuple(hits),
            records=tuple(self._record.of(code_id, hit.phrase) for hit in evidence.hits),
            decided=self._record.settled(unit.transcript_id, code_id, start, end),
        )

    def _score_turn(self, turn: Sequence[Unit]) -> list[Proposal]:
        found = [self._hits(unit) for unit in turn]
        codes = {code_id for hits in found for code_id in hits}
        proposals = [p for code_id in codes for p in self._proposals(code_id, turn, found)]
        last = len(self._order)
        return sorted(
            proposals, key=lambda p: (p.start, -p.score, self._order.get(p.code_id, last))
        )

    def _proposals(
        self, code_id: str, turn: Sequence[Unit], found: Sequence[_Hits]
    ) -> Iterator[Proposal]:
        transcript_id = turn[0].transcript_id
        for start, end, evidence in self._evidence(code_id, turn, found):
            score = self._score(code_id, evidence)
            if score < SHOWN_FROM or self._record.settled(transcript_id, code_id, start, end):
                continue
            words = marked(evidence)
            why = reason(evidence)
            yield Proposal(transcript_id, start, end, code_id, score, why, SOURCE, words)

    def _evidence(
        self, code_id: str, turn: Sequence[Unit], found: Sequence[_Hits]
    ) -> list[tuple[int, int, Evidence]]:
        """The places of a turn where the code could stand, with what speaks for it there."""
        if self._codes[code_id].unit in WHOLE_TURN:
            together = [hit for hits in found for hit in hits.get(code_id, ())]
            return [(turn[0].start, turn[-1].end, Evidence(counting(together)))]
        kept = [counting(hits.get(code_id, ())) for hits in found]
        strong = [None, *(has_keyword(hits) for hits in kept), None]
        return [
            (unit.start, unit.end, Evidence(hits, strong[at] or strong[at + 2]))
            for at, (unit, hits) in enumerate(zip(turn, kept, strict=True))
        ]

    def _score(self, code_id: str, evidence: Evidence) -> float:
        return scored(evidence, lambda phrase: self._record.factor(code_id, phrase))

    def _hits(self, unit: Unit) -> _Hits:
        """Hits in a unit by code, at whole positions, judged; empty for silent speakers."""
        if not unit.counts and not self._all_speakers:
            return {}
        language = main_language(unit.language) if unit.language else self._language
        if language not in self._finders:
            self._finders[language] = PhraseFinder(self._phrases, language)
        hits: _Hits = {}
        for found in self._finders[language].find(unit.text):
            phrase = found.phrase
            if unit.counts or self._codes[phrase.code_id].applies_to != "participant":
                start, end = unit.start + found.start, unit.start + found.end
                hit = Hit(phrase.written, phrase.kind, start, end, found.exact)
                hits.setdefault(phrase.code_id, []).append(hit)
        return {code_id: sifted(listed) for code_id, listed in hits.items()}


def _overlapping(units: Sequence[Unit], decision: Decided) -> Iterator[Unit]:
    """Units of the decision's transcript that share text with its range; given by place."""
    first = max(0, bisect_right(units, decision.start, key=lambda unit: unit.start) - 1)
    for unit in islice(units, first, None):
        if unit.start >= decision.end:
            return
        if unit.end > decision.start and unit.transcript_id == decision.transcript_id:
            yield unit
