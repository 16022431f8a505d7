from __future__ import annotations

import pytest

from qualcode.domain.errors import BadInput
from qualcode.formats.read.transcript import decoded_text, read_transcript
from tests.formats.made_documents import PACKAGE, book, repacked
from tests.formats.reads import read, said


def test_chapters_in_the_order_of_the_spine() -> None:
    data = book(
        {
            "z.xhtml": "<h1>Group 1</h1><p>Ana: caf&eacute;&nbsp;&amp; so</p>",
            "a b.xhtml": "<p>Bert: Yes.<br/>And no.</p><p><a id='x'/>Ana: So.</p>",
        }
    )
    reading = read(data, "a.epub")
    assert said(reading) == [("Ana", "café\xa0& so"), ("Bert", "Yes.\nAnd no."), ("Ana", "So.")]
    assert (reading.preface, reading.format) == ("Group 1", "epub")


def test_escaped_names_and_pages_aside() -> None:
    items = (
        '<item id="a" href="a%20b.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="n" href="n.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        '<item id="s" href="s.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="p" href="p.png" media-type="image/png"/>'
        '<item id="m" href="gone.xhtml" media-type="application/xhtml+xml"/>'
    )
    spine = "".join(
        f'<itemref idref="{key}" linear="{"no" if key == "s" else "yes"}"/>' for key in "snapm"
    )
    data = repacked(
        book({name: f"<p>{name}</p>" for name in ("a b.xhtml", "n.xhtml", "s.xhtml")}),
        {"OEBPS/a.opf": PACKAGE.format(items=items, spine=spine).encode()},
    )
    assert decoded_text(data, "a.epub") == "a b.xhtml\ns.xhtml"
    assert "Not in the file, though it names them: 1 chapter." in read(data, "a.epub").problems


def test_footnotes_are_told_and_left_out() -> None:
    note = '<aside epub:type="footnote"><p>FOOT</p></aside>'
    reading = read(book({"a.xhtml": f"<p>Ana: Hi.</p>{note}", "b.xhtml": note}), "a.epub")
    assert said(reading) == [("Ana", "Hi.")]
    assert "Left out of the text: 2 footnotes." in reading.problems


def test_a_page_that_is_not_well_formed_is_read_like_a_web_page() -> None:
    assert decoded_text(book({"a.xhtml": "<p>Ana: Hi.<p>Bert: <b>Yes."}), "a.epub") == (
        "Ana: Hi.\nBert: Yes."
    )


def encryption(part: str) -> bytes:
    return f'<encryption><a><CipherReference URI="{part}"/></a></encryption>'.encode()


def test_protection_is_told_and_scrambled_fonts_do_no_harm() -> None:
    data = book({"a.xhtml": "<p>Ana: Hi.</p>"})
    locked = repacked(data, {"META-INF/encryption.xml": encryption("OEBPS/a.xhtml")})
    with pytest.raises(BadInput, match=r"^talk\.epub is protected against copying"):
        read_transcript(locked, "talk.epub")
    fonts = repacked(data, {"META-INF/encryption.xml": encryption("OEBPS/x.ttf")})
    assert read_transcript(fonts, "talk.epub").turns[0].text == "Hi."


@pytest.mark.parametrize(
    ("part", "content", "reason"),
    [
        ("META-INF/container.xml", b"<a/>", "does not name its contents"),
        ("META-INF/container.xml", b"<a", "cannot be read"),
        ("META-INF/container.xml", b'<a><rootfile full-path="../../x"/></a>', "lacks its part"),
        ("OEBPS/a.opf", b"<package/>", "nothing said"),
    ],
)
def test_damaged_books_are_refused_with_a_reason(part: str, content: bytes, reason: str) -> None:
    with pytest.raises(BadInput, match=rf"^talk\.epub.*{reason}"):
        read_transcript(repacked(book({"a.xhtml": "<p>Hi.</p>"}), {part: content}), "talk.epub")
