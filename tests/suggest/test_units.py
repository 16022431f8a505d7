from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.suggest.units import by_turn, split_unit, turns_of, units_of, visible_first
from tests.suggest.build import transcript

TALK = transcript(("MOD", "Why?"), ("A", "One. Two."), ("B", ""), ("B", "Three. Four. Five."))


@given(st.lists(st.tuples(st.sampled_from(["MOD", "A", "B"]), st.text(max_size=40)), max_size=6))
def test_units_hold_the_text_under_their_positions(said: list[tuple[str, str]]) -> None:
    talk = transcript(*said)
    for unit in [*units_of(talk), *turns_of(talk)]:
        assert talk.text[unit.start : unit.end] == unit.text
        assert unit.counts == (talk.turns[unit.turn].speaker_id != "MOD")


def test_units_are_the_sentences_of_the_turns() -> None:
    assert [u.text for u in units_of(TALK)] == ["Why?", "One.", "Two.", "Three.", "Four.", "Five."]
    assert units_of(TALK) == [part for unit in turns_of(TALK) for part in split_unit(unit)]
    assert [unit.speaker for unit in turns_of(TALK)] == ["MOD", "A", "B"]


def test_visible_turns_come_first_then_those_after() -> None:
    units = units_of(TALK)
    ordered = visible_first(units, (units[1].start, units[1].end))
    assert [u.text for u in ordered] == ["One.", "Two.", "Three.", "Four.", "Five.", "Why?"]
    assert visible_first(units, None) == units


def test_turns_are_gathered_in_order_of_first_appearance() -> None:
    units = units_of(TALK)
    assert [[u.text for u in turn] for turn in by_turn(units[::-1])] == [
        ["Three.", "Four.", "Five."],
        ["One.", "Two."],
        ["Why?"],
    ]
