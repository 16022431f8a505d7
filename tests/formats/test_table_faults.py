"""Bad input of tables, chats and captions: read, or refused with a sentence and in good time."""

from __future__ import annotations

import io
import json
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.formats.read.transcript import read_transcript
from tests.drawing import drawn
from tests.formats.reads import check_any, read, refusal, said
from tests.formats.test_captions import vtt
from tests.formats.test_workbook import again, workbook

MANY = 20_000_000


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "head", "unit", "tail"),
    [
        ("a.csv", "speaker,text\nAna,", "word ", "\n"),
        ("a.csv", 'speaker,text\nAna,"', 'so ""it""\n', '"\n'),
        ("a.csv", 'speaker,text\nAna,"', "and never closed\n", ""),
        ("a.tsv", "speaker\ttext\nAna\t", "x", "\n"),
        ("a.json", '[{"speaker": "Ana", "text": "', "word ", '"}]'),
        ("a.json", '[{"speaker": "Ana", "text": "', "line\\n", '"}]'),
        ("a.sbv", "0:00:01.000,0:00:02.000\n", "word ", "\n"),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n", "- ", "\n"),
        ("a.txt", "[12.05.23, 14:32:10] Ana: ", "word ", "\n"),
    ],
)
def test_twenty_megabytes_in_one_place(name: str, head: str, unit: str, tail: str) -> None:
    data = (head + unit * (MANY // len(unit)) + tail).encode()
    started = time.perf_counter()
    refused = refusal(lambda: read_transcript(data, name))
    assert refused is None or name in refused
    assert time.perf_counter() - started < 300


@pytest.mark.slow
def test_nineteen_megabytes_in_a_cell_of_a_workbook() -> None:
    data = workbook([("speaker", "text"), ("Ana", "here")])
    part = "xl/worksheets/sheet1.xml"
    xml = zipfile.ZipFile(io.BytesIO(data)).read(part)
    long = again(data, part, xml.replace(b"here", b"word " * 3_900_000))
    refused = refusal(lambda: read_transcript(long, "a.xlsx"))
    assert refused is None or "a.xlsx" in refused


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.sbv", "a.txt"])
def test_fifty_thousand_turns(name: str) -> None:
    number = 50_000
    people = [f"P{n % 7}" for n in range(number)]
    text = {
        "a.csv": "speaker,text\n" + "".join(f"{who},so it is\n" for who in people),
        "a.json": json.dumps([{"speaker": who, "text": "so it is"} for who in people]),
        "a.sbv": "".join(f"0:00:01.000,0:00:01.000\n{who}: so it is\n\n" for who in people),
        "a.txt": "".join(f"[1/5/23, 14:32:10] {who}: so it is\n" for who in people),
    }[name]
    assert len(read_transcript(text.encode(), name).turns) == number


def test_a_table_of_thousands_of_columns() -> None:
    names = ",".join(["speaker", "text", *(f"c{n}" for n in range(3000))])
    row = ",".join(["Ana", "hello there my friend", *["x"] * 3000])
    reading = read("\n".join([names, *[row] * 20]), "a.csv")
    assert len(reading.turns) == 20
    assert any("and 2,992 more" in problem for problem in reading.problems)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "speaker,text\nAna,a\x00b\n"),
        ("a.sbv", "0:00:01.000,0:00:02.000\nAna: a\x00b\n\n0:00:02.000,0:00:03.000\nAna: c\n"),
        ("a.vtt", vtt("<v Ana>a\x00b")),
        ("a.txt", "[12.05.23, 14:32:10] Ana: a\x00b\n"),
    ],
)
def test_nul_and_half_characters_become_visible(name: str, text: str) -> None:
    reading = read(text, name)
    assert said(reading)[0][0] == "Ana"
    assert reading.turns[0].text.startswith("a\u2400b")
    assert any("replaced by a visible mark" in problem for problem in reading.problems)
    half = read(text.encode().replace(b"\x00", b"\xed\xa0\x80"), name)
    assert half.turns[0].text.startswith("a\ufffdb")


def test_control_characters_and_line_separators_in_cells() -> None:
    reading = read('speaker,text\r\nAna,"a\u2028b\x0bc"\r\nB\x1bert,x\x07y\r\n', "a.csv")
    assert said(reading) == [("Ana", "a\nb\nc"), ("B\x1bert", "x\x07y")]


PARTS = [
    "speaker", "text", "start", ",", ";", "\t", "\n", '"', '""', "Ana", "Bert", "0:01", "12", "=1",
    "so we said it was good", "Why?", "[", "]", "{", "}", ":", "null", '"speaker":', '"text":',
    "segments", "\\n", "\\ud800", "é", "🌍", "[12.05.23, 14:32:10] ", "<ana> ", " - ", "case",
    "0:00:01.000,0:00:02.000\n", "id", "What is it?", "\r\n", "\x00", "\\u0000",
]  # fmt: skip
texts = st.lists(st.sampled_from(PARTS), max_size=60).map("".join)


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.json", "a.jsonl", "a.sbv", "a.txt"])
@drawn(200)
@given(texts)
def test_any_text_is_read_or_refused(name: str, text: str) -> None:
    check_any(text.encode(), name)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(PARTS),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["speaker", "text", "start", "end", "words", "segments", "time", "id"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=25,
)


@drawn(300)
@given(values)
def test_any_value_is_read_or_refused(value: object) -> None:
    check_any(json.dumps(value).encode(), "a.json")


@drawn(30)
@given(st.integers(0, 40_000), st.integers(0, 255))
def test_any_damage_to_a_workbook(at: int, byte: int) -> None:
    data = bytearray(workbook([("speaker", "text"), ("Ana", "Yes."), ("Bert", "No, no.")]))
    data[at % len(data)] = byte
    check_any(bytes(data), "a.xlsx")
