from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.errors import BadInput
from qualcode.formats.read.transcript import decoded_text, read_transcript
from tests.formats.reads import read, refusal, said


def page(body: str, head: str = "<meta charset='utf-8'>") -> str:
    return f"<!DOCTYPE html><html><head>{head}<title>T</title></head><body>{body}</body></html>"


def text(body: str) -> str:
    return decoded_text(page(body).encode(), "a.html")


def test_blocks_are_lines_and_headings_know_their_level() -> None:
    reading = read(
        page(
            "<h1>Group 1</h1><p><b>Ana:</b> One <i>thing</i>.<p>More.<div>Bert: Yes.</div>"
            "<ul><li>Ana: a</li><li>Bert: b</ul>"
        ),
        "a.html",
    )
    assert said(reading) == [
        ("Ana", "One thing.\nMore."),
        ("Bert", "Yes."),
        ("Ana", "a"),
        ("Bert", "b"),
    ]
    assert (reading.preface, reading.format, reading.encoding) == ("Group 1", "html", "utf-8")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>a\n  b\t c</p>", "a b c"),
        ("a<br>b<br/>\n c", "a\nb\nc"),
        ("<p>&lt;x&gt; &amp; caf&eacute; &#8220;so&#x201D; a&nbsp;b", "<x> & café “so” a\xa0b"),
        ("<script>let a = '<p>no</p>';</script><style>p {}</style><p>x</p><!-- y -->", "x"),
        ("<pre>a\n  b</pre>c", "a\nb\nc"),
        ("<p>in<b>side</b> <i> out</i></p>", "inside out"),
        ("<p>a<table><tr><td>b</td><td>c</td></tr></table>d", "a\nb\nc\nd"),
        ("<template>x</template><noscript>y</noscript><p>z<textarea>w</textarea></p>", "z"),
        ("<p>a<wbr>b <ruby>漢<rt>kan</rt></ruby></p>", "ab 漢"),
        ("<blockquote>a</blockquote>b<hr>c", "a\nb\nc"),
    ],
)
def test_what_a_browser_shows(body: str, expected: str) -> None:
    assert text(body) == expected


def test_spans_of_name_and_time_stand_apart() -> None:
    one = "<div><span class='speaker-name'>Ana</span><span class='timestamp'>0:01</span></div>"
    two = one.replace("Ana", "Bert").replace("0:01", "0:07")
    reading = read(page(f"{one}<p>Hi.</p>{two}<p>Yes.</p>{one}<p>So.</p>"), "a.htm")
    assert said(reading) == [("Ana", "Hi."), ("Bert", "Yes."), ("Ana", "So.")]
    assert reading.turns[1].start_ms == 7000


def test_tables_and_definition_lists_of_turns() -> None:
    rows = "".join(f"<tr><td>{n}<td>{t}" for n, t in [("Ana", "Hi."), ("Bert", "Yes<br>and no.")])
    table = f"<table><tr><th>Speaker<th>Text{rows}</table>"
    assert said(read(page(table), "a.html")) == [("Ana", "Hi."), ("Bert", "Yes\nand no.")]
    talk = [("Ana", "That was a long time ago."), ("Bert", "Yes, and far."), ("Ana", "So it was.")]
    pairs = "".join(f"<dt>{name}</dt><dd>{words}</dd>" for name, words in talk)
    assert said(read(page(f"<dl>{pairs}</dl>"), "a.html")) == talk


def test_a_table_that_lays_out_the_page_is_walked_through() -> None:
    inner = "<table><tr><td>Ana: Hi.</td></tr></table><h2>Later</h2><p>Bert: Yes.</p>"
    assert text(f"<table><tr><td>{inner}</td></tr></table>") == "Ana: Hi.\nLater\nBert: Yes."


def test_what_is_left_out_is_told() -> None:
    reading = read(
        page(
            "<nav>Home</nav><p>Ana: <del>GONE</del><ins>Hi.</ins></p><p hidden>NO</p>"
            "<p style='color:red; display: none'>NO</p>"
            "<p>Bert: Yes.<span class='taglist'> [a]</span></p><aside role='doc-footnote'>F</aside>"
        ),
        "a.html",
    )
    assert said(reading) == [("Ana", "Hi."), ("Bert", "Yes.")]
    for what in ("1 navigation", "1 tracked", "2 hidden parts", "1 list of tags", "1 footnote"):
        assert what in reading.problems[0]


@pytest.mark.parametrize(
    ("data", "encoding", "certain"),
    [
        ("<meta charset='x-unknown'><p>Ana: café".encode(), "utf-8", True),
        ("<meta charset=iso-8859-1><p>Ana: “café”".encode("cp1252"), "cp1252", True),
        (
            "<meta content='text/html; charset=koi8-r'><p>Ana: Привет".encode("koi8-r"),
            "koi8-r",
            True,
        ),
        ("<p>Ana: café".encode("utf-16"), "utf-16-le", True),
        ("<p>Ana: the café and the naïve déjà vu".encode("cp1252"), "cp1252", False),
    ],
)
def test_character_sets(data: bytes, encoding: str, certain: bool) -> None:
    reading = read_transcript(data, "a.html")
    assert (reading.encoding, reading.encoding_certain) == (encoding, certain)
    assert "caf" not in reading.turns[0].text or "café" in reading.turns[0].text


def test_a_character_set_can_be_given() -> None:
    data = "<meta charset=cp1252><p>Ana: Привет".encode("cp1251")
    assert read_transcript(data, "a.html", encoding="cp1251").turns[0].text == "Привет"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Ana: Hi.", "no web page"),
        (b'<!DOCTYPE html [<!ENTITY a "b">]><p>&a;', "unsafe"),
        (page("<script>x</script>").encode(), "nothing said"),
        (b"<div>" * 100_000 + b"x", "nested deeper"),
        (b"\x89PNG\r\n", "a picture"),
    ],
)
def test_unreadable_files_are_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(BadInput, match=rf"^talk\.html.*{reason}"):
        read_transcript(data, "talk.html")


def test_control_characters_do_not_end_the_page() -> None:
    assert text("<p>a\x01b</p><p>c</p>").endswith("b\nc")


@given(st.text(alphabet="<>/abdiprtv &;!-=\"'\n", max_size=200))
def test_any_markup_is_read_or_refused(markup: str) -> None:
    sentence = refusal(lambda: read_transcript(f"<p>{markup}".encode(), "a.html"))
    assert sentence is None or sentence.startswith("a.html")


def test_a_document_of_taguette(shared: Path) -> None:
    path = shared / "data" / "tool-exports" / "taguette" / "document_1.html"
    reading = read(path.read_bytes(), path.name)
    assert any("23 lists of tags" in problem for problem in reading.problems)
    speakers = Counter(turn.speaker for turn in reading.turns)
    assert speakers == {"OO": 27, "MF": 27, "MC": 22, "JC": 15, "BB": 1}
    assert "[users]" not in "".join(turn.text for turn in reading.turns)
