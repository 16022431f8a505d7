"""Word documents: visible text in reading order, tracked changes as if accepted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from qualcode.domain.errors import BadInput
from qualcode.formats.read.container import Container
from qualcode.formats.read.documents import Block, Paragraph, Table, left_out, original_of
from qualcode.formats.read.docx_guard import check_docx
from qualcode.formats.read.original import Original, counted
from qualcode.formats.read.registry import register
from qualcode.formats.read.scoring import understand
from qualcode.formats.read.xml_part import local, parsed

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DELETED = frozenset((f"{_W}del", f"{_W}moveFrom"))
_BOX = f"{_W}txbxContent"
_SKIPPED = _DELETED | {_BOX, f"{_W}rPr", f"{_W}pPr", f"{_W}instrText", _FALLBACK}
_CHARACTERS = {
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\xad",
}
_REPORTED = {
    f"{_W}commentReference": ("comment", "comments"),
    f"{_W}footnoteReference": ("footnote", "footnotes"),
    f"{_W}endnoteReference": ("endnote", "endnotes"),
    f"{_W}sym": ("symbol of a special font", "symbols of a special font"),
    f"{_W}del": ("tracked deletion", "tracked deletions"),
    f"{_W}moveFrom": ("moved passage at its old place", "moved passages at their old place"),
}
_HEADING = re.compile(r"(?:heading|berschrift|titre|encabezado|kop|title|titel)\D{0,3}(\d?)", re.I)
_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml")
_MARGIN_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>[^<]*[^<\s\d][^<]*</")


def decode_docx(data: bytes, file_name: str, encoding: str | None) -> Original:
    """Paragraph texts joined by line feeds; rows of a talk in a table as ``speaker: text``.

    Raises BadInput where the file is damaged, protected, unsafe or no document.
    """
    if encoding is not None:
        raise BadInput(f"{file_name}: a Word document states its own encoding; none can be given")
    container = check_docx(data, file_name)
    body = _body(container, file_name)
    levels = _style_levels(container, file_name)
    blocks = list(_blocks(body, levels))
    said = _counts(body)
    boxes = [box for box in body.iter(_BOX) if not _inside(box, frozenset((_FALLBACK,)))]
    if boxes and not any(_has_text(block) for block in blocks):
        blocks = [block for box in boxes for block in _blocks(box, levels)]
    elif boxes:
        said.append(counted(len(boxes), "text box", "text boxes"))
    margins = [name for name in container.names if _MARGIN.fullmatch(name)]
    if any(_MARGIN_TEXT.search(container.read(name)) for name in margins):
        said.append("the header or footer of the pages")
    return original_of(blocks, left_out(said))


def _body(container: Container, file_name: str) -> Any:
    """The body element of the main part."""
    root = _part(container, file_name, _main_part(container, file_name))
    body = root.find(f"{_W}body")
    if body is None:
        raise BadInput(f"{file_name} cannot be read as a Word document (it has no body)")
    return body


def _part(container: Container, file_name: str, name: str) -> Any:
    return parsed(container.read(name).replace(_STRICT, _TRANSITIONAL), file_name, name)


def _main_part(container: Container, file_name: str) -> str:
    """The name of the main part, as the relations of the package state it."""
    if "_rels/.rels" in container.names:
        for relation in parsed(container.read("_rels/.rels"), file_name, "_rels/.rels"):
            if (relation.get("Type") or "").endswith("/officeDocument"):
                return (relation.get("Target") or "").lstrip("/")
    return "word/document.xml"


def _style_levels(container: Container, file_name: str) -> dict[str, int]:
    """Heading level of each style that is a heading, by its key."""
    if "word/styles.xml" not in container.names:
        return {}
    levels = {}
    for style in _part(container, file_name, "word/styles.xml").iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        key = style.get(f"{_W}styleId") or ""
        match = _HEADING.match(name.get(f"{_W}val") or "") if name is not None else None
        if match and style.get(f"{_W}type") == "paragraph":
            levels[key] = int(match[1] or 1) or 1
    return levels


def _blocks(parent: Any, levels: dict[str, int]) -> Iterator[Block]:
    """Paragraphs and tables in order; a paragraph whose end was deleted joins the next."""
    held = ""
    for element in _block_elements(parent):
        if element.tag == f"{_W}tbl":
            if held:
                yield Paragraph(held)
                held = ""
            yield Table([_cells(row) for row in _rows(element)])
            continue
        text = held + "".join(_text(element))
        properties = element.find(f"{_W}pPr")
        if properties is not None and _end_is_gone(properties):
            held = text
            continue
        held = ""
        yield Paragraph(text, _level(properties, levels))
    if held:
        yield Paragraph(held)


def _block_elements(parent: Any) -> Iterator[Any]:
    """The paragraphs and tables of a part, also inside content controls and custom XML."""
    waiting = [iter(parent)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag not in _SKIPPED:
            waiting.append(iter(child))


def _end_is_gone(properties: Any) -> bool:
    marks = properties.find(f"{_W}rPr")
    return marks is not None and any(mark.tag in _DELETED for mark in marks)


def _rows(table: Any) -> Iterator[Any]:
    """The rows of a table that were not deleted; those of inner tables belong to their cells."""
    waiting = [iter(table)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag == f"{_W}tr":
            if child.find(f"{_W}trPr/{_W}del") is None:
                yield child
        elif child.tag not in _SKIPPED and child.tag != f"{_W}p":
            waiting.append(iter(child))


def _cells(row: Any) -> list[str]:
    """The text of each cell of a row; the width of merged cells is kept."""
    cells: list[str] = []
    for cell in row.iter(f"{_W}tc"):
        if next(cell.iterancestors(f"{_W}tr")) is not row:
            continue
        paragraphs = (p for p in cell.iter(f"{_W}p") if not _inside(p, _SKIPPED))
        cells.append("\n".join("".join(_text(p)) for p in paragraphs))
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        wide = span.get(f"{_W}val") or "" if span is not None else ""
        cells += [""] * (min(int(wide), 64) - 1 if wide.isdecimal() else 0)
    return cells


def _has_text(block: Block) -> bool:
    texts = [block.text] if isinstance(block, Paragraph) else [c for row in block.rows for c in row]
    return any(text.strip() for text in texts)


def _inside(element: Any, tags: frozenset[str]) -> bool:
    return any(above.tag in tags for above in element.iterancestors())


def _text(element: Any) -> Iterator[str]:
    """What is seen of an element: text of runs, insertions and links, without nested paragraphs."""
    waiting = [iter(element)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield "" if child.get(f"{_W}type") == "page" else _CHARACTERS[child.tag]
        elif child.tag not in _SKIPPED and child.tag != f"{_W}p":
            waiting.append(iter(child))


def _level(properties: Any, levels: dict[str, int]) -> int:
    """Heading level of a paragraph, 0 for text: by its style or its place in the outline."""
    if properties is None:
        return 0
    outline = properties.find(f"{_W}outlineLvl")
    stated = outline.get(f"{_W}val") or "" if outline is not None else ""
    if stated.isdecimal() and int(stated) < 9:
        return int(stated) + 1
    style = properties.find(f"{_W}pStyle")
    key = style.get(f"{_W}val") or "" if style is not None else ""
    match = _HEADING.search(key)
    return levels.get(key) or (int(match[1] or 1) or 1 if match else 0)


def _counts(body: Any) -> list[str]:
    """What stands in the document and is not part of its text, counted."""
    found = Counter(element.tag for element in body.iter(*_REPORTED) if not _is_mark(element))
    return [counted(number, *_REPORTED[tag]) for tag, number in found.items()]


def _is_mark(element: Any) -> bool:
    """Whether a deletion only marks the end of a paragraph, a row or a cell."""
    above = element.getparent()
    return local(element) in ("del", "moveFrom") and above is not None and local(above) == "rPr"


register(".docx", decode_docx, understand)
