"""Very long, very many and very odd characters (faults E7 and E9 of an import)."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from qualcode.formats.read.apart import Readers
from qualcode.formats.read.transcript import read_transcript
from tests.formats.made_documents import docx, repacked
from tests.formats.reads import read, said

SAID = [
    "e\u0301te\u0301 and été",
    "ﬁne ﬂow ﬃ",
    "ＦＵＬＬ　ｗｉｄｔｈ",
    "👩‍👩‍👧‍👦 👍🏽 🏳️‍🌈",
    "مرحبا بكم في النقاش",
    "שלום לכולם, מה נשמע?",
    "नमस्ते दुनिया",
    "a\u00adb\u200cc",
]


@pytest.mark.parametrize("text", SAID)
@pytest.mark.parametrize("name", ["talk.txt", "talk.md", "talk.vtt", "talk.csv", "talk.json"])
def test_characters_of_all_kinds_stay_at_their_places(text: str, name: str) -> None:
    """``read`` looks each piece of a turn up in the original, by code points."""
    forms = {
        "vtt": f"WEBVTT\n\n00:01.000 --> 00:02.000\nAna: {text}\n\n00:03.000 --> 00:04.000\nBo: x",
        "csv": f'speaker,text\nAna,"{text}"\nBo,x\n',
        "json": f'[{{"speaker": "Ana", "text": "{text}"}}, {{"speaker": "Bo", "text": "x"}}]',
    }
    whole = forms.get(name.rpartition(".")[2], f"Ana: {text}\nBo: x\n")
    assert said(read(whole, name)) == [("Ana", text), ("Bo", "x")]


def test_composed_and_decomposed_names_are_one_speaker_s_label_each_as_written() -> None:
    labels = [unicodedata.normalize(form, "Zoë") for form in ("NFC", "NFD")]
    reading = read("".join(f"{label}: yes\nBo: no\n" for label in labels))
    assert len({unicodedata.normalize("NFC", turn.speaker or "") for turn in reading.turns}) == 2


@pytest.mark.parametrize("name", ["talk.txt", "talk.vtt", "talk.csv"])
def test_a_word_of_a_megabyte(name: str) -> None:
    word = "x" * 2**20
    head = {"talk.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n", "talk.csv": "speaker,text\n"}
    mark = "," if name == "talk.csv" else ": "
    turns = read_transcript(f"{head.get(name, '')}Ana{mark}{word}\n".encode(), name).turns
    assert turns[-1].text.endswith(word)


LINES = {
    "txt": b"Ana: yes\nBert: no\n" * 100_000,
    "csv": b"speaker,text\n" + b"Ana,yes\nBert,no\n" * 100_000,
    "json": b"["
    + b",".join([b'{"speaker":"A","text":"yes"},{"speaker":"B","text":"no"}'] * 100_000)
    + b"]",
    "vtt": b"WEBVTT\n\n"
    + b"00:00:01.000 --> 00:00:02.000\n<v A>yes\n\n00:00:03.000 --> 00:00:04.000\n<v B>no\n\n"
    * 100_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", LINES)
def test_two_hundred_thousand_turns_are_read_within_the_limits(kind: str) -> None:
    readers = Readers()
    assert len(readers.read(LINES[kind], f"talk.{kind}").turns) == 200_000
    readers.close()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the system keeps no memory limit")
@pytest.mark.parametrize("markup", [b"<p>Ana: yes</p>", b"<b>a</b> "])
def test_more_tags_than_memory_are_refused_with_the_limit(markup: bytes) -> None:
    readers = Readers()
    data = b"<html><body>" + markup * (40 * 2**20 // len(markup))
    with pytest.raises(Exception, match=r"^a\.html needs more than 280 MB of memory to be read$"):
        readers.read(data, "a.html")
    readers.close()


def test_two_hundred_thousand_paragraphs_of_a_document_are_refused_by_their_packing() -> None:
    turn = "<w:p><w:r><w:t>Ana: yes</w:t></w:r></w:p>" * 600_000
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<w:document xmlns:w="{space}"><w:body>{turn}</w:body></w:document>'.encode()
    with pytest.raises(Exception, match=r"^a\.docx (is packed|would unpack)"):
        read_transcript(repacked(docx("x"), {"word/document.xml": xml}), "a.docx")
