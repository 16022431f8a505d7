from __future__ import annotations

from pathlib import Path

import pytest
from odf.office import Annotation
from odf.opendocument import OpenDocumentText
from odf.table import Table, TableCell, TableRow
from odf.text import H, LineBreak, List, ListItem, Note, NoteBody, P, S, Span, Tab

from qualcode.domain.errors import BadInput
from qualcode.formats.read.transcript import decoded_text, read_transcript
from tests.formats.made_documents import odt, parts_of, repacked, saved
from tests.formats.reads import read, said


def with_body(xml: str) -> bytes:
    """A document whose content is given as the inside of office:text."""
    data = odt("Ana: Hi.")
    content = parts_of(data)["content.xml"].decode()
    inside = content.index("<text:p")
    end = content.index("</office:text>")
    namespaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    )
    body = f"<text:section {namespaces}>{xml}</text:section>"
    return repacked(data, {"content.xml": (content[:inside] + body + content[end:]).encode()})


def test_paragraphs_headings_and_lists() -> None:
    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text="Group 1"))
    document.text.addElement(P(text="Ana: One."))
    items = List()
    for text in ("first", "second"):
        item = ListItem()
        item.addElement(P(text=text))
        items.addElement(item)
    document.text.addElement(items)
    document.text.addElement(P(text="Bert: Yes."))
    document.text.addElement(P(text="Ana: So."))
    reading = read(saved(document), "a.odt")
    assert said(reading) == [("Ana", "One.\nfirst\nsecond"), ("Bert", "Yes."), ("Ana", "So.")]
    assert (reading.preface, reading.format, reading.encoding) == ("Group 1", "odt", "")


def test_blanks_tabs_and_breaks() -> None:
    document = OpenDocumentText()
    paragraph = P(text="Ana:")
    for element in (Tab(), Span(text="One"), S(c=3), Span(text="two."), LineBreak()):
        paragraph.addElement(element)
    paragraph.addText("Bert:   Yes,\n  I do.")
    document.text.addElement(paragraph)
    assert decoded_text(saved(document), "a.odt") == "Ana:\tOne   two.\nBert: Yes, I do."


def test_a_table_of_turns() -> None:
    document = OpenDocumentText()
    table = Table()
    for cells in (("00:00:01", "Ana", "Hi."), ("00:00:05", "Bert", "Yes."), ("0:09", "Ana", "So.")):
        row = TableRow()
        for text in cells:
            cell = TableCell()
            cell.addElement(P(text=text))
            row.addElement(cell)
        table.addElement(row)
    head = TableRow()
    for text in ("Time", "Speaker", "Text"):
        cell = TableCell()
        cell.addElement(P(text=text))
        head.addElement(cell)
    table.insertBefore(head, table.firstChild)
    document.text.addElement(table)
    reading = read(saved(document), "a.odt")
    assert [(t.speaker, t.text, t.start_ms) for t in reading.turns] == [
        ("Ana", "Hi.", 1000),
        ("Bert", "Yes.", 5000),
        ("Ana", "So.", 9000),
    ]


def test_notes_and_comments_are_told_and_left_out() -> None:
    document = OpenDocumentText()
    paragraph = P(text="Ana: Yes")
    note = Note(noteclass="footnote")
    body = NoteBody()
    body.addElement(P(text="FOOT"))
    note.addElement(body)
    paragraph.addElement(note)
    comment = Annotation()
    comment.addElement(P(text="COMMENT"))
    paragraph.addElement(comment)
    paragraph.addText(" indeed.")
    document.text.addElement(paragraph)
    document.text.addElement(P(text="Bert: No."))
    reading = read(saved(document), "a.odt")
    assert said(reading) == [("Ana", "Yes indeed."), ("Bert", "No.")]
    assert reading.problems[0] == "Left out of the text: 1 footnote or endnote, 1 comment."


def test_deleted_text_never_comes_in_and_inserted_text_does() -> None:
    reading = read(
        with_body(
            '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
            "<text:p>GONE</text:p></text:deletion></text:changed-region></text:tracked-changes>"
            '<text:p>Ana: A <text:change text:change-id="c1"/>'
            '<text:change-start text:change-id="c2"/>new<text:change-end text:change-id="c2"/>'
            " thing.</text:p><text:p>Bert: Yes.</text:p>"
        ),
        "a.odt",
    )
    assert said(reading) == [("Ana", "A new thing."), ("Bert", "Yes.")]
    assert reading.problems[0] == "Left out of the text: 1 tracked deletion."


def test_text_boxes_are_told_and_read_where_there_is_nothing_else() -> None:
    box = "<draw:frame><draw:text-box><text:p>Ana: Boxed.</text:p></draw:text-box></draw:frame>"
    told = read(with_body(f"<text:p>Ana: Yes.{box}</text:p><text:p>Bert: No.</text:p>"), "a.odt")
    assert [turn.text for turn in told.turns] == ["Yes.", "No."]
    assert "1 text box" in told.problems[0]
    assert read(with_body(f"<text:p>{box}</text:p>"), "a.odt").turns[0].text == "Boxed."


def test_a_password_is_named() -> None:
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    data = repacked(odt("Ana: Hi."), {"META-INF/manifest.xml": manifest.encode()})
    with pytest.raises(BadInput, match=r"^talk\.odt is protected by a password"):
        read_transcript(data, "talk.odt")


def test_a_manifest_may_name_its_document_type() -> None:
    doctype = b'<!DOCTYPE manifest:manifest PUBLIC "-//X//DTD" "Manifest.dtd"><a/>'
    data = repacked(odt("Ana: Hi."), {"META-INF/manifest.xml": doctype})
    assert read(data, "a.odt").turns[0].text == "Hi."


def test_a_real_document(shared: Path) -> None:
    path = shared / "data" / "qualcoder-examples" / "ID2.odt"
    reading = read(path.read_bytes(), path.name)
    assert reading.convention == "no labels"
    assert {turn.speaker for turn in reading.turns} == {None}
