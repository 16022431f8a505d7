"""Coding all hits of a search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.domain.errors import BadInput, Refused
from qualcode.domain.segments import Origin
from qualcode.project import Project
from qualcode.project.auto_code import AutoCoder, Passage
from tests.factories import code_named, code_words, make_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """The sample group and interview with their codes."""
    with make_project(tmp_path) as made:
        yield made


def _coded(project: Project) -> list[tuple[str, str, str]]:
    """Transcript, words and origin of every segment of the coder."""
    found = []
    for name, key in project.transcripts.names().items():
        text = project.transcripts.get(key).text
        found += [(name, text[s.start : s.end], s.origin.value) for s in project.segments.of(key)]
    return found


def _words(project: Project, passages: tuple[Passage, ...]) -> list[str]:
    return [project.transcripts.get(key).text[a:b] for key, a, b in passages]


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("hit", ["trust", "trust"]),
        ("sentence", ["I would say trust.", "[laughs] We trust them."]),
        ("paragraph", ["I would say trust. [laughs] We trust them."]),
        ("turn", ["I would say trust. [laughs] We trust them."]),
    ],
)
def test_a_hit_stands_for_its_words_or_the_unit_about_them(
    project: Project, unit: str, words: list[str]
) -> None:
    coder = AutoCoder.of_search(project, "trust")
    plan = coder.plan(code_named(project, "Trust").id, unit)
    assert (plan.hits, plan.transcripts) == (2, 1)
    assert _words(project, plan.passages) == words


def test_one_action_codes_all_with_its_origin_and_one_undo_takes_it_back(project: Project) -> None:
    before = len(project.history.entries())
    coder = AutoCoder.of_search(project, "money")
    trust = code_named(project, "Trust")
    assert coder.apply(coder.plan(trust.id)) == 3
    auto = Origin.AUTO.value
    assert _coded(project) == [
        *(("group", "money", auto), ("group", "money", auto), ("interview", "Money", auto)),
    ]
    assert project.segments.counts() == {trust.id: 3}
    assert len(project.history.entries()) == before + 1
    assert project.history.entries()[-1].sentence == (
        "auto-code “Trust” (3 segments) group, interview"
    )
    assert {s["progress"] for s in _states(project)} == {"open"}
    project.history.undo()
    assert (_coded(project), _states(project)) == ([], [])
    project.history.redo()
    assert len(_coded(project)) == 3


def _states(project: Project) -> list[dict[str, str]]:
    rows = project.database.connection.exec_driver_sql("SELECT progress FROM coder_transcript")
    return [{"progress": row[0]} for row in rows]


def test_what_has_the_code_is_left_out_and_counted(project: Project) -> None:
    code_words(project, "the money, mostly", "Money")
    coder = AutoCoder.of_search(project, "money")
    plan = coder.plan(code_named(project, "Money").id)
    assert (len(plan.passages), plan.coded_already) == (2, 1)
    assert coder.plan(code_named(project, "Trust").id).coded_already == 0
    coder.apply(plan)
    again = coder.plan(code_named(project, "Money").id)
    assert (again.passages, again.coded_already) == ((), 3)
    assert coder.apply(again) == 0


def test_another_coder_s_segments_neither_count_nor_stand_in_the_way(project: Project) -> None:
    project.use_coder("Bo")
    code_words(project, "money", "Money")
    project.coders.finish(["group"])
    project.use_coder("Ada")
    plan = AutoCoder.of_search(project, "money").plan(code_named(project, "Money").id)
    assert (len(plan.passages), plan.coded_already, plan.finished) == (3, 0, 0)


def test_finished_transcripts_and_moderators_are_left_out_and_counted(project: Project) -> None:
    code_words(project, "people", "Money", "interview")
    project.coders.finish(["interview"])
    coder = AutoCoder.of_search(project, "the")
    code = code_named(project, "Trust").id
    plan = coder.plan(code)
    assert (plan.hits, len(plan.passages), plan.finished, plan.moderated) == (5, 2, 2, 1)
    led = coder.plan(code, moderators=True)
    assert (len(led.passages), led.finished, led.moderated) == (2, 3, 0)
    with pytest.raises(Refused, match=r"^interview is marked as finished"):
        project.segments.add_many(
            [Passage(project.transcripts.names()["interview"], 0, 3)], code, origin=Origin.AUTO
        )
    assert len(_coded(project)) == 1


def test_filters_alone_find_whole_turns(project: Project) -> None:
    coder = AutoCoder.of_search(project, "speaker:Bert")
    plan = coder.plan(code_named(project, "Trust").id, "sentence")
    assert _words(project, plan.passages) == ["I would say trust. [laughs] We trust them."]
    assert AutoCoder.of_search(project, "zebra").plan(plan.code_id).passages == ()


def test_what_cannot_be_coded_is_a_sentence_and_changes_nothing(project: Project) -> None:
    coder = AutoCoder.of_search(project, "money")
    code = code_named(project, "Money").id
    with pytest.raises(BadInput, match="there is no unit “line”"):
        coder.plan(code, "line")
    with pytest.raises(BadInput, match=r"^group: position 99999 lies outside"):
        project.segments.add_many([Passage(project.transcripts.names()["group"], 5, 99_999)], code)
    plan = coder.plan(code)
    project.codebook.retire(code)
    with pytest.raises(Refused, match="the code “Money” is retired"):
        coder.apply(plan)
    with pytest.raises(Refused, match="this code is not there any more"):
        project.segments.add_many(plan.passages, "gone")
    assert _coded(project) == []


def test_the_same_place_twice_is_one_segment(project: Project) -> None:
    place = Passage(project.transcripts.names()["group"], 4, 9)
    assert project.segments.add_many([place, place], code_named(project, "Money").id) == 1
    assert _coded(project)[0][2] == Origin.HAND.value
    assert project.segments.add_many([place], code_named(project, "Money").id) == 0
