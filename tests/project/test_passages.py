"""Passages by code: what is told of each, and changing several at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.domain.errors import Refused
from qualcode.domain.memos import Subject
from qualcode.project import Project
from tests.factories import GROUP, code_named, code_words, dump, make_project
from tests.project.voiced import voiced_project


@pytest.fixture
def voiced(tmp_path: Path) -> Iterator[Project]:
    project = voiced_project(tmp_path)
    yield project
    project.close()


def test_each_passage_equals_the_segment_it_stands_for(voiced: Project) -> None:
    found = voiced.passages.of()
    segments = [s for name in voiced.transcripts.names() for s in voiced.segments.of(name)]
    assert {one.id for one in found} == {one.id for one in segments}
    by_id = {one.id: one for one in segments}
    for one in found:
        segment, transcript = by_id[one.id], voiced.transcripts.get(one.transcript_id)
        assert voiced.passages.place(one) == (segment.start, segment.end)
        assert one.quote == transcript.text[segment.start : segment.end]
        parts = transcript.positions.parts(segment.start, segment.end)
        turns = [transcript.turns[part.turn] for part in parts]
        assert one.turn == turns[0].sequence + 1
        labels = [s.label for s in map(transcript.speaker_of, turns) if s]
        assert list(one.speakers) == list(dict.fromkeys(labels))
        assert one.code == voiced.codebook.current().paths[segment.code_id]
        assert one.transcript == transcript.name


def test_they_stand_in_the_order_of_the_study(voiced: Project) -> None:
    order = {name: at for at, name in enumerate(voiced.transcripts.names())}
    found = voiced.passages.of()
    places = [(order[one.transcript], *voiced.passages.place(one)) for one in found]
    assert places == sorted(places)


def test_codes_below_speakers_roles_and_transcripts_filter(voiced: Project) -> None:
    why, money = code_named(voiced, "Why"), code_named(voiced, "Money")
    everything = voiced.passages.of()
    below = voiced.codebook.current().below(why.id)
    assert [o.id for o in voiced.passages.of((why.id,))] == [
        o.id for o in everything if o.code_id in below
    ]
    assert {o.code_id for o in voiced.passages.of((why.id,), below=False)} == {why.id}
    assert voiced.passages.of((money.id,), transcripts=("evening",)) == [
        o for o in everything if o.code_id == money.id and o.transcript == "evening"
    ]
    assert voiced.passages.of(speakers=("Cleo",)) == [o for o in everything if "Cleo" in o.speakers]
    assert voiced.passages.of(roles=("several",)) == [o for o in everything if "several" in o.roles]
    assert voiced.passages.of(limit=3) == everything[:3]


def test_no_one_elses_passages_and_memos(voiced: Project) -> None:
    mine = voiced.passages.of()[0]
    voiced.use_coder("Bea")
    voiced.memos.write(Subject.SEGMENT, mine.id, "a remark of Bea's")
    others = {one.id for one in voiced.passages.of()}
    voiced.use_coder("Ada")
    found = voiced.passages.of()
    assert others.isdisjoint(one.id for one in found)
    assert not any(one.has_memo for one in found)
    voiced.memos.write(Subject.SEGMENT, mine.id, "my own")
    assert [one.id for one in voiced.passages.of() if one.has_memo] == [mine.id]


def test_several_are_recoded_and_removed_as_one_action(voiced: Project) -> None:
    before = dump(voiced, leave_out=("journal", "journal_payload"))
    how = code_named(voiced, "How")
    taken = {(*voiced.passages.place(o), o.transcript) for o in voiced.passages.of((how.id,))}
    chosen: dict[tuple[object, ...], str] = {}
    for one in voiced.passages.of((code_named(voiced, "Why").id,)):
        place = (*voiced.passages.place(one), one.transcript)
        if place not in taken:
            chosen.setdefault(place, one.id)
    ids = list(chosen.values())
    assert len(ids) > 2
    voiced.memos.write(Subject.SEGMENT, ids[0], "kept")
    assert voiced.passages.recode_many(ids, how.id) == len(ids)
    assert set(ids) <= {one.id for one in voiced.passages.of((how.id,))}
    assert voiced.passages.remove_many(ids) == len(ids)
    assert set(ids).isdisjoint(one.id for one in voiced.passages.of())
    told = voiced.history.undo()[0].sentence
    assert told.startswith(f"remove codes ({len(ids)} segments)")
    assert voiced.history.entries()[-2].transcripts == {
        one.transcript_id for one in voiced.passages.of() if one.id in ids
    }
    assert voiced.history.undo()[0].sentence.startswith("recode “How”")
    voiced.history.undo()
    assert dump(voiced, leave_out=("journal", "journal_payload")) == before


def test_recoding_what_has_the_code_is_refused_whole(voiced: Project) -> None:
    money, trust = code_named(voiced, "Money"), code_named(voiced, "Trust")
    voiced.passages.remove_many([one.id for one in voiced.passages.of()])
    first = code_words(voiced, "It is the money", "Money")
    second = code_words(voiced, "We trust them", "Money")
    code_words(voiced, "We trust them", "Trust")
    before = dump(voiced)
    with pytest.raises(Refused, match="1 of these passages have the code “Trust” already"):
        voiced.passages.recode_many([first.id, second.id], trust.id)
    with pytest.raises(Refused, match="this passage has the code"):
        voiced.passages.recode_many([second.id], trust.id)
    assert dump(voiced) == before
    assert voiced.passages.recode_many([first.id], money.id) == 0
    assert dump(voiced) == before


def test_what_is_finished_retired_gone_or_anothers_is_refused(voiced: Project) -> None:
    how = code_named(voiced, "How")
    found = [one for one in voiced.passages.of() if one.code_id != how.id]
    chosen = [one.id for one in found if one.transcript != "evening"][:1]
    chosen += [one.id for one in found if one.transcript == "evening"][:1]
    voiced.coders.finish(("evening",))
    with pytest.raises(Refused, match="evening is marked as finished"):
        voiced.passages.recode_many(chosen, how.id)
    with pytest.raises(Refused, match="evening is marked as finished"):
        voiced.passages.remove_many(chosen)
    voiced.coders.reopen(("evening",))
    voiced.codebook.retire(how.id)
    with pytest.raises(Refused, match="retired"):
        voiced.passages.recode_many(chosen, how.id)
    voiced.use_coder("Bea")
    with pytest.raises(Refused, match="another coder"):
        voiced.passages.remove_many(chosen)


def test_passages_of_a_code_stand_in_the_order_of_the_study(tmp_path: Path) -> None:
    talks = {"zz": GROUP, "aa": GROUP[1:]}
    with make_project(tmp_path, talks=talks) as project:
        for name in ("aa", "zz"):
            code_words(project, "money", "Money", name)
        money = code_named(project, "Money").id
        found = project.codebook.splittable(money).passages
        assert [one.transcript for one in found] == ["zz", "aa"]
        project.codebook.edit(money, definition="coins")
        older = project.codebook.segments_under_older()
        assert [one.transcript for one in older] == ["zz", "aa"]
