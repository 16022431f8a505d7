"""Which question of the guide a moderator's turn asks: by its words, with the order as a help."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from qualcode.domain.text import WORD

THRESHOLD = 55.0
"""Lowest score (0 to 100) of a proposal; chosen on the sample study."""

OUT_OF_ORDER = 15.0
"""How much more a question scores that is proposed against the order of the guide."""

NEARLY = 10.0
"""How much less an earlier turn may score and still be the one that asks."""

_SENTENCE = re.compile(r"[^.?!\n]+[.?!]*")
_FULL_AT = 3
"""Different words that must be shared for a full score."""


class Match(NamedTuple):
    """A turn and a question by their places in the lists; ``ordered`` as in the guide."""

    turn: int
    question: int
    score: float
    ordered: bool


def matches(
    turns: Sequence[str], questions: Sequence[str], threshold: float = THRESHOLD
) -> list[Match]:
    """At most one question per turn and one turn per question, by turn.

    First the rising chain of pairs with the largest sum of scores above the threshold; then, of
    what is left, pairs that score much more.
    """
    scores = _scores(turns, questions)
    chain = _chain(scores, threshold)
    found = [Match(t, q, scores[t][q], True) for t, q in chain]
    used_turns, used = {t for t, _ in chain}, {q for _, q in chain}
    rest = sorted(
        ((scores[t][q], t, q) for t in range(len(turns)) for q in range(len(questions))),
        key=lambda one: (-one[0], one[1], one[2]),
    )
    for score, t, q in rest:
        if score < threshold + OUT_OF_ORDER:
            break
        if t not in used_turns and q not in used:
            found.append(Match(t, q, score, False))
            used_turns.add(t)
            used.add(q)
    return sorted(found)


def score(turn: str, question: str) -> float:
    """How well some sentences of a turn ask a question, 0 to 100.

    The largest token set ratio of one sentence or two neighbours, cut down where few words are
    shared: one word alone fits too many questions.
    """
    return max((_ratio(window, _words(question)) for window in _windows(turn)), default=0.0)


def _scores(turns: Sequence[str], questions: Sequence[str]) -> list[list[float]]:
    asked = [_words(text) for text in questions]
    found = []
    for turn in turns:
        windows = _windows(turn)
        found.append([max((_ratio(w, q) for w in windows), default=0.0) for q in asked])
    return found


def _ratio(window: list[str], asked: list[str]) -> float:
    from rapidfuzz import fuzz

    shared = len(set(window) & set(asked))
    needed = min(_FULL_AT, len(set(asked)))
    part = min(1.0, shared / needed) if needed else 0.0
    both = fuzz.token_sort_ratio(" ".join(window), " ".join(asked))
    inside = fuzz.token_set_ratio(" ".join(window), " ".join(asked))
    return max(float(both), float(inside) * part)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]


def _windows(turn: str) -> list[list[str]]:
    """The words of each sentence, and of each two neighbours."""
    single = [words for part in _SENTENCE.findall(turn) if (words := _words(part))]
    return single + [one + two for one, two in pairwise(single)]


def _chain(scores: Sequence[Sequence[float]], threshold: float) -> list[tuple[int, int]]:
    """Pairs (turn, question), both rising, with the largest sum of what is above the threshold."""
    width = len(scores[0]) if scores else 0
    before: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0.0, ())] * (width + 1)
    for t, row in enumerate(scores):
        after = [before[0]]
        for q in range(width):
            total, pairs = before[q]
            taken = (total + row[q] - threshold, (*pairs, (t, q)))
            options = [after[q], before[q + 1], *([taken] if row[q] > threshold else [])]
            after.append(max(options, key=lambda option: option[0]))
        before = after
    return _earliest(scores, before[-1][1], threshold)


def _earliest(
    scores: Sequence[Sequence[float]], pairs: Sequence[tuple[int, int]], threshold: float
) -> list[tuple[int, int]]:
    """Each question at the first turn that asks it nearly as well: what follows asks on."""
    found: list[tuple[int, int]] = []
    for last, question in pairs:
        first = found[-1][0] + 1 if found else 0
        enough = max(threshold, scores[last][question] - NEARLY)
        turn = next(t for t in range(first, last + 1) if scores[t][question] >= enough)
        found.append((turn, question))
    return found
