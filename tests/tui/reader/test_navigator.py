from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.spans import Span
from qualcode.tui.reader import MOVES, UNITS, ReaderText, moved_boundary
from qualcode.tui.reader.navigator import Cursor, cursor_at, placed, snapped, unit_at
from tests.tui.reader.build import plain_texts, text_of, transcript, turn_texts, where

units = st.sampled_from(UNITS)


def go(text: ReaderText, cursor: Cursor, *names: str) -> Cursor:
    for name in names:
        cursor = MOVES[name](text, cursor)
    return cursor


def quotes(text: ReaderText, cursor: Cursor, *names: str) -> list[str]:
    """What is selected after each move."""
    found = []
    for name in names:
        cursor = go(text, cursor, name)
        found.append(text.quote(cursor.selection))
    return found


@given(turn_texts, units, st.lists(st.sampled_from(sorted(MOVES)), max_size=15), st.data())
def test_the_selection_never_leaves_the_text_and_is_never_empty(
    texts: list[str], unit: str, names: list[str], data: st.DataObject
) -> None:
    text = text_of(*texts)
    cursor = cursor_at(text, data.draw(st.integers(-5, text.end + 5)), unit)
    for name in ("to_start", *names):
        cursor = go(text, cursor, name)
        start, end = cursor.selection
        assert 0 <= start <= cursor.at <= end <= text.end
        assert start < end or not "".join(texts)


@given(turn_texts, units, st.data())
def test_next_and_previous_take_each_other_back(
    texts: list[str], unit: str, data: st.DataObject
) -> None:
    text = text_of(*texts)
    cursor = cursor_at(text, data.draw(st.integers(0, text.end)), unit)
    if cursor.selection not in [s for turn in range(text.turns) for s in text.units(turn, unit)]:
        return
    for there, back in (("next_unit", "previous_unit"), ("previous_unit", "next_unit")):
        moved = go(text, cursor, there)
        if moved != cursor:
            assert go(text, moved, back).selection == cursor.selection


@given(turn_texts, units, st.integers(1, 5), st.data())
def test_extending_and_shrinking_take_each_other_back(
    texts: list[str], unit: str, times: int, data: st.DataObject
) -> None:
    text = text_of(*texts)
    cursor = cursor_at(text, data.draw(st.integers(0, text.end)), unit)
    for step in ("unit", "word"):
        moved, before = cursor, [cursor]
        for _ in range(times):
            moved = go(text, moved, f"extend_next_{step}")
            if moved == before[-1]:
                break
            assert moved.selection.covers(cursor.selection)
            before.append(moved)
        for expected in before[-2::-1]:
            moved = go(text, moved, f"extend_previous_{step}")
            assert moved.selection == expected.selection


@given(turn_texts, units, st.data())
def test_next_reaches_the_end_and_stays(texts: list[str], unit: str, data: st.DataObject) -> None:
    text = text_of(*texts)
    cursor = cursor_at(text, 0, unit)
    unit, seen = cursor.unit, 0
    while (moved := go(text, cursor, "next_unit")) != cursor:
        assert moved.selection.start >= cursor.selection.end
        cursor, seen = moved, seen + 1
    assert seen <= sum(len(text.units(turn, unit)) for turn in range(text.turns))
    assert go(text, cursor, "to_end").selection == cursor.selection or not seen


@given(turn_texts, st.data())
def test_larger_and_smaller_units_hold_each_other(texts: list[str], data: st.DataObject) -> None:
    text = text_of(*texts)
    cursor = cursor_at(text, data.draw(st.integers(0, text.end)), "word")
    while (larger := go(text, cursor, "larger_unit")) != cursor:
        assert larger.selection.covers(cursor.selection)
        assert larger.selection != cursor.selection
        assert go(text, larger, "smaller_unit").selection == cursor.selection
        cursor = larger


@given(turn_texts, st.sampled_from(["start", "end"]), st.sampled_from([-1, 1]), st.data())
def test_a_moved_boundary_never_crosses_the_other(
    texts: list[str], edge: str, direction: int, data: st.DataObject
) -> None:
    text = text_of(*texts)
    if text.end < 1:
        return
    start = data.draw(st.integers(0, text.end - 1))
    span = Span(start, data.draw(st.integers(start + 1, text.end)))
    moved = moved_boundary(text, span, edge, direction)
    assert 0 <= moved.start < moved.end <= text.end
    kept, changed = (1, 0) if edge == "start" else (0, 1)
    assert moved[kept] == span[kept]
    assert (moved[changed] - span[changed]) * direction >= 0


def test_a_boundary_moves_by_words_with_their_marks_and_across_turns() -> None:
    text = text_of("You sit there, she said.", "“We left.” Yes.")
    span = where(text, "sit there,")
    longer = moved_boundary(text, span, "end", 1)
    assert text.quote(longer) == "sit there, she"
    assert moved_boundary(text, longer, "end", -1) == span
    assert text.quote(moved_boundary(text, span, "start", -1)) == "You sit there,"
    assert text.quote(moved_boundary(text, span, "start", 1)) == "there,"
    whole = where(text, "she said.")
    assert text.quote(moved_boundary(text, whole, "end", 1)) == "she said.\n“We"
    bare = where(text, "sit there")
    assert text.quote(moved_boundary(text, bare, "end", 1)) == "sit there, she"
    inner = where(text, "We left")
    assert text.quote(moved_boundary(text, inner, "start", -1)) == "“We left"
    stop = where(text, "said")
    assert text.quote(moved_boundary(text, stop, "end", 1)) == "said."
    last = where(text, "Yes.")
    assert moved_boundary(text, last, "end", 1) == last
    assert moved_boundary(text, last, "end", -1) == last
    assert moved_boundary(text, last, "start", 1) == last


def test_units_grow_and_equal_ones_are_skipped() -> None:
    text = ReaderText(transcript())
    cursor = cursor_at(text, where(text, "waiting").start, "word")
    assert quotes(text, cursor, "larger_unit") == ["It was the waiting."]
    grown = go(text, cursor, "larger_unit", "larger_unit")
    assert grown.unit == "paragraph"
    assert text.quote(grown.selection).endswith("We left.")
    whole = go(text, grown, "larger_unit")
    assert (whole.unit, whole.selection) == ("exchange", Span(0, text.turn_span(3).end))
    assert go(text, whole, "larger_unit") == whole
    single = cursor_at(text, where(text, "I know.").start, "word")
    assert go(text, single, "larger_unit").selection == where(text, "I know.")
    assert go(text, single, "larger_unit", "larger_unit").unit == "exchange"


def test_an_exchange_is_a_question_and_its_answers() -> None:
    text = ReaderText(transcript())
    cursor = cursor_at(text, where(text, "We left.").start, "exchange")
    first, second = Span(0, text.turn_span(3).end), Span(text.starts[4], text.end)
    assert cursor.selection == first
    for name in ("next_unit", "next_turn", "next_same_speaker", "to_end"):
        assert go(text, cursor, name).selection == second
        back = name.replace("next", "previous").replace("to_end", "to_start")
        assert go(text, cursor, name, back).selection == first
    assert go(text, cursor, "next_unit", "next_unit").selection == second
    assert go(text, cursor, "smaller_unit").selection == text.turn_span(1)
    assert go(text, cursor, "extend_next_unit").selection == Span(0, text.end)


def test_without_a_moderator_a_turn_is_the_largest_unit() -> None:
    text = ReaderText(transcript([("ann", "One. Two."), ("bea", "Three.")]))
    assert text.unit_names[-1] == "turn"
    assert cursor_at(text, 0, "exchange").unit == "sentence"
    turn = cursor_at(text, 0, "turn")
    assert go(text, turn, "larger_unit") == turn


@given(
    st.lists(st.tuples(st.sampled_from(["mod", "ann", ""]), plain_texts), max_size=8),
    st.lists(st.sampled_from(["next_unit", "previous_unit", "next_turn", "to_end"]), max_size=6),
)
def test_exchanges_are_never_left_half(talk: list[tuple[str, str]], names: list[str]) -> None:
    text = ReaderText(transcript(talk))
    cursor = cursor_at(text, 0, "exchange")
    for name in names:
        cursor = go(text, cursor, name)
        if cursor.unit == "exchange":
            assert cursor.selection in text.exchanges


def test_words_are_reached_from_both_ends_of_a_sentence() -> None:
    text = ReaderText(transcript())
    cursor = cursor_at(text, where(text, "It was").start, "sentence")
    assert quotes(text, cursor, "next_word", "next_word") == ["It", "was"]
    assert quotes(text, cursor, "previous_word", "previous_word") == ["waiting", "the"]
    word = go(text, cursor, "next_word")
    assert word.unit == "sentence"
    assert text.quote(go(text, word, "next_unit").selection).startswith("You sit")


def test_a_selection_shrinks_before_it_grows_to_the_other_side() -> None:
    text = ReaderText(transcript())
    cursor = cursor_at(text, where(text, "You sit").start, "sentence")
    moves = ["extend_next_unit", "extend_previous_unit", "extend_previous_unit", "extend_next_unit"]
    middle = "You sit there two hours, and nobody tells you anything."
    assert quotes(text, cursor, *moves) == [
        f"{middle} We left.",
        middle,
        f"It was the waiting. {middle}",
        middle,
    ]


def test_turns_and_speakers() -> None:
    text = ReaderText(transcript())
    cursor = cursor_at(text, where(text, "It was").start, "sentence")
    assert quotes(text, cursor, "next_turn", "previous_turn", "previous_turn") == [
        "Same with us.",
        "It was the waiting.",
        "What do you remember of it?",
    ]
    assert quotes(text, cursor, "next_same_speaker", "previous_same_speaker") == [
        "I know.",
        "It was the waiting.",
    ]
    last = go(text, cursor, "next_same_speaker")
    assert go(text, last, "next_same_speaker") == last


def test_empty_turns_are_passed_over() -> None:
    text = text_of("", "One.", "", "  ", "Two.", "")
    cursor = cursor_at(text, 0, "sentence")
    assert text.quote(cursor.selection) == "One."
    assert quotes(text, cursor, "next_unit", "next_unit") == ["Two.", "Two."]
    assert unit_at(text, text.end, "sentence") == where(text, "Two.")


def test_a_text_without_words_is_still_selected() -> None:
    text = text_of("—")
    assert cursor_at(text, 0, "word").selection == Span(0, 1)
    assert cursor_at(text_of(), 3, "sentence").selection == Span(0, 0)


@pytest.mark.parametrize("unit", ["", "exchange", "clause"])
def test_an_unknown_unit_is_a_sentence(unit: str) -> None:
    assert cursor_at(text_of("One. Two."), 6, unit).unit == "sentence"


@given(turn_texts, st.data())
def test_snapping_only_widens_to_words_and_drops_white_space(
    texts: list[str], data: st.DataObject
) -> None:
    text = text_of(*texts)
    start = data.draw(st.integers(0, text.end))
    end = data.draw(st.integers(start, text.end))
    span = snapped(text, start, end)
    found = text.quote(span)
    assert found == found.strip()
    assert text.text[start:end].strip() in found


def test_dragging_from_inside_a_word_takes_it_whole() -> None:
    text = text_of("You sit there, she said.")
    assert text.quote(snapped(text, 5, 10)) == "sit there"
    assert text.quote(snapped(text, 5, 14)) == "sit there,"


def test_a_move_of_a_placed_range_starts_from_its_ends() -> None:
    text = text_of("One. Two. Three. Four.")
    cursor = placed(where(text, "Two. Three."), "sentence")
    assert quotes(text, cursor, "next_unit") == ["Four."]
    assert quotes(text, cursor, "previous_unit") == ["One."]
