"""The tables of the group for one coder: those of the export, with what stands behind them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.__main__ import main
from qualcode.analysis.group_replies import SHOWN
from qualcode.domain.tables import Filters
from qualcode.project import Project, open_project
from qualcode.project.group import TO, GroupTable
from tests.project.grouped import make_group


@pytest.fixture
def grouped(tmp_path: Path) -> Iterator[Project]:
    """Ada has the study open, in which Ben has coded, too."""
    with open_project(make_group(tmp_path), coder="Ada") as project:
        yield project


@pytest.mark.parametrize("which", GroupTable)
def test_it_is_the_exported_table_of_that_coder(grouped: Project, which: GroupTable) -> None:
    material = grouped.group.read()
    assert {span.coder_id for span in material.corpus.spans} == {grouped.coder.id}
    made = grouped.group.table(which, material)
    assert made == grouped.tables.make(which.value, Filters(coders=("Ada",)))
    some = grouped.group.table(which, material, transcripts=["group"])
    assert some == grouped.tables.make(which.value, Filters(("Ada",), transcripts=("group",)))
    grouped.sets.make("groups", ["group", "other"])
    both = grouped.group.table(which, material, sets=["groups"])
    assert both == grouped.tables.make(which.value, Filters(("Ada",), sets=("groups",)))


def test_what_another_coder_did_counts_nowhere(grouped: Project) -> None:
    material = grouped.group.read()
    questions = grouped.group.table(GroupTable.QUESTIONS, material).records()
    assert [row["agree"] for row in questions if row["agree"]] == [1]
    assert [row["dissent"] for row in questions if row["dissent"]] == []
    corpus = grouped.group.table(GroupTable.CORPUS, material).records()
    assert [row["coded_share"] == 0 for row in corpus] == [False, True, True]
    replies = grouped.group.table(GroupTable.REPLIES, material).records()
    assert [row["dissent"] for row in replies if row["dissent"]] == []


def test_a_coder_without_a_row_sees_empty_shares(grouped: Project) -> None:
    grouped.use_coder("Somebody")
    material = grouped.group.read()
    table = grouped.group.table(GroupTable.CORPUS, material)
    assert [row["coded_share"] for row in table.records()] == [0, 0, 0]
    assert table.recipe["filters"]["coders"] == ["Somebody"]  # type: ignore[index]


def test_behind_each_answer_stand_as_many_turns_as_it_says(grouped: Project) -> None:
    material = grouped.group.read()
    rows = iter(grouped.group.table(GroupTable.QUESTIONS, material).records())
    seen = 0
    for name in material.transcripts:
        for question in ("Q1", "Q2", "Q3"):
            for at, person in enumerate(material.participants(name)):
                row = next(rows)
                assert (row["transcript"], row["participant"]) == (name, person.name)
                said = material.said(name, question, at)
                assert len(said) == (row["turns"] or 0)
                assert len(material.said(name, question, at, "agree")) == (row["agree"] or 0)
                text = material.transcripts[name].text
                assert all(text[slice(*one.span)] == one.text for one in said)
                seen += len(said)
    assert seen
    assert next(rows, None) is None


def test_behind_each_cell_of_replies_stand_as_many_answers(grouped: Project) -> None:
    material = grouped.group.read()
    table = grouped.group.table(GroupTable.REPLIES, material)
    rows = iter(table.records())
    for name in material.transcripts:
        for at in range(len(material.cast(name)) + 1):
            row = next(rows)
            for column in ("replies", "to_moderator", *SHOWN, *table.columns):
                counted = column in ("replies", "to_moderator", *SHOWN) or column.startswith(TO)
                if counted and row[column] is not None:
                    assert len(material.answers(name, at, column)) == row[column], (row, column)
    everyone = len(material.cast("group"))
    found = {one.text: one for one in material.answers("group", everyone, "replies")}
    changed = found["Trust again."]
    assert (changed.answers, changed.answered) == (2, "Ana")


def test_an_export_writes_what_the_command_line_writes(grouped: Project, tmp_path: Path) -> None:
    material = grouped.group.read()
    for which in GroupTable:
        table = grouped.group.table(which, material)
        shown, told = tmp_path / f"screen {which}.csv", tmp_path / f"told {which}.csv"
        assert not grouped.group.would_replace(shown)
        grouped.group.export(table, shown)
        words = ["export", str(grouped.path), which.value, str(told), "--coder", "Ada"]
        assert main(words) == 0
        assert shown.read_bytes() == told.read_bytes()
