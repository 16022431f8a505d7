"""Speakers, coders, reading places, memos and drafts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qualcode.domain.errors import BadInput, Refused
from qualcode.domain.memos import MemoKind, Subject
from qualcode.domain.people import Progress, ReadingPlace
from qualcode.domain.transcripts import Role
from qualcode.project import Project, open_project
from tests.factories import code_named, code_words, dump, make_project


def _labels(project: Project, transcript: str | None = None) -> list[tuple[str, str, int]]:
    return [(one.transcript, one.label, one.turns) for one in project.speakers.all(transcript)]


def test_speakers_are_told_with_their_share(project: Project) -> None:
    assert _labels(project) == [
        ("group", "Moderator", 1),
        ("group", "Ana", 2),
        ("group", "Bert", 1),
        ("group", "MOD", 1),
        ("interview", "Interviewer", 1),
        ("interview", "Dora", 2),
    ]
    dora = project.speakers.all("interview")[1]
    assert (dora.role, dora.words) == (Role.PARTICIPANT, 14)
    assert [(one.label, one.main) for one in project.speakers.variants()] == [("MOD", "Moderator")]
    assert project.speakers.variants("interview") == []


def test_turns_without_a_label_have_no_speaker(tmp_path: Path) -> None:
    with make_project(tmp_path, talks={}) as project:
        path = tmp_path / "note.txt"
        path.write_text("The hall was cold.\n\nNobody came.\n")
        found = project.transcripts.read(path)
        assert found.speakers == ()
        one = project.transcripts.add(found)
        assert [turn.speaker_id for turn in one.turns] == [None] * len(one.turns)
        assert project.speakers.all() == []
        assert project.segments.coverage(one.id).total == sum(len(turn.text) for turn in one.turns)
        made = project.segments.in_vivo(one.id, 0, 8, "hall")
        assert [quote.speaker for quote in project.segments.quotes(made.code_id)] == [""]


def test_a_role_changes_what_counts(project: Project) -> None:
    one = project.transcripts.get("group")
    total = project.segments.coverage(one.id).total
    assert project.speakers.set_role("Bert", Role.ASSISTANT) == 1
    assert project.segments.coverage(one.id).total == total - len(one.turns[2].text)
    assert project.speakers.set_role("Bert", Role.ASSISTANT, "group") == 0
    assert project.history.entries()[-1].sentence == "set role to assistant"
    project.history.undo()
    assert project.segments.coverage(one.id).total == total


def test_merged_speakers_share_turns_and_memos(project: Project) -> None:
    mod = next(one for one in project.speakers.all("group") if one.label == "MOD")
    project.memos.write(Subject.SPEAKER, mod.id, "the same person")
    before = dump(project, ["journal", "journal_payload"])
    assert project.speakers.merge("MOD", "Moderator") == 1
    assert ("group", "Moderator", 2) in _labels(project)
    one = project.transcripts.get("group")
    assert one.role_of(one.turns[3]) is Role.MODERATOR
    moderator = project.speakers.all("group")[0]
    assert len(project.memos.on(Subject.SPEAKER, moderator.id)) == 1
    project.history.undo()
    assert dump(project, ["journal", "journal_payload"]) == before
    project.history.redo()
    assert ("group", "Moderator", 2) in _labels(project)


def test_a_label_alone_in_its_transcript_is_renamed_by_a_merge(tmp_path: Path) -> None:
    talks = {"a": [("Ana", "One."), ("Ann", "Two.")], "b": [("Ann", "Three.")]}
    with make_project(tmp_path, talks=talks) as project:
        assert project.speakers.merge("Ann", "Ana") == 1
        assert _labels(project) == [("a", "Ana", 2), ("b", "Ana", 1)]
        project.speakers.rename("Ana", "A.", "b")
        assert _labels(project) == [("a", "Ana", 2), ("b", "A.", 1)]


def test_what_cannot_be_done_to_speakers(project: Project) -> None:
    room, before = project.speakers, dump(project)
    acts: list[tuple[Callable[[], Any], str]] = [
        (lambda: room.set_role("Cem", Role.UNKNOWN), "there is no speaker “Cem”$"),
        (lambda: room.set_role("Dora", Role.UNKNOWN, "group"), "“Dora” in group"),
        (lambda: room.all("gone"), "no transcript “gone”"),
        (lambda: room.rename("Ana", " "), "a speaker needs a label"),
        (lambda: room.rename("Ana", "Bert"), "“Bert” is a speaker of group already: merge"),
        (lambda: room.merge("Ana", "Ana"), "cannot be merged with itself"),
        (lambda: room.merge("Ana", "Dora"), "there is no speaker “Dora” beside “Ana”"),
    ]
    for act, words in acts:
        with pytest.raises(BadInput, match=words):
            act()
    room.rename("Ana", " Ana ")
    assert dump(project) == before


def test_finishing_is_each_coder_s_own(project: Project) -> None:
    one = project.transcripts.get("group")
    assert project.coders.finish(["group", "group"]) == 1
    assert project.coders.finish() == 1
    assert project.coders.finish() == 0
    assert project.coders.finished(one.id)
    states = project.coders.states("group")
    assert [(state.progress, state.codebook_version) for state in states] == [
        (Progress.FINISHED, project.codebook.current().version)
    ]
    project.use_coder("Bea")
    assert not project.coders.finished(one.id)
    assert project.coders.reopen() == 0
    code_words(project, "trust", "Trust")
    project.use_coder("Ada")
    assert project.coders.reopen(["group"]) == 1
    assert len(project.coders.states()) == 3
    (open_again,) = [s for s in project.coders.states("group") if s.coder_id == project.coder.id]
    assert (open_again.progress, open_again.finished) == (Progress.OPEN, None)
    with pytest.raises(BadInput, match="no transcript “gone”"):
        project.coders.finish(["gone"])
    assert project.status()["finished"] == {"Ada": ["interview"], "Bea": []}


def test_the_place_of_each_coder_is_kept_outside_the_history(project: Project) -> None:
    one, entries = project.transcripts.get("group"), len(project.history.entries())
    assert (project.coders.place(one.id), project.coders.last_transcript()) == (
        ReadingPlace(),
        None,
    )
    other = project.transcripts.get("interview")
    project.coders.remember(other.id, ReadingPlace(5, "word"))
    project.coders.remember(one.id, ReadingPlace(40, "turn"))
    project.coders.remember(one.id, ReadingPlace(10**6, "clause"))
    assert project.coders.place(one.id) == ReadingPlace(len(one.text), "clause")
    assert project.coders.last_transcript() == one.id
    assert len(project.history.entries()) == entries
    with open_project(project.path, coder="Ada", write=False) as reader:
        reader.coders.remember(one.id, ReadingPlace(1))
        assert reader.coders.place(other.id) == ReadingPlace(5, "word")
    project.use_coder("Bea")
    assert project.coders.last_transcript() is None


def test_no_place_is_kept_where_there_is_no_text(project: Project) -> None:
    one = project.transcripts.get("interview")
    with project.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM turn WHERE transcript_id = ?", (one.id,))
    project.transcripts.clear()
    project.coders.remember(one.id, ReadingPlace(3))
    assert project.coders.place(one.id) == ReadingPlace()


def _subjects(project: Project) -> dict[Subject, str]:
    one = project.transcripts.get("group")
    return {
        Subject.STUDY: "",
        Subject.TRANSCRIPT: one.id,
        Subject.TURN: one.turns[0].id,
        Subject.SEGMENT: code_words(project, "trust", "Trust").id,
        Subject.CODE: code_named(project, "Money").id,
        Subject.SPEAKER: one.speakers[0].id,
    }


def test_memos_stand_on_anything_and_are_their_writer_s(project: Project) -> None:
    subjects = _subjects(project)
    for subject, key in subjects.items():
        first = project.memos.write(subject, key, f"on the {subject.value}\r\nmore\x00")
        second = project.memos.write(subject, key, "again", MemoKind.THEORETICAL)
        assert project.memos.on(subject, key) == [first, second]
        assert first.text == f"on the {subject.value}\nmore␀"
        assert (second.kind, second.subject, second.subject_id) == (
            MemoKind.THEORETICAL,
            subject,
            key,
        )
    one, key = project.transcripts.get("group"), subjects[Subject.SEGMENT]
    assert project.memos.of_transcript(one.id) == {key: project.memos.on(Subject.SEGMENT, key)}
    project.use_coder("Bea")
    assert all(project.memos.on(*subject) == [] for subject in subjects.items())
    assert project.memos.of_transcript(one.id) == {}
    before = dump(project)
    for act in (project.memos.delete, lambda memo: project.memos.edit(memo, "mine")):
        with pytest.raises(Refused, match="another coder's"):
            act(first.id)
    assert dump(project) == before


def test_memos_are_edited_and_deleted_as_steps(project: Project) -> None:
    made = project.memos.write(Subject.STUDY, "", "first")
    entries = len(project.history.entries())
    project.memos.edit(made.id, "first")
    assert len(project.history.entries()) == entries
    assert project.memos.edit(made.id, "second").text == "second"
    assert project.memos.edit(made.id, " \n").text == ""
    assert project.memos.on(Subject.STUDY) == []
    project.history.undo()
    assert [memo.text for memo in project.memos.on(Subject.STUDY)] == ["second"]
    project.history.undo()
    assert project.memos.on(Subject.STUDY) == [made]
    with pytest.raises(Refused, match="an empty memo is not kept"):
        project.memos.write(Subject.STUDY, "", " ")
    with pytest.raises(Refused, match="not there any more"):
        project.memos.edit("nothing", "x")
    with pytest.raises(Refused, match="what it belongs to is gone"):
        project.memos.write(Subject.CODE, "nothing", "x")


def test_a_draft_stays_until_its_memo_is_kept(project: Project) -> None:
    code = code_named(project, "Money").id
    entries = len(project.history.entries())
    project.memos.save_draft(Subject.STUDY, "", "half")
    project.memos.save_draft(Subject.CODE, code, "a")
    project.memos.save_draft(Subject.CODE, code, "a thought\r")
    assert project.memos.draft(Subject.CODE, code) == "a thought\n"
    assert [draft.text for draft in project.memos.drafts()] == ["a thought\n", "half"]
    assert len(project.history.entries()) == entries
    project.use_coder("Bea")
    assert (project.memos.drafts(), project.memos.draft(Subject.STUDY)) == ([], "")
    project.use_coder("Ada")
    made = project.memos.write(Subject.CODE, code, "a thought")
    assert project.memos.draft(Subject.CODE, code) == ""
    for act in (lambda: project.memos.edit(made.id, "b"), lambda: project.memos.delete(made.id)):
        project.memos.save_draft(Subject.CODE, code, "b")
        act()
        assert project.memos.draft(Subject.CODE, code) == ""
    project.memos.drop_draft(Subject.STUDY, "")
    assert project.memos.drafts() == []
