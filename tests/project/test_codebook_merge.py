"""Merging codes: nobody's work and nobody's words are lost, and it can be taken back."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from qualcode.domain.errors import BadInput, Refused
from qualcode.domain.memos import MemoKind, Subject
from qualcode.domain.suggestions import Proposal
from qualcode.project import Project, open_project
from qualcode.store.schema import memo, segment, suggestion
from tests.drawing import drawn
from tests.factories import code_named, code_words, dump, make_project, segments_file

MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") else None
RECORD = ("journal", "journal_payload", "codebook_version", "code_version", "study")
WORDS = ("money", "we learn", "trust", "No. It")


def mark(project: Project, segment_id: str, **values: Any) -> None:
    """Set what the coder marked on a segment."""
    with project.actions.action(project.coder, "mark") as work:
        work.update(segment, segment_id, **values)


@contextmanager
def small_study() -> Iterator[Project]:
    """A study in memory, with the state folder beside it."""
    with TemporaryDirectory(dir=MEMORY) as folder:
        os.environ["XDG_STATE_HOME"] = str(Path(folder) / "state")
        project = make_project(Path(folder))
        try:
            yield project
        finally:
            project.close()


codings = st.lists(
    st.tuples(
        st.sampled_from(("Ada", "Bea")),
        st.sampled_from(WORDS),
        st.sampled_from(("Money", "Trust", "How")),
        st.booleans(),
        st.sampled_from((None, 0, 2)),
        st.integers(0, 2),
    ),
    max_size=12,
    unique_by=lambda one: one[:3],
)


def fill(project: Project, wanted: list[tuple[str, str, str, bool, int | None, int]]) -> None:
    """Code passages as two coders, with marks and memos."""
    for coder, words, code, key, weight, memos in wanted:
        project.use_coder(coder)
        made = code_words(project, words, code)
        mark(project, made.id, key_quote=key, weight=weight)
        for number in range(memos):
            project.memos.write(Subject.SEGMENT, made.id, f"{coder} {words} {code} {number}")
    project.use_coder("Ada")


def passages(project: Project) -> dict[tuple[Any, ...], tuple[bool, int | None]]:
    """Marks of each segment by coder, code and place."""
    s = segment.c
    place = (s.start_turn_id, s.start_offset, s.end_turn_id, s.end_offset)
    rows = project.database.read(select(s.coder_id, s.code_id, *place, s.key_quote, s.weight))
    found = {tuple(row[:6]): (row[6], row[7]) for row in rows}
    assert len(found) == len(project.database.read(select(s.id)).all())
    return found


def memo_places(project: Project) -> set[tuple[Any, ...]]:
    """Text, writer, and coder and place of the segment, of each memo on a segment."""
    s, m = segment.c, memo.c
    columns = (m.text, m.coder_id, s.coder_id, s.start_turn_id, s.start_offset, s.end_offset)
    rows = project.database.read(select(*columns).join(segment, s.id == m.segment_id))
    return {tuple(row) for row in rows}


@drawn(40)
@given(codings, st.booleans())
def test_a_merge_loses_nothing_and_undo_restores_all(
    wanted: list[tuple[str, str, str, bool, int | None, int]], upwards: bool
) -> None:
    with small_study() as project:
        fill(project, wanted)
        names = ("Trust", "Money") if upwards else ("Money", "Trust")
        gone, into = (code_named(project, name).id for name in names)
        before, coded, remarks = dump(project, RECORD), passages(project), memo_places(project)
        preview = project.codebook.merge_preview(gone, into)
        count = project.segments.counts()
        assert preview.segments == count.get(gone, 0)
        project.codebook.merge(gone, into)
        wanted_now: dict[tuple[Any, ...], tuple[bool, int | None]] = {}
        for (coder, code, *place), (key, weight) in coded.items():
            where = (coder, into if code == gone else code, *place)
            other = wanted_now.get(where, (False, None))
            weights = [one for one in (weight, other[1]) if one is not None]
            wanted_now[where] = (key or other[0], max(weights, default=None))
        assert passages(project) == wanted_now
        assert memo_places(project) == remarks
        after = project.segments.counts()
        assert after.get(into, 0) == count.get(into, 0) + preview.segments - preview.duplicates
        merged = dump(project, RECORD)
        project.history.undo()
        assert dump(project, RECORD) == before
        project.history.redo()
        assert dump(project, RECORD) == merged


def test_the_merged_code_leaves_the_tree_and_its_words_stay(project: Project) -> None:
    book = project.codebook
    money, trust = code_named(project, "Money"), code_named(project, "Trust")
    rules = {"definition": "funds", "include_when": "coins", "exclude_when": "thanks"}
    book.edit(money.id, **rules, keywords=("cash", "loan"))
    child = book.create("Grants", money.id)
    project.memos.write(Subject.CODE, money.id, "my own thought")
    into = book.merge(money.id, trust.id)
    now = book.current()
    assert money.id not in {code.id for code in now.codes}
    assert money.id not in [code.id for _, code in now.walk()]
    assert now.by_id[money.id].retired
    assert now.by_id[money.id].status == "merged"
    assert now.paths[child.id] == "Why > Trust > Grants"
    assert into.extras["merged from"] == "why.money Money"
    texts = {one.kind: one.text for one in project.memos.on(Subject.CODE, trust.id)}
    assert texts[MemoKind.NOTE] == "my own thought"
    for words in (*rules.values(), "cash; loan", "why.money"):
        assert words in texts[MemoKind.METHOD]
    assert now.find("why.money") == now.find("Money") == into
    assert book.create("Money", code_named(project, "Why").id).key == "why.money-2"


def test_sources_add_up_and_digits_lead_on(project: Project) -> None:
    book = project.codebook
    why, money, trust, how = (code_named(project, n) for n in ("Why", "Money", "Trust", "How"))
    book.pin(4, money.id)
    book.pin(5, trust.id)
    book.merge(money.id, trust.id)
    assert book.slots() == {5: trust.id}
    merged = book.merge(trust.id, how.id)
    assert merged.extras["merged from"] == "why.trust Trust; why.money Money"
    assert book.slots() == {4: how.id} or book.slots() == {5: how.id}
    assert book.current().successor(book.current().by_id[money.id]).id == how.id
    project.history.undo(2)
    assert book.slots() == {4: money.id, 5: trust.id}
    assert why.id in book.current().by_id


def test_a_code_may_be_merged_into_one_below_it(project: Project) -> None:
    book = project.codebook
    why, money = code_named(project, "Why"), code_named(project, "Money")
    before = dump(project, RECORD)
    book.merge(why.id, money.id)
    now = book.current()
    assert now.by_id[money.id].parent_id is None
    assert now.paths[code_named(project, "Trust").id] == "Money > Trust"
    assert [code.name for code in now.children[None]] == ["Money", "How"]
    project.history.undo()
    assert dump(project, RECORD) == before


def test_what_cannot_be_merged(project: Project) -> None:
    book = project.codebook
    money, trust, how = (code_named(project, name) for name in ("Money", "Trust", "How"))
    book.create("Same", money.id)
    book.create("Same", trust.id)
    book.retire(how.id)
    before = dump(project)
    for gone, into, words in (
        (money.id, money.id, "cannot be merged with itself"),
        (money.id, "x", "not in the codebook any more"),
        (money.id, how.id, "“How” is retired"),
        (money.id, trust.id, "“Same” stands under both codes"),
    ):
        with pytest.raises(BadInput, match=words):
            book.merge(gone, into)
        assert words in book.merge_preview(gone, into).refusal
    assert dump(project) == before


def test_a_merged_code_can_only_be_looked_up(project: Project) -> None:
    book = project.codebook
    money, trust = code_named(project, "Money").id, code_named(project, "Trust").id
    book.merge(money, trust)
    before = dump(project)
    for act in (
        lambda: book.rename(money, "x"),
        lambda: book.retire(money, False),
        lambda: book.move(money, None),
        lambda: book.move(code_named(project, "How").id, money),
        lambda: book.pin(1, money),
        lambda: book.create("x", money),
        lambda: book.merge(trust, money),
    ):
        with pytest.raises(BadInput):
            act()
    one = project.transcripts.get("group")
    with pytest.raises(Refused, match="“Money” is retired"):
        project.segments.add(one.id, 0, 3, money)
    assert dump(project) == before


def test_exports_leave_it_out_and_files_that_name_it_lead_to_the_successor(
    project: Project, tmp_path: Path
) -> None:
    book = project.codebook
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    book.create("Grants", code_named(project, "Money").id)
    book.export_file(old)
    book.merge(code_named(project, "Money").id, code_named(project, "Trust").id)
    assert book.export_file(new) == 4
    rows = {row["code_id"]: row for row in _written(new)}
    assert set(rows) == {"why", "why.trust", "why.money.grants", "how"}
    assert rows["why.trust"]["merged from"] == "why.money Money"
    assert rows["why.money.grants"]["parent_id"] == "why.trust"
    result = book.import_file(old)
    assert any("“why.money” was merged into “why.trust”" in one for one in result.problems)
    assert book.current().paths[book.current().by_key["why.money.grants"].id] == (
        "Why > Trust > Grants"
    )
    file = segments_file(tmp_path / "s.csv", [("group", 0, 5, "why.money", "Ada", "")])
    assert project.segments.import_csv(file).imported == 1
    assert set(project.segments.counts()) == {code_named(project, "Trust").id}
    for name in ("codebook", "frequencies"):
        assert "why.money" not in {row[0] for row in project.tables.make(name).rows}


def test_a_header_that_came_with_a_file_gets_the_column(project: Project, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("code_id,name\nwhy,Why\n", encoding="utf-8")
    project.codebook.import_file(tmp_path / "in.csv")
    project.codebook.merge(code_named(project, "How").id, code_named(project, "Why").id)
    project.codebook.export_file(tmp_path / "out.csv")
    assert "merged from" in (tmp_path / "out.csv").read_text("utf-8").splitlines()[0]


def test_stored_suggestions_follow(project: Project) -> None:
    one = project.transcripts.get("group")
    money, trust = code_named(project, "Money").id, code_named(project, "Trust").id
    project.suggestions.reject(Proposal(one.id, 0, 3, money, 0.5, "why", "rules"))
    project.codebook.merge(money, trust)
    assert set(project.database.read(select(suggestion.c.code_id)).scalars()) == {trust}


def test_finished_transcripts_are_no_obstacle_and_the_preview_counts_own_work(
    project: Project,
) -> None:
    money, trust = code_named(project, "Money").id, code_named(project, "Trust").id
    for coder in ("Bea", "Ada"):
        project.use_coder(coder)
        code_words(project, "money", "Money")
        project.coders.finish(["group"])
    project.use_coder("Cid")
    assert project.codebook.merge_preview(money, trust).segments == 0
    project.use_coder("Ada")
    assert project.codebook.merge_preview(money, trust).segments == 1
    project.codebook.merge(money, trust)
    assert project.segments.counts() == {trust: 1}
    details = [entry.details for entry in _journal(project) if entry.kind == "merge code"]
    assert details == [{"code": money, "into": trust}]


def _written(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def _journal(project: Project) -> list[Any]:
    from qualcode.store import journal

    return journal.entries(project.database)


def test_it_can_be_undone_after_the_study_was_closed(project: Project) -> None:
    code_words(project, "money", "Money")
    before = dump(project, RECORD)
    project.codebook.merge(code_named(project, "Money").id, code_named(project, "Trust").id)
    path = project.path
    project.close()
    with open_project(path, coder="Ada") as again:
        again.history.undo()
        assert dump(again, RECORD) == before


def test_another_coder_cannot_undo_back_to_a_merged_code(project: Project) -> None:
    project.use_coder("Bea")
    made = code_words(project, "money", "Money")
    project.segments.remove(made.id)
    project.use_coder("Ada")
    project.codebook.merge(code_named(project, "Money").id, code_named(project, "Trust").id)
    before = dump(project)
    project.use_coder("Bea")
    with pytest.raises(Refused, match="its code was merged into another"):
        project.history.undo()
    assert dump(project) == before


def test_the_same_name_under_two_parents_works_everywhere(project: Project, tmp_path: Path) -> None:
    book = project.codebook
    why, how = code_named(project, "Why"), code_named(project, "How")
    first = code_named(project, "Money")
    second = book.create("Money", how.id)
    assert (first.key, second.key) == ("why.money", "how.money")
    assert book.current().find("How > Money") == second
    with pytest.raises(BadInput, match="name of several codes"):
        book.current().find("Money")
    book.export_file(tmp_path / "out.csv")
    assert book.import_file(tmp_path / "out.csv").added == 0
    paths = [row[3] for row in project.tables.make("codebook").rows]
    assert {"Why > Money", "How > Money"} <= set(paths)
    with pytest.raises(BadInput, match="“Money” stands under both codes"):
        book.merge(why.id, how.id)
    book.merge(first.id, second.id)
    assert book.current().find("Money") == book.current().by_id[second.id]
