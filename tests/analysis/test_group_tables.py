"""Corpus, participants, questions and replies against counts turn by turn and letter by letter."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given

from qualcode.analysis import (
    GroupData,
    corpus_table,
    participants_table,
    questions_table,
    replies_table,
)
from qualcode.domain.attributes import Attribute, AttributeType, Subject
from qualcode.domain.corpus import Corpus
from qualcode.domain.errors import BadInput
from qualcode.domain.people import Participant
from qualcode.domain.tables import Filters, Table
from qualcode.domain.transcripts import Role, Transcript
from tests.analysis.factory import codebook, corpus, timed, transcript
from tests.analysis.groups import book, groups, moderator

Row = dict[str, object]
LEFT_OUT = (Role.MODERATOR, Role.ASSISTANT, Role.INTERPRETER)


def words(text: str) -> int:
    return len(re.findall(r"\w+(?:['-]\w+)*", text))


def letters(study: Corpus, one: Transcript, coder: str | None = None) -> set[int]:
    """Positions in a transcript that any segment (of a coder) covers."""
    return {
        at
        for span in study.spans
        if span.transcript_id == one.id and coder in (None, span.coder_id)
        for at in range(span.start, span.end)
    }


def person(one: Transcript, group: GroupData, speaker_id: str | None) -> str | None:
    """The name of a speaker: a pseudonym where one is known, else the label."""
    speaker = one.speaker_by_id.get(speaker_id or "")
    if speaker is None:
        return None
    names = {each.id: each.pseudonym for each in group.participants}
    return names.get(speaker.participant_id or "", speaker.label)


def participants(one: Transcript, group: GroupData) -> list[str]:
    """Names of all with the role of participant, each once."""
    named = [person(one, group, s.id) for s in one.speakers if s.role is Role.PARTICIPANT]
    return [str(name) for name in dict.fromkeys(named)]


@given(groups())
def test_the_corpus_equals_a_count(case: tuple[Corpus, GroupData]) -> None:
    study, group = case
    rows = corpus_table(study, Filters(), group).records()
    assert [row["transcript"] for row in rows] == [one.name for one in study.transcripts]
    for one, row in zip(study.transcripts, rows, strict=True):
        assert (row["date"], row["minutes"]) == (None, None)
        assert row["participants"] == len(participants(one, group))
        assert row["turns"] == len(one.turns)
        said = sum(words(turn.text) for turn in one.turns)
        led = sum(words(turn.text) for turn in one.turns if moderator(one, turn.speaker_id))
        assert row["words"] == said
        assert row["moderator_share"] == (led / said if said and one.speakers else None)
        counted = {
            start + at
            for turn, start in zip(one.turns, one.positions.starts, strict=True)
            if one.role_of(turn) not in LEFT_OUT
            for at in range(len(turn.text))
        }
        marked = len(counted & letters(study, one))
        assert row["coded_share"] == (marked / len(counted) if counted else None)


def shown(one: Participant) -> tuple[str, ...]:
    """Printed values of the two attributes, by hand."""
    size, years = one.attributes.get("size"), one.attributes.get("years")
    bands = {"3": "under 5", "7.5": "5 to under 10", "12": "10 and more", "": "(no answer)"}
    plain = "" if size is None else size or "(no answer)"
    return plain, "" if years is None else bands[years]


@given(groups())
def test_who_is_alone_in_a_cell(case: tuple[Corpus, GroupData]) -> None:
    study, group = case
    rows = participants_table(study, Filters(), group).records()
    known, free = rows[: len(group.participants)], rows[len(group.participants) :]
    for one, row in zip(group.participants, known, strict=True):
        assert (row["participant"], row["size"], row["years"]) == (one.pseudonym, *shown(one))
        alike = [other for other in group.participants if shown(other) == shown(one)]
        assert row["people_alike"] == len(alike)
        assert row["warning"] == ("1 person in its cell" if len(alike) == 1 else "")
        held = [t.name for t in study.transcripts if one.pseudonym in participants(t, group)]
        assert row["transcripts"] == "; ".join(held)
    pseudonyms = {one.pseudonym for one in group.participants}
    assert [(row["transcripts"], row["participant"]) for row in free] == [
        (one.name, name)
        for one in study.transcripts
        for name in participants(one, group)
        if name not in pseudonyms
    ]
    assert all(row["warning"] == "no participant behind this label" for row in free)


def stance(study: Corpus, one: Transcript, at: int, key: str) -> int | None:
    """Whether the text of a turn has an interaction code; None where the codebook has none."""
    if f"id:{key}" not in study.codebook.by_id:
        return None
    start = one.positions.starts[at]
    inside = set(range(start, start + len(one.turns[at].text)))
    return int(
        any(
            inside & set(range(span.start, span.end))
            for span in study.spans
            if span.transcript_id == one.id and span.code_id == f"id:{key}"
        )
    )


def added(marks: list[int | None], study: Corpus, key: str) -> int | None:
    known = f"id:{key}" in study.codebook.by_id
    return sum(mark or 0 for mark in marks) if known else None


@given(groups())
def test_silence_is_a_cell(case: tuple[Corpus, GroupData]) -> None:
    study, group = case
    rows = iter(questions_table(study, Filters(), group).records())
    for one in study.transcripts:
        for question in group.questions:
            present, spoken = None, list[int]()
            for at, turn in enumerate(one.turns):
                present = turn.question or present
                if present == question.key:
                    spoken.append(at)
            asked = any(turn.question == question.key for turn in one.turns)
            people = participants(one, group)
            mine = {
                name: [at for at in spoken if person(one, group, one.turns[at].speaker_id) == name]
                for name in people
            }
            begun = sorted((at[0], name) for name, at in mine.items() if at)
            for name in people:
                row, turns = next(rows), mine[name]
                head = (one.name, question.key, question.text, asked, name)
                assert tuple(row.values())[:5] == head
                if not asked:
                    assert set(list(row.values())[5:]) == {None}
                    continue
                order = [other for _, other in begun].index(name) + 1 if turns else None
                count = sum(words(one.turns[at].text) for at in turns)
                assert (row["order"], row["turns"], row["words"]) == (order, len(turns), count)
                assert row["no_answer"] is (not turns)
                for column, key in (
                    ("agree", "agree"), ("dissent", "dissent"), ("statement_for", "build"),
                ):  # fmt: skip
                    marks = [stance(study, one, at, key) for at in turns]
                    assert row[column] == added(marks, study, key)
                assert row["statement_against"] is None
    assert next(rows, None) is None


def answered(one: Transcript, at: int) -> int | None:
    """The turn that a turn replies to, the long way round."""
    turn = one.turns[at]
    if turn.replies_to is not None:
        target = [other.id for other in one.turns].index(turn.replies_to)
        return None if target == at else target
    for other in range(at - 1, -1, -1):
        speaker = one.turns[other].speaker_id
        if turn.speaker_id and speaker and speaker != turn.speaker_id:
            return other
    return None


@given(groups())
def test_who_answers_whom(case: tuple[Corpus, GroupData]) -> None:
    study, group = case
    table = replies_table(study, Filters(), group)
    rows = iter(table.records())
    for one in study.transcripts:
        names = list(dict.fromkeys(str(person(one, group, s.id)) for s in one.speakers))
        pairs = []
        for at, turn in enumerate(one.turns):
            target = answered(one, at)
            if target is not None and one.turns[target].speaker_id and turn.speaker_id:
                pairs.append((at, target))
        for name in [*names, "all participants"]:
            row = next(rows)
            assert (row["transcript"], row["speaker"]) == (one.name, name)
            mine = [
                (at, target)
                for at, target in pairs
                if (
                    person(one, group, one.turns[at].speaker_id) == name
                    if name in names
                    else one.role_of(one.turns[at]) not in LEFT_OUT
                )
            ]
            led = [pair for pair in mine if moderator(one, one.turns[pair[1]].speaker_id)]
            assert (row["replies"], row["to_moderator"]) == (len(mine), len(led))
            share = len(led) / len(mine) if mine and name != "Mod" else None
            assert row["share_to_moderator"] == share
            for key in ("agree", "build", "dissent"):
                marks = [stance(study, one, at, key) for at, _ in mine]
                assert row[key] == added(marks, study, key)
            for other in names:
                to = [p for p in mine if person(one, group, one.turns[p[1]].speaker_id) == other]
                assert row[f"to {other}"] == len(to)
            absent = [c for c in table.columns if c[:3] == "to " and c[3:] not in names]
            assert all(row[column] is None for column in absent)
    assert next(rows, None) is None


def day(name: str, kind: AttributeType) -> Attribute:
    return Attribute(name, Subject.TRANSCRIPT, name, kind, 1)


def test_when_and_how_long_a_group_met() -> None:
    stamped = timed(transcript("a", ("Mod", "Why?"), ("Eva", "Ah.")), [60_000, 150_000], "Q1")
    plain = transcript("b", ("Eva", "No."))
    study = corpus([stamped, plain], codebook("a"))
    declared = (day("Date", AttributeType.DATE), day("minutes", AttributeType.NUMBER))
    held = {"id of b": {"Date": "2025-05-14", "minutes": "90"}}
    group = GroupData(transcript_attributes=declared, transcript_values=held)
    rows = corpus_table(study, Filters(), group).records()
    assert [(row["date"], row["minutes"]) for row in rows] == [(None, 1.5), ("2025-05-14", 90.0)]


def talk(people: dict[str, str] | None = None) -> Corpus:
    one = transcript("a", ("Mod", "Why?"), ("Eva", "Ah."), ("Jo", "No."), people=people)
    return Corpus((one,), book(), (), [])


def test_a_filter_of_transcripts_leaves_out_who_is_not_there() -> None:
    study = talk({"Eva": "p1"})
    people = (Participant("p1", "Anna"), Participant("p2", "Bert"))
    group = GroupData(people)
    everyone = participants_table(study, Filters(), group)
    assert [row[0] for row in everyone.rows] == ["Anna", "Bert", "Jo"]
    there = participants_table(study, Filters(transcripts=("a",)), group)
    assert [row[0] for row in there.rows] == ["Anna", "Jo"]
    assert [row[2] for row in there.rows] == [None, None]


def test_hidden_attributes_are_named_in_the_recipe_and_print_nothing() -> None:
    name = Attribute("1", Subject.PARTICIPANT, "warning", AttributeType.TEXT, 1)
    years = Attribute("2", Subject.PARTICIPANT, "years", AttributeType.NUMBER, 2, (5,))
    hidden = replace(years, id="3", name="salary", printed=False)
    group = GroupData((Participant("p1", "Anna", {"years": "3"}),), (name, years, hidden))
    table = participants_table(talk(), Filters(), group)
    assert table.columns[2:4] == ("warning (attribute)", "years")
    assert table.recipe["bands"] == {"years": [5]}
    assert table.recipe["attributes_not_printed"] == ["salary"]


MAKERS = (corpus_table, participants_table, questions_table, replies_table)


@pytest.mark.parametrize("make", MAKERS)
def test_every_table_tells_how_it_was_made(make: object) -> None:
    assert callable(make)
    study, group = talk(), GroupData((Participant("p1", "Anna"),))
    table: Table = make(study, Filters(), group)
    recipe = table.recipe
    assert recipe["table"] == table.name
    assert recipe["definitions"]
    assert all(len(row) == len(table.columns) for row in table.rows)
    other: Table = make(study, Filters(), GroupData((Participant("p1", "Anne"),)))
    assert other.recipe["data_hash"] == recipe["data_hash"]
    assert other.recipe["group_data_hash"] != recipe["group_data_hash"]
    again: Table = make(study, Filters(), GroupData((Participant("other id", "Anna"),)))
    assert again.recipe == recipe
    with pytest.raises(BadInput, match="no transcript “x”"):
        make(study, Filters(transcripts=("x",)), group)
