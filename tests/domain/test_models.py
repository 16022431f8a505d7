"""The small types: transcripts, corpus, tables, errors, ids."""

from __future__ import annotations

from datetime import UTC

import pytest

from qualcode.domain import errors
from qualcode.domain.codebook import Codebook
from qualcode.domain.corpus import CodedSpan, Corpus
from qualcode.domain.ids import new_id, now
from qualcode.domain.memos import Memo, MemoKind, Subject
from qualcode.domain.people import Coder
from qualcode.domain.segments import Origin, Segment
from qualcode.domain.suggestions import Decided, Decision
from qualcode.domain.tables import Table
from qualcode.domain.transcripts import Role, Speaker, Transcript, Turn

TALK = Transcript(
    "t",
    "talk",
    (Turn("1", 0, "Why?", "m"), Turn("2", 1, "No.", "a"), Turn("3", 2, "")),
    (Speaker("m", "Mod", Role.MODERATOR), Speaker("a", "Ana", Role.PARTICIPANT)),
)


def test_a_transcript_is_its_turns() -> None:
    assert TALK.text == "Why?\nNo.\n"
    assert TALK.positions.end == len(TALK.text)
    assert TALK.turn_index == {"1": 0, "2": 1, "3": 2}
    assert [TALK.role_of(turn) for turn in TALK.turns] == [
        Role.MODERATOR,
        Role.PARTICIPANT,
        Role.UNKNOWN,
    ]
    assert TALK.speaker_of(TALK.turns[2]) is None
    assert Transcript("e", "empty", ()).text == ""


def test_who_counts() -> None:
    assert {role for role in Role if role.counts} == {
        Role.PARTICIPANT,
        Role.SEVERAL,
        Role.UNKNOWN,
    }


def test_a_corpus_knows_its_parts_by_id() -> None:
    corpus = Corpus(
        (TALK,), Codebook(()), (Coder("c", "Ada"),), [CodedSpan("s", "t", "o", "c", 0, 4)]
    )
    assert corpus.transcript_by_id == {"t": TALK}
    assert corpus.coder_names == {"c": "Ada"}


def test_records_name_every_cell() -> None:
    assert Table("x", ("a", "b"), [(1, None)]).records() == [{"a": 1, "b": None}]
    with pytest.raises(ValueError, match="zip"):
        Table("x", ("a", "b"), [(1,)]).records()


def test_each_error_has_the_exit_code_of_its_kind() -> None:
    kinds = [errors.BadInput, errors.Refused, errors.Damaged, errors.NoSuchProject, errors.Locked]
    assert [kind("x").exit_code for kind in kinds] == [2, 1, 1, 10, 11]
    assert all(issubclass(kind, errors.QualcodeError) for kind in kinds)


def test_ids_and_times_of_rows() -> None:
    made = {new_id() for _ in range(100)}
    assert len(made) == 100
    assert {len(one) for one in made} == {32}
    assert now().tzinfo is UTC


def test_a_segment_a_memo_and_a_decision_say_what_they_are() -> None:
    moment = now()
    segment = Segment("s", "t", "c", "p", 0, 4, Origin("import"), 1, moment, moment)
    memo = Memo("m", Subject.SEGMENT, segment.id, "p", MemoKind("to do"), "!", moment, moment)
    decided = Decided("t", 0, 4, "c", "p", Decision("rejected"))
    assert segment.suggestion_id is None
    assert (memo.kind, decided.decision) == (MemoKind.TO_DO, Decision.REJECTED)
    assert TALK.text[segment.start : segment.end] == "Why?"
