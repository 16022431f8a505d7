"""All memos of a coder with what they are on."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.domain.errors import Refused
from qualcode.domain.memos import MemoKind, Subject
from qualcode.project import Project
from qualcode.project.placed_memos import PlacedMemo, span_of
from tests.factories import code_named, code_words, make_transcript
from tests.project.queries import number_of


def one_of_each(project: Project) -> dict[str, PlacedMemo]:
    """A memo on each sort of thing, by its text."""
    group = project.transcripts.get("group")
    start = group.text.index("learn")
    end = group.text.index("trust.") + 5
    across = project.segments.add(group.id, start, end, code_named(project, "Trust").id)
    speaker = next(one for one in group.speakers if one.label == "Ana")
    write = project.memos.write
    write(Subject.STUDY, "", "on study", MemoKind.REFLEXIVE)
    write(Subject.CODE, code_named(project, "Money").id, "on code", MemoKind.THEORETICAL)
    write(Subject.SPEAKER, speaker.id, "on speaker")
    write(Subject.TRANSCRIPT, group.id, "on transcript")
    write(Subject.TURN, group.turns[3].id, "on turn")
    write(Subject.SEGMENT, across.id, "on segment")
    return {one.memo.text: one for one in project.memos.all()}


def test_each_says_what_it_is_on(project: Project) -> None:
    found = one_of_each(project)
    assert {text: (one.transcript, one.on) for text, one in found.items()} == {
        "on transcript": ("group", "transcript"),
        "on speaker": ("group", "speaker Ana"),
        "on segment": ("group", "turn 2, “Trust”"),
        "on turn": ("group", "turn 4"),
        "on code": ("", "code “Why > Money”"),
        "on study": ("", "the study"),
    }
    assert [*found][-2:] == ["on study", "on code"]
    assert found["on turn"].quote == "Does anybody disagree?"
    assert (found["on segment"].turn, found["on turn"].turn, found["on code"].turn) == (2, 4, None)


def test_the_passage_is_found_again_in_the_whole_text(project: Project) -> None:
    found = one_of_each(project)
    text = project.transcripts.get("group").text
    for one in (found["on segment"], found["on turn"]):
        start, end = span_of(project, one)
        assert text[start:end] == one.quote
    assert found["on segment"].quote.startswith("learn from others.\nI would say")
    assert span_of(project, found["on transcript"]) == (0, 0)


def test_another_coder_s_memos_are_not_there(project: Project) -> None:
    one_of_each(project)
    project.use_coder("Bea")
    assert project.memos.all() == []


def test_the_number_of_queries_does_not_grow(project: Project, tmp_path: Path) -> None:
    empty = number_of(project, project.memos.all)
    one_of_each(project)
    for number in range(3):
        talk = (("Moderator", f"Talk {number}."), ("Ana", f"I trust {number}."))
        file = make_transcript(tmp_path, f"more{number}", talk)
        project.transcripts.add(project.transcripts.read(file))
        made = code_words(project, "trust", "Trust", f"more{number}")
        project.memos.write(Subject.SEGMENT, made.id, f"memo {number}")
    assert number_of(project, project.memos.all) == empty


def test_the_kind_is_changed_as_one_step(project: Project) -> None:
    memo = project.memos.write(Subject.STUDY, "", "hm")
    assert project.memos.set_kind(memo.id, MemoKind.TO_DO).kind is MemoKind.TO_DO
    commits = project.change_counter
    project.memos.set_kind(memo.id, MemoKind.TO_DO)
    assert project.change_counter == commits
    assert project.history.entries()[-1].sentence == "change kind of memo"
    project.history.undo()
    assert project.memos.all()[0].memo == memo
    project.use_coder("Bea")
    with pytest.raises(Refused, match="another coder's"):
        project.memos.set_kind(memo.id, MemoKind.NOTE)
