from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.formats.read.labels import name_like, plausible
from tests.formats.reads import read, said

BODY = "Ana: We joined.\n\nBert: Why?\n\nAna: For trust.\n\nBert: I see.\n\n"


@pytest.mark.parametrize(
    ("line", "listed"),
    [
        ("Note: the recorder was off.", "Note"),
        ("http://example.org/page was shown.", "http"),
        ("for example: the mailing list.", "for example"),
        ("The point I want to make: money.", "The point I want to make"),
        ("Question 1: what do you get?", "Question 1"),
        ("Well, here is the thing: we pay.", "Well, here is the thing"),
    ],
)
def test_false_labels_stay_text_and_are_listed(line: str, listed: str) -> None:
    reading = read(BODY + "Ana: It is so.\n\n" + line + "\n\nBert: Yes.\n")
    assert ("Ana", f"It is so.\n{line}") in said(reading)
    assert {turn.speaker for turn in reading.turns} == {"Ana", "Bert"}
    assert f"“{listed}”" in " ".join(reading.problems)


def test_a_time_at_the_start_of_a_line_stays_text_and_is_listed() -> None:
    reading = read(BODY + "12:30 was when we met.\n\nBert: Yes.\n")
    assert said(reading)[3] == ("Bert", "I see.\n12:30 was when we met.")
    assert "“12:30”" in " ".join(reading.problems)


def test_a_repeated_false_label_is_no_speaker() -> None:
    reading = read(BODY + "note: one\n\nAna: Yes.\n\nnote: two\n\nBert: No.\n")
    assert {turn.speaker for turn in reading.turns} == {"Ana", "Bert"}


def test_a_speaker_who_speaks_once_is_one() -> None:
    reading = read(BODY + "Grete: May I?\n\nAna: Do.\n\nBert: Please.\n")
    assert ("Grete", "May I?") in said(reading)


def test_a_single_label_must_be_written_like_the_others() -> None:
    stamped = "".join(f"[00:0{n}:00] {'Ana' if n % 2 else 'Bert'}: Yes.\n\n" for n in range(8))
    reading = read(stamped + "Result: nothing.\n\n[00:09:00] Grete: No.\n")
    assert [turn.speaker for turn in reading.turns][-2:] == ["Ana", "Grete"]
    assert reading.turns[-2].text == "Yes.\nResult: nothing."


def test_lower_case_labels_that_repeat() -> None:
    reading = read("kev: Hi.\nana: Hi.\nkev: So.\nana: Yes.\nkev: Bye.\nana: Bye.\n")
    assert {turn.speaker for turn in reading.turns} == {"kev", "ana"}


def test_a_short_file_where_everyone_speaks_once() -> None:
    reading = read("Moderator: Welcome.\nAna: Hi.\nBert: Hello.\n")
    assert [turn.speaker for turn in reading.turns] == ["Moderator", "Ana", "Bert"]


def test_initials_may_be_a_word_that_is_else_no_name() -> None:
    lines = "".join(f"{name}: Yes.\n" for name in ("OO", "NB", "MF", "NB", "OO", "MF") * 2)
    assert {turn.speaker for turn in read(lines).turns} == {"OO", "NB", "MF"}
    once = read(BODY + "NB: the recorder was off.\n\nAna: Yes.\n")
    assert {turn.speaker for turn in once.turns} == {"Ana", "Bert"}


def test_question_and_answer_name_the_two_who_speak() -> None:
    reading = read("Question: Why?\n\nAnswer: So.\n\nQuestion: And?\n\nAnswer: Yes.\n")
    assert [turn.speaker for turn in reading.turns] == ["Question", "Answer"] * 2
    alone = read(BODY + "Question: what is it?\n\nAna: Yes.\n\nQuestion: why?\n\nBert: No.\n")
    assert {turn.speaker for turn in alone.turns} == {"Ana", "Bert"}


def test_labels_by_number_and_letter() -> None:
    reading = read("I: Why?\nP1: Trust.\nI: And you?\nP2: Money.\nALL: Right.\nSpeaker ?: Hm.\n")
    assert [turn.speaker for turn in reading.turns] == ["I", "P1", "I", "P2", "ALL", "Speaker ?"]


def test_the_head_of_a_file_is_the_preface() -> None:
    head = "Focus group 1\nDate: 12 May\nModerator: Ilse K.\nPlace: town hall\n\n"
    reading = read(head + "Moderator: Welcome.\n\nAna: Hi.\n\nModerator: So.\n\nAna: Yes.\n")
    assert reading.preface == head.strip()
    assert said(reading)[0] == ("Moderator", "Welcome.")


def test_a_legend_is_the_preface() -> None:
    reading = read("I: Interviewer\nP: Participant\n\nI: Why?\n\nP: Trust.\n\nI: And?\n\nP: No.\n")
    assert reading.preface == "I: Interviewer\nP: Participant"
    assert said(reading)[0] == ("I", "Why?")


def test_a_notice_before_the_talk_is_the_preface() -> None:
    reading = read("Title\n\nFictional: made up by us.\n\n12 May\n\n" + BODY)
    assert reading.preface.endswith("12 May")
    assert said(reading)[0] == ("Ana", "We joined.")
    assert "“Fictional”" in " ".join(reading.problems)


def test_a_talk_before_the_first_label_is_not_hidden() -> None:
    talk = "\n\n".join(["This is what I came to say about the networks of towns. " * 5] * 12)
    reading = read(talk + "\n\nQ: Why?\n\nA: Money.\n\nQ: And?\n\nA: Trust.\n")
    assert [turn.speaker for turn in reading.turns] == [None] * 12 + ["Q", "A", "Q", "A"]
    assert "before the first label" in " ".join(reading.problems)
    assert reading.preface == ""


def test_without_labels_paragraphs_are_turns() -> None:
    reading = read("One thing.\nAnd its rest.\n\nAnother: a thing with a colon.\n\nA third.\n")
    assert said(reading) == [
        (None, "One thing.\nAnd its rest."),
        (None, "Another: a thing with a colon."),
        (None, "A third."),
    ]
    assert (reading.convention, reading.preface) == ("no labels", "")


def test_without_blank_lines_each_line_is_a_paragraph() -> None:
    assert len(read("One.\nTwo.\nThree.\nFour.\n").turns) == 4


def test_event_marks_in_brackets_are_no_names() -> None:
    reading = read("[laughs] We go.\n\n[pause] We stay.\n\n[laughs] We go.\n")
    assert {turn.speaker for turn in reading.turns} == {None}
    assert reading.turns[0].text == "[laughs] We go."


def test_a_label_without_words_is_left_out_and_told() -> None:
    reading = read("Ana: Yes.\nBert:\nAna: So.\nBert: No.\n")
    assert len(reading.turns) == 3
    assert "Left out: 1 label without any text." in reading.problems


@pytest.mark.parametrize("label", ["Ana", "P1", "Speaker 0", "Dr. Ruiz", "Will Clark", "Jean-Luc"])
def test_names(label: str) -> None:
    assert plausible(label)
    assert name_like(label)


@pytest.mark.parametrize(
    "label", ["Note", "https", "What we get", "So", "It costs. A lot", "x" * 41]
)
def test_no_names(label: str) -> None:
    assert not plausible(label)


names = st.text("abcdefghij", min_size=6, max_size=12).map(str.capitalize)
words = st.lists(st.text("klmnopq", min_size=1, max_size=9), min_size=1, max_size=9).map(" ".join)


@given(
    st.lists(names, min_size=2, max_size=4, unique=True), st.lists(words, min_size=8, max_size=20)
)
def test_any_names_with_a_colon_are_found(people: list[str], texts: list[str]) -> None:
    turns = [(people[n % len(people)], text) for n, text in enumerate(texts)]
    reading = read("\n\n".join(f"{name}: {text}" for name, text in turns))
    assert said(reading) == turns
