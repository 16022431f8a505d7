"""Transcripts of other people, read from the shared folder, against the counts of its READMEs."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from qualcode.formats.read.transcript import read_transcript
from qualcode.formats.reading import Reading
from tests.conftest import REPOSITORY
from tests.formats.reads import read, refusal


def read_file(path: Path) -> Reading:
    return read(path.read_bytes(), path.name)


@pytest.mark.parametrize(
    ("call", "cues", "speakers"),
    [
        ("acdc_2026-02-19_175", 139, 7),
        ("acdc_2026-03-19_176", 706, 17),
        ("allwalletdevs_2026-05-20_039", 30, 1),
        ("focil_2026-04-07_032", 43, 4),
        ("pqinterop_2026-07-08_047", 145, 9),
        ("rpcstandards_2026-07-13_030", 119, 5),
    ],
)
@pytest.mark.parametrize("file", ["transcript.vtt", "transcript_corrected.vtt"])
def test_zoom_meetings(shared: Path, call: str, cues: int, speakers: int, file: str) -> None:
    reading = read_file(shared / "data" / "zoom-meetings-vtt" / call / file)
    assert sum(len(turn.source) for turn in reading.turns) == cues
    assert len({turn.speaker for turn in reading.turns}) == speakers
    assert reading.convention == "name and colon"
    assert all(turn.start_ms is not None for turn in reading.turns)


@pytest.mark.parametrize(("number", "turns"), [(1, 83), (2, 66), (5, 61)])
def test_interviews_in_mac_roman(shared: Path, number: int, turns: int) -> None:
    folder = shared / "data" / "developer-interviews-macroman"
    reading = read_file(folder / f"transcript_interview_{number}.txt")
    assert (reading.encoding, reading.encoding_certain) == ("mac_roman", False)
    assert len(reading.turns) == turns
    assert {turn.speaker for turn in reading.turns} == {"A", "Q"}
    assert all(turn.start_ms is not None for turn in reading.turns)
    assert "\r" not in "".join(turn.text for turn in reading.turns)
    assert reading.preface.startswith("Transcript: ")


@pytest.mark.parametrize(
    ("name", "convention", "people"),
    [
        ("libsec-panel", "name and colon", 6),
        ("lightning-privacy-splice-panel", "name: time", 7),
        ("bitcoin-core-27-0", "name: time", 2),
        ("onboarding-bitcoin-and-lightning-developers", "name: time", 11),
        ("open-source-mining", "**name:** time", 4),
    ],
)
def test_panels_in_markdown(shared: Path, name: str, convention: str, people: int) -> None:
    (path,) = (shared / "data" / "panel-transcripts-md").glob(f"*{name}.md")
    reading = read_file(path)
    assert reading.convention == convention
    assert len({turn.speaker for turn in reading.turns}) == people
    assert reading.preface.startswith("---\ntitle: ")
    assert not any(turn.text.startswith("#") for turn in reading.turns)


def test_speech_above_the_first_label_is_kept(shared: Path) -> None:
    (path,) = (shared / "data" / "panel-transcripts-md").glob("*socratic-seminar-2.md")
    speakers = Counter(turn.speaker for turn in read_file(path).turns)
    assert (speakers["Q"], speakers["A"]) == (12, 13)
    assert speakers[None] > 10


def test_other_conventions(shared: Path) -> None:
    talk = read_file(shared / "data" / "qualcoder-examples" / "transcript.txt")
    assert Counter(turn.speaker for turn in talk.turns) == {"id1": 3, "id2": 2, "id3": 2}
    document = read_file(shared / "data" / "qualcoder-examples" / "ID1.docx")
    assert [turn.speaker for turn in document.turns] == [None] * 3
    notes = read_file(shared / "data" / "zoom-meetings-vtt" / "notes-call_105.md")
    assert notes.convention == "bold name on a line"
    assert len({turn.speaker for turn in notes.turns}) == 13


def test_every_caption_file_is_read_or_refused_with_a_sentence(shared: Path) -> None:
    found = Counter[bool]()
    for path in sorted((shared / "data" / "subtitle-edge-cases").rglob("*.[vs][tr]t")):
        refused = refusal(partial(read_file, path))
        assert refused is None or path.name in refused
        found[refused is None] += 1
    assert found[True] > 45
    assert found[False] < 12


@pytest.mark.parametrize(
    ("file", "turns", "labels", "paragraphs"),
    [
        ("fg1_small_cities.docx", 167, 8, True),
        ("fg2_large_cities.vtt", 156, 7, False),
        ("fg3_councillors.txt", 147, 8, False),
    ],
)
def test_the_sample_study(file: str, turns: int, labels: int, paragraphs: bool) -> None:
    data = (REPOSITORY / "transcripts" / file).read_bytes()
    reading = read_transcript(data, file)
    assert len(reading.turns) == turns
    assert len({turn.speaker for turn in reading.turns}) == labels
    assert len(reading.preface.splitlines()) == 3
    assert reading.preface.startswith("Focus group")
    assert any("\n" in turn.text for turn in reading.turns) is paragraphs
    if file.endswith(".docx"):
        assert {"Moderator", "MOD"} <= {turn.speaker for turn in reading.turns}
