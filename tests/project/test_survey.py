"""A survey: its people become participants with attributes, its columns questions of the guide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.domain.attributes import AttributeType
from qualcode.domain.errors import Refused
from qualcode.domain.tables import Filters
from qualcode.domain.transcripts import Kind, Role
from qualcode.project import Project
from tests.factories import dump, make_project
from tests.project.test_participants import values

ROWS = """\
respondent,age,city size,What do networks give your city?,What do they cost you each year?
R1,34,small,"We learn from others, mostly about trams.",Mostly time and some travel money.
R2,51,large,It is the money that counts for us here.,
R3,47,small,Nothing at all so far in my own view.,The fee was never the problem for us.
"""


@pytest.fixture
def surveyed(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path, talks={}) as project:
        add(project, tmp_path, "survey")
        yield project


def add(project: Project, folder: Path, name: str, rows: str = ROWS) -> None:
    path = folder / f"{name}.csv"
    path.write_text(rows, encoding="utf-8")
    project.transcripts.add(project.transcripts.read(path))


def test_people_answers_and_questions_are_stored(surveyed: Project) -> None:
    one = surveyed.transcripts.get("survey")
    assert one.kind is Kind.ANSWER_SHEET
    assert {speaker.role for speaker in one.speakers} == {Role.PARTICIPANT}
    assert values(surveyed)["R2"] == {"age": "51", "city size": "large"}
    kinds = {one.name: one.type for one in surveyed.participants.attributes()}
    assert kinds == {"age": AttributeType.NUMBER, "city size": AttributeType.CHOICE}
    assert [(q.key, q.text) for q in surveyed.guide.questions()] == [
        ("Q0", "What do networks give your city?"),
        ("Q1", "What do they cost you each year?"),
    ]
    table = surveyed.tables.make("questions", Filters()).records()
    assert [(row["question"], row["participant"], row["no_answer"]) for row in table] == [
        ("Q0", "R1", False), ("Q0", "R2", False), ("Q0", "R3", False),
        ("Q1", "R1", False), ("Q1", "R2", True), ("Q1", "R3", False),
    ]  # fmt: skip
    stored = [(turn.question, one.speaker_of(turn)) for turn in one.turns]
    surveyed.transcripts.clear()
    again = surveyed.transcripts.get("survey")
    assert [(turn.question, again.speaker_of(turn)) for turn in again.turns] == stored


def test_another_survey_asks_the_same_and_has_other_people(
    surveyed: Project, tmp_path: Path
) -> None:
    before = dump(surveyed, ("journal", "journal_payload"))
    other = ROWS.replace("34", "thirty").replace("R3", "R4").replace("cost you each", "take each")
    add(surveyed, tmp_path, "second", other)
    assert [one.text[:12] for one in surveyed.guide.questions()] == [
        *("What do netw", "What do they", "What do they")
    ]
    assert sorted(values(surveyed)) == ["R1", "R1 (second)", "R2", "R2 (second)", "R3", "R4"]
    # An age in words is no number: it does not spoil the ages that are.
    assert values(surveyed)["R1 (second)"] == {"age (second)": "thirty", "city size": "small"}
    surveyed.history.undo()
    assert dump(surveyed, ("journal", "journal_payload")) == before


def test_an_import_is_not_undone_while_others_need_what_it_brought(
    surveyed: Project, tmp_path: Path
) -> None:
    surveyed.use_coder("Bea")
    add(surveyed, tmp_path, "second", ROWS.replace("R1", "R7"))
    surveyed.use_coder("Ada")
    with pytest.raises(Refused, match="depends on it"):
        surveyed.history.undo()
