"""Electronic books (EPUB): their chapters in reading order."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

from qualcode.domain.errors import BadInput
from qualcode.formats.read.container import Container, Kind
from qualcode.formats.read.documents import Block, left_out, original_of
from qualcode.formats.read.html import page_root
from qualcode.formats.read.markup import Page, counts
from qualcode.formats.read.original import Original, counted
from qualcode.formats.read.registry import register
from qualcode.formats.read.scoring import understand
from qualcode.formats.read.xml_part import local, parsed

EPUB = Kind(
    "an electronic book", "META-INF/container.xml", ".epub", r"(?i)\.(x?html?|ncx|opf|xml)$"
)
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_TAG = re.compile(rb"<[a-zA-Z]")
_NAMED = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]{1,31};")


def decode_epub(data: bytes, file_name: str, encoding: str | None) -> Original:
    """The blocks of all chapters as lines, in the order of the spine.

    Raises BadInput where the file is damaged, protected, unsafe or no book.
    """
    if encoding is not None:
        raise BadInput(f"{file_name}: an EPUB states its own encoding; none can be given")
    container = Container(data, file_name, EPUB)
    locked = _locked(container, file_name)
    blocks: list[Block] = []
    found = Counter[str]()
    missing = 0
    for name in _chapters(container, file_name):
        if name in locked:
            raise BadInput(f"{file_name} is protected against copying (DRM): it cannot be read")
        if name not in container.names:
            missing += 1
            continue
        page = Page(_page(container.read(name), file_name, name))
        blocks += page.blocks
        found += page.left_out
    problems = left_out(counts(found))
    if missing:
        said = counted(missing, "chapter", "chapters")
        problems.append(f"Not in the file, though it names them: {said}.")
    return original_of(blocks, problems)


def _locked(container: Container, file_name: str) -> set[str]:
    """The parts that are encrypted; fonts usually are, which does no harm."""
    name = "META-INF/encryption.xml"
    if name not in container.names:
        return set()
    root = parsed(container.read(name), file_name, name)
    uris = (e.get("URI") for e in root.iter() if local(e) == "CipherReference")
    return {normpath(unquote(uri)) for uri in uris if uri}


def _chapters(container: Container, file_name: str) -> list[str]:
    """The names of the pages in reading order; what the reader shows aside comes last."""
    root = parsed(container.read("META-INF/container.xml"), file_name, "META-INF/container.xml")
    files = [e.get("full-path") for e in root.iter() if local(e) == "rootfile"]
    if not files or not files[0]:
        raise BadInput(f"{file_name} is a damaged EPUB: it does not name its contents")
    package = parsed(container.read(files[0]), file_name, files[0])
    base = dirname(files[0])
    items = {e.get("id"): e for e in package.iter() if local(e) == "item"}
    spine = [e for e in package.iter() if local(e) == "itemref"]
    spine.sort(key=lambda e: e.get("linear") == "no")
    found = (items.get(e.get("idref")) for e in spine)
    pages = [e for e in found if e is not None and _is_talk(e)]
    return [normpath(join(base, unquote(e.get("href") or ""))) for e in pages]


def _is_talk(item: Any) -> bool:
    """Whether an item is a page, and not the table of contents."""
    named = (item.get("properties") or "").split()
    return item.get("media-type") in _PAGES and "nav" not in named


def _page(xml: bytes, file_name: str, name: str) -> Any:
    """A page as XML, as EPUB demands; as lenient HTML where it is not well formed."""
    # Named characters such as &nbsp; come from a document type that is never loaded.
    plain = _NAMED.sub(lambda match: unescape(match[0].decode()).encode(), xml)
    try:
        root = parsed(plain, file_name, name)
    except BadInput as error:
        if "unsafe" in str(error) or not _TAG.search(xml):
            raise
        return page_root(xml.decode("utf-8", "replace"), file_name)
    bodies = [e for e in root if local(e) == "body"]
    return bodies[0] if bodies else root


register(".epub", decode_epub, understand)
