"""OpenDocument texts (LibreOffice, Google Docs): what is seen, in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from qualcode.domain.errors import BadInput
from qualcode.formats.read.container import Container, Kind
from qualcode.formats.read.documents import Block, Paragraph, Table, left_out, original_of
from qualcode.formats.read.original import Original, counted
from qualcode.formats.read.registry import register
from qualcode.formats.read.scoring import understand
from qualcode.formats.read.xml_part import local, parsed

ODT = Kind("an OpenDocument text", "content.xml", ".odt", r"^META-INF/manifest\.xml$")
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_BOX = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}text-box"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_REPORTED = {
    f"{_OFFICE}annotation": ("comment", "comments"),
    f"{_TEXT}note": ("footnote or endnote", "footnotes or endnotes"),
    f"{_TEXT}deletion": ("tracked deletion", "tracked deletions"),
    f"{_TEXT}table-of-content": ("table of contents", "tables of contents"),
    _BOX: ("text box", "text boxes"),
}
_SKIPPED = frozenset(
    (
        *(tag for tag in _REPORTED if tag != f"{_TEXT}deletion"),
        f"{_TEXT}tracked-changes",
        f"{_TEXT}hidden-text",
        f"{_TEXT}ruby-text",
        f"{_OFFICE}forms",
        "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}frame",
        "{http://www.w3.org/2000/svg}desc",
        "{http://www.w3.org/2000/svg}title",
    )
)
_BLANKS = re.compile(r"[ \t\r\n]+")
_MOST_REPEATS = 64


def decode_odt(data: bytes, file_name: str, encoding: str | None) -> Original:
    """Paragraphs and list items as lines; rows of a talk in a table as ``speaker: text``.

    Raises BadInput where the file is damaged, protected, unsafe or no document.
    """
    if encoding is not None:
        raise BadInput(f"{file_name}: an OpenDocument text is always UTF-8; no encoding is needed")
    container = Container(data, file_name, ODT)
    _check_protection(container, file_name)
    root = parsed(container.read("content.xml"), file_name, "content.xml")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise BadInput(f"{file_name} is an OpenDocument file, but not a text (.odt)")
    blocks = list(_blocks(body))
    boxes = list(body.iter(_BOX))
    if boxes and not any(isinstance(block, Table) or block.text.strip() for block in blocks):
        blocks = [block for box in boxes for block in _blocks(box)]
    found = Counter(element.tag for element in body.iter(*_REPORTED))
    return original_of(blocks, left_out(counted(n, *_REPORTED[tag]) for tag, n in found.items()))


def _check_protection(container: Container, file_name: str) -> None:
    name = "META-INF/manifest.xml"
    if name not in container.names:
        return
    manifest = parsed(container.read(name), file_name, name)
    if any(local(element) == "encryption-data" for element in manifest.iter()):
        raise BadInput(f"{file_name} is protected by a password: save it as an open .odt first")


def _blocks(parent: Any) -> Iterator[Block]:
    """Paragraphs, headings, list items and tables in order."""
    for element in _elements(parent, (*_PARAGRAPHS, f"{_TABLE}table")):
        if element.tag == f"{_TABLE}table":
            rows = _elements(element, (f"{_TABLE}table-row",))
            yield Table([_cells(row) for row in rows])
            continue
        level = 0
        if element.tag == f"{_TEXT}h":
            stated = element.get(f"{_TEXT}outline-level") or ""
            level = int(stated) if stated.isdecimal() and len(stated) < 3 else 1
        yield Paragraph(_seen(element), level)


def _elements(parent: Any, tags: tuple[str, ...]) -> Iterator[Any]:
    """The outermost elements of the given tags, without those that are not part of the text."""
    waiting = [iter(parent)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag in tags:
            yield child
        elif child.tag not in _SKIPPED:
            waiting.append(iter(child))


def _cells(row: Any) -> list[str]:
    """The text of each cell of a row; cells that are covered or repeated keep their place."""
    cells: list[str] = []
    for cell in row:
        if cell.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            text = "\n".join(_seen(p) for p in _elements(cell, _PARAGRAPHS))
            stated = cell.get(f"{_TABLE}number-columns-repeated") or "1"
            times = int(stated) if stated.isdecimal() and len(stated) < 6 else 1
            cells += [text] * min(times, _MOST_REPEATS)
    return cells


def _seen(element: Any) -> str:
    """The text of a paragraph: blanks collapse as OpenDocument says, breaks are line feeds."""
    parts: list[str] = []
    _collect(element, parts)
    joined = "".join(parts)
    # Private marks stand for the blanks that the document asks for by element.
    plain = _BLANKS.sub(" ", joined).strip(" ")
    plain = plain.replace(" \x02", "\x02").replace("\x02 ", "\x02")
    return plain.translate({1: " ", 2: "\n", 3: "\t"})


def _collect(element: Any, parts: list[str]) -> None:
    waiting = [(element, iter(element))]
    parts.append(element.text or "")
    while waiting:
        current, children = waiting[-1]
        child = next(children, None)
        if child is None:
            waiting.pop()
            if waiting:
                parts.append(current.tail or "")
        elif child.tag in _SKIPPED or child.tag in _PARAGRAPHS:
            parts.append(child.tail or "")
        else:
            parts.append(_character(child))
            parts.append(child.text or "")
            waiting.append((child, iter(child)))


def _character(element: Any) -> str:
    if element.tag == f"{_TEXT}s":
        stated = element.get(f"{_TEXT}c") or "1"
        return "\x01" * min(int(stated) if stated.isdecimal() and len(stated) < 6 else 1, 1_000)
    if element.tag == f"{_TEXT}tab":
        return "\x03"
    return "\x02" if element.tag == f"{_TEXT}line-break" else ""


register(".odt", decode_odt, understand)
