"""Nothing but a reading or a sentence comes of any input, in time that grows with its length."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from qualcode.formats.options import ReadOptions
from qualcode.formats.read.codebook_csv import read_codebook
from qualcode.formats.read.transcript import SUFFIXES, decoded_text, read_transcript
from tests.drawing import drawn
from tests.formats.reads import check_any, check_map, refusal

PARTS = [
    "Ana", ":", ": ", "\n", "\n\n", "[00:01:02]", "00:01:02", " --> ", "00:01.000 --> 00:02.000",
    "<v Ana>", "</v>", "<c>", "&amp;", "&", "**", "# ", "### Ana", "- ", "WEBVTT", "NOTE", "1",
    "Bert: yes", "Note: no", "---", "(", "]", "\r", "\r\n", "\u2028", "\x00", "é", "🌍", "\t", " ",
    "A", "[id1] ", "(Ana)", "<Ana> ", " - ", " | ", "> ", "2 ", "3. ", "I = interviewer",
    "🌍 Bert: ", "Ana: Ana: ", "so it is.", "Q: ", "\ufeff", "\\[", "：",
]  # fmt: skip
texts = st.lists(st.sampled_from(PARTS), max_size=40).map("".join)


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(st.binary(max_size=300))
def test_any_bytes(suffix: str, data: bytes) -> None:
    check_any(data, f"talk{suffix}")


@pytest.mark.parametrize("suffix", [s for s in SUFFIXES if s != ".docx"])
@drawn(300)
@given(texts)
def test_any_text(suffix: str, text: str) -> None:
    check_any(text.encode("utf-8"), f"talk{suffix}")


OPTIONS = [
    ReadOptions(no_speakers=True),
    ReadOptions(turns="{speaker}: {text}"),
    ReadOptions(turns="[{time}] {skip}"),
    ReadOptions(speakers=frozenset(["note"]), not_speakers=frozenset(["ANA"])),
]


@drawn(200)
@given(texts, st.sampled_from(OPTIONS))
def test_any_text_with_options(text: str, options: ReadOptions) -> None:
    data = text.encode("utf-8")
    refused = refusal(lambda: read_transcript(data, "talk.md", options))
    if refused is not None:
        assert "talk.md" in refused
        return
    reading = read_transcript(data, "talk.md", options)
    check_map(reading, decoded_text(data, "talk.md"))
    speakers = {turn.speaker for turn in reading.turns}
    assert not options.no_speakers or speakers == {None}
    assert not options.not_speakers or "Ana" not in speakers
    last = decoded_text(data, "talk.md").count("\n") + 1
    assert all(1 <= one.line <= last for one in reading.not_taken)


@drawn(40)
@given(texts, st.integers(0, 40_000), st.integers(0, 255))
def test_any_damage_to_a_document(text: str, at: int, byte: int) -> None:
    document = Document()
    document.add_paragraph("".join(c for c in text if c.isprintable()))
    out = io.BytesIO()
    document.save(out)
    data = bytearray(out.getvalue())
    data[at % len(data)] = byte
    check_any(bytes(data), "talk.docx")


@drawn(60)
@given(st.binary(max_size=200))
def test_any_xml_in_a_document(xml: bytes) -> None:
    out = io.BytesIO()
    Document().save(out)
    again = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(again, "w") as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "word/document.xml" else old.read(name))
    check_any(again.getvalue(), "talk.docx")


@given(st.binary(max_size=200) | texts.map(lambda text: ("code_id,name\n" + text).encode()))
def test_any_codebook(data: bytes) -> None:
    refused = refusal(lambda: read_codebook(data, "codes.csv"))
    assert refused is None or "codes.csv" in refused


LONG = 2_000_000


@pytest.mark.parametrize("suffix", [".txt", ".md", ".vtt"])
@pytest.mark.parametrize(
    "unit",
    [
        "word ",
        "x",
        "A: ",
        "a:b",
        "[",
        "1",
        "00:",
        "*",
        " ",
        "<",
        "<v ",
        "# ",
        "A(",
        ". ",
        "é",
        "&",
        "- ",
        "| ",
        "\t",
        "🌍",
        "(0.8) ",
        "1 ",
        "Ana: Ana: ",
        "I = a; ",
    ],
)
def test_one_long_line_takes_time_by_its_length(unit: str, suffix: str) -> None:
    text = "Ana: " + unit * (LONG // len(unit)) + "."
    if suffix == ".vtt":
        text = "WEBVTT\n\n00:01.000 --> 00:02.000\n" + text
    started = time.perf_counter()
    assert read_transcript(text.encode(), f"talk{suffix}").turns
    # Time by the square of the length would be many minutes.
    assert time.perf_counter() - started < 60


def test_twenty_thousand_turns() -> None:
    lines = (f"{'Ana' if n % 2 else 'Bert'}: yes {n}" for n in range(20_000))
    assert len(read_transcript("\n".join(lines).encode(), "talk.txt").turns) == 20_000
