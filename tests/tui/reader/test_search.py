from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.spans import Span
from qualcode.tui.reader.search import Hits, small_letters


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("nobody", "Nobody said. nobody", ["Nobody", "nobody"]),
        ("don't", "I don’t. DON'T", ["don’t", "DON'T"]),
        ('"so"', "he said “so”", ["“so”"]),
        ("two  hours", "two\nhours, two hours", ["two\nhours", "two hours"]),
        ("straße", "STRASSE Straße", ["Straße"]),
        ("[laughs]", "yes [laughs] no", ["[laughs]"]),
        (".", "a.b", ["."]),
        ("", "abc", []),
        ("   ", "a   b", []),
    ],
)
def test_what_is_found(query: str, text: str, found: list[str]) -> None:
    for small in ("", small_letters(text)):
        hits = Hits(text, query, small)
        assert [text[slice(*hits[index])] for index in range(len(hits))] == found


@given(
    st.lists(st.sampled_from(["a", "A", "ab", "aa", " ", "ı", "ſ", "İ", "S", "i", "K", "\n", "é"])),
    st.sampled_from(["a", "aa", "AB", "s", "i", "I", "k", " ab ", "a b", "é", "a'"]),
)
def test_small_letters_find_the_same(pieces: list[str], query: str) -> None:
    text = "".join(pieces)
    slow, fast = Hits(text, query), Hits(text, query, small_letters(text))
    assert (slow.starts, slow.ends) == (fast.starts, fast.ends)


def test_letters_whose_length_changes_are_searched_as_they_are() -> None:
    assert small_letters("İstanbul") == ""
    assert small_letters("Iſtanbul ı") == "istanbul i"


@given(st.text("ab ", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_hits_of_a_range_are_those_that_touch_it(text: str, start: int, end: int) -> None:
    hits = Hits(text, "ab")
    every = [hits[index] for index in range(len(hits))]
    if start < end:
        expected = [hit for hit in every if hit.start < end and hit.end > start]
        assert list(hits.within(start, end)) == expected


def test_going_from_hit_to_hit() -> None:
    hits = Hits("a b a b a", "a")
    assert hits.after(1) == Span(4, 5)
    assert hits.before(1) == Span(0, 1)
    hits.follow(4)
    assert hits.current == Span(4, 5)
    assert hits.after(0) == Span(8, 9)
    assert hits.before(9) == Span(0, 1)
    hits.follow(8)
    assert hits.after(0) is None
    hits.follow(2)
    assert hits.current is None
