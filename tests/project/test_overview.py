"""The overview: where the coder stopped, how far they are, and what waits for them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from qualcode.domain.memos import MemoKind, Subject
from qualcode.domain.people import Progress, ReadingPlace
from qualcode.domain.transcripts import Role
from qualcode.project import Project, create_project, open_project
from qualcode.project.levelling import Trend
from qualcode.project.overview import Overview
from qualcode.project.to_do import ToDoKind
from tests.factories import code_named, code_words, make_transcript, segments_file
from tests.project.queries import number_of


def labels(found: Overview, kind: ToDoKind) -> list[str]:
    """What waits of a kind."""
    return [one.label for one in found.to_do if one.kind is kind]


def import_at_random(project: Project, folder: Path, seed: int, rows: int = 9) -> None:
    """Code stretches at random, over turns too."""
    chance = random.Random(seed)
    found = set()
    for _ in range(rows):
        name = chance.choice(["group", "interview"])
        length = len(project.transcripts.get(name).text)
        start = chance.randrange(length - 1)
        end = chance.randrange(start + 1, min(length, start + 60) + 1)
        found.add((name, start, end, chance.choice(["Why", "Money", "Trust"]), "Ada", ""))
    path = segments_file(folder / f"rows{seed}.csv", sorted(found))
    project.segments.import_csv(path, skip_bad=True)


def test_an_empty_study_has_an_overview(tmp_path: Path) -> None:
    with create_project(tmp_path / "empty.qualcode", coder="Ada") as project:
        found = project.overview()
    assert found.stop is None
    assert (found.transcripts, found.to_do, found.recent) == ((), (), ())
    assert found.totals.segments == found.totals.words == found.totals.codes == 0
    assert found.trend is Trend.TOO_FEW


def test_it_tells_the_newest_place_with_turn_time_and_position(project: Project) -> None:
    group, interview = (project.transcripts.get(name) for name in ("group", "interview"))
    project.coders.remember(interview.id, ReadingPlace(0, "turn"))
    position = group.positions.starts[2] + 7
    project.coders.remember(group.id, ReadingPlace(position, "sentence"))
    stop = project.overview().stop
    assert stop is not None
    assert (stop.transcript_id, stop.transcript) == (group.id, "group")
    assert (stop.turn, stop.position, stop.unit) == (3, position, "sentence")
    assert stop.start_ms is None
    project.use_coder("Bea")
    assert project.overview().stop is None


@pytest.mark.parametrize("seed", range(4))
def test_coded_shares_equal_those_of_each_transcript(
    project: Project, tmp_path: Path, seed: int
) -> None:
    import_at_random(project, tmp_path, seed)
    project.speakers.set_role("Bert", Role.ASSISTANT)
    found = project.overview()
    progress = project.segments.progress()
    assert {one.id: one.coverage for one in found.transcripts} == progress
    assert any(0 < one.coverage.share < 1 for one in found.transcripts)
    own = project.segments.counts()
    assert found.totals.segments == sum(own.values())
    assert found.totals.codes_in_use == len(own)


def test_totals_and_states_are_one_s_own(project: Project) -> None:
    code_words(project, "trust", "Trust")
    project.coders.finish(["interview"])
    project.use_coder("Bea")
    code_words(project, "money", "Money")
    code_words(project, "learn", "How")
    bea = project.overview()
    assert (bea.totals.segments, bea.totals.codes_in_use, bea.totals.codes) == (2, 2, 4)
    assert [one.progress for one in bea.transcripts] == [Progress.OPEN, Progress.NOT_STARTED]
    assert [one.others for one in bea.transcripts] == [
        (("Ada", Progress.OPEN),),
        (("Ada", Progress.FINISHED),),
    ]
    assert [one.first_used for one in bea.transcripts] == [2, None]
    assert [one.coder for one in bea.recent] == ["Bea", "Bea"]
    assert [one.words for one in bea.transcripts] == [
        one.words for one in project.transcripts.all()
    ]


def test_what_waits_leads_somewhere(project: Project) -> None:
    once = code_words(project, "trust", "Trust")
    code_words(project, "money", "Money")
    code_words(project, "Money", "Money", "interview")
    project.codebook.edit(code_named(project, "Why").id, definition="Reasons.")
    project.codebook.retire(code_named(project, "Money").id)
    memo = project.memos.write(Subject.SEGMENT, once.id, "Ask again", MemoKind.TO_DO)
    project.memos.write(Subject.SEGMENT, once.id, "A note")
    project.memos.save_draft(Subject.CODE, once.code_id, "half a thought")
    project.coders.finish(["interview"])
    found = project.overview()
    assert labels(found, ToDoKind.DRAFT) == ["half a thought"]
    assert labels(found, ToDoKind.MEMO) == ["Ask again"]
    assert labels(found, ToDoKind.OPEN) == ["group"]
    assert labels(found, ToDoKind.RETIRED) == ["Money"]
    assert labels(found, ToDoKind.UNDEFINED) == ["Trust", "How"]
    assert labels(found, ToDoKind.ONCE) == ["Trust"]
    targets = {one.kind: (one.subject, one.subject_id) for one in found.to_do}
    assert targets[ToDoKind.DRAFT] == ("code", once.code_id)
    assert targets[ToDoKind.MEMO] == ("", memo.id)
    assert targets[ToDoKind.ONCE] == ("", once.code_id)
    assert next(one.uses for one in found.to_do if one.kind is ToDoKind.RETIRED) == 2


def test_what_waits_for_another_coder_is_not_told(project: Project) -> None:
    made = code_words(project, "trust", "Trust")
    project.memos.write(Subject.SEGMENT, made.id, "Ask again", MemoKind.TO_DO)
    project.memos.save_draft(Subject.CODE, made.code_id, "half a thought")
    project.use_coder("Bea")
    kinds = {one.kind for one in project.overview().to_do}
    assert kinds == {ToDoKind.UNDEFINED}


def test_the_number_of_queries_does_not_grow(project: Project, tmp_path: Path) -> None:
    few = number_of(project, project.overview)
    for number in range(8):
        talk = (("Moderator", f"Talk {number}."), ("Ana", f"I trust {number}."))
        file = make_transcript(tmp_path, f"more{number}", talk)
        project.transcripts.add(project.transcripts.read(file))
        project.codebook.create(f"code{number}")
        project.coders.remember(project.transcripts.get(f"more{number}").id, ReadingPlace(3))
    import_at_random(project, tmp_path, 1)
    project.use_coder("Bea")
    code_words(project, "trust", "Trust")
    project.use_coder("Ada")
    assert number_of(project, project.overview) <= few + 1
    assert few < 20


def test_a_study_that_is_only_read_has_an_overview(project: Project) -> None:
    code_words(project, "trust", "Trust")
    project.close()
    with open_project(project.path, coder="Ada", write=False) as reading:
        assert reading.read_only
        assert reading.overview().totals.segments == 1


def test_a_draft_on_what_is_gone_waits_as_kept_words(project: Project) -> None:
    made = code_words(project, "trust", "Trust")
    turn = project.transcripts.get("interview").turns[0].id
    project.memos.save_draft(Subject.SEGMENT, made.id, "on a passage")
    project.memos.save_draft(Subject.TURN, turn, "on a turn")
    project.memos.save_draft(Subject.CODE, code_named(project, "How").id, "on a code")
    project.memos.save_draft(Subject.STUDY, "", "on the study")
    assert labels(project.overview(), ToDoKind.PLACELESS) == []
    project.segments.remove(made.id)
    project.transcripts.delete("interview")
    project.codebook.merge(code_named(project, "How").id, code_named(project, "Why").id)
    found = project.overview()
    assert labels(found, ToDoKind.DRAFT) == ["on the study"]
    lost = ["on a code", "on a turn", "on a passage"]
    assert sorted(labels(found, ToDoKind.PLACELESS)) == sorted(lost)
    project.memos.write_on_study_instead(Subject.TURN, turn, "on a turn")
    assert sorted(labels(project.overview(), ToDoKind.PLACELESS)) == sorted({*lost} - {"on a turn"})
    assert [one.text for one in project.memos.on(Subject.STUDY)] == ["on a turn"]
    assert [one.text for one in project.memos.drafts() if one.subject == "study"]
