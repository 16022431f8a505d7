"""Merges taken back in place: all of one, or some of the passages that it took along."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from qualcode.domain.errors import Refused
from qualcode.domain.memos import Subject
from qualcode.domain.suggestions import Proposal
from qualcode.project import Project
from qualcode.project.codebook_unmerge import Unmergeable
from qualcode.store.schema import suggestion
from tests.factories import code_named, code_words, dump
from tests.project.test_codebook_merge import (
    RECORD,
    codings,
    fill,
    memo_places,
    passages,
    small_study,
)


def ids(project: Project, *names: str) -> list[str]:
    return [code_named(project, name).id for name in names]


def only_merge(project: Project, into: str) -> Unmergeable:
    (found,) = project.codebook.unmergeable(into)
    return found


@settings(max_examples=40, deadline=None)
@given(codings, st.booleans(), st.booleans())
def test_a_merge_and_its_unmerge_leave_the_codings_as_they_were(
    wanted: list[tuple[str, str, str, bool, int | None, int]], upwards: bool, whole: bool
) -> None:
    with small_study() as project:
        fill(project, wanted)
        gone, into = ids(project, *(("Trust", "Money") if upwards else ("Money", "Trust")))
        coded, remarks = passages(project), memo_places(project)
        own = project.segments.counts().get(gone, 0)
        project.codebook.merge(gone, into)
        merged = dump(project, RECORD)
        found = only_merge(project, into)
        assert (found.segments, found.refusal) == (own, "")
        if whole:
            project.codebook.unmerge(found.sequence)
        else:
            for coder in ("Ada", "Bea"):
                project.use_coder(coder)
                if project.segments.counts().get(into):
                    _all_of(project, into)
            project.use_coder("Ada")
        assert passages(project) == coded
        assert memo_places(project) == remarks
        if whole:
            after = dump(project, RECORD)
            assert gone in {one.id for one in project.codebook.current().codes}
            assert project.codebook.unmergeable(into) == []
            project.history.undo()
            assert dump(project, RECORD) == merged
            project.history.redo()
            assert dump(project, RECORD) == after


def _all_of(project: Project, code_id: str) -> None:
    """Send all own passages of a code back; nothing where no merge brought one."""
    wanted = [one.id for one in project.passages.of([code_id], below=False)]
    before = dump(project)
    try:
        project.passages.unmerge(wanted)
    except Refused:
        assert dump(project) == before


def test_some_passages_go_back_and_bring_the_code_back_into_use(project: Project) -> None:
    money, trust = ids(project, "Money", "Trust")
    first = code_words(project, "money", "Money")
    second = code_words(project, "we learn", "Money")
    native = code_words(project, "trust", "Trust")
    project.codebook.merge(money, trust)
    before = dump(project, RECORD)
    done = project.passages.unmerge([first.id, native.id])
    assert (dict(done.returned), done.stayed) == ({"Why > Money": 1}, 1)
    assert project.segments.counts() == {money: 1, trust: 2}
    assert not project.codebook.current().by_id[money].retired
    assert project.history.mine(1)[0].sentence == (
        "sent back to “Money” out of “Trust” (1 segments) group"
    )
    assert only_merge(project, trust).segments == 1
    with pytest.raises(Refused, match="no merge brought this passage"):
        project.passages.unmerge([native.id])
    project.passages.unmerge([second.id])
    assert project.segments.counts() == {money: 2, trust: 1}
    project.history.undo(2)
    assert dump(project, RECORD) == before


def test_what_was_decided_anew_since_the_merge_stays(project: Project) -> None:
    money, trust, how = ids(project, "Money", "Trust", "How")
    went = code_words(project, "money", "Money")
    chosen = code_words(project, "we learn", "Money")
    project.codebook.merge(money, trust)
    project.segments.recode(chosen.id, how)
    project.segments.recode(chosen.id, trust)
    assert only_merge(project, trust).segments == 1
    project.codebook.unmerge(only_merge(project, trust).sequence)
    assert project.segments.counts() == {money: 1, trust: 1}
    assert [one.id for one in project.passages.of([money])] == [went.id]


def test_a_chain_of_merges_goes_back_step_by_step(project: Project) -> None:
    money, trust, how = ids(project, "Money", "Trust", "How")
    went = code_words(project, "money", "Money")
    project.codebook.merge(money, trust)
    project.codebook.merge(trust, how)
    project.history.undo(2)
    project.history.redo(2)
    first = only_merge(project, how)
    assert first.code_id == trust
    project.codebook.unmerge(first.sequence)
    assert project.segments.counts() == {trust: 1}
    assert "merged from" not in project.codebook.current().by_id[how].extras
    project.passages.unmerge([went.id])
    assert project.segments.counts() == {money: 1}
    project.codebook.merge(money, trust)
    assert project.passages.unmerge([went.id]).returned == {"Why > Money": 1}


def test_the_rest_of_the_merge_returns_with_the_whole(project: Project) -> None:
    book = project.codebook
    money, trust = ids(project, "Money", "Trust")
    child = book.create("Grants", money)
    project.memos.write(Subject.CODE, money, "my own thought")
    one = project.transcripts.get("group")
    project.suggestions.reject(Proposal(one.id, 0, 3, money, 0.5, "why", "rules"))
    book.merge(money, trust)
    moved_on = book.create("Loans", trust)
    book.unmerge(only_merge(project, trust).sequence)
    paths = book.current().paths
    assert (paths[child.id], paths[moved_on.id]) == ("Why > Money > Grants", "Why > Trust > Loans")
    assert [memo.text for memo in project.memos.on(Subject.CODE, money)] == ["my own thought"]
    assert set(project.database.read(select(suggestion.c.code_id)).scalars()) == {money}
    assert "merged from" not in book.current().by_id[trust].extras


def test_why_a_code_cannot_come_back(project: Project) -> None:
    book = project.codebook
    why, money, trust, how = ids(project, "Why", "Money", "Trust", "How")
    went = code_words(project, "money", "Money")
    other = code_words(project, "we learn", "Money")
    book.merge(money, trust)
    book.create("Money", why)
    before = dump(project)
    words = "another code “Money” at its place now"
    assert words in only_merge(project, trust).refusal
    for act in (
        lambda: book.unmerge(only_merge(project, trust).sequence),
        lambda: project.passages.unmerge([went.id]),
    ):
        with pytest.raises(Refused, match=words):
            act()
    assert dump(project) == before
    project.history.undo()
    project.passages.unmerge([went.id])
    book.retire(money)
    with pytest.raises(Refused, match="“Money” is retired"):
        project.passages.unmerge([other.id])
    book.retire(money, False)
    book.merge(money, how)
    with pytest.raises(Refused, match="“Money” was merged into “How” since"):
        project.passages.unmerge([other.id])


def test_a_code_that_was_retired_before_the_merge_is_so_again(project: Project) -> None:
    money, trust = ids(project, "Money", "Trust")
    went = [code_words(project, words, "Money").id for words in ("money", "we learn")]
    project.codebook.retire(money)
    project.codebook.merge(money, trust)
    for one in went:
        project.passages.unmerge([one])
    assert project.codebook.current().by_id[money].status == "retired"
    assert project.segments.counts() == {money: 2}


def test_a_code_returns_beneath_what_took_its_parent_over(project: Project) -> None:
    book = project.codebook
    why, money, trust, how = ids(project, "Why", "Money", "Trust", "How")
    code_words(project, "money", "Money")
    book.merge(money, trust)
    book.merge(why, how)
    book.unmerge(only_merge(project, trust).sequence)
    assert book.current().paths[money] == "How > Money"


def test_finished_transcripts_keep_passages_and_let_the_whole_merge_go(project: Project) -> None:
    money, trust = ids(project, "Money", "Trust")
    went = code_words(project, "money", "Money")
    project.use_coder("Bea")
    code_words(project, "we learn", "Money")
    project.use_coder("Ada")
    project.codebook.merge(money, trust)
    project.coders.finish(["group"])
    with pytest.raises(Refused, match="group is marked as finished"):
        project.passages.unmerge([went.id])
    assert only_merge(project, trust).segments == 1
    project.codebook.unmerge(only_merge(project, trust).sequence)
    project.use_coder("Bea")
    assert project.segments.counts() == {money: 1}
    told = next(one for one in project.history.window() if one.kind == "unmerge code")
    assert told.sentence == "unmerge code “Money” out of “Trust”"
    with pytest.raises(Refused, match="another coder's"):
        project.passages.unmerge([went.id])


def test_what_went_back_is_read_under_the_rules_of_its_own_code(project: Project) -> None:
    book = project.codebook
    money, trust = ids(project, "Money", "Trust")
    went = code_words(project, "money", "Money")
    stayed = code_words(project, "we learn", "Money")
    book.merge(money, trust)
    project.passages.unmerge([went.id])
    book.edit(trust, definition="other rules")
    assert [one.segment_id for one in book.segments_under_older()] == [stayed.id]
    book.edit(money, definition="rules of its own")
    older = {one.segment_id: one.code for one in book.segments_under_older()}
    assert older == {stayed.id: "Trust", went.id: "Money"}
