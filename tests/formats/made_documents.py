"""Zipped documents built for the tests, by python-docx, odfpy and by hand."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
from docx import Document
from odf.opendocument import OpenDocumentText
from odf.text import P

PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest>
<spine>{spine}</spine></package>"""
XHTML = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/>
<script src="x.js"/></head><body>{body}</body></html>"""


def saved(document: Any) -> bytes:
    """The bytes of a document of python-docx or odfpy."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docx(*paragraphs: str) -> bytes:
    """A Word document."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def odt(*paragraphs: str) -> bytes:
    """An OpenDocument text."""
    document = OpenDocumentText()
    for text in paragraphs:
        document.text.addElement(P(text=text))
    return saved(document)


def epub(*paragraphs: str) -> bytes:
    """A book of one chapter."""
    return book({"one.xhtml": "".join(f"<p>{escape(text)}</p>" for text in paragraphs)})


def xlsx(*cells: str) -> bytes:
    """A workbook with a column of cells."""
    book = openpyxl.Workbook()
    for text in cells:
        book.active.append([text])
    return saved(book)


def book(chapters: dict[str, str], **more: bytes) -> bytes:
    """A book whose chapters, in this order, have the given bodies; ``more`` are other parts."""
    items = "".join(
        f'<item id="c{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    return zipped(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": b'<container><rootfiles><rootfile full-path="OEBPS/a.opf"/>'
            b"</rootfiles></container>",
            "OEBPS/a.opf": PACKAGE.format(items=items, spine=spine).encode(),
            **{
                f"OEBPS/{name}": XHTML.format(body=body).encode() for name, body in chapters.items()
            },
            **more,
        }
    )


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip archive of the given parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a zip archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(data: bytes, change: dict[str, bytes]) -> bytes:
    """The archive with parts replaced or added."""
    return zipped({**parts_of(data), **change})
