from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml

from qualcode.domain.errors import BadInput
from qualcode.formats.read.transcript import read_transcript
from tests.formats.reads import read, said

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docx(*paragraphs: str) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def with_xml(*paragraphs: str) -> bytes:
    """A document whose paragraphs are given as the inside of w:p elements."""
    document = Document()
    body = document.element.body
    for number, inside in enumerate(paragraphs):
        body.insert(number, parse_xml(f"<w:p {W}>{inside}</w:p>"))
    return saved(document)


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def repacked(data: bytes, change: dict[str, bytes]) -> bytes:
    """The archive with members replaced or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in change:
                new.writestr(name, old.read(name))
        for name, content in change.items():
            new.writestr(name, content)
    return out.getvalue()


def test_bold_labels_and_continuing_paragraphs() -> None:
    document = Document()
    document.add_heading("Group 1", 1)
    for name, text in (("Moderator", "Welcome."), ("MOD", "Sit."), ("Ana", "Hi."), ("MOD", "So?")):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{name}:").bold = True
        paragraph.add_run(f" {text}")
    document.add_paragraph("And you?")
    reading = read(saved(document), "a.docx")
    assert said(reading) == [
        ("Moderator", "Welcome."),
        ("MOD", "Sit."),
        ("Ana", "Hi."),
        ("MOD", "So?\nAnd you?"),
    ]
    assert (reading.preface, reading.encoding, reading.format) == ("Group 1", "", "docx")


def test_tables_come_in_reading_order() -> None:
    document = Document()
    document.add_paragraph("Ana: Before.")
    table = document.add_table(rows=2, cols=1)
    table.cell(0, 0).text = "Bert: Inside."
    table.cell(1, 0).text = "Ana: Still."
    document.add_paragraph("Bert: After.")
    texts = [turn.text for turn in read(saved(document), "a.docx").turns]
    assert texts == ["Before.", "Inside.", "Still.", "After."]


def test_tracked_changes_as_if_accepted() -> None:
    deleted = '<w:del w:id="1" w:author="x"><w:r><w:delText>gone</w:delText></w:r></w:del>'
    added = f'<w:ins w:id="2" w:author="x">{run("new ")}</w:ins>'
    moved = f'<w:moveFrom w:id="3" w:author="x">{run("moved")}</w:moveFrom>'
    inside = run("Ana: A ") + deleted + added + moved + run("thing.")
    reading = read(with_xml(inside, run("Bert: Yes."), run("Ana: So.")), "a.docx")
    assert said(reading)[0] == ("Ana", "A new thing.")
    assert "1 tracked deletion" in reading.problems[0]


def test_a_deleted_paragraph_end_joins_the_paragraphs() -> None:
    end = '<w:pPr><w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr>'
    reading = read(with_xml(end + run("Ana: One "), run("thing."), run("Bert: Yes.")), "a.docx")
    assert said(reading)[0] == ("Ana", "One thing.")


def test_links_breaks_and_fields() -> None:
    inside = (
        run("Ana: See")
        + f"<w:hyperlink>{run(' this')}</w:hyperlink>"
        + "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:br/></w:r>"
        + run("Bert: No")
        + "<w:r><w:noBreakHyphen/><w:tab/></w:r>"
        + run("o.")
    )
    assert said(read(with_xml(inside, run("Ana: So.")), "a.docx"))[:2] == [
        ("Ana", "See this"),
        ("Bert", "No\u2011\to."),
    ]


def test_notes_comments_and_boxes_are_told_and_left_out() -> None:
    box = f"<w:r><w:pict><w:txbxContent><w:p>{run('BOX')}</w:p></w:txbxContent></w:pict></w:r>"
    inside = (
        run("Ana: Yes.")
        + '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>'
        + box
    )
    reading = read(with_xml(inside, run("Bert: No."), run("Ana: So.")), "a.docx")
    assert [turn.text for turn in reading.turns] == ["Yes.", "No.", "So."]
    for what in ("1 footnote", "1 comment", "1 text box"):
        assert what in reading.problems[0]


def test_moved_passages_stand_at_their_last_place_only() -> None:
    gone = (
        f'<w:pPr><w:rPr><w:moveFrom w:id="1"/></w:rPr></w:pPr><w:moveFrom>{run("It.")}</w:moveFrom>'
    )
    put = f'<w:moveTo w:id="2" w:author="x">{run(" It.")}</w:moveTo>'
    paragraphs = (run("Ana: Hi."), gone, run("Bert: Yes.") + put, run("Ana: So."))
    reading = read(with_xml(*paragraphs), "a.docx")
    assert said(reading) == [("Ana", "Hi."), ("Bert", "Yes. It."), ("Ana", "So.")]
    assert reading.problems[0] == ("Left out of the text: 1 moved passage at its old place.")


def table(*rows: tuple[str, ...], document: Any = None) -> bytes:
    """A document with one table."""
    document = document or Document()
    made = document.add_table(rows=len(rows), cols=len(rows[0]))
    for cells, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    return saved(document)


TURNS = (("Ana", "Hi."), ("Bert", "Yes, that\nis it."), ("Ana", "So."), ("Bert", "And?"))


def test_a_table_of_speaker_and_text() -> None:
    assert said(read(table(("Speaker", "Text"), *TURNS), "a.docx")) == list(TURNS)


def test_a_table_of_time_speaker_and_text_without_headings() -> None:
    rows = [(f"00:0{n}:00", name, text + " " + "word " * 9) for n, (name, text) in enumerate(TURNS)]
    reading = read(table(*rows), "a.docx")
    assert [turn.start_ms for turn in reading.turns] == [0, 60_000, 120_000, 180_000]
    assert [turn.speaker for turn in reading.turns] == ["Ana", "Bert", "Ana", "Bert"]


def test_deleted_rows_and_merged_cells() -> None:
    document = Document()
    table(("Speaker", "Text"), *TURNS, ("Carla", "GONE"), document=document)
    made = document.tables[0]
    mark = parse_xml(f'<w:trPr {W}><w:del w:id="1" w:author="x"/></w:trPr>')
    made.rows[5]._tr.insert(0, mark)
    made.rows[2].cells[0].merge(made.rows[2].cells[1])
    texts = [turn.text for turn in read(saved(document), "a.docx").turns]
    assert "GONE" not in "".join(texts)
    assert texts[-2:] == ["So.", "And?"]


def test_headings_by_the_name_of_their_style_and_by_outline() -> None:
    document = Document()
    document.styles["Heading 2"]._element.set(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}styleId", "a7"
    )
    body = document.element.body
    for inside in (
        '<w:pPr><w:pStyle w:val="a7"/></w:pPr>' + run("Part one"),
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>' + run("Part two"),
        run("Ana: Hi."),
        run("Bert: Yes."),
        run("Ana: So."),
    ):
        body.insert(len(body) - 1, parse_xml(f"<w:p {W}>{inside}</w:p>"))
    reading = read(saved(document), "a.docx")
    assert (reading.preface, len(reading.turns)) == ("Part one\nPart two", 3)


def test_a_document_that_has_only_text_boxes() -> None:
    box = f"<w:r><w:pict><w:txbxContent><w:p>{run('Ana: BOX')}</w:p></w:txbxContent></w:pict></w:r>"
    assert read(with_xml(box), "a.docx").turns[0].text == "BOX"


def test_content_controls_and_the_strict_variant() -> None:
    inside = f"<w:sdt><w:sdtContent>{run('Ana: Hi.')}</w:sdtContent></w:sdt>"
    data = with_xml(inside)
    assert read(data, "a.docx").turns[0].text == "Hi."
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        main = archive.read("word/document.xml")
    strict = main.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read(repacked(data, {"word/document.xml": strict}), "a.docx").turns[0].text == "Hi."


def test_words_in_the_margins_of_the_pages_are_told() -> None:
    document = Document()
    document.add_paragraph("Ana: Hi.")
    document.sections[0].header.paragraphs[0].text = "Group 1"
    assert "the header or footer of the pages" in read(saved(document), "a.docx").problems[0]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Ana: Hi.", "not a Word document"),
        (OLE + bytes(99) + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (OLE + bytes(99), "old Word format"),
        (docx("Ana: Hi.")[:2000], "damaged or was cut off"),
        (repacked(docx("x"), {"word/document.xml": b"<a/>"}), "cannot be read as a Word"),
        (repacked(docx("x"), {"../evil.xml": b"<a/>"}), r"“\.\./evil\.xml”"),
        (repacked(docx("x"), {"word\\x.xml": b"<a/>"}), "refused"),
        (repacked(docx("x"), {"C:/x.xml": b"<a/>"}), "refused"),
        (repacked(docx("x"), {"word/big.bin": bytes(40 * 2**20)}), "packed"),
        (repacked(docx("x"), {f"m/{n}": b"" for n in range(5_001)}), "the limit is"),
        (repacked(docx("x"), {"word/e.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "unsafe"),
        (
            repacked(docx("x"), {"word/document.xml": "<!DOCTYPE a><a/>".encode("utf-16")}),
            "unsafe",
        ),
    ],
)
def test_unsound_files_are_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(BadInput, match=rf"^talk\.docx.*{reason}"):
        read_transcript(data, "talk.docx")


def test_a_zip_that_is_no_document() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "Ana: Hi.")
    with pytest.raises(BadInput, match="ZIP archive, but not a Word document"):
        read_transcript(out.getvalue(), "a.docx")


def test_a_flipped_bit_is_noticed() -> None:
    data = bytearray(docx("Ana: Hi."))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        member = archive.getinfo("word/document.xml")
    at = member.header_offset + 60 + len(member.filename)
    data[at] ^= 0xFF
    with pytest.raises(BadInput, match="damaged"):
        read_transcript(bytes(data), "a.docx")


def test_an_encoding_cannot_be_given() -> None:
    with pytest.raises(BadInput, match="states its own encoding"):
        read_transcript(docx("Ana: Hi."), "a.docx", encoding="utf-8")
