from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from qualcode.domain.errors import BadInput
from qualcode.formats.read.pdf_font import Font
from qualcode.formats.read.pdf_glyphs import character_of
from qualcode.formats.read.pdf_tokens import operations
from qualcode.formats.read.transcript import read_transcript
from tests.drawing import drawn
from tests.formats.made_pdf import Placed, assembled, column, pdf, written
from tests.formats.reads import read, refusal, said

FULL = "and so it went on for a long time until all of them had said what they had to say about it"


TALK = [
    [f"Ana: {FULL}", "", "Bert: Yes, I saw it.", "", "Ana: I see, and then?"],
    [f"Bert: Then {FULL}", "", "Ana: And who came to the meeting of the two cities?"],
    ["Carla: 2019, it was the year in which we met the others for the first time.", "", "Ana: So."],
    ["Bert: Nobody else came.", "", "Ana: We shall see.", "", "Carla: Thank you for your time."],
]


def talk(number: int) -> list[Placed]:
    """A page of a talk with a running head, a page number and some turns."""
    head: list[Placed] = [(60, 810, f"Study of cities, group {number % 2}")]
    foot: list[Placed] = [(290, 30, f"Page {number} of 4")]
    turns = column(*TALK[number - 1])
    return head + turns + foot


def test_page_numbers_and_running_heads_are_removed_and_told() -> None:
    reading = read(pdf(*(talk(number) for number in range(1, 5))), "a.pdf")
    told = [tuple(line.split(": ", 1)) for page in TALK for line in page if line]
    assert said(reading) == told
    assert reading.preface == ""
    assert any("removed from 4 pages: “page # of #”, “study" in p for p in reading.problems)


def test_speech_that_repeats_on_all_pages_stays() -> None:
    pages = [column(f"Ana: Is it {number}?", "", "Bert: Yes.") for number in range(1, 6)]
    assert len(read(pdf(*pages), "a.pdf").turns) == 10


def test_a_number_that_is_said_is_not_a_page_number() -> None:
    page = column("Ana: How many?", "", "Bert:", "17", "", "Ana: Really?")
    texts = [turn.text for turn in read(pdf(page), "a.pdf").turns]
    assert texts == ["How many?", "17", "Really?"]


def test_lines_of_a_paragraph_are_joined_and_paragraphs_kept_apart() -> None:
    page = column(f"Ana: First {FULL}", "and then it ended.", "", "Bert: Short.", "Ana: New line.")
    assert said(read(pdf(page), "a.pdf")) == [
        ("Ana", f"First {FULL} and then it ended."),
        ("Bert", "Short."),
        ("Ana", "New line."),
    ]


def test_paragraphs_known_by_their_indent_alone() -> None:
    lines: list[Placed] = []
    for number, (text, first) in enumerate(
        [("Ana: " + FULL, True), (FULL + " now", False), ("Bert: " + FULL, True), (FULL, False)]
    ):
        lines.append((80 if first else 60, 780 - 12 * number, text))
    turns = read(pdf(lines), "a.pdf").turns
    assert [turn.speaker for turn in turns] == ["Ana", "Bert"]
    assert all("\n" not in turn.text for turn in turns)


def test_a_paragraph_goes_on_over_the_page() -> None:
    one, two = column(f"Ana: {FULL}"), column("on the next page.", "", "Bert: Yes.", "", "Ana: So.")
    assert said(read(pdf(one, two), "a.pdf"))[0] == ("Ana", f"{FULL} on the next page.")


def test_divided_words_are_made_whole_and_compounds_keep_their_hyphen() -> None:
    page = column(
        f"Ana: {FULL} inter-",
        f"esting, {FULL} of them and long-",
        "term plans. A long-term plan. I thought-",
        "",
        "Bert: Yes.",
        "",
        "Ana: So.",
    )
    reading = read(pdf(page), "a.pdf")
    assert reading.turns[0].text.count("interesting") == 1
    assert "and long-term plans." in reading.turns[0].text
    assert reading.turns[0].text.endswith("I thought-")
    assert any("1 word (“interesting”)" in problem for problem in reading.problems)


@pytest.mark.parametrize("first", [True, False])
def test_numbers_in_the_margin(first: bool) -> None:
    texts = [("Ana", "Hi."), ("Bert", "Yes."), ("Ana", "I have 3."), ("Bert", "No."), ("Ana", "O.")]
    numbers: list[Placed] = [(30, 780 - 24 * n, str(n + 1)) for n in range(5)]
    lines: list[Placed] = [(60, 780 - 24 * n, f"{who}: {t}") for n, (who, t) in enumerate(texts)]
    page = [one for pair in zip(numbers, lines, strict=True) for one in pair]
    reading = read(pdf(page if first else [*lines, *numbers]), "a.pdf")
    assert said(reading) == texts
    assert any("5 numbers of lines or paragraphs removed (1 to 5)" in p for p in reading.problems)


def test_larger_type_is_a_heading() -> None:
    page: list[Placed] = [
        (60, 810, 20.0, "Group 1"),
        *column("Ana: Hi.", "", "Bert: Yes.", "", "Ana: O."),
    ]
    reading = read(pdf(page), "a.pdf")
    assert reading.preface == "Group 1"
    assert len(reading.turns) == 3


def test_text_that_is_not_seen_on_the_page_is_left_out_and_told() -> None:
    page = [
        *column("Ana: Hi.", "", "Bert: Yes."),
        (60.0, 900.0, "Ana: Above."),
        (60.0, 5.0, "Bert: Low."),
    ]
    clip = b"q 0 400 595 442 re W n BT /F1 10 Tf 60 300 Td (Ana: Clipped.) Tj ET Q "
    turned = b"BT /F1 10 Tf 0 1 -1 0 20 20 Tm (Draft) Tj ET"
    reading = read(pdf(page, extra=clip + turned), "a.pdf")
    assert [turn.text for turn in reading.turns] == ["Hi.", "Yes.", "Low."]
    (left,) = (problem for problem in reading.problems if problem.startswith("Left out of"))
    assert "5 characters of turned text" in left
    assert "18 letters outside the visible page" in left


def test_fonts_with_two_byte_codes_and_a_table_of_characters() -> None:
    cmap = (
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0001> <0041> "
        b"<0002> <D83DDE00> endbfchar 2 beginbfrange <0003> <0005> <0061> "
        b"<0010> <0011> [<00660069> <003A>] endbfrange"
    )
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
        "/Resources << /Font << /F1 3 0 R >> >> >>"
    )
    content = b"BT /F1 10 Tf 60 700 Td <0001000300110003> Tj [<0004> -600 <0010>] TJ <0002> Tj ET"
    font = (
        "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts "
        "[<< /Subtype /CIDFontType2 /DW 500 /W [1 [600 900] 3 5 450] >>] >>"
    )
    data = written(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            font.encode(),
            page.encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap),
        ]
    )
    assert read_transcript(data, "a.pdf").turns[0].text == "Aa:ab fi😀"


@pytest.mark.parametrize("heading", [True, False])
def test_a_table_of_time_speaker_and_text(heading: bool) -> None:
    page: list[Placed] = [(60, 800, "Time"), (110, 800, "Speaker"), (180, 800, "Text")]
    turns = [("Ana", FULL), ("Bert", "Yes."), ("Ana", "And who?"), ("Bert", FULL), ("Ana", "Oh.")]
    page = page if heading else []
    for number, (who, text) in enumerate(turns):
        y = 780 - 30 * number
        page += [(60, y, f"0:0{number}"), (110, y, who), (180, y, text)]
        page += [(180, y - 12, "and more")] if text == FULL else []
    reading = read(pdf(page), "a.pdf")
    told = [(who, f"{text} and more" if text == FULL else text) for who, text in turns]
    assert said(reading) == told
    assert [turn.start_ms for turn in reading.turns] == [0, 1000, 2000, 3000, 4000]


def test_text_that_marked_content_states_and_blanks_made_by_spacing() -> None:
    stated = b"/Span <</ActualText <FEFF00AD>>> BDC ( ) Tj EMC"
    content = (
        b"BT /F1 10 Tf 60 700 Td (Ana: net) Tj " + stated + b" 31.2 0 Td (work kno) Tj 2.8 Tc "
    )
    content += b"41 0 Td (wa) Tj 0 Tc 15 0 Td (ll) Tj ET"
    reading = read_transcript(assembled([content]), "a.pdf")
    assert reading.turns[0].text == "network know all"


def test_forms_damaged_operators_and_inline_pictures_do_no_harm() -> None:
    content = b"BT /F1 10 Tf 60 700 Td (Ana: Hi.) Tj (x) Td ET BI /W 1 /H 1 ID \x00(\xff EI Q Q "
    content += b"BT /F1 10 Tf 60 680 Td [(Bert: ) (Yes)] TJ T* () ' /None Do ET"
    reading = read_transcript(assembled([content]), "a.pdf")
    assert said(reading) == [("Ana", "Hi."), ("Bert", "Yes")]


def test_names_of_glyphs() -> None:
    font = (
        "/Type /Font /Subtype /Type1 /BaseFont /X /Encoding << /Differences [65 /adieresis /fi] >>"
    )
    content = b"BT /F1 10 Tf 60 700 Td (xAB) Tj ET"
    assert read_transcript(assembled([content], font=font), "a.pdf").turns[0].text == "xäfi"
    names = ["uni00E9", "quotedblleft", "a", "Ccaron", "g123", "f_f_i", "s.alt"]
    assert [character_of(name) for name in names] == ["é", "“", "a", "Č", "", "ffi", "s"]


def test_operators_and_strings() -> None:
    data = (
        rb"(a\(b\)\101\n(c)) Tj [(x) -20.5 <41 4>]TJ BI /W 1 ID x(y EI /F1 12 Tf % note" + b"\n(z)'"
    )
    assert list(operations(data)) == [
        (b"Tj", [b"a(b)A\n(c)"]),
        (b"TJ", [[b"x", -20.5, b"A@"]]),
        (b"Tf", ["/F1", 12.0]),
        (b"'", [b"z"]),
    ]


def test_letters_that_are_placed_one_by_one() -> None:
    letters = "Ana: Hi there"
    content = b"BT /F1 10 Tf 60 700 Td <%02X> Tj" % ord(letters[0])
    for letter in letters[1:]:
        content += b"\n5.6 0 Td <%02X> Tj" % ord(letter)
    widths = " ".join(["560"] * 96)
    font = f"/Type /Font /Subtype /Type1 /BaseFont /X /FirstChar 32 /Widths [{widths}]"
    reading = read_transcript(assembled([content + b" ET"], font=font), "a.pdf")
    assert said(reading) == [("Ana", "Hi there")]
    assert list(operations(b"<41> Tj 1 -.5 Td <4> Tj ET")) == [
        (b"Tj", [b"A"]),
        (b"TdTj", [1.0, -0.5, b"@"]),
        (b"ET", []),
    ]


@given(st.binary(max_size=200))
@drawn(200)
def test_any_content_is_walked_through(data: bytes) -> None:
    for operator, operands in operations(data):
        assert operator
        assert isinstance(operands, list)


def test_a_font_without_widths_and_encoding_reads_as_usual() -> None:
    shown = Font({"/Subtype": "/Type1"}).shown("Ana’s".encode("cp1252"))
    assert "".join(char for char, _ in shown) == "Ana’s"


def encrypted(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(column("Ana: Hi.")))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


PICTURE = "/XObject << /I << /Type /XObject /Subtype /Image /Width 1 /Height 1 /Length 0 >> >>"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Ana: Hi.", "is not a PDF"),
        (pdf(column("Ana: Hi."))[:-300], "cut off"),
        (encrypted("secret"), "protected by a password"),
        (pdf([]), r"a scan.*\(OCR\)"),
        (pdf([(9, 9, "scanned")], [(9, 9, "scanned")], extra=b"/I Do", resources=PICTURE), "scan"),
        (b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF", "cannot be read as a PDF"),
    ],
)
def test_unreadable_files_are_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(BadInput, match=rf"^talk\.pdf.*{reason}"):
        read_transcript(data, "talk.pdf")


def test_a_file_that_only_its_owner_may_change_is_read() -> None:
    assert read(encrypted(""), "a.pdf").turns[0].text == "Hi."


def test_an_encoding_cannot_be_given() -> None:
    with pytest.raises(BadInput, match="states its own encoding"):
        read_transcript(pdf(column("Ana: Hi.")), "a.pdf", encoding="utf-8")


def test_a_zip_bomb_in_a_stream_is_refused(capfd: pytest.CaptureFixture[str]) -> None:
    import zlib

    packed = zlib.compress(b" " * (300 * 2**20), 9)
    head = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    data = written(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            page,
            head + packed + b"\nendstream",
        ]
    )
    assert refusal(lambda: read_transcript(data, "a.pdf")) is not None
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("number", "turns"), [(1, 94), (2, 165), (3, 121), (4, 109), (5, 134), (6, 99), (7, 104)]
)
def test_interviews_with_numbered_paragraphs(shared: Path, number: int, turns: int) -> None:
    """The last paragraph number that MAXQDA printed, less one for the heading."""
    path = shared / "data" / "pdpilot-interviews" / f"P{number}.pdf"
    reading = read(path.read_bytes(), path.name)
    assert len(reading.turns) == turns
    speakers = Counter(turn.speaker for turn in reading.turns)
    assert set(speakers) <= {"Dan", "Participant", "Particpant"}
    assert abs(speakers["Dan"] - speakers["Participant"]) <= 3
    assert reading.preface == "Interview"
    assert not any("\n" in turn.text for turn in reading.turns)
