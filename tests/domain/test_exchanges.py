from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.exchanges import exchanges, runs
from qualcode.domain.transcripts import Role, Speaker, Transcript, Turn

SPEAKERS = (
    Speaker("m", "Moderator", Role.MODERATOR),
    Speaker("a", "Amina", Role.PARTICIPANT),
    Speaker("i", "Interpreter", Role.INTERPRETER),
)


def talk(*turns: tuple[str, str]) -> Transcript:
    made = [Turn(str(i), i, text, speaker or None) for i, (speaker, text) in enumerate(turns)]
    return Transcript("t", "FG01", tuple(made), SPEAKERS)


def texts(transcript: Transcript) -> list[str]:
    return [transcript.text[start:end] for start, end in exchanges(transcript)]


@pytest.mark.parametrize(
    ("asking", "expected"),
    [
        ("", []),
        ("...", []),
        ("m", [(0, 1)]),
        ("m..m.", [(0, 3), (3, 5)]),
        ("..m.", [(0, 2), (2, 4)]),
        ("mm.mm", [(0, 3), (3, 5)]),
    ],
)
def test_a_question_and_its_answers_are_one_exchange(
    asking: str, expected: list[tuple[int, int]]
) -> None:
    found = runs([letter == "m" for letter in asking])
    assert [(turns.start, turns.stop) for turns in found] == expected


@given(st.lists(st.booleans()))
def test_each_turn_is_in_one_exchange_and_questions_come_first(asking: list[bool]) -> None:
    found = runs(asking)
    assert [turn for turns in found for turn in turns] == list(range(len(asking))) * any(asking)
    for turns in found[1:]:
        assert asking[turns.start]
        assert not asking[turns.start - 1]
    for turns in found:
        answers = [asking[turn] for turn in turns]
        assert True not in answers[answers.index(False) :] if False in answers else True


def test_exchanges_are_whole_positions() -> None:
    shown = talk(("", "Hello."), ("m", "Why?"), ("m", "Say."), ("a", "So."), ("m", "And?"))
    assert texts(shown) == ["Hello.", "Why?\nSay.\nSo.", "And?"]


def test_an_interpreter_asks_nothing() -> None:
    assert texts(talk(("m", "Why?"), ("i", "He asks."), ("a", "So."))) == ["Why?\nHe asks.\nSo."]


def test_turns_without_text_at_the_ends_are_left_out() -> None:
    assert texts(talk(("m", ""), ("m", "Why?"), ("a", ""), ("m", ""))) == ["Why?"]


def test_no_moderator_no_exchange() -> None:
    assert exchanges(talk(("a", "One."), ("", "Two."))) == []
    assert exchanges(talk()) == []
