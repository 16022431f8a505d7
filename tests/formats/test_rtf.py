from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.errors import BadInput
from qualcode.domain.text import storable
from qualcode.formats.read.transcript import decoded_text, read_transcript
from tests.formats.reads import read, refusal, said

HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset204 X;}"
HEAD += r"{\f2\fcharset128 M;}{\f3\ftech\fcharset2 Symbol;}}"
HEAD += r"{\stylesheet{\s0 Normal;}{\s1\b heading 1;}{\*\cs2 Strong;}}{\*\generator Riched20;}"
HEAD += r"{\info{\title Secret}{\upr{\author A}{\*\ud{\author B}}}}"


def rtf(body: str, head: str = HEAD) -> bytes:
    return (head + body + "}").encode("ascii")


def text(body: str) -> str:
    return decoded_text(rtf(body), "a.rtf")


def test_paragraphs_bold_labels_and_headings() -> None:
    reading = read(
        rtf(
            r"\pard\s1 Group 1\par\pard{\b Ana:} Hi.\line And you?\par{\b Bert:}\tab Yes.\par}"[:-1]
        ),
        "a.rtf",
    )
    assert said(reading) == [("Ana", "Hi.\nAnd you?"), ("Bert", "Yes.")]
    assert (reading.preface, reading.format, reading.problems) == ("Group 1", "rtf", ())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"caf\'e9 \'93so\'94", "café “so”"),
        (r"\f1\'cf\'f0\'e8\f0  \'e9", "При é"),
        (r"\f2\'82\'a0{\f0 \'e9}", "あé"),
        (r"{\f3 \'b7}x", "•x"),
        (r"\u8220?so\u8221?", "“so”"),
        (r"\uc2\u233\'c3\'a9t\uc0\u233 x", "étéx"),
        (r"{\uc1\u-10179?\u-8704?}!", "😀!"),
        (r"a\~b\_c\-d\{e\}\\f", "a\xa0b\u2011c\xadd{e}\\f"),
        (r"\lquote a\rquote  \endash\emdash\bullet", "‘a’ –—•"),
        ("on\r\ne \\\r\ntwo", "one \ntwo"),
        (r"a\bin5 }}}{{b", "ab"),
        (r"{\upr{plain}{\*\ud{full}}}", "full"),
        (r'{\field{\*\fldinst HYPERLINK "x"}{\fldrslt link}}', "link"),
        (r"{\listtext 1.\tab}item{\*\bkmkstart x}", "item"),
        (r"{\pict\pngblip 89504e47}x{\*\unknown {y} z}", "x"),
        (r"{\mac\'8e}", "é"),
    ],
)
def test_characters(body: str, expected: str) -> None:
    assert text(body) == expected


def test_the_code_page_of_the_document() -> None:
    assert decoded_text(rb"{\rtf1\ansi\ansicpg1250 \'9a\'b9}", "a.rtf") == "šą"
    assert decoded_text(rb"{\rtf1\mac caf\'8e}", "a.rtf") == "café"
    assert decoded_text(rb"{\rtf1\ansi \'cf}", "a.rtf", encoding="cp1251") == "П"
    with pytest.raises(BadInput, match="no encoding “klingon”"):
        read_transcript(rb"{\rtf1 Ana: Hi.}", "a.rtf", encoding="klingon")


def test_a_half_character_becomes_a_visible_mark() -> None:
    reading = read(rtf(r"Ana: \u-10179? x\par Bert: y"), "a.rtf")
    assert reading.turns[0].text == "\ufffd x"
    assert any("replaced by a visible mark" in problem for problem in reading.problems)


def test_deleted_and_hidden_text_never_comes_in() -> None:
    reading = read(
        rtf(
            r"Ana: A {\deleted\revauthdel1 GONE\par }{\revised new }thing.{\v HIDDEN}\par "
            r"Bert: {\mvf MOVED}Yes.\deleted GONE\deleted0  So.\par"
        ),
        "a.rtf",
    )
    assert said(reading) == [("Ana", "A new thing."), ("Bert", "Yes. So.")]
    assert reading.problems == ("Left out of the text: 3 tracked deletions, 1 hidden passage.",)


def test_notes_comments_boxes_and_margins_are_told() -> None:
    reading = read(
        rtf(
            r"{\header HEAD}Ana: Yes{\super\chftn{\footnote\pard FOOT\par}}"
            r"{\*\atnid JB}{\*\annotation{\*\atnref 1}NOTE}.{\shp{\*\shpinst{\sp{\sn a}{\sv b}}"
            r"{\shptxt\pard BOX\par}}}\par Bert: No.\par"
        ),
        "a.rtf",
    )
    assert said(reading) == [("Ana", "Yes."), ("Bert", "No.")]
    for what in ("1 page header", "1 footnote", "1 comment", "1 text box"):
        assert what in reading.problems[0]


def row(*cells: str) -> str:
    return (
        r"\trowd\cellx100\cellx200\pard\intbl " + "".join(f"{c}\\cell " for c in cells) + r"\row "
    )


def test_a_table_of_turns() -> None:
    body = row("Speaker", "Text") + row("Ana", r"Hi.\par Again.") + row("Bert", "Yes.")
    body += row("Ana", "So?") + row("Bert", "No.")
    reading = read(rtf(r"Title\par " + body + r"\pard After.\par"), "a.rtf")
    assert said(reading) == [
        ("Ana", "Hi.\nAgain."),
        ("Bert", "Yes."),
        ("Ana", "So?"),
        ("Bert", "No.\nAfter."),
    ]


def test_other_tables_keep_their_cells_in_order() -> None:
    assert text(row("a", "b") + row("c", "d") + r"\pard e") == "a\nb\nc\nd\ne"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Ana: Hi.", "no rich text"),
        (rtf("Ana: Hi.")[:-1], "was cut off"),
        (rtf("Ana: Hi.")[:200], "was cut off"),
        (b"{\\rtf1 " + b"{" * 100_000, "nested deeper"),
        (rtf(""), "nothing said"),
    ],
)
def test_unreadable_files_are_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(BadInput, match=rf"^talk\.rtf.*{reason}"):
        read_transcript(data, "talk.rtf")


@given(st.text(alphabet=st.characters(exclude_characters="\r\x0b\x0c\x85\u2028\u2029\x00")))
def test_every_character_survives_its_escape(said_text: str) -> None:
    units = said_text.replace("\n", " ").encode("utf-16-le", "surrogatepass")
    codes = [int.from_bytes(units[n : n + 2], "little") for n in range(0, len(units), 2)]
    escaped = "".join(f"\\u{code - 65536 if code > 32767 else code}?" for code in codes)
    assert text("x" + escaped) == "x" + storable(units.decode("utf-16-le", "surrogatepass")).text


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    sentence = refusal(lambda: read_transcript(b"{\\rtf1 " + data, "a.rtf"))
    assert sentence is None or sentence.startswith("a.rtf")
