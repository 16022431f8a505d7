from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode import __version__
from qualcode.analysis import (
    codebook_table,
    cooccurrence,
    frequencies,
    recipe,
    segments_table,
    speakers_table,
)
from qualcode.domain import units
from qualcode.domain.corpus import Corpus
from qualcode.domain.tables import Filters, Table
from qualcode.domain.transcripts import Role, Speaker, Transcript
from tests.analysis.factory import codebook, corpora, corpus, timed, transcript

EVERYTHING = Filters()
ONE = transcript("one", ("Eva", "We learn."), ("Jo", "Yes."), people={"Jo": "p1"})
TWO = transcript("two", ("Jo", "Yes."), people={"Jo": "p1"})
STUDY = corpus(
    [ONE, TWO],
    codebook("a", "a.b"),
    [("one", "Ann", "a", 0, 2), ("two", "Ben", "a.b", 0, 3)],
)


T = TypeVar("T")


def hashed(study: Corpus, filters: Filters = EVERYTHING) -> object:
    return recipe("frequencies", study, filters)["data_hash"]


def with_one(changed: Transcript) -> Corpus:
    return replace(STUDY, transcripts=(changed, TWO))


def with_role(given: Transcript, role: Role) -> Transcript:
    first, *others = given.speakers
    return replace(given, speakers=(replace(first, role=role), *others))


@given(corpora(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_change_the_hash(study: Corpus, random: Random) -> None:
    def shuffled(rows: Iterable[T]) -> list[T]:
        found = list(rows)
        random.shuffle(found)
        return found

    transcripts = [replace(t, speakers=tuple(shuffled(t.speakers))) for t in study.transcripts]
    other = Corpus(
        tuple(shuffled(transcripts)),
        replace(study.codebook, codes=tuple(shuffled(study.codebook.codes))),
        tuple(shuffled(study.coders)),
        shuffled(study.spans),
    )
    assert hashed(other) == hashed(study)


def test_ids_do_not_change_the_hash() -> None:
    speakers = tuple(
        Speaker(f"new {s.id}", s.label, s.role, s.participant_id and "p9") for s in TWO.speakers
    )
    turns = tuple(replace(t, id="n", speaker_id=f"new {t.speaker_id}") for t in TWO.turns)
    renamed = replace(TWO, id="new", speakers=speakers, turns=turns)
    first = replace(
        ONE,
        speakers=tuple(replace(s, participant_id=s.participant_id and "p9") for s in ONE.speakers),
    )
    spans = [
        s._replace(segment_id="x", transcript_id="new") if s.transcript_id == TWO.id else s
        for s in STUDY.spans
    ]
    assert hashed(replace(STUDY, transcripts=(first, renamed), spans=spans)) == hashed(STUDY)


@pytest.mark.parametrize(
    "changed",
    [
        replace(STUDY, spans=STUDY.spans[:1]),
        replace(STUDY, spans=[STUDY.spans[0]._replace(end=3), STUDY.spans[1]]),
        replace(STUDY, spans=[STUDY.spans[0]._replace(code_id="id:a.b"), STUDY.spans[1]]),
        replace(STUDY, spans=[STUDY.spans[0]._replace(coder_id="id of Ben"), STUDY.spans[1]]),
        replace(STUDY, spans=[STUDY.spans[0], STUDY.spans[0], STUDY.spans[1]]),
        replace(STUDY, codebook=codebook("a", "a.b", "c")),
        replace(STUDY, coders=(replace(STUDY.coders[0], name="Anne"), STUDY.coders[1])),
        with_one(replace(ONE, name="uno")),
        with_one(with_role(ONE, Role.MODERATOR)),
        with_one(
            replace(ONE, speakers=tuple(replace(s, participant_id=None) for s in ONE.speakers))
        ),
        with_one(timed(ONE, [None, 5], "q1")),
        with_one(replace(ONE, turns=(replace(ONE.turns[0], text="We learn!"), ONE.turns[1]))),
        with_one(replace(ONE, turns=(replace(ONE.turns[0], speaker_id="one/Jo"), ONE.turns[1]))),
    ],
)
def test_what_a_table_could_see_changes_the_hash(changed: Corpus) -> None:
    assert hashed(changed) != hashed(STUDY)


def test_turns_are_not_confused_with_lines_of_one_turn() -> None:
    joined = transcript("one", ("Eva", "We learn.\nYes."))
    apart = transcript("one", ("Eva", "We learn."), ("Eva", "Yes."))
    codes = codebook("a")
    assert joined.text == apart.text
    assert hashed(corpus([joined], codes)) != hashed(corpus([apart], codes))


def test_the_hash_is_of_what_the_filters_let_through() -> None:
    without_ben = replace(STUDY, spans=STUDY.spans[:1])
    assert hashed(without_ben, Filters(("Ann",))) == hashed(STUDY, Filters(("Ann",)))
    assert hashed(STUDY, Filters(transcripts=("one",))) != hashed(STUDY)
    assert hashed(STUDY, Filters(codes=("id:a",))) != hashed(STUDY)


def test_a_recipe_says_what_was_filtered_counted_and_meant() -> None:
    filters = Filters(("Ben",), ("id:a.b",), ("two", "one"), all_text=True, union=True)
    found = recipe("cooccurrence", STUDY, filters, seed=7)
    assert found["filters"] == {
        "transcripts": ["one", "two"],
        "coders": ["Ben"],
        "codes": {"a.b": "A > B"},
        "all_text": True,
        "union": True,
    }
    assert found["counts"] == {"transcripts": 2, "coders": 1, "codes": 1, "segments": 1}
    assert (found["table"], found["program"]) == ("cooccurrence", "qualcode")
    assert found["program_version"] == __version__
    assert found["units_version"] == units.VERSION
    assert found["codebook_version"] == 3
    assert found["seed"] == 7
    assert recipe("another", STUDY, Filters(), segments=5)["definitions"] == {}


@pytest.mark.parametrize(
    "make", [segments_table, frequencies, cooccurrence, codebook_table, speakers_table]
)
def test_every_table_has_the_same_recipe_each_time(
    make: Callable[[Corpus, Filters], Table],
) -> None:
    one, two = make(STUDY, Filters()), make(STUDY, Filters())
    assert json.dumps(one.recipe) == json.dumps(two.recipe)
    assert one.recipe["definitions"]
    assert one.recipe["table"] == one.name
    assert one.recipe["data_hash"] == hashed(STUDY)
    assert list(one.rows) == list(two.rows)
