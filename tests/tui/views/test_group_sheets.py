"""The tables of the group as they stand on the screen are the exported ones, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.domain.tables import Filters
from qualcode.project import Project, open_project
from qualcode.project.group import GroupTable
from qualcode.tui.views.group import advice, telling
from qualcode.tui.views.group.sets import conditions, sets_sheet
from qualcode.tui.views.group.sheets import (
    NOT_ASKED,
    SILENT,
    Measure,
    corpus_sheet,
    head_of,
    people_sheet,
    place_of,
    questions_sheet,
    replies_sheet,
    row_key,
    words_of,
)
from tests.project.grouped import make_group


@pytest.fixture
def grouped(tmp_path: Path) -> Iterator[Project]:
    """Ada has the study open, in which Ben has coded, too."""
    with open_project(make_group(tmp_path), coder="Ada") as project:
        yield project


def words(line: tuple[object, ...]) -> str:
    return "".join(part.text for part in line)  # type: ignore[attr-defined]


def test_corpus_and_participants(grouped: Project) -> None:
    material = grouped.group.read()
    for which, make in (
        (GroupTable.CORPUS, corpus_sheet),
        (GroupTable.PARTICIPANTS, people_sheet),
    ):
        table = grouped.tables.make(which.value, Filters(coders=("Ada",)))
        assert table == grouped.group.table(which, material)
        sheet = make(table)
        assert len(sheet.lines) == len(table.rows)
        for line, row in zip(sheet.lines, table.rows, strict=True):
            assert words(line.name).strip(" !") == row[0]
            assert sheet.figures[line.key] == row[1:]
            for column, value, cell in zip(sheet.columns, row[1:], line.cells, strict=True):
                assert cell.text == words_of(column, value)


def test_the_warning_stands_before_the_name_and_in_words(grouped: Project) -> None:
    table = grouped.group.table(GroupTable.PARTICIPANTS, grouped.group.read())
    sheet = people_sheet(table)
    alone = [words(line.name) for line in sheet.lines if line.cells[-1].text.startswith("1 person")]
    assert alone == ["! Ana", "! Bert", "! Cleo"]
    assert advice.warning(table) == "! 3 people may be recognised (see warning)"


def test_replies_are_those_of_the_export(grouped: Project) -> None:
    material = grouped.group.read()
    table = grouped.tables.make("replies", Filters(coders=("Ada",)))
    sheet = replies_sheet(table, material, list(material.transcripts))
    lines = [line for line in sheet.lines if not line.heading]
    assert len(lines) == len(table.rows)
    for line, row in zip(lines, table.rows, strict=True):
        assert (place_of(line.key)[1], words(line.name).strip()) == row[:2]
        assert sheet.figures[line.key] == row[2:]
        for column, value, cell in zip(sheet.columns, row[2:], line.cells, strict=True):
            assert cell.text == words_of(column, value)
    headings = [words(line.name).strip() for line in sheet.lines if line.heading]
    assert headings == list(material.transcripts)


@pytest.mark.parametrize("measure", Measure)
def test_questions_are_those_of_the_export(grouped: Project, measure: Measure) -> None:
    material = grouped.group.read()
    table = grouped.tables.make("questions", Filters(coders=("Ada",)))
    found = questions_sheet(table, material, list(material.transcripts), measure)
    cells = {}
    for line in found.sheet.lines:
        if not line.heading:
            name = words(line.name).strip()
            for key, cell in zip(found.sheet.heads, line.cells, strict=True):
                cells[place_of(line.key)[1], key, name] = cell.text
                record = found.records[line.key, key]
                assert (
                    found.sheet.figures[line.key][found.sheet.heads.index(key)]
                    == (record[measure.value])
                )
    assert len(cells) == len(table.rows)
    for row in table.records():
        text = cells[str(row["transcript"]), str(row["question"]), str(row["participant"])]
        if not row["asked"]:
            assert text == NOT_ASKED
        elif row["no_answer"]:
            assert text == SILENT
        else:
            assert text == words_of(measure.value, row[measure.value])


def test_silence_and_what_was_not_asked_are_told_apart_in_words(grouped: Project) -> None:
    material = grouped.group.read()
    table = grouped.group.table(GroupTable.QUESTIONS, material)
    found = questions_sheet(table, material, ["group", "interview", "other"], Measure.WORDS)
    cleo = row_key([one.name for one in material.participants("group")].index("Cleo"), "group")
    told = {
        key: "".join(part.text for part in telling.of_question("Cleo", key, "Why?", record))
        for (row, key), record in found.records.items()
        if row == cleo
    }
    assert "silent: asked, and not a turn" in told["Q1"]
    assert "1 turn, 1 word" in told["Q2"]
    assert "not asked in this transcript" in told["Q3"]
    assert all("“Why?”" in one for one in told.values())


def test_a_cell_without_a_figure_says_why() -> None:
    def told(column: str, value: int | None) -> str:
        return "".join(part.text for part in telling.of_replies("Ana", column, value))

    assert "nobody of that name here" in told("to Bert", None)
    assert "does not count" in told("share_to_moderator", None)
    assert "no code of that name in the layer interaction" in told("agree", None)
    assert told("to Bert", 1) == "Ana: 1 reply to Bert"
    assert told("agree", 2) == "Ana: 2 replies coded by you as “agree”"
    missing = telling.of_row("group", "date", None)
    assert "an attribute of the group gives it" in "".join(part.text for part in missing)


def test_how_it_is_made_names_the_command_and_every_definition(grouped: Project) -> None:
    for which in GroupTable:
        table = grouped.group.table(which, grouped.group.read())
        command = telling.command_of(which.value, "a study.qualcode", "Ada", "", "the set")
        assert command.endswith("--coder Ada --set 'the set'")
        told = "\n".join(words(line) for line in telling.made_words(table, command))
        for meaning in table.recipe["definitions"].values():  # type: ignore[attr-defined]
            assert meaning in told
        assert "only coders: Ada" in told
    assert "--transcript group" in telling.command_of("corpus", "s", "Ada", "group", "set")


@pytest.mark.parametrize(
    ("tab", "limited", "said"),
    [
        ("corpus", True, "holds no transcript at present"),
        ("replies", False, "Nobody is named"),
        ("questions", False, "Nobody is named"),
        ("participants", False, "Nobody is known yet"),
    ],
)
def test_nothing_to_show_says_what_to_do(
    grouped: Project, tab: str, limited: bool, said: str
) -> None:
    first, *then = advice.nothing(tab, grouped, limited=limited)
    assert said in first
    assert then


def test_sets_stand_with_what_they_hold(grouped: Project) -> None:
    grouped.sets.make("small", where=["size=small"])
    made = grouped.sets.make("one", ["other"])
    sheet = sets_sheet(grouped, made.id)
    told = [(words(line.name).strip(), *(cell.text for cell in line.cells)) for line in sheet.lines]
    assert told == [
        ("all transcripts", "3", "everything", "group, interview, other"),
        ("▸ one", "1", "transcripts chosen one by one", "other"),
        ("small", "2", "size=small", "group, other"),
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("size=small", ["size=small"]),
        ("size=small and date>=2025-05-14", ["size=small", "date>=2025-05-14"]),
        ("ward=mother and child and size=small", ["ward=mother and child", "size=small"]),
        ("nonsense", ["nonsense"]),
    ],
)
def test_conditions_are_taken_apart(typed: str, found: list[str]) -> None:
    assert conditions(typed) == found


def test_headings_and_figures_in_words() -> None:
    assert head_of("to Ana_B") == "to Ana_B"
    assert head_of("statement_for") == "statement for"
    values = [None, True, 0.256, 2.5, 1234, "x"]
    assert [words_of("coded_share", value) for value in values[2:3]] == ["26%"]
    assert [words_of("minutes", value) for value in values] == [
        "–", "yes", "0.256", "2.5", "1,234", "x"
    ]  # fmt: skip
