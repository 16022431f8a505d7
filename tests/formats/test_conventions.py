from __future__ import annotations

import pytest

from qualcode.formats.read.conventions import name_in_brackets, page_of
from qualcode.formats.read.original import lines_of
from tests.formats.reads import read, said

ANSWERS = [
    ("Ana", "We joined in May."),
    ("Bert", "For the money."),
    ("Ana", "And trust."),
    ("Bert", "Yes: mostly."),
]
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
    "[time name] text": "[00:12:0{n} {name}] {text}",
    "name on a line": "{name}\n{text}\n",
    "name and tab": "{name}\t{text}",
    "name - text": "{name} – {text}",
    "name > text": "{name}> {text}",
    "name | text": "{name} | {text}",
    "name and blanks": "{name}   {text}",
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
    ("name and time on a line", "**{name}** 00:12:0{n}\n{text}\n"),
    ("name time:", "{name} , 00:12:0{n}: {text}"),
    ("name time:", "**{name}** (00:12:0{n}): {text}"),
    ("[name] text", "[{name}]: {text}"),
    ("[name] text", "<{name}> {text}"),
    ("[name] text", "[00:12:0{n}] <{name}> {text}"),
    ("[time name] text", "[{name}, 12:0{n}]: {text}"),
    ("name - text", "00:12:0{n} - {name} - {text}"),
    ("name and colon", "{name}:{text}"),
    ("name and colon", "> {name}: {text}"),
    ("name and colon", "{name}:: {text}"),
    ("name on a line", "{name}\n\n{text}\n"),
    ("name on a line", "00:12:0{n}\n{name}\n{text}\n"),
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
    # Some of these are forms of chats too, and give the same turns as such.
    assert reading.convention == convention or reading.convention.startswith("chat: ")
    if "{n}" in form:
        times = [721_000, 722_000, 723_000, 724_000]
        assert [turn.start_ms for turn in reading.turns] == times
    else:
        assert {turn.start_ms for turn in reading.turns} == {None}


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


NUMBERS = ["{n} {turn}", "{n}. {turn}", "{n}\t{turn}", "[{n}] {turn}", "{n})  {turn}"]


@pytest.mark.parametrize("form", NUMBERS)
def test_numbers_of_paragraphs_are_taken_off(form: str) -> None:
    turns = [f"{name}: {text}" for name, text in ANSWERS] + ["It goes on."]
    reading = read("\n\n".join(form.format(n=n, turn=turn) for n, turn in enumerate(turns, 9)))
    assert said(reading) == [*ANSWERS[:3], ("Bert", "Yes: mostly.\nIt goes on.")]
    assert "Taken off: 5 paragraph numbers." in reading.problems


def test_numbers_that_are_names_or_lists_stay() -> None:
    assert said(read("1: Yes.\n2: No.\n1: So.\n2: Well.\n1: Ah.\n"))[0] == ("1", "Yes.")
    listing = "Ana: Three things.\n1. Money\n2. Trust\n3. Time\nBert: Yes.\nAna: So.\nBert: No.\n"
    assert said(read(listing))[0] == ("Ana", "Three things.\n1. Money\n2. Trust\n3. Time")


def test_a_label_written_twice_is_taken_once() -> None:
    reading = read("Ana: Ana: Yes.\nBert: bert : No.\nAna: Anabel: she is.\nBert: So.\n")
    assert said(reading)[:3] == [("Ana", "Yes."), ("Bert", "No."), ("Ana", "Anabel: she is.")]
    assert "Taken off: 2 labels written twice." in reading.problems


@pytest.mark.parametrize(
    "name", ["🌍 Ana", "Ana 🌍", "Zoë", "José-María", "Łukasz", "Ana (X) ✨", "李"]
)
def test_pictures_and_accents_belong_to_names(name: str) -> None:
    reading = read(f"{name}: Yes.\nBert: No.\n{name}: So.\nBert: Hm.\n{name}: Right.\n")
    assert [turn.speaker for turn in reading.turns] == [name, "Bert", name, "Bert", name]


def test_blanks_and_invisible_marks_make_no_other_speaker() -> None:
    labels = ["Ana", "Ana ", "Ana\u00a0", "\u200bAna", "Ana\u200e", "Jose\u0301", "José"]
    reading = read("".join(f"{label}: Yes.\nBert: No.\n" for label in labels))
    assert {turn.speaker for turn in reading.turns} == {"Ana", "Bert", "José"}


def test_captions_saved_as_text_are_captions() -> None:
    cues = "".join(
        f"{n}\n00:00:0{n}.000 --> 00:00:0{n}.900\n{name}: {text}\n\n"
        for n, (name, text) in enumerate(ANSWERS, 1)
    )
    assert said(read(cues)) == ANSWERS


def test_in_a_talk_with_few_labels_a_heading_ends_the_turn() -> None:
    talk = "This is what I came to say about towns, at length. " * 30
    text = f"{talk}\n\n{talk}\n\nQ: Why?\n\nA: So.\n\n## Next\n\n{talk}\n\nQ: And?\n\nA: No.\n"
    reading = read(text, "talk.md")
    assert [turn.speaker for turn in reading.turns] == [None, None, "Q", "A", None, "Q", "A"]


def test_stamps_that_close_turns_are_their_ends() -> None:
    lines = (f"{name}: {text} #00:00:0{n}-5#" for n, (name, text) in enumerate(ANSWERS, 1))
    reading = read("\n\n".join(lines))
    assert said(reading) == ANSWERS
    assert [turn.end_ms for turn in reading.turns] == [1000, 2000, 3000, 4000]
    assert {turn.start_ms for turn in reading.turns} == {None}


def test_a_stamp_that_closes_one_turn_stays() -> None:
    lines = [f"{name}: {text}" for name, text in ANSWERS]
    lines[1] += " [00:01:02]"
    assert said(read("\n".join(lines)))[1] == ("Bert", "For the money. [00:01:02]")


@pytest.mark.parametrize("form", ["{name}:\n[00:0{n}] {text}\n", "{name}\n00:0{n}\n{text}\n"])
def test_stamps_below_labels_are_their_times(form: str) -> None:
    reading = read(written(form))
    assert said(reading) == ANSWERS
    assert [turn.start_ms for turn in reading.turns] == [1000, 2000, 3000, 4000]


def test_last_names_first() -> None:
    reading = read(written("Lopez, {name} (City)   0:0{n}\n{text}\n"))
    assert [turn.speaker for turn in reading.turns][:2] == [
        "Lopez, Ana (City)",
        "Lopez, Bert (City)",
    ]
    address = read("Ana: Yes.\nBert: No.\nAna: So.\nWell, Bert: we pay.\nBert: Hm.\nAna: Oh.\n")
    assert {turn.speaker for turn in address.turns} == {"Ana", "Bert"}


def test_question_marks_are_somebody_unknown() -> None:
    reading = read("Ana: a\nBert: b\n?: c\nAna: d\nM?: e\n??: f\nBert: h\n")
    assert [turn.speaker for turn in reading.turns] == [
        "Ana",
        "Bert",
        "?",
        "Ana",
        "M?",
        "??",
        "Bert",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1 -1   5\n1 -1   6\n2 -1   7\n2 -1   8\n",
        "Yes.\n\nNo.\n\nYes.\n\nNo.\n\nYes.\n\nMaybe so.\n",
        "We met. Then:\n\nwe left. Then:\n\nwe came. And so:\n\nit went.\n",
    ],
)
def test_other_texts_have_no_speakers(text: str) -> None:
    assert {turn.speaker for turn in read(text, "notes.md").turns} == {None}


def test_tags_of_a_web_page_are_no_names() -> None:
    text = "<tr>\n<td> a\n<td> b\n</tr>\n<tr>\n<td> c\n"
    assert name_in_brackets(page_of(lines_of(text))) == []
