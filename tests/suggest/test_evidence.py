from __future__ import annotations

from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from qualcode.suggest.engine import Hit, HitKind
from qualcode.suggest.evidence import (
    SHOWN_FROM,
    Evidence,
    counting,
    marked,
    reason,
    scored,
    sifted,
)

KEYWORD, WEAK, NEGATIVE = HitKind.KEYWORD, HitKind.WEAK, HitKind.NEGATIVE


def _plain(_phrase: str) -> float:
    return 1.0


def _score(*hits: Hit, neighbour: Hit | None = None) -> float:
    return scored(Evidence(counting(sifted(hits)), neighbour), _plain)


def test_values_are_those_of_the_formula() -> None:
    assert _score(Hit("newsletter", KEYWORD, 0, 10)) == 0.5
    assert _score(Hit("mailing list", KEYWORD, 0, 12)) == 0.6
    assert _score(Hit("one two three four", KEYWORD, 0, 18)) == 0.7
    assert _score(Hit("newsletter", KEYWORD, 0, 11, exact=False)) == 0.4
    assert _score(Hit("share", WEAK, 0, 5), Hit("data", WEAK, 6, 10)) == 0.4375
    assert _score(Hit("a", KEYWORD, 0, 1), Hit("b", KEYWORD, 2, 3)) == 0.75
    assert _score(Hit("a", WEAK, 0, 1), neighbour=Hit("b", KEYWORD, 9, 12)) == 0.4375


def test_a_weak_keyword_alone_justifies_nothing_even_twice() -> None:
    assert _score(Hit("share", WEAK, 0, 5)) == 0
    assert _score(Hit("share", WEAK, 0, 5), Hit("share", WEAK, 9, 14)) == 0


def test_the_longest_of_overlapping_hits_counts() -> None:
    hits = sifted([Hit("member", WEAK, 0, 6), Hit("member of", KEYWORD, 0, 9)])
    assert [hit.phrase for hit in counting(hits)] == ["member of"]
    assert next(h.dropped for h in hits if h.phrase == "member") == "part of “member of”"


def test_the_form_that_the_codebook_lists_wins_over_a_form_made_from_it() -> None:
    hits = sifted([Hit("fund", KEYWORD, 0, 7, exact=False), Hit("funding", WEAK, 0, 7)])
    assert [hit.kind for hit in counting(hits)] == [WEAK]


def test_a_negative_phrase_drops_what_it_covers_and_nothing_else() -> None:
    hits = sifted(
        [
            Hit("share price", NEGATIVE, 0, 11),
            Hit("share", WEAK, 0, 5),
            Hit("price list", KEYWORD, 6, 16),
        ]
    )
    assert [hit.phrase for hit in counting(hits)] == ["price list"]


def test_of_several_places_of_a_phrase_the_one_as_written_is_taken() -> None:
    hits = [Hit("grant", KEYWORD, 0, 6, exact=False), Hit("grant", KEYWORD, 9, 14)]
    assert counting(sifted(hits)) == (hits[1],)


def test_the_reason_names_phrases_by_kind() -> None:
    hits = (Hit("grant", KEYWORD, 8, 13), Hit("support", WEAK, 0, 7))
    assert reason(Evidence(hits)) == "keyword “grant” and weak keyword “support”"
    assert marked(Evidence(hits)) == ((0, 7), (8, 13))
    beside = Evidence((Hit("data", WEAK, 0, 4),), Hit("mailing list", KEYWORD, 9, 21))
    assert reason(beside) == (
        "weak keyword “data” and keyword “mailing list” in the sentence beside it"
    )


_HITS = st.lists(
    st.builds(
        lambda phrase, kind, start: Hit(phrase, kind, start, start + len(phrase)),
        st.sampled_from(["share", "data", "mailing list", "a b c d", "grant"]),
        st.sampled_from([KEYWORD, WEAK, NEGATIVE]),
        st.integers(0, 40),
    ),
    max_size=12,
)


@given(_HITS, st.floats(0.1, 1.9))
def test_scores_stay_in_range_and_hits_that_count_never_overlap(
    hits: list[Hit], factor: float
) -> None:
    judged = sifted(hits)
    kept = [h for h in judged if not h.dropped and h.kind is not NEGATIVE]
    assert all(a.end <= b.start for a, b in pairwise(kept))
    evidence = Evidence(counting(judged))
    assert 0 <= scored(evidence, lambda _: factor) <= 0.95
    assert len(marked(evidence)) <= 5
    if any(hit.kind is KEYWORD for hit in kept):
        assert scored(evidence, _plain) >= SHOWN_FROM


@given(_HITS, st.randoms(use_true_random=False))
def test_the_order_in_which_hits_were_found_does_not_matter(
    hits: list[Hit], random: Random
) -> None:
    mixed = list(hits)
    random.shuffle(mixed)
    assert reason(Evidence(counting(sifted(mixed)))) == reason(Evidence(counting(sifted(hits))))
