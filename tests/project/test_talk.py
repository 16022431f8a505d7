from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from qualcode.domain.ids import new_id
from qualcode.domain.text import count_words
from qualcode.domain.transcripts import Role
from qualcode.project import Project
from qualcode.project.talk import NOBODY, Talk, Voice
from qualcode.project.talk_time import SLICES, pour, timeline
from qualcode.store.schema import participant, speaker
from qualcode.store.talk import TurnFact
from tests.factories import code_words, make_project

TIMED = """WEBVTT

00:00:00.000 --> 00:00:10.000
<v Moderator>Why did you come?

00:00:10.000 --> 00:00:40.000
<v Ana>For the money we were promised by them.

00:00:40.000 --> 00:01:00.000
<v Bert>Trust.
"""


def voice(talk: Talk, label: str) -> Voice:
    return next(one for one in talk.voices if one.label == label)


def add_speaker(project: Project, transcript: str, label: str, person: str | None = None) -> None:
    """A speaker who is listed without a turn."""
    with project.database.write() as connection:
        connection.execute(
            insert(speaker).values(
                id=new_id(),
                transcript_id=project.transcripts.get(transcript).id,
                label=label,
                role="participant",
                participant_id=person,
                sequence=99,
            )
        )
    project.transcripts.clear()


def add_person(project: Project, pseudonym: str) -> str:
    key = new_id()
    with project.database.write() as connection:
        connection.execute(insert(participant).values(id=key, pseudonym=pseudonym, consent=""))
    return key


def link(project: Project, label: str, person: str) -> None:
    with project.database.write() as connection:
        connection.execute(
            speaker.update().where(speaker.c.label == label).values(participant_id=person)
        )
    project.transcripts.clear()


def test_turns_words_and_shares(project: Project) -> None:
    talk = project.talk.of("group")
    assert talk.transcript == "group"
    assert [(one.label, one.turns) for one in talk.voices][:2] == [("Moderator", 1), ("Ana", 2)]
    said = " ".join(turn.text for turn in project.transcripts.get("group").turns)
    assert sum(one.words for one in talk.voices) == talk.words == count_words(said)
    ana = voice(talk, "Ana")
    assert ana.words == count_words("For the money, mostly. And we learn from others.") + 5
    assert ana.share == ana.words / talk.words


@pytest.mark.parametrize("transcript", ["group", "interview", None])
def test_shares_add_up_to_the_whole(project: Project, transcript: str | None) -> None:
    talk = project.talk.of(transcript)
    assert sum(one.share for one in talk.voices) == pytest.approx(1)
    assert all(sum(one.slices) == one.words for one in talk.voices)


def test_coded_share_counts_characters_once(project: Project) -> None:
    code_words(project, "For the money", "Money")
    code_words(project, "the money, mostly", "Trust")
    ana = voice(project.talk.of("group"), "Ana")
    texts = [
        t.text for t in project.transcripts.get("group").turns if t.text.startswith(("F", "N"))
    ]
    assert ana.coded == len("For the money, mostly") / sum(map(len, texts))


def test_top_codes_by_number_of_segments(project: Project) -> None:
    for words, code in (("money", "Money"), ("mostly", "Money"), ("learn", "Trust")):
        code_words(project, words, code)
    names = {code.id: code.name for code in project.codebook.current().codes}
    top = voice(project.talk.of("group"), "Ana").top
    assert [(names[code], count) for code, count in top] == [("Money", 2), ("Trust", 1)]


def test_a_segment_over_two_turns_counts_for_both_speakers(project: Project) -> None:
    code_words(project, "learn from others.\nI would say trust.", "Trust")
    talk = project.talk.of("group")
    bert = voice(talk, "Bert")
    assert [count for _, count in bert.top] == [1]
    text = project.transcripts.get("group").turns[2].text
    assert bert.coded == len("I would say trust.") / len(text)
    assert [count for _, count in voice(talk, "Ana").top] == [1]


def test_only_the_present_coders_work_is_seen(project: Project) -> None:
    code_words(project, "money", "Money")
    project.use_coder("Grace")
    talk = project.talk.of()
    assert all(not one.top and not one.coded for one in talk.voices)
    ana = voice(project.talk.of("group"), "Ana")
    assert all(not said.codes for said in project.talk.reading(ana, "group"))


def test_who_is_listed_and_silent_is_shown(project: Project) -> None:
    add_speaker(project, "group", "Silva")
    silent = voice(project.talk.of("group"), "Silva")
    assert (silent.turns, silent.words, silent.share, silent.coded) == (0, 0, 0.0, None)
    assert set(silent.slices) == {0}
    assert project.talk.reading(silent, "group") == ()


def test_a_participant_is_one_voice_over_all_transcripts(project: Project) -> None:
    person = add_person(project, "P07")
    for label in ("Ana", "Dora"):
        link(project, label, person)
    talk = project.talk.of()
    joined = voice(talk, "P07")
    assert joined.turns == 4
    assert {one.transcript for one in joined.labels} == {"group", "interview"}
    said = project.talk.reading(joined)
    assert [(one.transcript, one.turn) for one in said] == [
        ("group", 2), ("group", 5), ("interview", 2), ("interview", 3),
    ]  # fmt: skip
    assert voice(project.talk.of("group"), "Ana").participant == "P07"


def test_a_participant_who_speaks_nowhere_is_shown_over_all(project: Project) -> None:
    add_person(project, "P08")
    silent = voice(project.talk.of(), "P08")
    assert (silent.turns, silent.role) == (0, Role.PARTICIPANT)
    assert project.talk.reading(silent) == ()


def test_a_reading_tells_question_codes_and_place(project: Project) -> None:
    segment = code_words(project, "It is the money", "Money")
    ana = voice(project.talk.of("group"), "Ana")
    first, second = project.talk.reading(ana, "group")
    assert first.question is not None
    assert (first.question.speaker, first.question.turn) == ("Moderator", 1)
    assert second.question is not None
    assert second.question.text == "Does anybody disagree?"
    assert (first.codes, second.codes) == ((), (segment.code_id,))
    text = project.transcripts.get("group").text
    assert text[second.start : second.end] == second.text


def test_the_moderator_answers_to_nobody(project: Project) -> None:
    moderator = voice(project.talk.of("group"), "Moderator")
    assert [one.question for one in project.talk.reading(moderator, "group")] == [None]
    second = voice(project.talk.of("group"), "MOD")
    assert [one.question for one in project.talk.reading(second, "group")] == [None]


def test_the_question_of_a_long_turn_is_its_last_one(tmp_path: Path) -> None:
    talk = [("Moderator", "Welcome. Why? And how did it end? Please."), ("Ana", "Badly.")]
    with make_project(tmp_path, talks={"one": talk}) as project:
        ana = voice(project.talk.of("one"), "Ana")
        (said,) = project.talk.reading(ana, "one")
    assert said.question is not None
    assert said.question.text == "And how did it end?"


@pytest.fixture
def timed(tmp_path: Path) -> Iterator[Project]:
    """A study with one transcript that has a time on every turn."""
    with make_project(tmp_path, talks={}) as project:
        path = tmp_path / "timed.vtt"
        path.write_text(TIMED, "utf-8")
        project.transcripts.add(project.transcripts.read(path))
        yield project


def test_times_make_the_timeline_where_all_turns_have_them(timed: Project) -> None:
    talk = timed.talk.of("timed")
    assert (talk.timeline.timed, talk.timeline.first, talk.timeline.last) == (True, 0, 60_000)
    bert = voice(talk, "Bert")
    assert next(number for number, words in enumerate(bert.slices) if words) >= 40
    assert sum(voice(talk, "Ana").slices[10:40]) == voice(talk, "Ana").words


def test_without_times_words_make_the_timeline(project: Project) -> None:
    talk = project.talk.of("group")
    assert (talk.timeline.timed, talk.timeline.last) == (False, talk.words)
    assert voice(talk, "Moderator").slices[0] > 0


def test_turns_without_a_speaker_are_a_voice(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("A note without speakers.\n\nSecond paragraph of it.\n", "utf-8")
    with make_project(tmp_path, talks={}) as project:
        project.transcripts.add(project.transcripts.read(path))
        talk = project.talk.of("note")
        (nobody,) = talk.voices
        assert (nobody.key, nobody.share, nobody.label) == (NOBODY, 1.0, "")
        assert len(project.talk.reading(nobody, "note")) == nobody.turns
        assert len(project.talk.reading(nobody)) == nobody.turns


def test_an_empty_study_has_no_voices(tmp_path: Path) -> None:
    with make_project(tmp_path, talks={}) as project:
        assert project.talk.of().voices == ()


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 90_000)), min_size=1, max_size=30),
    st.booleans(),
)
def test_no_word_is_lost_on_the_timeline(rows: list[tuple[int, int]], timed: bool) -> None:
    turns, now = [], 0
    for number, (words, lasts) in enumerate(rows):
        times = (now, now + lasts) if timed else (None, None)
        turns.append(TurnFact(str(number), "t", None, words, words * 5, *times))
        now += lasts
    line, places = timeline(turns)
    assert line.timed is timed
    slices = [0] * SLICES
    for turn, place in zip(turns, places, strict=True):
        pour(slices, place, turn.words)
    assert sum(slices) == sum(words for words, _ in rows)
    assert min(slices) >= 0
