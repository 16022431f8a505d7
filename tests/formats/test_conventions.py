from __future__ import annotations

import pytest

from tests.formats.reads import read, said

ANSWERS = [("Ana", "We joined in May."), ("Bert", "For the money."), ("Ana", "And trust.")]
FORMS = {
    "name and colon": "{name}: {text}",
    "[time] name:": "[00:12:0{n}] {name}: {text}",
    "name: time": "{name}: [00:12:0{n}] {text}",
    "**name:**": "**{name}:** {text}",
    "**name:** time": "**{name}:** 00:12:0{n}\n\n{text}",
    "name time:": "{name} [00:12:0{n}]: {text}",
    "name and time on a line": "{name}  00:12:0{n}\n{text}\n",
    "bold name on a line": "**{name}**\n* {text}\n",
    "name as a heading": "### {name}\n{text}\n",
    "[name] text": "[{name}] {text}",
}
MORE_FORMS = [
    ("[time] name:", "00:12:0{n} {name}: {text}"),
    ("[time] name:", "(12:0{n}) {name}: {text}"),
    ("[time] name:", "#00:12:0{n}-4# {name}: {text}"),
    ("[time] name:", "00:12:0{n}\t{name}:\t{text}"),
    ("[time] name:", "[12:0{n}] {name}:\n{text}\n"),
    ("name: time", "{name}: 00:12:0{n}\n\n{text}\n"),
    ("**name:** time", "**{name}:** \\[12:0{n}\\] {text}"),
    ("**name:**", "**{name}**: {text}"),
    ("name and colon", "{name} : {text}"),
    ("name and colon", "{name}\u00a0: {text}"),
    ("name and colon", "{name}：{text}"),
    ("name and colon", "- {name}: {text}"),
    ("name and colon", "{name}:\n{text}\n"),
    ("time line, then name:", "00:12:0{n}\n{name}: {text}"),
    ("time line, then name:", "[00:12:0{n}] \n{name}: {text}\n"),
    ("name and time on a line", "12:0{n} {name}\n{text}\n"),
    ("name and time on a line", "{name} (00:12:0{n})\n{text}\n"),
]


def written(form: str) -> str:
    lines = (
        form.format(name=name, text=text, n=n) for n, (name, text) in enumerate(ANSWERS, start=1)
    )
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(("convention", "form"), [*FORMS.items(), *MORE_FORMS])
def test_each_convention_gives_the_same_turns(convention: str, form: str) -> None:
    reading = read(written(form), "talk.md")
    assert said(reading) == ANSWERS
    assert reading.convention == convention
    if "{n}" in form:
        assert [turn.start_ms for turn in reading.turns] == [721_000, 722_000, 723_000]
    else:
        assert [turn.start_ms for turn in reading.turns] == [None, None, None]


def test_a_stamp_can_state_an_end() -> None:
    reading = read("[00:00:01.500 - 00:00:02,250] Ana: Yes.\n[00:00:03] Bert: No.")
    assert [(t.start_ms, t.end_ms) for t in reading.turns] == [(1500, 2250), (3000, None)]


def test_stamped_lines_without_names_are_turns() -> None:
    reading = read("[00:00:01.000 --> 00:00:02.000]  Yes.\n[00:00:02.000 --> 00:00:03.000]  No.")
    assert said(reading) == [(None, "Yes."), (None, "No.")]
    assert reading.turns[1].start_ms == 2000
    assert reading.convention == "[time] text"


def test_lines_without_a_label_continue_the_turn() -> None:
    reading = read("Ana: One.\nTwo.\n\nThree.\n\n- Four.\nBert: Five.\nAna: Six.")
    assert said(reading) == [
        ("Ana", "One.\nTwo.\nThree.\nFour."),
        ("Bert", "Five."),
        ("Ana", "Six."),
    ]


def test_adjoining_lines_keep_one_piece() -> None:
    reading = read("Ana: One.\nTwo.\nBert: No.")
    assert len(reading.turns[0].source) == 1


def test_stamps_between_the_lines_of_a_turn_are_not_speech() -> None:
    reading = read("Ana: One.\n[00:01:00]\nTwo.\n[00:02:00] Three.\nBert: No.")
    assert reading.turns[0].text == "One.\nTwo.\nThree."


def test_marks_inside_speech_stay() -> None:
    reading = read("Ana: So [laughs] [inaudible 00:12:03] it is.\nBert: [pause] Yes: mostly.")
    assert said(reading)[0] == ("Ana", "So [laughs] [inaudible 00:12:03] it is.")
    assert said(reading)[1] == ("Bert", "[pause] Yes: mostly.")


def test_hard_wrapped_lines_are_joined_by_spaces() -> None:
    words = "in those years we paid for every meeting and nobody at home could say what for " * 12
    lines = [words[at : at + 79].strip() for at in range(0, 880, 79)]
    reading = read("Ana: " + "\n".join(lines) + "\nBert: Right.\nAna: " + "\n".join(lines))
    assert "\n" not in reading.turns[0].text
    assert any("joined by spaces" in problem for problem in reading.problems)


def test_a_forgotten_colon_after_a_time_line() -> None:
    reading = read(
        "00:00:01\nQ: Why?\n00:00:02\nA Sure. We do.\n00:00:03\nQ: So?\n00:00:04\nA: Yes."
    )
    assert said(reading)[1] == ("A", "Sure. We do.")
    assert "Taken as labels without their colon: 1 line." in reading.problems


def test_affiliations_belong_to_the_label() -> None:
    anna, ortiz = "Anna (City of X, network office)", "Z. Ortiz (z.o.)"
    reading = read(f"{anna}: Yes.\n{ortiz}: No.\n{anna}: So.")
    assert [turn.speaker for turn in reading.turns] == [anna, ortiz, anna]


def test_times_that_go_back_are_told_and_the_order_kept() -> None:
    reading = read("[00:02] Ana: One.\n[00:01] Bert: Two.\n[00:03] Ana: Three.")
    assert [turn.text for turn in reading.turns] == ["One.", "Two.", "Three."]
    assert "The time goes back in 1 place (first at 00:00:01)" in " ".join(reading.problems)
