"""The history as a coder may see it, and the way back to before an action."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.domain.errors import Refused
from qualcode.domain.memos import Subject
from qualcode.domain.suggestions import Proposal
from qualcode.domain.transcripts import Role
from qualcode.project import Project
from qualcode.project.history_window import HistoryFilter, Sort, sort_of
from tests.factories import code_named, code_words, dump, segments_file
from tests.project.queries import number_of, queries
from tests.project.test_history import NOT_RESTORED


def sentences(project: Project, wanted: HistoryFilter | None = None) -> list[str]:
    """What is told, newest first."""
    return [entry.sentence for entry in project.history.window(wanted)]


def bea_does_everything(project: Project, folder: Path) -> None:
    """One of each kind of deed, by Bea."""
    project.use_coder("Bea")
    made = code_words(project, "trust", "Trust")
    project.segments.resize(made.id, made.start, made.end + 1)
    project.segments.recode(made.id, code_named(project, "Money").id)
    memo = project.memos.write(Subject.SEGMENT, made.id, "Quixotic")
    project.memos.edit(memo.id, "Quixotic too")
    proposal = Proposal(made.transcript_id, 1, 9, made.code_id, 0.5, "why", "rules")
    project.suggestions.accept(proposal)
    project.suggestions.reject(proposal)
    project.segments.new_code_at(made.transcript_id, 3, 9, "Xenophon")
    rows = [("group", 34, 55, "How", "Bea", "")]
    project.segments.import_csv(segments_file(folder / "rows.csv", rows))
    project.segments.remove(made.id)
    project.history.undo()
    project.codebook.create("Public")
    project.speakers.set_role("Ana", Role.UNKNOWN)
    project.coders.finish(["group"])


def test_of_others_only_what_concerns_the_study_is_told(project: Project, tmp_path: Path) -> None:
    begun = len(project.history.entries())
    bea_does_everything(project, tmp_path)
    project.use_coder("Ada")
    told = project.history.window()
    of_bea = [entry for entry in told if entry.coder == "Bea"]
    assert [entry.sentence for entry in of_bea] == [
        "finish group",
        "set role to unknown",
        "create code “Public”",
        "import segments",
        "create code “Xenophon”",
    ]
    assert not any(entry.own for entry in of_bea)
    assert of_bea[-1].transcripts == frozenset()
    assert len(told) - len(of_bea) == begun
    assert {one.coder for one in project.history.others_coded()} == {"Bea"}


def test_one_s_own_deeds_are_told_in_full(project: Project, tmp_path: Path) -> None:
    bea_does_everything(project, tmp_path)
    entries = [one for one in project.history.entries() if one.coder == "Bea"]
    own = [one for one in project.history.window() if one.coder == "Bea"]
    full = [one.sentence.removesuffix(" (1 segments)") for one in entries[::-1]]
    assert [one.sentence for one in own] == full
    assert all(one.own for one in own)


def test_a_transcript_does_not_tell_who_coded_in_it(project: Project, tmp_path: Path) -> None:
    bea_does_everything(project, tmp_path)
    project.use_coder("Ada")
    one = project.transcripts.get("group")
    wanted = HistoryFilter(transcript_id=one.id)
    assert sentences(project, wanted)[:2] == ["finish group", "set role to unknown"]
    assert not any("Xenophon" in told for told in sentences(project, wanted))
    assert project.history.others_coded(wanted) == []
    assert sentences(project, wanted)[-1].startswith("import transcript group")


def test_filters_by_coder_and_sort(project: Project, tmp_path: Path) -> None:
    bea_does_everything(project, tmp_path)
    bea = project.coder.id
    coding = HistoryFilter(coder_id=bea, sort=Sort.CODING)
    told = sentences(project, coding)
    assert told[0].startswith("took back: remove code “Money” in group")
    assert told[-1].startswith("code “Trust” in group")
    assert sentences(project, HistoryFilter(sort=Sort.MEMOS)) == ["edit memo", "write memo"]
    assert sentences(project, HistoryFilter(sort=Sort.PROGRESS)) == ["finish group"]
    project.use_coder("Ada")
    assert sentences(project, coding) == []
    assert len(project.history.others_coded(coding)) >= 1
    assert project.history.others_coded(HistoryFilter(coder_id=project.coder.id)) == []
    assert project.history.others_coded(HistoryFilter(sort=Sort.CODEBOOK)) == []


def test_the_number_of_segments_that_go_with_a_transcript_is_not_told(project: Project) -> None:
    code_words(project, "trust", "Trust")
    project.use_coder("Bea")
    project.transcripts.delete("group")
    assert "(1 segments)" in project.history.entries()[-1].sentence
    told = ["delete transcript"]
    assert sentences(project)[:1] == told
    assert [one.sentence for one in project.history.mine(1)] == told


def test_merged_codes_and_frozen_versions_are_named(project: Project) -> None:
    project.codebook.merge(code_named(project, "Money").id, code_named(project, "Trust").id)
    number = project.codebook.freeze("pilot")
    project.use_coder("Bea")
    assert sentences(project)[:2] == [
        f"freeze codebook as version {number}",
        "merge code “Money” into “Trust”",
    ]


def test_a_kind_that_is_not_known_counts_as_coding() -> None:
    assert sort_of("weigh 3") is Sort.CODING
    assert sort_of("write memo") is Sort.MEMOS


def test_stretches_join_without_a_gap(project: Project) -> None:
    for number in range(7):
        project.codebook.create(f"c{number}")
    history = project.history
    whole = history.window()
    first = history.window(limit=4)
    with queries(project) as asked:
        rest = history.window(before=first[-1].sequence)
    assert first + rest == whole
    assert len(asked) <= 3
    assert [one.sequence for one in whole] == sorted((e.sequence for e in whole), reverse=True)


def test_undo_to_takes_back_that_action_and_all_later_own_ones(project: Project) -> None:
    before = dump(project, NOT_RESTORED)
    first = code_words(project, "trust", "Trust")
    sequence = project.history.entries()[-1].sequence
    code_words(project, "money", "Money")
    project.history.undo()
    code_words(project, "learn", "How")
    assert project.history.can_undo_to(sequence) == 2
    done = project.history.undo_to(sequence)
    assert [step.sentence for step in done] == ["code “How” in group", "code “Trust” in group"]
    assert dump(project, NOT_RESTORED) == before
    assert project.history.can_undo_to(sequence) == 0
    with pytest.raises(Refused, match="not an action of yours"):
        project.history.undo_to(sequence)
    project.history.redo(2)
    assert first in project.segments.of(first.transcript_id)


def test_undo_to_is_refused_whole_where_later_work_of_others_depends(project: Project) -> None:
    project.codebook.create("New")
    sequence = project.history.entries()[-1].sequence
    code_words(project, "money", "Money")
    project.use_coder("Bea")
    code_words(project, "trust", "New")
    assert project.history.can_undo_to(sequence) == 0
    project.use_coder("Ada")
    before, counter = dump(project), project.change_counter
    assert project.history.can_undo_to(sequence) == 2
    with pytest.raises(Refused, match="“create code” cannot be undone"):
        project.history.undo_to(sequence)
    assert (dump(project), project.change_counter) == (before, counter)


def test_an_undo_itself_is_no_place_to_go_back_to(project: Project) -> None:
    code_words(project, "trust", "Trust")
    project.history.undo()
    assert project.history.can_undo_to(project.history.entries()[-1].sequence) == 0


def test_every_place_is_told_as_turns_with_one_query_more(project: Project) -> None:
    add = project.segments.add
    group, interview = (project.transcripts.get(name) for name in ("group", "interview"))
    money = code_named(project, "Money").id
    for one in (group, interview):
        second, third = (one.positions.whole(number, 0) for number in (1, 2))
        add(one.id, 0, second - 1, money)
        add(one.id, third - 2, third - 1, money)
        add(one.id, second - 2, third + 1, money)
    asked = number_of(project, project.history.window)
    project.history.undo()
    told = [entry.sentence for entry in project.history.window()]
    assert told[0] == f"took back: {told[1]}"
    assert told[1:7] == [
        f"code “Money” in {name} {place}"
        for name in ("interview", "group")
        for place in ("turns 1–3", "turn 2", "turn 1")
    ]
    assert [one.sentence for one in project.history.entries()][::-1] == told
    project.transcripts.clear()
    for number in range(20):
        add(group.id, number, number + 1, money)
    assert number_of(project, project.history.window) == asked


def test_a_place_that_is_no_more_is_told_by_its_position(project: Project) -> None:
    made = code_words(project, "trust", "Trust")
    project.segments.remove(made.id)
    project.transcripts.delete("group")
    assert f"code “Trust” in a deleted transcript at {made.start}–{made.end}" in sentences(project)
