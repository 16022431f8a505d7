from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.domain.transcripts import Kind
from qualcode.formats.options import ReadOptions
from tests.formats.reads import read, said

TEXT = (
    "id;Age;Gender;What do networks give you?;What do they cost?;E-mail\n"
    "1;30;f;They give us friends in other towns;Time;a@b.org\n"
    "2;41;;;Too many meetings, far too many;c@d.org\n"
    "3;;m;Ideas, mostly;;e@f.org\n"
)


def test_answers_are_turns_of_their_person_with_their_question() -> None:
    reading = read(TEXT, "a.csv")
    assert reading.kind is Kind.ANSWER_SHEET
    assert reading.convention == "survey"
    assert [(t.speaker, t.text, t.question) for t in reading.turns] == [
        ("Respondent 1", "They give us friends in other towns", "What do networks give you?"),
        ("Respondent 1", "Time", "What do they cost?"),
        ("Respondent 2", "Too many meetings, far too many", "What do they cost?"),
        ("Respondent 3", "Ideas, mostly", "What do networks give you?"),
    ]
    assert "Not answered: 2 of 6 cells." in reading.problems


def test_attributes_keep_what_was_asked_and_not_answered() -> None:
    people = {person.name: dict(person.attributes) for person in read(TEXT, "a.csv").people}
    assert people["Respondent 1"] == {"Age": "30", "Gender": "f"}
    assert people["Respondent 2"] == {"Age": "41", "Gender": ""}


def test_addresses_stay_out_unless_asked_for() -> None:
    reading = read(TEXT, "a.csv")
    assert "Columns not taken: “E-mail”." in reading.problems
    chosen = ReadOptions(columns={"attributes": "E-mail", "answers": "What do they cost?"})
    other = read(TEXT, "a.csv", chosen)
    assert dict(other.people[0].attributes) == {"E-mail": "a@b.org"}
    assert [turn.text for turn in other.turns] == ["Time", "Too many meetings, far too many"]


def test_a_form_without_names_numbers_its_people() -> None:
    reading = read(
        "Timestamp,How old are you?,In your own words: why do you cycle?\n"
        "5/12/2024 14:32:10,30-40,Because it is quick and cheap\n"
        "5/12/2024 14:33:10,20-30,My car broke down last year\n",
        "a.csv",
    )
    assert [turn.speaker for turn in reading.turns] == ["Respondent 1", "Respondent 2"]
    assert dict(reading.people[0].attributes)["How old are you?"] == "30-40"


def test_headings_of_survey_programs() -> None:
    keys = '"{""ImportId"":""QID1""}","{""ImportId"":""QID2""}","{""ImportId"":""x""}"'
    reading = read(
        "Q1,Q2,ResponseId\nWhat do you get?,And what does it cost you?,Response ID\n"
        f"{keys}\nFriends and many other things,Time and money,R_1\n"
        "Nothing at all for us,A lot of it,R_2\n",
        "a.csv",
    )
    assert [turn.speaker for turn in reading.turns] == ["R_1", "R_1", "R_2", "R_2"]
    assert {turn.question for turn in reading.turns} == {
        "What do you get?",
        "And what does it cost you?",
    }
    monkey = read(
        "Respondent ID,Why do you cycle every day?\n"
        ",Open-Ended Response\n7,It is quick and cheap\n",
        "a.csv",
    )
    assert said(monkey) == [("Respondent 7", "It is quick and cheap")]


def test_a_person_in_two_rows_is_said() -> None:
    columns = ReadOptions(columns={"person": "who", "answers": "Why?"})
    reading = read("who,Why?\nAna,So\nAna,No\nBert,Yes\n", "a.csv", columns)
    assert [person.name for person in reading.people] == ["Ana", "Bert"]
    assert any(p.startswith("In several rows") and "“Ana”" in p for p in reading.problems)


@pytest.mark.parametrize(
    "text",
    [
        "speaker,text,notes\nAna,So we said it was very good,we all laughed at that for a while\n"
        "Bert,But then it was not so good,nobody laughed at that one any more\n"
        "Ana,It was good in the end of it,they all agreed on that at last\n",
        "start,end,text\n0,2,So we said it was good\n2,4,And it was\n",
    ],
)
def test_talk_is_no_survey(text: str) -> None:
    assert read(text, "a.csv").kind is None


@pytest.mark.parametrize(
    ("name", "people", "answers", "attributes"),
    [("survey456.csv", 3, 3, 3), ("survey789.xlsx", 3, 6, 3)],
)
def test_surveys_of_another_program(
    shared: Path, name: str, people: int, answers: int, attributes: int
) -> None:
    path = shared / "data" / "qualcoder-examples" / name
    reading = read(path.read_bytes(), name)
    assert reading.kind is Kind.ANSWER_SHEET
    assert len(reading.people) == people
    assert len(reading.turns) == answers
    assert all(len(person.attributes) == attributes for person in reading.people)
    assert {person.name[:2] for person in reading.people} == {"ID"}
