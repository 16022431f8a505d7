"""The history: steps back and forward, whose they are, and what the journal never holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from qualcode.domain.errors import Damaged, Refused
from qualcode.domain.memos import Subject
from qualcode.domain.suggestions import Proposal
from qualcode.domain.transcripts import Role
from qualcode.project import Project, open_project
from qualcode.store.schema import journal, journal_payload
from tests.factories import (
    CODES,
    GROUP,
    INTERVIEW,
    code_named,
    code_words,
    dump,
    make_transcript,
    segments_file,
)

NOT_RESTORED = ("journal", "journal_payload", "codebook_version", "code_version", "study")


def _steps(project: Project) -> list[str]:
    """What redo would do, one after the other."""
    found: list[str] = []
    while True:
        try:
            found.append(project.history.redo()[0].sentence)
        except Refused:
            return found


def test_steps_go_back_and_forward_in_order(project: Project) -> None:
    states = [dump(project, NOT_RESTORED)]
    for words, code in [("trust", "Trust"), ("money", "Money"), ("learn", "How")]:
        code_words(project, words, code)
        states.append(dump(project, NOT_RESTORED))
    for back in (1, 2, 3):
        project.history.undo(back)
        assert dump(project, NOT_RESTORED) == states[3 - back]
        for forward in range(back):
            project.history.redo()
            assert dump(project, NOT_RESTORED) == states[4 - back + forward]
    with pytest.raises(Refused, match="Ada has nothing to do again"):
        project.history.redo()


def test_a_step_says_where_it_shows(project: Project) -> None:
    made = code_words(project, "trust", "Trust")
    (step,) = project.history.undo()
    assert (step.transcript_id, step.start) == (made.transcript_id, made.start)
    assert step.sentence == "code “Trust” in group"
    assert project.history.redo()[0] == step
    project.codebook.create("New")
    assert project.history.undo()[0].transcript_id is None


def test_a_deed_after_an_undo_ends_what_could_be_done_again(project: Project) -> None:
    for name in ("A", "B", "C"):
        project.codebook.create(name)
    project.history.undo(2)
    project.codebook.create("D")
    assert _steps(project) == []
    project.history.undo()
    assert _steps(project) == ["create code “D”"]
    project.history.undo(2)
    assert _steps(project) == ["create code “A”", "create code “D”"]
    names = {code.name for code in project.codebook.current().codes}
    assert names == {"A", "D", *(name for name, _ in CODES)}


def test_steps_outlast_the_session(project: Project) -> None:
    made = code_words(project, "trust", "Trust")
    project.close()
    with open_project(project.path, coder="Ada") as later:
        later.history.undo()
        assert later.segments.of(made.transcript_id) == []
    with open_project(project.path, coder="Ada") as later:
        later.history.redo()
        assert later.segments.of(made.transcript_id) == [made]
        assert later.history.can_undo()


def test_too_many_steps_are_refused_whole(project: Project) -> None:
    project.use_coder("Bea")
    code_words(project, "trust", "Trust")
    before, commits = dump(project), project.change_counter
    with pytest.raises(Refused, match="Bea has nothing to undo"):
        project.history.undo(2)
    assert (dump(project), project.change_counter) == (before, commits)
    project.history.undo()
    assert not project.history.can_undo()
    project.history.redo()
    project.history.undo()
    before = dump(project)
    with pytest.raises(Refused, match="Bea has nothing to do again"):
        project.history.redo(2)
    assert dump(project) == before


def test_undo_takes_back_one_s_own_newest_deed_only(project: Project) -> None:
    ada = code_words(project, "trust", "Trust")
    project.use_coder("Bea")
    bea = code_words(project, "trust", "Trust")
    project.use_coder("Ada")
    project.history.undo()
    assert project.status(everyone=True)["segments"] == {"Ada": 0, "Bea": 1}
    project.use_coder("Bea")
    assert project.segments.of(ada.transcript_id) == [bea]
    with pytest.raises(Refused, match="nothing to do again"):
        project.history.redo()


def test_a_code_others_use_is_not_taken_back(project: Project) -> None:
    made = project.codebook.create("New")
    acts: list[Callable[[], Any]] = [
        lambda: code_words(project, "trust", "New"),
        lambda: project.codebook.create("Below", made.id),
        lambda: project.codebook.rename(made.id, "Newer"),
        lambda: project.memos.write(Subject.CODE, made.id, "hm"),
    ]
    for act in acts:
        project.use_coder("Bea")
        act()
        before, known = dump(project), project.codebook.current()
        project.use_coder("Ada")
        with pytest.raises(Refused, match=r"“create code” cannot be undone: (other|later) work"):
            project.history.undo()
        assert dump(project) == before
        assert project.codebook.current() == known
        project.use_coder("Bea")
        project.history.undo()
    project.use_coder("Ada")
    project.history.undo()
    project.use_coder("Bea")
    with pytest.raises(Refused, match=r"“write memo” cannot be done again: .*is gone"):
        project.history.redo()


def test_an_import_of_another_s_segments_bends_to_what_they_did_since(
    project: Project, tmp_path: Path
) -> None:
    project.use_coder("Bea")
    code_words(project, "learn", "How")
    project.use_coder("Ada")
    rows = [("group", 34, 55, "Money", "Bea", ""), ("group", 56, 59, "Money", "Ada", "")]
    project.segments.import_csv(segments_file(tmp_path / "rows.csv", rows))
    project.use_coder("Bea")
    (imported,) = [
        one for one in project.segments.of(project.transcripts.get("group").id) if one.start == 34
    ]
    acts: list[Callable[[], Any]] = [
        lambda: project.segments.resize(imported.id, 34, 40),
        lambda: project.segments.remove(imported.id),
        lambda: project.memos.write(Subject.SEGMENT, imported.id, "hm"),
        lambda: project.coders.finish(["group"]),
    ]
    for act in acts:
        act()
        before = dump(project)
        project.use_coder("Ada")
        with pytest.raises(Refused, match="“import segments” cannot be undone"):
            project.history.undo()
        assert dump(project) == before
        project.use_coder("Bea")
        project.history.undo()
    project.use_coder("Ada")
    project.history.undo()
    project.use_coder("Bea")
    project.coders.finish(["group"])
    project.use_coder("Ada")
    before = dump(project)
    with pytest.raises(Refused, match="cannot be done again: a transcript with its segments is"):
        project.history.redo()
    assert dump(project) == before


def test_what_undo_needs_can_be_erased_or_damaged(project: Project) -> None:
    code_words(project, "trust", "Trust")
    with project.database.write() as connection:
        connection.execute(update(journal_payload).values(data=b"\x00"))
    with pytest.raises(Damaged, match="what undo needs is damaged"):
        project.history.undo()
    with project.database.write() as connection:
        connection.execute(delete(journal_payload))
    before = dump(project)
    with pytest.raises(Refused, match="“code” cannot be undone: what it needs was erased"):
        project.history.undo()
    assert dump(project) == before


def _everything(project: Project, folder: Path) -> None:
    """One of each kind of deed, with words that are easy to find again."""
    project.transcripts.import_files([make_transcript(folder, "third", [("Zoltan", "Xylophone")])])
    one = project.transcripts.get("third")
    made = project.segments.in_vivo(one.id, 0, 9, "Xylophone")
    project.segments.resize(made.id, 0, 4)
    project.segments.recode(made.id, code_named(project, "Money").id)
    memo = project.memos.write(Subject.SEGMENT, made.id, "Quixotic remark")
    project.memos.edit(memo.id, "Quixotic remark, longer")
    project.memos.delete(memo.id)
    rows = [("third", 2, 6, "Money", "Bea", "Quixotic memo")]
    project.segments.import_csv(segments_file(folder / "rows.csv", rows))
    proposal = Proposal(one.id, 1, 3, made.code_id, 0.5, 'keyword "Xylophone"', "rules")
    project.suggestions.accept(proposal)
    project.suggestions.reject(proposal)
    project.segments.remove(made.id)
    code = project.codebook.create("Xenophon", definition="Quixotic", keywords=("Xylophone",))
    project.codebook.rename(code.id, "Xerxes")
    project.codebook.move(code.id, code_named(project, "Why").id)
    project.codebook.retire(code.id)
    project.codebook.import_file(
        make_file(folder / "codes.csv", "code_id,name,example\nq,Quince,Xylophone\n")
    )
    project.speakers.rename("Zoltan", "Zsofia")
    project.speakers.set_role("Zsofia", Role.MODERATOR)
    project.speakers.merge("MOD", "Moderator")
    project.coders.finish(["third"])
    project.coders.reopen(["third"])
    project.transcripts.rename("third", "Quarto")
    project.transcripts.delete("Quarto")
    project.history.undo(3)
    project.history.redo(3)


def make_file(path: Path, text: str) -> Path:
    """A file with a text."""
    path.write_text(text, encoding="utf-8")
    return path


WORDS = ["Xyl", "Quix", "Zolt", "Zsof", "Xeno", "Xerx", "Quin", "Quart", "third"]


def test_the_journal_holds_no_words_of_anyone(project: Project, tmp_path: Path) -> None:
    """Neither quotations nor memos, names of codes, speakers and transcripts, nor their parts."""
    _everything(project, tmp_path)
    rows = project.database.read(select(journal)).mappings().all()
    assert len({row["kind"] for row in rows}) == 24
    said = {word for talk in (GROUP, INTERVIEW) for _, text in talk for word in text.split()}
    for row in rows:
        text = json.dumps(row["details"])
        assert not [word for word in [*WORDS, *said] if len(word) > 4 and word in text], row
        for value in row["details"].values():
            assert isinstance(value, int | str | list | None)
    details = {row["kind"]: row["details"] for row in rows}
    assert details["edit code"]["fields"] == ["status"]


def test_the_history_tells_each_deed_without_quotations(project: Project, tmp_path: Path) -> None:
    _everything(project, tmp_path)
    entries = project.history.entries()
    assert [entry.sequence for entry in entries] == list(range(1, len(entries) + 1))
    told = "\n".join(entry.sentence for entry in entries)
    assert "Quixotic" not in told
    assert "remark" not in told
    assert "took back: delete transcript" in told
    assert "redid: rename transcript" in told
    assert "edit code “Xerxes”" in told
    assert "import segments (1 segments)" in told
    assert {entry.coder for entry in entries} == {"Ada"}
    assert sum(entry.undone for entry in entries) == 0


def test_the_name_of_a_code_that_is_gone_is_still_told(project: Project) -> None:
    project.codebook.create("Fleeting")
    project.history.undo()
    assert project.history.entries()[-1].sentence == "took back: create code “Fleeting”"
    with project.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM code_version")
    assert "“a code that is gone”" in project.history.entries()[-1].sentence


def test_an_undo_whose_target_is_unknown_is_still_told(project: Project) -> None:
    project.codebook.create("Fleeting")
    project.history.undo()
    with project.database.write() as connection:
        connection.execute(update(journal).values(target=None))
    assert project.history.entries()[-1].sentence == "took back: an action"


def test_a_clock_that_goes_back_changes_no_order(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime

    code_words(project, "trust", "Trust")
    monkeypatch.setattr("qualcode.store.journal.now", lambda: datetime(2001, 1, 1, tzinfo=UTC))
    code_words(project, "money", "Money")
    assert project.history.entries()[-1].at.year == 2001
    assert "“Money”" in project.history.undo()[0].sentence
    assert "“Trust”" in project.history.undo()[0].sentence


def test_a_step_tells_no_number_that_holds_others_work(project: Project) -> None:
    project.use_coder("Bea")
    code_words(project, "trust", "Trust")
    project.use_coder("Ada")
    code_words(project, "money", "Money")
    project.transcripts.delete("group")
    (back,) = project.history.undo()
    assert back.sentence == "delete transcript group"
    (again,) = project.history.redo()
    assert again.sentence == "delete transcript group"
    project.history.undo()
    project.transcripts.rename("group", "first group")
    (renamed,) = project.history.undo()
    assert renamed.sentence == "rename transcript group"


def test_an_own_import_that_is_taken_back_is_told_by_its_name(
    project: Project, tmp_path: Path
) -> None:
    project.transcripts.import_files([make_transcript(tmp_path, "third", GROUP[:3])])
    (step,) = project.history.undo()
    assert step.sentence == "import transcript third (3 turns)"


def test_many_own_passages_are_counted_in_a_step(project: Project) -> None:
    made = [code_words(project, words, "Money").id for words in ("money", "trust")]
    project.passages.recode_many(made, code_named(project, "Trust").id)
    (step,) = project.history.undo()
    assert step.sentence == "recode “Trust” (2 segments) group"


def test_a_deleted_transcript_is_called_so_where_several_are_named(project: Project) -> None:
    project.coders.finish(["group", "interview"])
    project.transcripts.delete("group")
    told = project.history.window()[1].sentence
    assert told == "finish a deleted transcript, interview"
