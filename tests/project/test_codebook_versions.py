"""Versions of the codebook: what it was, what changed, and what was coded before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.codebook_changes import compared
from qualcode.domain.errors import BadInput
from qualcode.project import Project
from tests.drawing import drawn
from tests.factories import code_named, code_words, dump, make_project
from tests.project.test_codebook_merge import small_study


def told(project: Project, older: int) -> set[tuple[str, ...]]:
    """Kind, path, field, before and after of what changed since a version."""
    found = project.codebook.compare(older, project.codebook.current().version)
    return {(d.kind, d.path, d.field, d.before, d.after) for d in found.differences}


def test_a_version_is_frozen_with_a_label_and_freed_by_undo(project: Project) -> None:
    book, before = project.codebook, dump(project)
    number = book.freeze("  pilot \n round ")
    last = book.versions()[-1]
    assert (last.number, last.label, last.coder, last.present) == (
        number,
        "pilot round",
        "Ada",
        True,
    )
    assert book.current().version == number
    assert book.find_version("pilot round") == book.find_version(str(number)) == number
    project.history.undo()
    assert dump(project)["codebook_version"] == before["codebook_version"]
    project.history.redo()
    assert book.versions()[-1].label == "pilot round"
    book.create("Late")
    for label, words in (
        ("pilot round", "is called"),
        (" ", "needs a label"),
        ("\u200d\u2060", "needs a label"),
        ("2", "“2” reads as the number of a version"),
    ):
        with pytest.raises(BadInput, match=words):
            book.freeze(label)
    number = book.freeze("a\u202eb\x1b")
    assert book.versions()[-1].label == "a\ufffdb\u241b"
    assert book.find_version("a\u202eb\x1b") == book.find_version("a\ufffdb\u241b") == number
    with pytest.raises(BadInput, match="no version “x”: use 1 to"):
        book.find_version("x")


def test_the_first_state_of_an_empty_study_is_version_1(tmp_path: Path) -> None:
    with make_project(tmp_path, codes=()) as project:
        assert [one.number for one in project.codebook.versions()] == [1]
        assert project.codebook.freeze("empty") == 1
        project.codebook.create("A")
        assert [one.label for one in project.codebook.versions()] == ["empty", ""]
        assert project.codebook.at(1).codes == ()
        project.history.undo(2)
        assert [one.label for one in project.codebook.versions()] == ["", "", ""]


def test_versions_count_own_segments_and_changed_codes(project: Project) -> None:
    book = project.codebook
    code_words(project, "money", "Money")
    book.move(code_named(project, "Trust").id, None)
    code_words(project, "trust", "Trust")
    project.use_coder("Bea")
    code_words(project, "money", "Money")
    found = {one.number: one for one in book.versions()}
    version = book.current().version
    assert (found[version].own, found[version - 1].own) == (1, 0)
    assert found[version].changed == 1
    project.use_coder("Ada")
    assert [one.own for one in book.versions()][-2:] == [1, 1]


def test_what_changed_is_told_by_kind(project: Project) -> None:
    book = project.codebook
    why, money, trust, how = (code_named(project, n) for n in ("Why", "Money", "Trust", "How"))
    start = book.current().version
    book.rename(why.id, "Reasons")
    book.edit(money.id, definition="funds", keywords=("a", "b"))
    book.move(trust.id, how.id)
    book.retire(how.id)
    late = book.create("Late")
    assert told(project, start) == {
        ("renamed", "Reasons", "", "Why", "Reasons"),
        ("changed", "Reasons > Money", "definition", "", "funds"),
        ("changed", "Reasons > Money", "keywords", "", "a; b"),
        ("moved", "How > Trust", "", "Why > Trust", "How > Trust"),
        ("retired", "How", "", "", ""),
        ("added", "Late", "", "", ""),
    }
    middle = book.current().version
    book.retire(how.id, False)
    book.merge(late.id, money.id)
    assert {one[:2] for one in told(project, middle)} == {
        ("in use again", "How"),
        ("merged", "Late"),
    }
    assert [d.after for d in book.compare(middle, book.current().version).of("merged")] == [
        "Reasons > Money"
    ]
    now = book.current().version
    kinds = {(d.kind, d.path) for d in book.compare(now, start).differences}
    assert ("renamed", "Why") in kinds
    assert book.compare(now, now).differences == ()
    # Late was not there at the start and is merged now: nothing of it is told.
    assert not any("Late" in d.path for d in book.compare(start, now).differences)


def test_no_version_and_no_date_before_the_first(project: Project) -> None:
    last = project.codebook.current().version
    with pytest.raises(BadInput, match=f"no version {last + 1} of the codebook: use 1 to {last}"):
        project.codebook.at(last + 1)
    assert project.codebook.at_date(datetime(2000, 1, 1)).codes == ()
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    assert project.codebook.at_date(tomorrow) == project.codebook.current()


changes = st.lists(
    st.sampled_from(("rename", "move", "retire", "create", "edit", "merge", "undo")), max_size=6
)


def change_codebook(project: Project, change: str, one: str, other: str, number: int) -> None:
    """Do one change, named by a word."""
    book = project.codebook
    match change:
        case "rename":
            book.rename(one, f"N{number}")
        case "move":
            book.move(one, other)
        case "retire":
            book.retire(one, not book.current().by_id[one].retired)
        case "create":
            book.create(f"C{number}", one)
        case "edit":
            book.edit(one, definition=str(number))
        case "merge":
            book.merge(one, other)
        case _:
            project.history.undo()


@drawn(25)
@given(changes, st.data())
def test_each_version_can_be_seen_again(wanted: list[str], data: st.DataObject) -> None:
    with small_study() as project:
        book = project.codebook
        seen = {book.current().version: book.current()}
        for number, change in enumerate(wanted):
            codes = [code for _, code in book.current().walk()]
            one, other = (data.draw(st.sampled_from(codes)) for _ in range(2))
            try:
                change_codebook(project, change, one.id, other.id, number)
            except BadInput:
                continue
            seen[book.current().version] = book.current()
        for version, known in seen.items():
            assert book.at(version) == known
        assert compared(book.at(max(seen)), book.current()).differences == ()


def test_what_was_coded_under_older_rules(project: Project) -> None:
    book, money = project.codebook, code_named(project, "Money").id
    first = code_words(project, "money", "Money")
    code_words(project, "trust", "Trust")
    project.use_coder("Bea")
    code_words(project, "money", "Money")
    project.use_coder("Ada")
    assert book.segments_under_older() == []
    book.rename(money, "Cash")
    book.edit(money, example="coins")
    assert book.segments_under_older() == []
    book.edit(money, exclude_when="thanks")
    changed = book.current().version
    book.create("Late")
    code_words(project, "we learn", "Cash")
    (found,) = book.segments_under_older()
    assert (found.segment_id, found.transcript, found.text) == (first.id, "group", "money")
    assert (found.version, found.changed_in, found.code) == (
        first.codebook_version,
        changed,
        "Cash",
    )
    assert book.segments_under_older(money) == [found]
    assert book.segments_under_older(code_named(project, "Trust").id) == []
    book.edit(money, exclude_when="")
    back = book.segments_under_older()
    assert [one.text for one in back] == ["we learn"]


def test_a_code_is_compared_by_what_a_coder_reads() -> None:
    one, same = Code("1", "a", "A", sort=10), Code("1", "a", "A", sort=20)
    assert compared(Codebook((one,)), Codebook((same,), 2)).differences == ()


def test_a_passage_over_several_turns_shows_its_beginning(project: Project) -> None:
    one, money = project.transcripts.get("group"), code_named(project, "Money").id
    project.segments.add(one.id, one.text.index("trust"), one.text.index("No."), money)
    (found,) = project.codebook.splittable(money).passages
    assert (found.text, found.cut, found.turn) == ("trust. [laughs] We trust them.", True, 3)


def test_numbers_that_follow_a_move_are_the_coders_own(project: Project) -> None:
    why = code_named(project, "Why").id
    code_words(project, "money", "Money")
    code_words(project, "trust", "Why")
    project.use_coder("Bea")
    assert project.codebook.below_counts(why) == 0
    project.use_coder("Ada")
    assert project.codebook.below_counts(why) == 2


def test_recoding_decides_under_the_present_rules(project: Project) -> None:
    book = project.codebook
    money, trust = code_named(project, "Money").id, code_named(project, "Trust").id
    made = [code_words(project, words, "Money").id for words in ("money", "we learn", "trust")]
    book.edit(trust, definition="relying")
    project.segments.recode(made[0], trust)
    project.passages.recode_many(made[1:], trust)
    version = book.current().version
    found = project.segments.of(project.transcripts.get("group").id)
    assert {one.codebook_version for one in found} == {version}
    assert book.segments_under_older() == []
    book.edit(trust, definition="relying on others")
    assert {one.segment_id for one in book.segments_under_older()} == set(made)
    assert book.segments_under_older(money) == []


def test_what_was_older_stays_older_where_its_code_is_merged(project: Project) -> None:
    book = project.codebook
    money, trust, how = (code_named(project, name).id for name in ("Money", "Trust", "How"))
    old = code_words(project, "money", "Money").id
    native = code_words(project, "we learn", "Trust").id
    book.edit(money, definition="only coins")
    changed = book.current().version
    fresh = code_words(project, "trust", "Money").id
    book.merge(money, trust)
    (found,) = book.segments_under_older()
    assert (found.segment_id, found.code, found.changed_in) == (old, "Trust", changed)
    assert book.segments_under_older(trust) == [found]
    book.merge(trust, how)
    assert [one.segment_id for one in book.segments_under_older(how)] == [old]
    book.edit(how, include_when="ways")
    assert {one.segment_id for one in book.segments_under_older()} == {old, native, fresh}
    project.history.undo(3)
    assert [one.segment_id for one in book.segments_under_older(money)] == [old]
    project.history.redo(2)
    assert [one.segment_id for one in book.segments_under_older(how)] == [old]
    project.segments.recode(old, code_named(project, "Why").id)
    assert book.segments_under_older() == []


def test_without_the_data_of_undo_only_the_code_of_now_counts(project: Project) -> None:
    book, money = project.codebook, code_named(project, "Money").id
    code_words(project, "money", "Money")
    book.edit(money, definition="only coins")
    book.merge(money, code_named(project, "Trust").id)
    with project.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM journal_payload")
    assert book.segments_under_older() == []


PLACES = ("city", "join", "learn", "trust", "disagree", "anybody", "others", "network")
steps = st.lists(
    st.sampled_from(("code", "code", "edit", "edit", "recode", "merge", "undo")), max_size=14
)


@drawn(40)
@given(steps, st.data())
def test_older_is_what_was_decided_under_other_rules(
    wanted: list[str], data: st.DataObject
) -> None:
    """Against a model: code, rules at the last decision, and whether a merge kept it as older."""
    with small_study() as project:
        book, places = project.codebook, iter(PLACES)
        held: dict[str, tuple[str, str, bool]] = {}
        before: list[dict[str, tuple[str, str, bool]]] = []
        for step in wanted:
            # Never in the order of ids: those differ from run to run.
            live = {one.id: one.definition for _, one in book.current().walk()}
            one, other = (data.draw(st.sampled_from([*live])) for _ in range(2))
            after = dict(held)
            if step == "undo":
                if before:
                    project.history.undo()
                    held = before.pop()
            elif step == "code":
                place = next(places, None)
                if place is None:
                    continue
                name = book.current().by_id[one].key
                after[code_words(project, place, name).id] = (one, live[one], False)
            elif step == "edit":
                book.edit(one, definition=data.draw(st.sampled_from("xyz")) + live[one])
            elif step == "recode":
                keys = [key for key in held if held[key][0] != one]
                if not keys:
                    continue
                key = data.draw(st.sampled_from(keys))
                project.segments.recode(key, one)
                after[key] = (one, live[one], False)
            else:
                if one == other:
                    continue
                book.merge(one, other)
                for key, (code, rules, older) in held.items():
                    if code == one:
                        after[key] = (other, live[other], older or rules != live[one])
            if step != "undo":
                before.append(held)
                held = after
            rules_now = {each.id: each.definition for each in book.current().codes}
            expected = {
                key
                for key, (code, rules, older) in held.items()
                if older or rules != rules_now[code]
            }
            assert {each.segment_id for each in book.segments_under_older()} == expected
