from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from qualcode.analysis import SegmentDetail, segments_table
from qualcode.analysis.segments import clock
from qualcode.domain.corpus import CodedSpan, Corpus
from qualcode.domain.tables import Filters
from tests.analysis.factory import at, codebook, corpus, filtered, timed, transcript

GROUP = timed(
    transcript(
        "group",
        ("Mod", "Why join?"),
        ("Eva", "We learn."),
        (None, ""),
        ("Jo", "Yes."),
        ("Eva", "So"),
    ),
    [0, 61_500, 62_000, None, 3_725_999],
    "q1",
)
STUDY = corpus(
    [GROUP],
    codebook("why", "why.learn"),
    [
        ("group", "Ben", "why", *at(GROUP, "Yes.")),
        ("group", "Ann", "why.learn", *at(GROUP, "learn.\n\nYes.\nSo")),
        ("group", "Ann", "why.learn", *at(GROUP, "So")),
        ("group", "Ann", "why", *at(GROUP, "Why")),
    ],
)


@given(filtered())
def test_every_segment_of_the_filters_is_there_with_its_place(case: tuple[Corpus, Filters]) -> None:
    study, filters = case
    rows = segments_table(study, filters).records()
    assert {str(r["segment_id"]) for r in rows} == {
        span.segment_id for span in study.spans if wanted(study, span, filters)
    }
    by_id = {span.segment_id: span for span in study.spans}
    for r in rows:
        span = by_id[str(r["segment_id"])]
        code = study.codebook.by_id[span.code_id]
        text = study.transcript_by_id[span.transcript_id].text
        assert (r["start"], r["end"]) == (span.start, span.end)
        assert r["quote"] == text[span.start : span.end]
        assert r["coder"] == study.coder_names[span.coder_id]
        assert (r["code_id"], r["code"], r["layer"]) == (code.key, code.name, code.layer)
        assert r["code_path"] == study.codebook.paths[code.id]
    names = [one.name for one in study.transcripts]
    sorted_by = ("start", "end", "code_path", "coder", "segment_id")
    order = [(names.index(str(r["transcript"])), *(r[name] for name in sorted_by)) for r in rows]
    assert order == sorted(order)


def wanted(study: Corpus, span: CodedSpan, filters: Filters) -> bool:
    one = study.transcript_by_id[span.transcript_id]
    chosen = (
        (one.name, filters.transcripts),
        (study.coder_names[span.coder_id], filters.coders),
        (span.code_id, filters.codes),
    )
    return all(not names or name in names for name, names in chosen)


@given(filtered())
def test_turn_speakers_and_roles_are_those_of_the_text(case: tuple[Corpus, Filters]) -> None:
    study, filters = case
    by_id = {span.segment_id: span for span in study.spans}
    for r in segments_table(study, filters).records():
        span = by_id[str(r["segment_id"])]
        one = study.transcript_by_id[span.transcript_id]
        turns = [one.turns[part.turn] for part in one.positions.parts(span.start, span.end)]
        if not turns:
            continue
        speakers = [one.speaker_of(turn) for turn in turns]
        assert r["turn"] == one.turn_index[turns[0].id] + 1
        assert r["speaker"] == ";".join(dict.fromkeys(s.label for s in speakers if s))
        assert r["role"] == ";".join(dict.fromkeys(one.role_of(turn) for turn in turns))


def test_a_segment_over_several_turns_gives_the_first_turn_and_all_speakers() -> None:
    rows = segments_table(STUDY, Filters()).records()
    assert [r["segment_id"] for r in rows] == ["s3", "s1", "s0", "s2"]
    moderator, several, jo, last = rows
    assert (moderator["role"], moderator["time"], moderator["turn"]) == ("moderator", "00:00:00", 1)
    assert (several["turn"], several["speaker"], several["time"]) == (2, "Eva;Jo", "00:01:01")
    assert (several["role"], several["quote"]) == ("participant", "learn.\n\nYes.\nSo")
    assert (several["question"], several["code_path"]) == ("q1", "Why > Learn")
    assert (jo["turn"], jo["time"]) == (4, "")
    assert last["time"] == "01:02:05"


def test_a_segment_on_a_line_feed_alone_has_the_turn_before_it() -> None:
    empty = transcript("empty", ("Eva", ""), ("Jo", ""))
    marked = [("group", "Ann", "why", 9, 10), ("empty", "Ann", "why", 0, 1)]
    rows = segments_table(corpus([GROUP, empty], codebook("why"), marked), Filters()).records()
    assert [(r["transcript"], r["turn"], r["speaker"], r["quote"]) for r in rows] == [
        ("group", 1, "Mod", "\n"),
        ("empty", 1, "Eva", "\n"),
    ]
    alone = corpus([empty], codebook("why"), marked[1:])
    assert [r["speaker"] for r in segments_table(alone, Filters()).records()] == ["Eva"]


def test_details_stand_beside_their_segment() -> None:
    details = [
        SegmentDetail("s3", "hand", "2024-05-01T10:00:00Z", "Look again", "x7", 4, True, 0),
        SegmentDetail("elsewhere", "import"),
    ]
    names = ["origin", "created", "memo", "suggestion_id", "codebook_version"]
    names += ["key_quote", "weight"]
    rows = segments_table(STUDY, Filters(), details).records()
    assert [rows[0][name] for name in names] == [
        *("hand", "2024-05-01T10:00:00Z", "Look again", "x7", 4, True, 0)
    ]
    assert [rows[1][name] for name in names] == ["", "", "", None, None, False, None]


def test_segments_equal_in_all_but_their_id_come_by_id() -> None:
    place = ("group", "Ann", "why", *at(GROUP, "So"))
    twins = corpus([GROUP], codebook("why"), [place] * 12)
    backwards = replace(twins, spans=list(reversed(twins.spans)))
    rows = segments_table(backwards, Filters()).rows
    assert [row[0] for row in rows] == sorted(f"s{n}" for n in range(12))


def test_filters_of_the_counts_change_nothing() -> None:
    plain = segments_table(STUDY, Filters())
    assert segments_table(STUDY, Filters(all_text=True, union=True)).rows == plain.rows


def test_a_study_without_segments_is_an_empty_table_with_its_recipe() -> None:
    table = segments_table(corpus([GROUP], codebook("why")), Filters())
    assert table.rows == []
    assert table.recipe["counts"] == {"transcripts": 1, "coders": 2, "codes": 1, "segments": 0}


@pytest.mark.parametrize(
    ("milliseconds", "shown"),
    [(None, ""), (0, "00:00:00"), (59_999, "00:00:59"), (360_000_000, "100:00:00")],
)
def test_clock(milliseconds: int | None, shown: str) -> None:
    assert clock(milliseconds) == shown
