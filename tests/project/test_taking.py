from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from qualcode.domain.errors import Cancelled, Refused
from qualcode.domain.transcripts import Role
from qualcode.project import Project
from qualcode.project.decoding import decoded
from qualcode.project.labels import Decision, Decisions
from qualcode.project.objections import objections
from qualcode.project.snapshots import folder_of, kept
from qualcode.project.taking import Taking
from qualcode.project.transcripts import FileReading
from tests.factories import GROUP, dump, make_transcript

Files = list[tuple[FileReading, Decisions]]


@pytest.fixture
def files(project: Project, tmp_path: Path) -> Files:
    """Three files that were read, the second of which is in the study by name."""
    names = ("third", "group", "fourth")
    paths = [
        make_transcript(tmp_path / "in", name, [*GROUP[:2], ("Bert", f"number {at}")])
        for at, name in enumerate(names)
    ]
    return [(project.transcripts.read(path), {}) for path in paths]


def snapshots(project: Project) -> list[str]:
    return [path.name.partition("-")[2] for path in kept(folder_of(project.path, project.id))]


def test_each_file_is_one_step_to_undo_and_all_share_a_snapshot(
    project: Project, files: Files
) -> None:
    seen: list[tuple[int, int, str]] = []
    results = project.transcripts.import_readings(
        files, progress=lambda at, of, path: seen.append((at, of, path.stem))
    )
    assert seen == [(1, 3, "third"), (2, 3, "group"), (3, 3, "fourth")]
    assert [one.transcript for one in results] == ["third", None, "fourth"]
    assert "there is a transcript “group” already" in results[1].error
    assert snapshots(project) == ["before-import.qualcode"]
    assert project.search.find("number").total == 2
    project.history.undo()
    assert list(project.transcripts.names()) == ["group", "interview", "third"]


@pytest.mark.parametrize("after", range(4))
def test_a_cancelled_import_leaves_nothing(project: Project, files: Files, after: int) -> None:
    before = dump(project)
    calls = iter(range(10))
    with pytest.raises(Cancelled) if after < 3 else nullcontext():
        project.transcripts.import_readings(files, cancelled=lambda: next(calls) >= after)
    if after < 3:
        assert dump(project) == before
        assert snapshots(project) == []
        assert list(project.transcripts.names()) == ["group", "interview"]
    again = project.transcripts.import_readings(files)
    assert [one.ok for one in again] == ([True, False, True] if after < 3 else [False] * 3)


def test_an_import_that_is_left_while_the_study_is_copied_leaves_no_copy(
    project: Project, files: Files
) -> None:
    taking = Taking(project, files)
    taking.take_back()
    taking.snapshot()
    assert not kept(folder_of(project.path, project.id))


def test_a_fault_takes_the_whole_import_back(
    project: Project, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(project)
    add = project.transcripts.add

    def fails(file: FileReading, **options: object) -> object:
        if file.name == "fourth":
            raise ZeroDivisionError
        return add(file)

    monkeypatch.setattr(project.transcripts, "add", fails)
    with pytest.raises(ZeroDivisionError):
        project.transcripts.import_readings(files)
    assert dump(project) == before
    assert snapshots(project) == []


def test_a_full_disk_refuses_all_of_them(project: Project, tmp_path: Path) -> None:
    talks = [[("Ana", "word " * 3000), ("Bert", f"number {at}")] for at in range(3)]
    paths = [make_transcript(tmp_path, f"t{at}", talk) for at, talk in enumerate(talks)]
    files: Files = [(project.transcripts.read(path), {}) for path in paths]
    before = dump(project)

    def limit(count: int) -> None:
        project.database.ask(lambda raw: raw.execute(f"PRAGMA max_page_count={count}"))

    limit(project.database.ask(lambda raw: raw.execute("PRAGMA page_count").fetchone()[0]) + 10)
    results = project.transcripts.import_readings(files)
    assert {one.error for one in results} == {
        "the disk is full: nothing was changed; make space and try again"
    }
    assert dump(project) == before
    limit(10**6)
    assert all(one.ok for one in project.transcripts.import_readings(files))


def test_between_the_steps_the_study_can_be_read_and_the_end_decides(
    project: Project, files: Files
) -> None:
    before = dump(project)
    taking = Taking(project, files)
    taking.snapshot()
    taking.begin()
    assert taking.step()
    assert taking.next_path == files[1][0].path
    assert "third" in project.transcripts.names()
    assert taking.under_way
    taking.take_back()
    assert dump(project) == before
    assert "third" not in project.transcripts.names()
    assert not taking.under_way
    assert not taking.step()
    assert not any(one.ok for one in taking.finish())
    assert dump(project) == before


def test_an_import_in_which_nothing_can_be_taken_leaves_nothing(
    project: Project, files: Files
) -> None:
    before = dump(project)
    results = project.transcripts.import_readings(files[1:2])
    assert "already" in results[0].error
    assert dump(project) == before
    assert snapshots(project) == []
    assert project.transcripts.import_readings([]) == []


def test_a_study_that_is_only_read_refuses(project: Project, files: Files) -> None:
    project.actions.read_only = "it is open elsewhere"
    with pytest.raises(Refused, match="open elsewhere"):
        Taking(project, files)


def test_decisions_are_stored_in_the_action_of_the_file(project: Project, files: Files) -> None:
    known = project.participants.create("Nurse 1")
    file = files[0][0]
    decisions = {
        "Ana": Decision(name="Anna", participant="nurse 1"),
        "Bert": Decision(participant="Nurse 2"),
        "Moderator": Decision(role=Role.ASSISTANT),
    }
    before = dump(project)
    (result,) = project.transcripts.import_readings([(file, decisions)])
    made = project.transcripts.get(result.transcript or "")
    people = {one.pseudonym: one.id for one in project.participants.all()}
    assert {(one.label, one.role, one.participant_id) for one in made.speakers} == {
        ("Moderator", Role.ASSISTANT, None),
        ("Anna", Role.PARTICIPANT, known.id),
        ("Bert", Role.PARTICIPANT, people["Nurse 2"]),
    }
    assert [one.text for one in made.turns] == [one.text for one in file.reading.turns]
    project.history.undo()
    without = {name: rows for name, rows in dump(project).items() if "journal" not in name}
    assert without == {name: rows for name, rows in before.items() if "journal" not in name}


def test_objections_name_what_is_there_and_what_came_before(
    project: Project, files: Files, tmp_path: Path
) -> None:
    room = project.transcripts
    first, second, third = (file for file, _ in files)
    same = room.read(make_transcript(tmp_path / "x", "other", GROUP))
    twin = tmp_path / "twin.txt"
    twin.write_bytes(first.path.read_bytes())
    found = objections([first, second, third, same, room.read(twin), first], room.names())
    assert found[:1] + found[2:3] == ["", ""]
    assert "“group” already" in found[1]
    assert found[3] == "other.txt is in the study already, as “group”"
    assert found[4] == "twin.txt is the same file as third.txt"
    assert "third.txt is the same file as third.txt" in found[5]


def test_the_decoded_original_is_what_places_point_into(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("Ana: Käse\r\nBert: Öl\r\n".encode("cp1252"))
    file = project.transcripts.read(path, encoding="cp1252")
    text = decoded(file, "cp1252")
    for turn in file.reading.turns:
        (piece,) = turn.source
        assert text[piece.source : piece.source + piece.length] == turn.text
