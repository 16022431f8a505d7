"""Web pages: what a browser shows of them, block by block."""

from __future__ import annotations

import codecs
import re
from typing import Any

from qualcode.domain.errors import BadInput
from qualcode.formats.read.decode import decode
from qualcode.formats.read.documents import left_out, original_of
from qualcode.formats.read.markup import Page, counts
from qualcode.formats.read.original import Original
from qualcode.formats.read.registry import register
from qualcode.formats.read.scoring import understand
from qualcode.formats.read.xml_part import raise_for_memory

_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", re.I
)
_HEAD_BYTES = 4_096
_ENTITY = re.compile(r"<!ENTITY", re.I)
_TAG = re.compile(r"<(?:[a-zA-Z]|!doctype|!--|\?xml)", re.I)
_UNPARSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def decode_html(data: bytes, file_name: str, encoding: str | None) -> Original:
    """Blocks as lines, scripts and styles left out, ``<br>`` as a line feed.

    Raises BadInput where it declares entities, is nested too deep or is no web page.
    """
    source = _decoded(data, file_name, encoding)
    if not _TAG.search(source.text):
        raise BadInput(f"{file_name} is no web page (it has no tags): rename it to .txt")
    page = Page(page_root(source.text, file_name))
    problems = [*source.problems, *left_out(counts(page.left_out))]
    return original_of(page.blocks, problems, source.encoding, source.certain)


def _decoded(data: bytes, file_name: str, encoding: str | None) -> Original:
    """UTF-8 where it fits, else the character set that the page states, else the likeliest."""
    stated = None if encoding else stated_charset(data)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if stated and not data.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
            try:
                return decode(data, file_name, stated)
            except BadInput:
                return decode(data, file_name)
    return decode(data, file_name, encoding)


def stated_charset(data: bytes) -> str | None:
    """The character set that a page states, as browsers understand it; None if unknown."""
    match = _CHARSET.search(data[:_HEAD_BYTES])
    name = match[1].decode("ascii", "replace").lower() if match else ""
    if name in ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"):
        return "cp1252"
    try:
        known = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    # Codecs such as rot13 or zlib are no character sets.
    return known.name if getattr(known, "_is_text_encoding", True) else None


def page_root(text: str, file_name: str) -> Any:
    """The root element of a page; nothing is fetched and no entity is expanded."""
    from lxml import etree

    if _ENTITY.search(text):
        raise BadInput(f"{file_name} declares entities: refused as unsafe")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    clean = _UNPARSABLE.sub("\ufffd", text)
    try:
        root = etree.fromstring(clean.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise_for_memory(error)
        root = None
    if root is None:
        raise BadInput(f"{file_name}: there is nothing said in it (no text was found)")
    if any("depth" in error.message.lower() for error in parser.error_log):
        raise BadInput(f"{file_name} is nested deeper than any page: refused")
    return root


register(".html", decode_html, understand)
register(".htm", decode_html, understand)
register(".xhtml", decode_html, understand)
