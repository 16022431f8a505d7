"""Which convention wins and why, what was not taken, and what the options change."""

from __future__ import annotations

from math import isclose, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.formats.options import ReadOptions
from qualcode.formats.read.transcript import read_transcript
from qualcode.formats.reading import Reading
from tests.formats.reads import read, said

TALK = """\
Group 2
I = interviewer; B1 = participant

I: Why did you come?

B1: For the money.

12:30 was when it began.

I: So?

B1: Yes.

Note: the recorder was off.

http://example.org was shown.

for example: the mailing list.

I: And?

B1: No.
"""


def with_options(text: str, options: ReadOptions) -> Reading:
    return read_transcript(text.encode(), "talk.txt", options)


def test_the_score_is_the_product_of_its_parts() -> None:
    for scored in read(TALK).ranking:
        assert isclose(scored.score, prod(value for _, value in scored.parts))
        assert 0 <= scored.score <= 1


def test_the_best_convention_wins_over_the_first_that_fits() -> None:
    """Lines such as ``Money: yes`` come first and are fewer than the names on lines."""
    text = "Money: yes.\nTrust: no.\n\n"
    text += "".join(f"{'Ana' if n % 2 else 'Bert'} 00:00:0{n}\nWe did.\n\n" for n in range(9))
    reading = read(text)
    assert reading.convention == "name and time on a line"
    assert {turn.speaker for turn in reading.turns} == {"Ana", "Bert"}


def test_the_runner_up_is_told() -> None:
    reading = read("".join(f"[00:0{n}] {'Ana' if n % 2 else 'Bert'}: yes.\n" for n in range(8)))
    assert reading.convention == "[time] name:"
    assert reading.runner_up is not None
    assert reading.runner_up.convention == "[time] text"
    assert reading.score > reading.runner_up.score > 0


def test_what_was_not_taken_has_its_line_and_reason() -> None:
    found = {one.text: (one.line, one.why) for one in read(TALK).not_taken}
    assert found["12:30"] == (8, "a time at the start of a line, left in the text")
    assert found["Note"] == (14, "a word that announces something, not a speaker")
    assert found["http"] == (16, "no blank after the colon")
    assert found["for example"] == (18, "reads like the beginning of a sentence")


def test_line_numbers_count_from_the_start_of_the_file() -> None:
    text = "---\ntitle: x\n---\n\n" + TALK
    reading = read(text, "talk.md")
    (note,) = [one for one in reading.not_taken if one.text == "Note"]
    assert text.split("\n")[note.line - 1].startswith("Note:")


def test_a_legend_is_read() -> None:
    assert dict(read(TALK).legend) == {"I": "interviewer", "B1": "participant"}
    colons = "M: Moderator\nP: Participant\n\nM: Why?\n\nP: So.\n\nM: And?\n\nP: No.\n"
    assert dict(read(colons).legend) == {"M": "Moderator", "P": "Participant"}
    assert read("M = Maria\n\nM: Why?\n\nP: So.\n\nM: And?\n").legend == (("M", "Maria"),)


def test_no_speakers() -> None:
    reading = with_options(TALK, ReadOptions(no_speakers=True))
    assert {turn.speaker for turn in reading.turns} == {None}
    assert "I: Why did you come?" in [turn.text for turn in reading.turns]
    assert reading.convention == "no labels"


def test_a_label_can_be_taken_or_left() -> None:
    taken = with_options(TALK, ReadOptions(speakers=frozenset(["note "])))
    assert ("Note", "the recorder was off.\nhttp://example.org was shown.") in [
        (speaker, text.rpartition("\nfor")[0]) for speaker, text in said(taken)
    ]
    left = with_options(TALK, ReadOptions(not_speakers=frozenset(["b1"])))
    assert {turn.speaker for turn in left.turns} == {"I"}
    assert {one.why for one in left.not_taken if one.text == "B1"} == {
        "left in the text, as you said"
    }


def test_every_file_says_how_its_lines_end() -> None:
    assert read(TALK.replace("\n", "\r\n").encode()).line_ends == "CRLF"
    assert read(TALK.replace("\n", "\r").encode()).line_ends == "CR"


names = st.text("ABCDEFGHÉŁЖ", min_size=5, max_size=8).map(str.capitalize)
endings = st.sampled_from(["", " 🌍", " (X)", " 2", "-Luc", " de Vries"])
forms = st.sampled_from(
    ["{}: {}", "**{}:** {}", "[00:01] {}: {}", "{}: [00:01] {}", "{} [00:01]: {}", "### {}\n{}"]
)
words = st.lists(st.text("klmnopq", min_size=1, max_size=9), min_size=2, max_size=9).map(" ".join)


@given(
    st.lists(
        st.tuples(names, endings).map("".join), min_size=2, max_size=4, unique_by=str.casefold
    ),
    forms,
    st.lists(words, min_size=8, max_size=20),
)
def test_any_names_in_any_form_are_found(people: list[str], form: str, texts: list[str]) -> None:
    turns = [(people[n % len(people)], text) for n, text in enumerate(texts)]
    reading = read("\n\n".join(form.format(name, text) for name, text in turns), "talk.md")
    assert said(reading) == turns


@pytest.mark.parametrize("first", ["Question 1. What do you get?", "12:30 it was", "http://x.org"])
def test_a_turn_may_begin_with_what_looks_like_a_label(first: str) -> None:
    reading = read(f"Ana: {first}\nBert: Yes.\nAna: {first}\nBert: No.\n")
    assert said(reading)[0] == ("Ana", first)
