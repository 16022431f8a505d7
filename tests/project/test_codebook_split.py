"""Splitting a code: each own segment goes where it was sent, in one step back."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.errors import BadInput, Refused
from qualcode.domain.memos import Subject
from qualcode.project import Project
from qualcode.project.codebook_split import NEW, NewCode
from tests.drawing import drawn
from tests.factories import code_named, code_words, dump, make_project
from tests.project.test_codebook_merge import MEMORY, RECORD, WORDS, memo_places, passages

plans = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(("Money", "Trust", NEW))),
    unique_by=lambda one: one[0],
)


@drawn(30)
@given(plans, st.sets(st.sampled_from(WORDS)))
def test_every_segment_and_memo_survives_and_undo_restores_all(
    plan: list[tuple[str, str]], has_both: set[str]
) -> None:
    with TemporaryDirectory(dir=MEMORY) as folder:
        os.environ["XDG_STATE_HOME"] = str(Path(folder) / "state")
        with make_project(Path(folder)) as project:
            money, trust = code_named(project, "Money").id, code_named(project, "Trust").id
            made = {words: code_words(project, words, "Money").id for words, _ in plan}
            for words in made:
                project.memos.write(Subject.SEGMENT, made[words], words)
            for words in has_both:
                code_words(project, words, "Trust")
            before, coded, remarks = dump(project, RECORD), passages(project), memo_places(project)
            ids = {"Money": money, "Trust": trust, NEW: NEW}
            sent = {made[words]: ids[to] for words, to in plan}
            new = project.codebook.split(money, sent, NewCode("Fees"))
            assert (new is not None) == (NEW in sent.values())
            assert memo_places(project) == remarks
            places = {(key[0], key[2:]) for key in coded}
            assert {(key[0], key[2:]) for key in passages(project)} == places
            for words, to in plan:
                code = {"Money": "Money", "Trust": "Trust", NEW: "Fees"}[to]
                assert code in codes_on(project, words)
                assert code == "Money" or "Money" not in codes_on(project, words)
            if project.history.entries()[-1].kind == "split code":
                project.history.undo()
            assert dump(project, RECORD) == before


def codes_on(project: Project, words: str) -> set[str]:
    """Names of the codes on the first place of the words."""
    one = project.transcripts.get("group")
    start, names = one.text.index(words), project.codebook.current().by_id
    return {
        names[found.code_id].name
        for found in project.segments.of(one.id)
        if (found.start, found.end) == (start, start + len(words))
    }


def test_a_split_decides_under_the_present_rules(project: Project) -> None:
    book, money = project.codebook, code_named(project, "Money").id
    first, second = (code_words(project, words, "Money").id for words in ("money", "we learn"))
    book.edit(money, definition="only coins")
    assert len(book.segments_under_older()) == 2
    new = book.split(money, {first: NEW, second: money}, NewCode("Fees", money))
    assert new is not None
    assert new.parent_id == money
    assert book.segments_under_older() == []
    version = book.current().version
    one = project.transcripts.get("group").id
    assert {found.codebook_version for found in project.segments.of(one)} == {version}
    assert book.split(money, {second: new.id}) is None
    assert project.segments.counts() == {new.id: 2}


def test_what_cannot_be_split(project: Project) -> None:
    book = project.codebook
    money, trust = code_named(project, "Money").id, code_named(project, "Trust").id
    made = code_words(project, "money", "Money").id
    other = code_words(project, "trust", "Trust").id
    project.use_coder("Bea")
    foreign = code_words(project, "money", "Money").id
    project.use_coder("Ada")
    book.retire(code_named(project, "How").id)
    before = dump(project)
    for sent, kind, words in (
        ({made: "x"}, BadInput, "not in the codebook"),
        ({made: NEW}, BadInput, "not in the codebook"),
        ({made: code_named(project, "How").id}, BadInput, "“How” is retired"),
        ({foreign: trust}, Refused, "not there any more"),
        ({made: trust, other: money}, Refused, "not there any more"),
    ):
        with pytest.raises(kind, match=words):
            book.split(money, sent)
    with pytest.raises(BadInput, match="at this place already"):
        book.split(money, {made: NEW}, NewCode("Why"))
    assert dump(project) == before
    assert book.current().by_id[money].name == "Money"


def test_finished_transcripts_stay_as_they_are(project: Project) -> None:
    money = code_named(project, "Money").id
    kept = code_words(project, "money", "Money").id
    free = code_words(project, "Money", "Money", "interview")
    project.coders.finish(["group"])
    found = project.codebook.splittable(money)
    assert ([one.segment_id for one in found.passages], found.finished) == ([free.id], 1)
    with pytest.raises(Refused, match="group is marked as finished: reopen it"):
        project.codebook.split(money, {kept: NEW, free.id: NEW}, NewCode("Fees"))
    assert "Fees" not in {code.name for code in project.codebook.current().codes}


def test_a_split_that_sends_nothing_makes_nothing(project: Project) -> None:
    money = code_named(project, "Money").id
    made = code_words(project, "money", "Money").id
    before = dump(project)
    for stays in ({}, {made: money}):
        assert project.codebook.split(money, stays, NewCode("Fees")) is None
    assert dump(project) == before
