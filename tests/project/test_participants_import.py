"""People and groups from tables: matched, listed, all or none, and written back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from qualcode.domain.attributes import AttributeType, Subject
from qualcode.domain.errors import BadInput
from qualcode.domain.transcripts import Role
from qualcode.project import Project
from tests.factories import dump, make_project
from tests.project.test_participants import behind, values

TALKS = {
    "a": [("Moderator", "Who?"), ("Ana", "One."), ("P1", "Two."), ("Cleo", "Three.")],
    "b": [("Moderator", "Who?"), ("Ana", "One."), ("P1", "Two.")],
}


def table(folder: Path, text: str, name: str = "people.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def groups(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path, talks=TALKS) as project:
        yield project


def test_rows_are_matched_by_label_and_pseudonym(groups: Project, tmp_path: Path) -> None:
    path = table(tmp_path, "Name;Size;Years\nana;small;3\nCLEO.;large;\nZoe;small;12\n")
    foretold = groups.participants.import_file(path, dry_run=True)
    assert groups.participants.all() == []
    found = groups.participants.import_file(path)
    assert (found.created, found.known, found.values) == (("ana", "CLEO.", "Zoe"), (), 5)
    assert found.types == {"Size": AttributeType.CHOICE, "Years": AttributeType.NUMBER}
    assert foretold == found
    assert found.unmatched_rows == ((4, "Zoe"),)
    assert found.unmatched_speakers == (("a", "P1"), ("b", "P1"))
    assert behind(groups)[("b", "Ana")] == "ana"
    assert values(groups)["Zoe"] == {"Size": "small", "Years": "12"}
    again = groups.participants.import_file(path)
    assert (again.created, again.known, again.tied) == ((), ("ana", "CLEO.", "Zoe"), ())


def test_a_pseudonym_takes_the_place_of_the_name(groups: Project, tmp_path: Path) -> None:
    path = table(tmp_path, "code,participant,size\nCleo,Woman 7,small\n")
    groups.participants.import_file(path, key="code")
    assert values(groups) == {"Woman 7": {"size": "small"}}
    assert behind(groups)[("a", "Cleo")] == "Woman 7"
    # Later files may know the person by either name.
    for name in ("Woman 7", "Cleo"):
        more = table(tmp_path, f"who,role\n{name},mayor\n")
        assert groups.participants.import_file(more).created == ()
    assert values(groups) == {"Woman 7": {"size": "small", "role": "mayor"}}


def test_a_label_of_several_groups_needs_the_transcript(groups: Project, tmp_path: Path) -> None:
    path = table(tmp_path, "speaker,size\nP1,small\n")
    found = groups.participants.import_file(path, dry_run=True)
    assert found.tied == ()
    assert found.problems == (
        "line 2: “P1” speaks in a, b: a column “transcript” must say in which",
    )
    text = "participant,transcript,speaker,size\nMax,a,P1,small\nEva,b,P1,large\nMax,b,Ana,small\n"
    found = groups.participants.import_file(table(tmp_path, text))
    assert found.created == ("Max", "Eva")
    assert behind(groups) == {
        ("a", "Moderator"): None, ("a", "Ana"): None, ("a", "P1"): "Max", ("a", "Cleo"): None,
        ("b", "Moderator"): None, ("b", "Ana"): "Max", ("b", "P1"): "Eva",
    }  # fmt: skip


def test_a_transcript_that_is_not_there_is_told(groups: Project, tmp_path: Path) -> None:
    text = "participant,id,transcript,speaker\nMax,7,a,P1\nEva,8,c,P1\nCleo,9,,late\n"
    found = groups.participants.import_file(table(tmp_path, text))
    assert found.problems == ("line 3: there is no transcript “c”",)
    assert found.tied == (("a", "P1", "Max"), ("a", "Cleo", "Cleo"))
    assert values(groups)["Eva"] == {"id": "8"}
    other = "participant,group\nMax,experts\nEva,lay people\n"
    groups.participants.import_file(table(tmp_path, other))
    assert values(groups)["Eva"] == {"id": "8", "group": "lay people"}


def test_an_import_is_all_or_none_and_one_step(groups: Project, tmp_path: Path) -> None:
    groups.participants.create("Bert")
    groups.participants.tie("Cleo", "Bert")
    groups.participants.set("Bert", "years", "3")
    before = dump(groups, ("journal", "journal_payload"))
    wrong = "participant,speaker,years\nAnna,Ana,many\n,,4\nAnna,,7\nDora,Cleo,2\nAnna,,8\n"
    with pytest.raises(BadInput) as told:
        groups.participants.import_file(table(tmp_path, wrong))
    assert str(told.value) == (
        "people.csv: nothing was taken; line 2: years: “many” is not a number; "
        "line 3: the row names nobody; line 5: “Cleo” of a is “Bert” already; "
        "line 6: years of “Anna” is “8”, but line 2 says “7”"
    )
    assert dump(groups, ("journal", "journal_payload")) == before
    entries = len(groups.history.entries())
    groups.participants.import_file(table(tmp_path, "name,years,size\nAna,7,\nBert,4,large\n"))
    assert values(groups) == {"Ana": {"years": "7"}, "Bert": {"years": "4", "size": "large"}}
    assert len(groups.history.entries()) == entries + 1
    groups.history.undo()
    assert dump(groups, ("journal", "journal_payload")) == before


def test_an_empty_cell_leaves_what_is_known(groups: Project, tmp_path: Path) -> None:
    groups.participants.import_file(table(tmp_path, "name,size,years\nAna,small,3\nCleo,small,\n"))
    groups.participants.import_file(table(tmp_path, "name,size,years\nAna,,(no answer)\n"))
    assert values(groups) == {"Ana": {"size": "small", "years": ""}, "Cleo": {"size": "small"}}


def test_types_can_be_said(groups: Project, tmp_path: Path) -> None:
    path = table(tmp_path, "name,postcode,empty\nAna,1200,\nCleo,1030,\n")
    kinds = {"Postcode": AttributeType.TEXT}
    found = groups.participants.import_file(path, types=kinds)
    assert found.types == {"postcode": AttributeType.TEXT}
    assert found.problems == ("the column “empty” is empty and was left out",)
    with pytest.raises(BadInput, match="“postcode” is a text in the study already"):
        groups.participants.import_file(path, types={"postcode": AttributeType.NUMBER})
    with pytest.raises(BadInput, match="no column “street”; it has name, postcode, empty"):
        groups.participants.import_file(path, key="street")


def test_groups_are_matched_by_their_name(groups: Project, tmp_path: Path) -> None:
    text = "group,date,minutes,kind of city\nA,2025-05-14,90,small\nx,2025-05-15,80,large\n"
    found = groups.participants.import_file(
        table(tmp_path, text), subject=Subject.TRANSCRIPT, dry_run=False
    )
    assert (found.known, found.unmatched_rows) == (("A",), ((3, "x"),))
    key = groups.transcripts.get("a").id
    assert groups.participants.of_transcripts() == {
        key: {"date": "2025-05-14", "minutes": "90", "kind of city": "small"}
    }
    assert groups.participants.all() == []
    with pytest.raises(BadInput, match="line 3: “a” stands in line 2 already"):
        groups.participants.import_file(
            table(tmp_path, "group,n\na,1\na,2\n"), subject=Subject.TRANSCRIPT
        )


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_what_is_written_can_be_taken_again(groups: Project, tmp_path: Path, suffix: str) -> None:
    text = "participant,transcript,speaker,size,years\nMax,a,P1,small,3.5\nMax,b,Ana,small,\n"
    groups.participants.import_file(table(tmp_path, text + "Zoe,,,(no answer),2019\n"))
    out = tmp_path / f"out{suffix}"
    assert groups.participants.export_file(out) == 6
    before, people = dump(groups), values(groups)
    if suffix == ".xlsx":
        sheet = openpyxl.load_workbook(out).worksheets[0]
        named = {row[0]: row[4] for row in sheet.iter_rows(values_only=True)}
        assert (named["Max"], named["Zoe"]) == (3.5, 2019)
    found = groups.participants.import_file(out, dry_run=True)
    assert dump(groups) == before
    # Labels with nobody behind them are proposed as people, each by a name of its own.
    assert found.created == ("Ana", "Cleo", "P1")
    assert (found.unmatched_speakers, found.known) == ((), ("Max", "Zoe"))
    groups.participants.import_file(out)
    kept = {name: held for name, held in values(groups).items() if name in people}
    assert kept == people


def test_labels_without_a_name_of_their_own_are_proposed_with_the_group(
    groups: Project, tmp_path: Path
) -> None:
    groups.participants.export_file(tmp_path / "out.csv")
    rows = (tmp_path / "out.csv").read_text().splitlines()[1:]
    assert rows == ["Ana (a),a,Ana", "P1 (a),a,P1", "Cleo,a,Cleo", "Ana (b),b,Ana", "P1 (b),b,P1"]


def test_a_label_of_unknown_role_becomes_a_participant_s(groups: Project, tmp_path: Path) -> None:
    groups.speakers.set_role("Cleo", Role.UNKNOWN)
    groups.participants.import_file(table(tmp_path, "name\nCleo\n"))
    assert [one.role for one in groups.speakers.all("a") if one.label == "Cleo"] == [
        Role.PARTICIPANT
    ]
