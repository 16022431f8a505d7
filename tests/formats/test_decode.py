from __future__ import annotations

import pytest

from qualcode.domain.errors import BadInput
from qualcode.formats.read.decode import decode
from qualcode.formats.read.transcript import read_transcript
from tests.formats.reads import read, said

TALK = "Ana: Nós não sabemos.\nBert: “Doch”, sagt er – größer, schöner.\n"
SAMPLES = {
    "en": "Moderator: Don’t you think it’s “fine”? The café costs €5…\nAnna: A naïve résumé.\n",
    "de": "Moderatorin: Wir müssen über Städte sprechen – größer.\nJürgen: „Ja“, natürlich.\n",
    "fr": "Animateur : Ça a été très intéressant, à mon avis. Où est l’hôtel ?\n",
    "es": "P: ¿Qué aspecto tiene?\nR: Sí, mañana también, señor.\n",
}


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_with_and_without_mark_gives_the_same_turns(encoding: str) -> None:
    assert said(read(TALK.encode(encoding))) == said(read(TALK))


def test_what_is_certain_is_said() -> None:
    assert decode(TALK.encode("utf-8"), "a.txt").certain
    assert decode(TALK.encode("utf-16"), "a.txt").certain
    bare = decode(TALK.encode("utf-16-le"), "a.txt")
    assert (bare.encoding, bare.certain) == ("utf-16-le", False)


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("language", SAMPLES)
def test_western_sets_are_told_apart(language: str, encoding: str) -> None:
    found = decode(SAMPLES[language].encode(encoding), "a.txt")
    assert found.text == SAMPLES[language]
    assert not found.certain


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1250", "Moderator: Czy są jakieś pytania? Źródło, łódź, żółty, dziękuję."),
        ("cp1250", "Moderátor: Příliš žluťoučký kůň úpěl ďábelské ódy."),
        ("cp1251", "Модератор: Добро пожаловать, это разговор о городах."),
        ("koi8_r", "Модератор: Добро пожаловать, это разговор о городах."),
        ("cp1253", "Συντονιστής: Καλώς ήρθατε, ας μιλήσουμε για τις πόλεις."),
        ("utf-16-le", "Модератор: Добро пожаловать, это разговор о городах."),
        ("utf-16-be", "Συντονιστής: Καλώς ήρθατε, ας μιλήσουμε για τις πόλεις."),
    ],
)
def test_other_alphabets(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), "a.txt").text == text


@pytest.mark.parametrize("times", [1, 40])
@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1250", "Katalin: Szerintem az együttműködés költséges. Őszintén, örülök.\n"),
        ("iso8859_2", "Anna: Myślę, że to była świetna współpraca między miastami.\n"),
        ("cp1250", "Ion: Oraşul nostru are nevoie de reţele, mulţumesc că aţi venit.\n"),
        ("shift_jis", "司会:本日はお集まりいただきありがとうございます。\n"),
        ("euc_jp", "田中:はい、田中と申します。市役所で働いています。\n"),
        ("euc_kr", "진행자: 오늘 와 주셔서 감사합니다. 자기소개를 부탁드립니다.\n"),
        ("gb18030", "主持人:大家好,感谢各位今天来参加我们的讨论。\n"),
        ("big5", "主持人:大家好,感謝各位今天來參加我們的討論。\n"),
        ("mac_roman", "Zoé: Où est l’hôtel ? C’est très intéressant…\n"),
    ],
)
def test_sets_without_a_mark(encoding: str, text: str, times: int) -> None:
    found = decode((text * times).encode(encoding), "a.txt")
    assert found.text == text * times
    assert not found.certain


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a\nb\n", "LF"),
        (b"a\r\nb\r\n", "CRLF"),
        (b"a\rb\r", "CR"),
        (b"a\r\nb\nc\rd\n", "mixed: 1 CRLF, 2 LF, 1 CR"),
        (b"a", ""),
    ],
)
def test_how_lines_end_is_said(data: bytes, said: str) -> None:
    assert decode(data, "a.txt").line_ends == said


def test_an_encoding_that_is_named_wins() -> None:
    data = "Ana: Größe\nBert: ja".encode("cp850")
    reading = read_transcript(data, "a.txt", encoding="cp850")
    assert reading.turns[0].text == "Größe"
    assert (reading.encoding, reading.encoding_certain) == ("cp850", True)


@pytest.mark.parametrize("name", ["no-such-code", "hex", "rot13", "utf-8\0"])
def test_an_unknown_encoding_is_refused_with_the_file(name: str) -> None:
    with pytest.raises(BadInput, match=r"talk\.txt.*(encoding|cannot be read as)"):
        read_transcript(b"Ana: yes", "talk.txt", encoding=name)


def test_an_encoding_that_does_not_fit_is_refused_with_the_file() -> None:
    with pytest.raises(BadInput, match=r"talk\.txt cannot be read as utf-8"):
        read_transcript("Größe".encode("cp1252"), "talk.txt", encoding="utf-8")


def test_nul_and_half_characters_become_visible_and_are_counted() -> None:
    reading = read(b"Ana: he\x00llo \xed\xa0\x80 there\nBert: yes")
    assert reading.turns[0].text == "he\u2400llo \ufffd there"
    assert any("2 characters" in problem for problem in reading.problems)
    assert reading.encoding == "utf-8"


def test_foreign_bytes_in_utf8_are_read_as_windows() -> None:
    data = TALK.encode("utf-8") + b"Ana: caf" + b"\xe9\n"
    found = decode(data, "a.txt")
    assert found.text == TALK + "Ana: café\n"
    assert (found.encoding, found.certain) == ("utf-8", False)
    assert "1 byte that is not UTF-8" in found.problems[0]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0c"])
def test_line_ends_do_not_matter(end: str) -> None:
    lines = ["Group 1", "", "Ana: yes", "and more", "", "Bert: no"]
    assert said(read(end.join(lines))) == said(read("\n".join(lines)))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"{\\rtf1 hello}", "RTF"),
        (bytes(range(256)) * 4, "does not look like text"),
    ],
)
def test_other_files_are_named_for_what_they_are(data: bytes, what: str) -> None:
    with pytest.raises(BadInput, match=what):
        read_transcript(data, "talk.txt")


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"talk\.txt: there is nothing said"):
        read_transcript(data, "talk.txt")


def test_suffix_and_size_are_limited() -> None:
    with pytest.raises(BadInput, match=r"talk\.mp3.*\.txt"):
        read_transcript(b"x", "talk.mp3")
    with pytest.raises(BadInput, match=r"talk\.txt has 51 MB.*50 MB"):
        read_transcript(bytes(51 * 2**20), "talk.txt")
