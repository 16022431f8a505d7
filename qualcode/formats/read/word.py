"""Word documents: visible text in reading order, tracked changes as if accepted."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from qualcode.domain.errors import BadInput
from qualcode.domain.text import normalise_newlines, storable
from qualcode.formats.read.docx_guard import check_docx
from qualcode.formats.read.original import Line, Original, counted, lines_of
from qualcode.formats.read.registry import register
from qualcode.formats.read.scoring import understand

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DELETED = frozenset((f"{_W}del", f"{_W}moveFrom"))
_SKIPPED = _DELETED | {f"{_W}txbxContent", f"{_W}rPr", f"{_W}pPr", f"{_W}instrText", _FALLBACK}
_CHARACTERS = {
    f"{_W}tab": "\t",
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


def decode_docx(data: bytes, file_name: str, encoding: str | None) -> Original:
    """Paragraph texts joined by line feeds; headings know their level.

    Raises BadInput where the file is damaged, protected, unsafe or no document.
    """
    if encoding is not None:
        raise BadInput(f"{file_name}: a Word document states its own encoding; none can be given")
    check_docx(data, file_name)
    body = _body(data, file_name)
    lines: list[Line] = []
    start = replaced = 0
    for text, level in _paragraphs(body):
        stored = storable(normalise_newlines(text))
        replaced += stored.replaced
        for line in lines_of(stored.text):
            lines.append(Line(line.text, start + line.start, level if line.text.strip() else 0))
        start += len(stored.text) + 1
    problems = _problems(body)
    if replaced:
        problems.append(f"{counted(replaced, 'character')} replaced by a visible mark.")
    text = "\n".join(line.text for line in lines)
    return Original(text, "", True, tuple(problems), tuple(lines))


def _body(data: bytes, file_name: str) -> Any:
    """The body element of the main part."""
    from docx import Document

    try:
        return Document(io.BytesIO(data)).element.body
    except Exception as error:
        # python-docx lets any error of its parser and of its own lookups through.
        what = str(error).split("\n")[0][:120] or type(error).__name__
        raise BadInput(f"{file_name} cannot be read as a Word document ({what})") from None


def _paragraphs(body: Any) -> Iterator[tuple[str, int]]:
    """Text and heading level of each paragraph; one whose end was deleted joins the next."""
    held = ""
    for paragraph in body.iter(f"{_W}p"):
        if _inside(paragraph, _SKIPPED):
            continue
        text = held + "".join(_text(paragraph))
        properties = paragraph.find(f"{_W}pPr")
        if properties is not None and properties.find(f"{_W}rPr/{_W}del") is not None:
            held = text
            continue
        held = ""
        yield text, _level(properties)
    if held:
        yield held, 0


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


def _level(properties: Any) -> int:
    """Heading level of a paragraph, 0 for text."""
    style = properties.find(f"{_W}pStyle") if properties is not None else None
    match = _HEADING.search(style.get(f"{_W}val") or "") if style is not None else None
    return int(match[1] or 1) or 1 if match else 0


def _problems(body: Any) -> list[str]:
    """Sentences on what stands in the document and is not part of its text."""
    found = Counter(element.tag for element in body.iter(*_REPORTED))
    said = [counted(number, *_REPORTED[tag]) for tag, number in found.items()]
    boxes = sum(
        1 for box in body.iter(f"{_W}txbxContent") if not _inside(box, frozenset((_FALLBACK,)))
    )
    if boxes:
        said.append(counted(boxes, "text box", "text boxes"))
    return [f"Left out of the text: {', '.join(said)}."] if said else []


register(".docx", decode_docx, understand)
