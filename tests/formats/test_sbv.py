from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.domain.errors import BadInput
from qualcode.formats.options import ReadOptions
from qualcode.formats.read.sbv import scan_sbv
from tests.formats.reads import read, said

TEXT = "0:00:01.000,0:00:02.500\nAna: Yes,[br]surely.\n\n0:00:03.000,0:00:04.000\nBert: No.\n\n"


def test_captions_with_names() -> None:
    reading = read(TEXT * 2, "a.sbv")
    assert said(reading)[:2] == [("Ana", "Yes, surely."), ("Bert", "No.")]
    assert (reading.turns[0].start_ms, reading.turns[0].end_ms) == (1000, 2500)
    assert reading.convention == "name and colon"


def test_each_caption_a_turn() -> None:
    text = "0:00:01.000,0:00:02.000\nOne.\n\n0:00:02.000,0:00:03.000\ntwo.\n"
    assert said(read(text, "a.sbv")) == [(None, "One. two.")]
    assert len(read(text, "a.sbv", ReadOptions(each_cue=True)).turns) == 2


def test_words_without_a_time_belong_to_the_caption_before() -> None:
    scan = scan_sbv("Kind\n\n0:00:01.000,0:00:02.000\nOne.\n\ntwo.\n\n0:00:1x.000,0:00:05.000\nx\n")
    assert scan.head == ["Kind"]
    assert [[line.text for line in cue.lines] for cue in scan.cues] == [["One.", "two."], ["x"]]
    assert (scan.stray, scan.broken) == (1, 1)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("sample", "Caption text #3 (line 1) Caption text #3 (line 2)"),
        ("two_captions", "Caption text #2 (line 2)"),
        ("missing_timeframe", "Caption text #1 Caption text #2"),
        ("missing_caption_text", "Caption text #1 Caption text #3"),
        ("invalid_timeframe", "Caption text #2 Caption text #3"),
    ],
)
def test_files_that_parsers_trip_over(shared: Path, name: str, words: str) -> None:
    path = shared / "data" / "subtitle-edge-cases" / "webvtt-py" / f"{name}.sbv"
    reading = read(path.read_bytes(), path.name)
    assert words in reading.turns[0].text
    assert reading.turns[0].start_ms == 378


def test_what_holds_no_caption_is_refused(shared: Path) -> None:
    path = shared / "data" / "subtitle-edge-cases" / "webvtt-py" / "invalid_format.sbv"
    with pytest.raises(BadInput, match=r"invalid_format\.sbv holds no captions"):
        read(path.read_bytes(), path.name)
