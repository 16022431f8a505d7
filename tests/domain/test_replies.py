"""Replies and questions, against counts turn by turn."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.guide import questions_of
from qualcode.domain.replies import default_replies, replies_of
from qualcode.domain.transcripts import Kind, Speaker, Transcript, Turn

voices = st.lists(st.sampled_from([None, "a", "b", "c"]), max_size=12)


def talk(said: list[str | None]) -> Transcript:
    turns = tuple(Turn(f"t{at}", at, "x", who) for at, who in enumerate(said))
    return Transcript("id", "talk", turns, tuple(Speaker(who, who) for who in "abc"))


@given(voices)
def test_the_default_is_the_turn_before_by_another_speaker(said: list[str | None]) -> None:
    expected: list[int | None] = []
    for at, who in enumerate(said):
        before = [n for n in range(at) if said[n] not in (None, who)]
        expected.append(before[-1] if who and before else None)
    assert default_replies(talk(said)) == expected


def test_on_an_answer_sheet_nobody_answers_the_others() -> None:
    one = replace(talk(["a", "b", "c"]), kind=Kind.ANSWER_SHEET)
    assert default_replies(one) == [None, None, None]


def test_what_was_set_comes_before_the_default() -> None:
    one = talk(["a", "b", "c", "a"])
    turns = (*one.turns[:2], replace(one.turns[2], replies_to="t0"), one.turns[3])
    assert replies_of(replace(one, turns=turns)) == [None, 0, 0, 2]
    nobody = (*turns[:3], replace(one.turns[3], replies_to="t3"))
    assert replies_of(replace(one, turns=nobody)) == [None, 0, 0, None]
    gone = (*turns[:3], replace(one.turns[3], replies_to="elsewhere"))
    assert replies_of(replace(one, turns=gone))[3] is None


@given(st.lists(st.sampled_from([None, "Q1", "Q2"]), max_size=10))
def test_a_turn_belongs_to_the_last_question_up_to_it(asked: list[str | None]) -> None:
    turns = tuple(Turn(f"t{at}", at, "x", question=key) for at, key in enumerate(asked))
    found = questions_of(Transcript("id", "talk", turns))
    for at, key in enumerate(found):
        before = [one for one in asked[: at + 1] if one]
        assert key == (before[-1] if before else None)
