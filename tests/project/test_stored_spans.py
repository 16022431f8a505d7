"""Spans and details as the tables read them, beside the segments one by one."""

from __future__ import annotations

from datetime import datetime

import pytest

from qualcode.domain.errors import Damaged
from qualcode.project import Project
from qualcode.store import segments, transcripts
from tests.factories import code_words


def _coded(project: Project) -> None:
    code_words(project, "money", "Trust")
    code_words(project, "For the money, mostly.", "Money")
    code_words(project, "Money was never the point", "Money", "interview")


def test_spans_stand_by_transcript_and_start(project: Project) -> None:
    _coded(project)
    loaded = transcripts.load_many(project.database)
    found = segments.spans(project.database, loaded)
    known = [
        (one.id, segment.start, segment.end, segment.code_id, segment.coder_id, segment.id)
        for one in loaded
        for segment in segments.of_transcript(project.database, one, project.coder.id)
    ]
    assert len(found) == 3
    assert [
        (s.transcript_id, s.start, s.end, s.code_id, s.coder_id, s.segment_id) for s in found
    ] == known


def test_spans_of_some_transcripts(project: Project) -> None:
    _coded(project)
    loaded = transcripts.load_many(project.database)
    every = segments.spans(project.database, loaded)
    for one in loaded:
        chosen = [span for span in every if span.transcript_id == one.id]
        assert segments.spans(project.database, [one]) == chosen
    assert segments.spans(project.database, []) == []


def test_a_study_without_segments_has_no_spans(project: Project) -> None:
    spans, details = segments.spans_and_details(
        project.database, transcripts.load_many(project.database)
    )
    assert (spans, list(details)) == ([], [])


def test_details_are_those_of_the_segments(project: Project) -> None:
    _coded(project)
    loaded = transcripts.load_many(project.database)
    spans, details = segments.spans_and_details(project.database, loaded)
    by_id = {detail[0]: detail for detail in details}
    where = {one.id: one for one in loaded}
    for span in spans:
        one = segments.by_id(project.database, span.segment_id, where[span.transcript_id])
        _, origin, created, version, suggestion, quote, weight = by_id[span.segment_id]
        moment = datetime.fromisoformat(created)
        assert moment == one.created.replace(microsecond=0)
        assert (origin, version, suggestion) == (one.origin, one.codebook_version, None)
        assert (quote, weight) == (one.key_quote, one.weight)


def test_an_id_over_two_lines_is_damage(project: Project) -> None:
    _coded(project)
    loaded = transcripts.load_many(project.database)
    project.database.connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    project.database.connection.exec_driver_sql("UPDATE segment SET id = 'a' || char(10) || id")
    with pytest.raises(Damaged, match="line end"):
        segments.spans(project.database, loaded)
