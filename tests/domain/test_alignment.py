"""Spans carried to a corrected text: words that survive stay covered, no others are."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.alignment import Alignment, Block, Carried, Verdict
from qualcode.domain.word_links import NONE
from tests.drawing import drawn

Word = tuple[int, str]
"""A word of a text whose words are all different, with the number of its turn."""


def texts(words: Sequence[Word]) -> list[str]:
    """Words as turns."""
    return [" ".join(word for _, word in turn) for _, turn in groupby(words, lambda w: w[0])]


def place_of(turns: Sequence[str], word: str) -> tuple[int, int]:
    """Where a word that stands once lies in the whole text."""
    start = f" {' '.join(turns)} ".index(f" {word} ")
    return start, start + len(word)


@st.composite
def edited(draw: st.DrawFn) -> tuple[list[Word], list[Word], int, int]:
    """Different words in turns, the same after random edits, and two words of the first."""
    count = draw(st.integers(1, 40))
    turn = 0
    old: list[Word] = []
    for number in range(count):
        turn += draw(st.booleans()) and number > 0
        old.append((turn, f"{number:02d}old"))
    new: list[Word] = []
    shift = 0
    for number, (turn, word) in enumerate(old):
        deed = draw(st.sampled_from(["keep", "keep", "keep", "delete", "replace", "insert", "cut"]))
        shift += deed == "cut"
        if deed in ("replace", "insert"):
            new.append((turn + shift, f"new{number:02d}"))
        if deed not in ("delete", "replace"):
            new.append((turn + shift, word))
    first = draw(st.integers(0, count - 1))
    return old, new, first, draw(st.integers(first, count - 1))


@given(edited())
@drawn(300)
def test_words_that_survive_stay_covered_and_no_others(
    case: tuple[list[Word], list[Word], int, int],
) -> None:
    old, new, first, last = case
    before, after = texts(old), texts(new)
    start, end = place_of(before, old[first][1])[0], place_of(before, old[last][1])[1]
    inside = [word for _, word in old[first : last + 1]]
    left = [word for _, word in new if word in inside]
    carried = Alignment(before, after).carry(start, end)
    covered = "\n".join(after)[carried.start : carried.end].split()
    outside = {word for _, word in old} - set(inside)
    assert [word for word in covered if word in inside] == left
    assert not outside & set(covered)
    if covered == inside:
        assert carried.verdict in (Verdict.UNCHANGED, Verdict.MOVED)
    else:
        assert carried.verdict is (Verdict.ALTERED if covered else Verdict.LOST)


TALK = st.lists(st.text("ab .…é!漢字", max_size=12), min_size=1, max_size=8)


@given(TALK, st.data())
@drawn(200)
def test_the_same_text_leaves_all_unchanged(turns: list[str], data: st.DataObject) -> None:
    whole = "\n".join(turns)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    same = Alignment(turns, turns)
    assert same.turns == list(range(len(turns)))
    if whole[start : start + 1].strip():
        assert same.place(start) == start
    if whole[start:end].strip():
        assert same.carry(start, end) == Carried(start, end, Verdict.UNCHANGED)


@given(TALK, TALK, st.data())
@drawn(300)
def test_any_two_texts(before: list[str], after: list[str], data: st.DataObject) -> None:
    old, new = "\n".join(before), "\n".join(after)
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    alignment = Alignment(before, after)
    carried = alignment.carry(start, end)
    assert 0 <= carried.start <= carried.end <= len(new)
    assert (carried.start == carried.end) == (carried.verdict is Verdict.LOST)
    same_words = old[start:end].split() == new[carried.start : carried.end].split()
    if carried.verdict is not Verdict.LOST and old[start:end].strip():
        assert same_words == (carried.verdict is not Verdict.ALTERED)
    assert 0 <= alignment.place(start) <= len(new)
    matched = [at for at in alignment.turns if at != NONE]
    assert matched == sorted(set(matched))


@pytest.mark.parametrize(
    ("before", "after", "quote", "found", "verdict"),
    [
        ("we joined the netwrok late", "we joined the network late", "netwrok", "network", "alter"),
        ("happy EPPBS.", "very happy ePBS.", "happy EPPBS", "happy ePBS", "alter"),
        ("a long DORAP", "a long Kurtosis", "long DORAP", "long Kurtosis", "alter"),
        ("with DORAP today", "with Kurtosis today", "DORAP", "", "lost"),
        ("for money, mostly", "for the money, mostly", "money, ", "money, ", "moved"),
        ("for money, mostly", "for money , mostly", "money", "money", "unchanged"),
        ("net working", "networking is it", "net working", "networking", "alter"),
        ("the networks", "all the networks", "work", "work", "moved"),
        ("我們加入網絡", "我們早就加入網絡", "加入", "加入", "moved"),
        ("Yes. Yes. No.", "Yes. No.", "No", "No", "moved"),
        ("well … no", "well then … no", "…", "…", "moved"),
    ],
)
def test_examples(before: str, after: str, quote: str, found: str, verdict: str) -> None:
    start = before.index(quote)
    carried = Alignment([before], [after]).carry(start, start + len(quote))
    assert after[carried.start : carried.end] == found
    assert carried.verdict.value.startswith(verdict)


def test_a_turn_that_stands_elsewhere_takes_its_spans_along() -> None:
    said = [f"turn {word} says something of its own about {word}" for word in "abcdef"]
    moved = [*said[1:4], said[0], *said[4:]]
    carried = Alignment(said, moved).carry(0, len(said[0]))
    assert "\n".join(moved)[carried.start : carried.end] == said[0]
    assert carried.verdict is Verdict.MOVED


def test_a_span_that_is_torn_apart_stays_on_its_largest_part() -> None:
    tail = "and then we went home to think about it all"
    before = [f"first of all this is a rather long sentence {tail}", "what do you say to that now"]
    after = ["first of all this is a rather long sentence", before[1], tail]
    carried = Alignment(before, after).carry(0, len(before[0]))
    assert "\n".join(after)[carried.start : carried.end] == tail
    assert carried.verdict is Verdict.ALTERED


def test_turns_are_matched_in_order_and_by_what_they_say() -> None:
    before = ["we were two", "yes", "and then none", "no", "gone"]
    after = ["we were two", "yes and then none", "yes", "nobody", "no"]
    assert Alignment(before, after).turns == [0, NONE, 1, 4, NONE]


def test_who_speaks_tells_equal_turns_apart() -> None:
    before, after = ["Yes.", "Yes.", "Yes."], ["Yes.", "Yes."]
    alignment = Alignment(before, after, speakers=(["Ana", "Bert", "Cleo"], ["Ana", "Cleo"]))
    assert alignment.turns == [0, NONE, 1]
    assert alignment.carry(10, 14) == Carried(5, 9, Verdict.UNCHANGED)
    assert alignment.carry(5, 9).verdict is Verdict.LOST


def test_blocks_keep_equal_words_of_other_turns_apart() -> None:
    before, after = ["a b", "b c"], ["a", "b c"]
    blocks = [Block(range(1), range(1)), Block(range(1, 2), range(1, 2))]
    alignment = Alignment(before, after, blocks=blocks, turns=[0, 1])
    assert alignment.carry(2, 3).verdict is Verdict.LOST
    assert alignment.carry(4, 5) == Carried(2, 3, Verdict.UNCHANGED)


def test_a_long_transcript_takes_little_time() -> None:
    chance = random.Random(1)
    vocabulary = [f"w{number}" for number in range(4000)]
    weights = [1 / (number + 1) for number in range(4000)]
    words = chance.choices(vocabulary, weights, k=60_000)
    turns = [" ".join(words[at : at + 40]) for at in range(0, len(words), 40)]
    other = [word if chance.random() > 0.1 else chance.choice(vocabulary) for word in words]
    corrected = [" ".join(other[at : at + 30]) for at in range(0, len(other), 30)]
    begun = time.process_time()
    Alignment(turns, corrected)
    assert time.process_time() - begun < 5
