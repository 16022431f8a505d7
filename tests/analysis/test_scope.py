from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from qualcode.analysis import (
    codebook_table,
    cooccurrence,
    frequencies,
    segments_table,
    speakers_table,
)
from qualcode.domain.corpus import CodedSpan, Corpus
from qualcode.domain.errors import BadInput, Damaged
from qualcode.domain.people import Coder
from qualcode.domain.tables import Filters, Table
from tests.analysis.factory import codebook, corpus, transcript

STUDY = corpus(
    [transcript("group", ("Eva", "We learn."))], codebook("a"), [("group", "Ann", "a", 0, 2)]
)
TABLES = [segments_table, frequencies, cooccurrence, codebook_table, speakers_table]
Maker = Callable[[Corpus, Filters], Table]


@pytest.mark.parametrize("make", TABLES)
@pytest.mark.parametrize(
    ("filters", "sentence"),
    [
        (Filters(coders=("Ann", "Zoe")), "there is no coder “Zoe” in the study"),
        (Filters(codes=("id:a", "a")), "there is no code “a” in the study"),
        (Filters(transcripts=("x", "y")), "there is no transcript “x” or “y” in the study"),
    ],
)
def test_unknown_names_are_named(make: Maker, filters: Filters, sentence: str) -> None:
    with pytest.raises(BadInput, match=f"^{sentence}$"):
        make(STUDY, filters)


@pytest.mark.parametrize("make", TABLES)
def test_an_empty_study_has_empty_tables_with_their_recipe(make: Maker) -> None:
    table = make(corpus([], codebook(), coders=()), Filters())
    assert list(table.rows) == []
    assert table.recipe["counts"] == {"transcripts": 0, "coders": 0, "codes": 0, "segments": 0}


@pytest.mark.parametrize("make", TABLES)
def test_filters_that_leave_no_segment_give_a_table_with_its_recipe(make: Maker) -> None:
    filters = Filters(coders=("Ben",))
    table = make(STUDY, filters)
    assert table.recipe["filters"] == {
        "transcripts": "all",
        "coders": ["Ben"],
        "codes": "all",
        "all_text": False,
        "union": False,
    }
    counts = table.recipe["counts"]
    assert isinstance(counts, dict)
    assert counts["segments"] == 0
    assert all(len(row) == len(table.columns) for row in table.rows)


@pytest.mark.parametrize(
    "span",
    [
        STUDY.spans[0]._replace(transcript_id="gone"),
        STUDY.spans[0]._replace(code_id="gone"),
        STUDY.spans[0]._replace(coder_id="gone"),
    ],
)
def test_a_segment_of_something_unknown_is_damage(span: CodedSpan) -> None:
    broken = replace(STUDY, spans=[span])
    with pytest.raises(Damaged, match="a segment names 'gone', which the study does not have"):
        frequencies(broken, Filters())


def test_two_passes_of_one_coder_are_never_added_up() -> None:
    passes = tuple(Coder(f"id of Ann{n}", "Ann", pass_number=n) for n in (2, 1))
    first = STUDY.spans[0]
    spans = [first._replace(coder_id="id of Ann2"), first._replace(coder_id="id of Ann2", start=1)]
    table = frequencies(replace(STUDY, coders=passes, spans=spans), Filters(coders=("Ann",)))
    assert [r["mentions"] for r in table.records()] == [0, 2]


def test_the_room_loads_no_pandas() -> None:
    program = "import sys, qualcode.analysis, qualcode.analysis.frames as f; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    loaded = set(done.stdout.decode().split())
    assert "qualcode.analysis.frames" in loaded
    assert not loaded & {"pandas", "sqlalchemy", "spacy", "textual"}
