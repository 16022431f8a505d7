"""From hits to a score and a reason: which hits count, and what they are worth together.

Each phrase that counts has a value. A keyword is worth .5, and .1 more for each word after the
first (at most .7), and .1 less where the text has another form of it; a weak keyword is worth
.25; a keyword of the same code in the sentence before or after, in the same turn, is worth .25 to
a sentence that has a weak keyword. The record of a phrase scales its value (see ``record.py``).
The score is 1 minus the product of (1 - value) over the different phrases, at most .95, and
nothing under .35 is shown. A weak keyword counts only beside another phrase of its code or such a
neighbour. The score orders suggestions; it is not a probability.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import prod

from qualcode.suggest.engine import Hit, HitKind

KEYWORD_VALUE = 0.5
VALUE_PER_WORD = 0.1
OTHER_FORM_LESS = 0.1
WEAK_VALUE = 0.25
NEIGHBOUR_VALUE = 0.25
HIGHEST = 0.95
SHOWN_FROM = 0.35
MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one code in one place; ``neighbour`` is the keyword hit beside it."""

    hits: tuple[Hit, ...]
    neighbour: Hit | None = None


def sifted(hits: Sequence[Hit]) -> list[Hit]:
    """All hits of one code in order of place, those that do not count marked with the reason.

    A negative phrase drops the hits that it covers. Of hits that overlap the longest counts, then
    the one whose form the codebook itself lists, then a keyword before a weak one.
    """
    against = [hit for hit in hits if hit.kind is HitKind.NEGATIVE]
    ranked = sorted((h for h in hits if h.kind is not HitKind.NEGATIVE), key=_precedence)
    kept: list[Hit] = []
    judged: list[Hit] = list(against)
    for hit in ranked:
        why = _reason_to_drop(hit, against, kept)
        judged.append(replace(hit, dropped=why) if why else hit)
        if not why:
            kept.append(hit)
    return sorted(judged, key=lambda hit: (hit.start, hit.end, hit.kind))


def _precedence(hit: Hit) -> tuple[int, bool, bool, int, str]:
    weak = hit.kind is HitKind.WEAK
    return hit.start - hit.end, not hit.exact, weak, hit.start, hit.phrase


def _reason_to_drop(hit: Hit, against: Sequence[Hit], kept: Sequence[Hit]) -> str:
    for negative in against:
        if negative.start <= hit.start and hit.end <= negative.end:
            return f"covered by the negative phrase “{negative.phrase}”"
    for other in kept:
        if other.start < hit.end and hit.start < other.end:
            return f"part of “{other.phrase}”"
    return ""


def counting(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits that count, keywords before weak ones, then by place.

    Of the places of a phrase one is taken: the first as written, else the first.
    """
    first: dict[tuple[str, HitKind], Hit] = {}
    for hit in sorted(hits, key=lambda hit: (not hit.exact, hit.start)):
        if not hit.dropped and hit.kind is not HitKind.NEGATIVE:
            first.setdefault((hit.phrase, hit.kind), hit)
    return tuple(sorted(first.values(), key=lambda hit: (hit.kind is HitKind.WEAK, hit.start)))


def has_keyword(hits: Sequence[Hit]) -> Hit | None:
    """The first keyword among hits that count, if any."""
    return next((hit for hit in hits if hit.kind is HitKind.KEYWORD), None)


def value_of(hit: Hit) -> float:
    """What a hit is worth before the coder's record is taken into account."""
    if hit.kind is HitKind.WEAK:
        return WEAK_VALUE
    words = len(hit.phrase.replace("-", " ").split())
    value = KEYWORD_VALUE + VALUE_PER_WORD * min(words - 1, 2)
    return value if hit.exact else value - OTHER_FORM_LESS


def scored(evidence: Evidence, factor: Callable[[str], float]) -> float:
    """The score of the evidence, 0 where it justifies nothing; ``factor`` is by phrase."""
    alone = has_keyword(evidence.hits) is None and len(evidence.hits) == 1
    if not evidence.hits or (alone and evidence.neighbour is None):
        return 0.0
    values = [min(HIGHEST, value_of(hit) * factor(hit.phrase)) for hit in evidence.hits]
    if evidence.neighbour is not None and has_keyword(evidence.hits) is None:
        values.append(NEIGHBOUR_VALUE)
    return round(min(HIGHEST, 1 - prod(1 - value for value in values)), 4)


def reason(evidence: Evidence) -> str:
    """The evidence in words, as keyword “mailing list”; at most five phrases are named."""
    named = evidence.hits[:MOST_WORDS]
    parts = []
    for kind in (HitKind.KEYWORD, HitKind.WEAK):
        quoted = [f"“{hit.phrase}”" for hit in named if hit.kind is kind]
        if quoted:
            parts.append(f"{kind}{'s' if len(quoted) > 1 else ''} {', '.join(quoted)}")
    if has_keyword(evidence.hits) is None and evidence.neighbour is not None:
        parts.append(f"keyword “{evidence.neighbour.phrase}” in the sentence beside it")
    return " and ".join(parts)


def marked(evidence: Evidence) -> tuple[tuple[int, int], ...]:
    """The ranges that carry the reason, by place, at most five."""
    return tuple(sorted((hit.start, hit.end) for hit in evidence.hits[:MOST_WORDS]))
