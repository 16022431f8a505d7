"""Transcripts in, renamed, out and back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from qualcode.domain.errors import BadInput, Refused
from qualcode.domain.memos import Subject
from qualcode.domain.suggestions import Proposal
from qualcode.domain.transcripts import Kind, Role
from qualcode.project import Project, snapshots
from qualcode.store import transcripts
from qualcode.store.schema import attribute, attribute_value
from tests.factories import GROUP, code_named, code_words, dump, make_transcript


def _snapshots(project: Project) -> list[str]:
    folder = snapshots.folder_of(project.path, project.id)
    return sorted(one.name.split("-", 1)[1] for one in folder.glob("*.qualcode"))


def test_a_file_is_read_without_storing_anything(project: Project, tmp_path: Path) -> None:
    before = dump(project)
    path = make_transcript(tmp_path, "new", [("MOD", "Why?"), ("Ana", "Trust."), ("Ana", "Yes.")])
    found = project.transcripts.read(path)
    assert [(one.name, one.role, one.turns) for one in found.speakers] == [
        ("MOD", Role.MODERATOR, 1),
        ("Ana", Role.PARTICIPANT, 2),
    ]
    assert found.as_dict() == {
        "file": str(path),
        "transcript": "new",
        "format": "txt",
        "encoding": "utf-8",
        "convention": "name and colon",
        "turns": 3,
        "speakers": [
            {"name": "MOD", "role": "moderator", "turns": 1},
            {"name": "Ana", "role": "participant", "turns": 2},
        ],
        "problems": list(found.problems),
    }
    assert dump(project) == before


def test_a_transcript_keeps_its_text_its_original_and_its_counts(
    project: Project, tmp_path: Path
) -> None:
    path = make_transcript(tmp_path, "new", GROUP[:2])
    file = project.transcripts.read(path)
    made = project.transcripts.add(file, kind=Kind.INTERVIEW, name=" third ")
    assert made.text == "\n".join(said for _, said in GROUP[:2])
    assert project.transcripts.original("third") == path.read_bytes()
    assert project.transcripts.get(made.id) == project.transcripts.get("third")
    info = project.transcripts.all()[-1]
    assert (info.name, info.kind, info.turns, info.speakers) == ("third", Kind.INTERVIEW, 2, 2)
    assert (info.characters, info.words) == (len(made.text), 16)
    assert list(project.transcripts.names()) == ["group", "interview", "third"]
    pieces = transcripts.sources(project.database, made.id)
    decoded = path.read_text()
    for turn in made.turns:
        (piece,) = pieces[turn.id]
        assert decoded[piece.source : piece.source + piece.length] == turn.text


def test_what_cannot_be_added_renamed_or_found(project: Project, tmp_path: Path) -> None:
    room, before = project.transcripts, dump(project)
    same = room.read(make_transcript(tmp_path / "x", "other", GROUP))
    assert same.duplicate_of == "group"
    assert same.problems[0] == "the same file is in the study as “group”"
    new = room.read(make_transcript(tmp_path / "x", "group", GROUP[:3]))
    acts: list[tuple[Callable[[], Any], str]] = [
        (lambda: room.add(same), r"other\.txt is in the study already, as “group”"),
        (lambda: room.add(new), "there is a transcript “group” already"),
        (lambda: room.add(new, name=" "), "a transcript needs a name"),
        (lambda: room.rename("group", "interview"), "there is a transcript “interview” already"),
        (lambda: room.rename("group", " "), "a transcript needs a name"),
        (lambda: room.rename("gone", "x"), "there is no transcript “gone”"),
        (lambda: room.delete("gone"), "there is no transcript “gone”"),
        (lambda: room.original("gone"), "there is no transcript “gone”"),
        (lambda: room.read(tmp_path), "is a folder, not a file"),
        (lambda: room.read(tmp_path / "gone.txt"), "cannot be read: No such file"),
    ]
    for act, words in acts:
        with pytest.raises(BadInput, match=words):
            act()
    assert dump(project) == before


def test_a_new_name_is_one_line_and_shows_at_once(project: Project) -> None:
    one = project.transcripts.get("group")
    project.transcripts.rename("group", " big \n group\udcff ")
    assert project.transcripts.get("big group�").id == one.id
    project.transcripts.rename("big group�", "big group�")
    assert project.history.undo()[0].transcript_id == one.id
    assert project.transcripts.get(one.id).name == "group"


def test_each_file_of_an_import_stands_or_falls_alone(project: Project, tmp_path: Path) -> None:
    good = make_transcript(tmp_path / "new", "third", GROUP[:2])
    other = make_transcript(tmp_path / "new", "fourth", GROUP[:3])
    twin = Path(shutil.copy(good, tmp_path / "twin.txt"))
    beside = make_transcript(tmp_path / "far", "third", GROUP[:4])
    beside = beside.rename(tmp_path / "new" / "third.md")
    again = Path(shutil.copy(good, tmp_path / "far" / "fourth.txt"))
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    project.transcripts.add(project.transcripts.read(make_transcript(tmp_path, "known", GROUP[1:])))
    paths = [good, empty, twin, other, beside, again, tmp_path / "known.txt", tmp_path / "gone.txt"]
    before = dump(project)
    dry = project.transcripts.import_files(paths, dry_run=True)
    assert dump(project) == before
    assert _snapshots(project) == []
    done = project.transcripts.import_files(paths)
    assert _snapshots(project) == ["before-import.qualcode"]
    assert [one.ok for one in done] == [True, False, False, True, False, False, False, False]
    assert [one.ok for one in dry] == [one.ok for one in done]
    assert [one.transcript for one in done] == ["third", None, None, "fourth", *[None] * 4]
    assert [one.transcript for one in dry] == [one.transcript for one in done]
    words = ["", "empty.txt", "twin.txt", "", "“third”", "fourth.txt", "known.txt", "gone.txt"]
    assert all(word in one.error for word, one in zip(words, done, strict=True))
    assert all(bool(one.error) == bool(again.error) for one, again in zip(done, dry, strict=True))
    told = done[1].as_dict()
    assert (told["file"], told["transcript"], told["turns"]) == (str(empty), None, 0)
    assert told["problems"] == [done[1].error]
    assert done[4].as_dict()["problems"][0] == done[4].error
    assert done[0].as_dict()["transcript"] == "third"
    assert list(project.transcripts.names()) == ["group", "interview", "known", "third", "fourth"]


def test_a_file_name_that_is_no_text_is_stored_as_one(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "caf\udce9.txt"
    path.write_text("Ana: Trust.\n")
    results = project.transcripts.import_files([path])
    assert [one.error for one in results] == [""]
    assert project.transcripts.get("caf�").text == "Trust."


def test_a_full_disk_during_an_import_keeps_none_of_its_files(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = [("Ana", "word " * 3000)]
    paths = [
        make_transcript(tmp_path, f"t{at}", [*talk, ("Bert", f"number {at}")]) for at in range(3)
    ]
    before = dump(project)

    def limit(count: int) -> None:
        project.database.ask(lambda raw: raw.execute(f"PRAGMA max_page_count={count}"))

    pages = project.database.ask(lambda raw: raw.execute("PRAGMA page_count").fetchone()[0])
    limit(pages + 10)
    results = project.transcripts.import_files(paths)
    assert {one.error for one in results} == {
        "the disk is full: nothing was changed; make space and try again"
    }
    assert dump(project) == before
    limit(10**6)
    assert [one.error for one in project.transcripts.import_files(paths)] == [""] * 3
    assert len(project.transcripts.all()) == 5


def test_many_files_come_in_parts(project: Project, tmp_path: Path) -> None:
    paths = [make_transcript(tmp_path, f"t{at}", [("Ana", f"number {at}")]) for at in range(45)]
    assert all(one.ok for one in project.transcripts.import_files(paths))
    names = list(project.transcripts.names())
    assert names == ["group", "interview", *(path.stem for path in paths)]
    texts = [project.transcripts.get(name).text for name in names[2:]]
    assert texts == [f"number {at}" for at in range(45)]
    assert project.transcripts.get("t0").text == "number 0"


def test_a_deleted_transcript_comes_back_with_all_that_hung_on_it(
    project: Project, tmp_path: Path
) -> None:
    one, code = project.transcripts.get("group"), code_named(project, "Money").id
    made = code_words(project, "It is the money", "Money")
    subjects = [
        (Subject.SEGMENT, made.id),
        (Subject.TURN, one.turns[0].id),
        (Subject.SPEAKER, one.speakers[0].id),
        (Subject.TRANSCRIPT, one.id),
        (Subject.CODE, code),
    ]
    for subject, key in subjects:
        project.memos.write(subject, key, f"on a {subject.value}")
    project.suggestions.accept(Proposal(one.id, 0, 3, code, 0.5, "why", "rules"))
    project.use_coder("Bea")
    code_words(project, "trust", "Trust")
    project.coders.finish(["group"])
    before = dump(project, ["journal", "journal_payload"])
    project.transcripts.delete("group")
    assert _snapshots(project) == ["before-deletion.qualcode"]
    assert list(project.transcripts.names()) == ["interview"]
    assert project.status(everyone=True)["segments"] == {"Ada": 0, "Bea": 0}
    assert [len(project.memos.on(s, k)) for s, k in subjects] == [0] * 5
    told = project.history.entries()[-1].sentence
    assert told == "delete transcript (3 segments)"
    project.history.undo()
    assert dump(project, ["journal", "journal_payload"]) == before
    project.history.redo()
    assert project.transcripts.original("interview")
    with pytest.raises(BadInput, match="no transcript “group”"):
        project.transcripts.get("group")


def test_undo_is_refused_where_the_name_was_given_away(project: Project, tmp_path: Path) -> None:
    project.transcripts.delete("interview")
    project.use_coder("Bea")
    project.transcripts.rename("group", "interview")
    before = dump(project)
    project.use_coder("Ada")
    with pytest.raises(Refused, match="“delete transcript” cannot be undone: another one of that"):
        project.history.undo()
    assert dump(project) == before
    assert list(project.transcripts.names()) == ["interview"]


def test_an_import_others_worked_with_is_not_taken_back(project: Project, tmp_path: Path) -> None:
    project.transcripts.import_files([make_transcript(tmp_path, "third", GROUP[:4])])
    acts: list[Callable[[], Any]] = [
        lambda: code_words(project, "trust", "Trust", "third"),
        lambda: project.speakers.merge("MOD", "Moderator", "third"),
        lambda: project.speakers.set_role("Ana", Role.SEVERAL, "third"),
        lambda: project.transcripts.rename("third", "other"),
        lambda: project.coders.finish(["third"]),
    ]
    for act in acts:
        project.use_coder("Bea")
        act()
        before = dump(project)
        project.use_coder("Ada")
        with pytest.raises(Refused, match="“import transcript” cannot be undone"):
            project.history.undo()
        assert dump(project) == before
        project.use_coder("Bea")
        project.history.undo()
    project.use_coder("Ada")
    project.history.undo()
    assert list(project.transcripts.names()) == ["group", "interview"]


def test_a_transcript_whose_original_was_dropped_says_so(project: Project) -> None:
    with project.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM original")
    assert project.transcripts.original("group") is None


def test_the_values_of_a_transcript_go_and_come_with_it(project: Project) -> None:
    key = project.transcripts.get("group").id
    asked = {"id": "a" * 32, "subject": "transcript", "name": "city", "type": "text", "sort": 1}
    value = {"id": "b" * 32, "attribute_id": asked["id"], "transcript_id": key, "value": "Ghent"}
    with project.database.write() as connection:
        connection.execute(insert(attribute), asked)
        connection.execute(insert(attribute_value), value)
    before = dump(project, ["journal", "journal_payload"])
    project.transcripts.delete("group")
    assert dump(project)["attribute_value"] == []
    project.history.undo()
    assert dump(project, ["journal", "journal_payload"]) == before
    project.history.redo()
    assert dump(project)["attribute_value"] == []
