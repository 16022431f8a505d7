from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.spans import Span
from qualcode.tui.reader import Mark, ReaderText
from qualcode.tui.reader.jumps import JUMPS, Layers
from qualcode.tui.reader.navigator import Cursor, cursor_at
from qualcode.tui.reader.spans import MarkIndex, TurnIndex
from tests.tui.reader.build import ghost, mark, transcript, where

TEXT = ReaderText(transcript())

ranges = st.tuples(st.integers(0, TEXT.end - 1), st.integers(1, 90)).map(
    lambda pair: (pair[0], min(TEXT.end, sum(pair)))
)
many_marks = st.lists(ranges, max_size=12).map(
    lambda found: [mark(str(index), start, end) for index, (start, end) in enumerate(found)]
)


def known(index: MarkIndex) -> list[object]:
    """All that an index answers."""
    turns = range(TEXT.turns)
    return [
        [sorted(index.touching(turn)) for turn in turns],
        [index.coded(turn) for turn in turns],
        [index.uncoded(turn, "sentence") for turn in turns],
        [index.next_range((at, at)) for at in range(TEXT.end)],
        [index.previous_uncoded(at, "word") for at in range(0, TEXT.end, 7)],
    ]


@given(many_marks)
def test_each_mark_is_in_the_turns_that_it_touches(marks: list[Mark]) -> None:
    index = MarkIndex(TEXT, marks)
    for turn in range(TEXT.turns):
        begin, end = TEXT.turn_span(turn)
        expected = [m for m in marks if m.start < end + 1 and m.end > begin]
        assert sorted(index.touching(turn)) == sorted(expected)


@given(many_marks, many_marks)
def test_marks_that_come_and_go_leave_what_a_fresh_index_holds(
    first: list[Mark], second: list[Mark]
) -> None:
    index = MarkIndex(TEXT, first)
    known(index)
    for one in second:
        index.add(one)
        index.uncoded(0, "sentence")
    assert known(index) == known(MarkIndex(TEXT, {m.id: m for m in [*first, *second]}.values()))
    for one in [*second, *first]:
        index.remove(one.id)
    assert len(index) == 0
    assert known(index) == known(MarkIndex(TEXT))


@given(many_marks, st.sampled_from(["word", "sentence", "turn"]), st.integers(0, TEXT.end))
def test_uncoded_units_are_those_of_counted_speakers_without_a_mark(
    marks: list[Mark], unit: str, position: int
) -> None:
    index = MarkIndex(TEXT, marks)
    free = [
        span
        for turn in range(TEXT.turns)
        if TEXT.transcript.role_of(TEXT.transcript.turns[turn]).counts
        for span in TEXT.units(turn, unit)
        if not any(span.overlaps(Span(m.start, m.end)) for m in marks)
    ]
    later = [span for span in free if span.start >= position]
    earlier = [span for span in free if span.end <= position]
    assert index.next_uncoded(position, unit) == (later[0] if later else None)
    assert index.previous_uncoded(position, unit) == (earlier[-1] if earlier else None)
    assert index.next_uncoded(position, unit) == (later[0] if later else None)


def test_uncoded_search_does_not_split_what_is_coded(monkeypatch: pytest.MonkeyPatch) -> None:
    text = ReaderText(transcript())
    whole = [mark(str(t), *text.turn_span(t)) for t in range(text.turns)]
    index = MarkIndex(text, whole)
    monkeypatch.setattr(text, "units", None)
    assert index.next_uncoded(0, "sentence") is None


@given(many_marks)
def test_long_marks_never_share_a_lane_in_a_turn(marks: list[Mark]) -> None:
    index = MarkIndex(TEXT, marks[:6])
    before = dict(index.long_lanes())
    for one in marks[6:]:
        index.add(one)
    lanes = index.long_lanes()
    assert {m.id for m in marks if len(index.turns_of(m)) > 1} == set(lanes)
    assert before.items() <= lanes.items()
    for turn in range(TEXT.turns):
        taken = [lanes[m.id] for m in index.touching(turn) if m.id in lanes]
        assert len(taken) == len(set(taken))


def test_marks_outside_the_text_or_empty_are_left_out() -> None:
    index = MarkIndex(TEXT, [mark("a", 0, TEXT.end + 1), mark("b", 5, 5), mark("c", 0, 3)])
    assert list(index.by_id) == ["c"]
    assert list(index.add(mark("d", -1, 4))) == []
    assert list(index.remove("nothing")) == []


def test_a_mark_may_end_on_the_line_feed_between_turns() -> None:
    _, end = TEXT.turn_span(0)
    index = MarkIndex(TEXT, [mark("a", 0, end + 1)])
    assert list(index.turns_of(index.by_id["a"])) == [0]


def test_jumps_go_from_place_to_place_and_stay_at_the_ends() -> None:
    left, same = where(TEXT, "We left."), where(TEXT, "Same with us.")
    marks = MarkIndex(TEXT, [mark("1", *left), mark("2", *left), mark("3", *same)])
    ghosts = TurnIndex(TEXT, [ghost(*same), ghost(*same, "trust", 1)])
    layers = Layers(marks, ghosts)

    def go(cursor: Cursor, *names: str) -> list[str]:
        found = []
        for name in names:
            cursor = JUMPS[name](layers, cursor)
            found.append(TEXT.quote(cursor.selection))
        return found

    start = cursor_at(TEXT, 0, "sentence")
    asked = TEXT.quote(start.selection)
    assert go(start, "next_coded", "next_coded", "next_coded", "previous_coded") == [
        "We left.", "Same with us.", "Same with us.", "We left.",
    ]  # fmt: skip
    assert go(start, "previous_coded", "next_suggestion", "next_suggestion") == [
        asked, "Same with us.", "Same with us.",
    ]  # fmt: skip
    assert go(start, "next_uncoded", "next_uncoded", "next_uncoded", "previous_uncoded") == [
        "It was the waiting.",
        "You sit there two hours, and nobody tells you anything.",
        "They changed the interpreter.",
        "You sit there two hours, and nobody tells you anything.",
    ]


def test_twenty_thousand_marks_are_not_searched_for_one_jump() -> None:
    text = ReaderText(transcript([("ann", "One. Two. Three.")] * 5_000))
    rng = random.Random(3)
    places = sorted(rng.sample(range(text.end - 20), 20_000))
    index = MarkIndex(text, [mark(str(at), at, at + 4) for at in places])
    assert index.next_range((places[9_000], places[9_000] + 4)) == Span(
        places[9_001], places[9_001] + 4
    )
    assert index._merged == {}
