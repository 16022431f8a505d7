"""A transcript replaced by a corrected file."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.domain.alignment import Verdict
from qualcode.domain.errors import BadInput, Refused
from qualcode.domain.memos import Subject
from qualcode.domain.transcripts import Role
from qualcode.project import Project
from qualcode.project.edit_report import EditReport
from tests.factories import GROUP, Talk, code_words, dump, make_transcript
from tests.project.test_editing import said, turns
from tests.project.test_history import NOT_RESTORED

CORRECTED = (
    ("Moderator", "Welcome, everybody."),
    ("Moderator", "Why did your town join a network?"),
    ("Ana", "For the funding, mostly. And we do learn from others."),
    ("MOD", "Does anybody disagree?"),
    ("Ana", "No. It is the money."),
)


def replaced(
    project: Project, folder: Path, talk: Talk = CORRECTED, *, dry_run: bool = False
) -> EditReport:
    """Replace the group by a file of that talk."""
    path = make_transcript(folder / "corrected", "group", talk)
    file = project.transcripts.read(path)
    return project.editing.replace("group", file, dry_run=dry_run)


def test_turns_keep_their_ids_and_segments_their_words(project: Project, tmp_path: Path) -> None:
    before = project.transcripts.get("group")
    rows = {
        words: code_words(project, words, "Why")
        for words in (
            *("Why did your city", "money, mostly.", "learn from others", "I would say trust."),
            *("Does anybody disagree?", "others.\nI would"),
        )
    }
    report = replaced(project, tmp_path)
    after = project.transcripts.get("group")
    ids = [each.id for each in before.turns]
    assert [each.id for each in after.turns[1:]] == [*ids[:2], *ids[3:]]
    assert turns(project) == list(CORRECTED)
    assert (report.kept, report.gone, report.added) == (4, 1, 1)
    found = {row.before: (row.verdict.value, row.after) for row in report.segments}
    assert found == {
        "Why did your city": ("altered", "Why did your town"),
        "money, mostly.": ("altered", "funding, mostly."),
        "learn from others": ("moved", "learn from others"),
        "others.\nI would": ("altered", "others."),
        "I would say trust.": ("lost", ""),
        "Does anybody disagree?": ("unchanged", "Does anybody disagree?"),
    }
    for words, one in rows.items():
        if found[words][0] != "lost":
            assert said(project, one) == found[words][1]
    assert project.search.all_ids("welcome")[1]


def test_it_is_one_step_with_the_file_and_all(project: Project, tmp_path: Path) -> None:
    one = project.transcripts.get("group")
    gone = code_words(project, "I would say trust.", "Trust")
    project.memos.write(Subject.SEGMENT, gone.id, "Strong")
    project.memos.write(Subject.TURN, one.turns[2].id, "Here")
    project.replies.set(one.turns[4].id, one.turns[2].id)
    before = dump(project, NOT_RESTORED)
    old_file = project.transcripts.original("group")
    report = replaced(project, tmp_path)
    after = dump(project, NOT_RESTORED)
    assert report.notes == (
        "“Bert” has no turns any more and goes",
        "a memo on turn 3 goes to turn 3",
        "the memo on a lost segment of turn 3 goes to turn 3",
    )
    assert project.transcripts.original("group") != old_file
    project.history.undo()
    assert dump(project, NOT_RESTORED) == before
    assert project.transcripts.original("group") == old_file
    project.history.redo()
    assert dump(project, NOT_RESTORED) == after


def test_a_dry_run_tells_the_same(project: Project, tmp_path: Path) -> None:
    code_words(project, "I would say trust.", "Trust")
    before = dump(project)
    foretold = replaced(project, tmp_path, dry_run=True)
    assert dump(project) == before
    assert replaced(project, tmp_path) == foretold
    assert foretold.own == {Verdict.LOST: 1}


def test_finished_transcripts_of_all_coders_follow(project: Project, tmp_path: Path) -> None:
    project.use_coder("Bea")
    theirs = code_words(project, "learn from others", "How")
    project.coders.finish(["group"])
    project.use_coder("Ada")
    report = replaced(project, tmp_path)
    assert (report.segments, report.others) == ((), {Verdict.MOVED: 1})
    project.use_coder("Bea")
    assert said(project, theirs) == "learn from others"
    assert project.history.window()[0].sentence == "replace transcript group (5 turns)"


def test_names_that_the_study_gave_stay(project: Project, tmp_path: Path) -> None:
    project.speakers.rename("Ana", "P1", "group")
    project.speakers.merge("MOD", "Moderator", "group")
    project.speakers.set_role("Bert", Role.ASSISTANT, "group")
    talk = (*CORRECTED, ("Bert", "Trust, I would say. We trust them."))
    report = replaced(project, tmp_path, talk)
    assert [who for who, _ in turns(project)] == [
        *("Moderator", "Moderator", "P1", "Moderator", "P1", "Bert"),
    ]
    assert "“Ana” of the file is “P1” of the study" in report.notes
    roles = {one.label: one.role for one in project.speakers.all("group")}
    assert roles["Bert"] is Role.ASSISTANT


def test_names_that_the_file_corrects_are_taken(project: Project, tmp_path: Path) -> None:
    before = {each.label: each.id for each in project.transcripts.get("group").speakers}
    talk = [("Hannah" if who == "Ana" else who, words) for who, words in GROUP]
    report = replaced(project, tmp_path, [*talk, ("Cleo", "Not for me.")])
    after = {each.label: each.id for each in project.transcripts.get("group").speakers}
    assert after["Hannah"] == before["Ana"]
    assert set(after) == {"Moderator", "MOD", "Hannah", "Bert", "Cleo"}
    assert report.notes == ("“Ana” is “Hannah” now", "“Cleo” is a new speaker")


def test_a_pseudonym_stays_though_the_file_corrects_the_name(
    project: Project, tmp_path: Path
) -> None:
    project.speakers.rename("Ana", "P1", "group")
    talk = [("Hannah" if who == "Ana" else who, words) for who, words in GROUP]
    report = replaced(project, tmp_path, talk)
    assert {who for who, _ in turns(project)} == {"Moderator", "P1", "Bert", "MOD"}
    assert report.notes == ("“Hannah” of the file is “P1” of the study",)


def test_what_would_change_nothing_is_refused(project: Project, tmp_path: Path) -> None:
    before = dump(project)
    with pytest.raises(Refused, match=r"group has the text of group\.txt already"):
        replaced(project, tmp_path, GROUP)
    other = project.transcripts.original("interview") or b""
    path = tmp_path / "other.txt"
    path.write_bytes(other)
    with pytest.raises(BadInput, match=r"other\.txt is in the study already, as “interview”"):
        project.editing.replace("group", project.transcripts.read(path))
    assert dump(project) == before


def test_the_file_itself_takes_edits_back(project: Project, tmp_path: Path) -> None:
    one = code_words(project, "learn from others", "How")
    project.editing.correct("group", 2, "And we learn from others.")
    assert said(project, one) == "learn from others"
    replaced(project, tmp_path, GROUP)
    assert turns(project) == list(GROUP)
    assert said(project, one) == "learn from others"


def test_a_file_that_was_dropped_is_no_hindrance(project: Project, tmp_path: Path) -> None:
    with project.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM original")
    replaced(project, tmp_path)
    assert project.transcripts.original("group")
    project.history.undo()
    assert project.transcripts.original("group") is None
