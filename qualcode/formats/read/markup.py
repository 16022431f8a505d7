"""The text of HTML and XHTML as a browser shows it: blocks, tables, headings, breaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from qualcode.formats.read.documents import Block, Paragraph, Table
from qualcode.formats.read.original import counted, word_set
from qualcode.formats.read.xml_part import local

_BLOCKS = word_set(
    "address article aside blockquote body caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu "
    "ol optgroup option p pre section summary table tbody td tfoot th thead tr ul"
)
_UNSEEN = word_set(
    "audio base button canvas datalist head iframe link math meta noframes noscript object rp rt "
    "script select style svg template textarea title video"
)
_REPORTED = {
    "del": ("tracked deletion", "tracked deletions"),
    "nav": ("navigation list", "navigation lists"),
    "tags": ("list of tags", "lists of tags"),
    "hidden": ("hidden part", "hidden parts"),
    "note": ("footnote", "footnotes"),
}
_INNER = word_set("table h1 h2 h3 h4 h5 h6 dl")
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_APART = re.compile(r"speaker|time|stamp|name|author", re.I)
# A single blank is left alone: long texts have millions of them.
_BLANKS = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")
_HEADING = re.compile(r"h[1-6]")
_KEPT_BREAK = "\x02"


class Page:
    """Collects the blocks of one parsed page and counts what it leaves out."""

    def __init__(self, root: Any) -> None:
        """Walk the whole page."""
        self.left_out: Counter[str] = Counter()
        self.blocks: list[Block] = list(self._blocks(root))

    def _blocks(self, root: Any) -> Iterator[Block]:
        """The blocks of an element in order; text between blocks is a block of its own."""
        parts: list[str] = []
        level = 0
        for event, element, name in self._walk(root):
            if event == "table":
                yield from _closed(parts, level)
                yield Table(self._rows(element, name))
            elif event == "text":
                parts.append(element)
            elif name in _BLOCKS:
                yield from _closed(parts, level)
                level = int(name[1]) if event == "start" and _HEADING.fullmatch(name) else 0
        yield from _closed(parts, level)

    def _walk(self, root: Any) -> Iterator[tuple[str, Any, str]]:
        """Starts and ends of elements, and the texts between them, without what is not seen."""
        pre = 0
        waiting = [(root, local(root), iter(root))]
        yield "text", _plain(root.text, pre > 0), ""
        while waiting:
            element, name, children = waiting[-1]
            child = next(children, None)
            if child is None:
                waiting.pop()
                yield "end", element, name
                pre -= name == "pre"
                if waiting:
                    yield "text", _after(element, pre > 0), ""
                continue
            name = local(child).lower()
            if self._is_unseen(child, name):
                yield "text", _plain(child.tail, pre > 0), ""
            elif name in ("table", "dl") and _is_plain_table(child):
                yield "table", child, name
                yield "text", _plain(child.tail, pre > 0), ""
            else:
                pre += name == "pre"
                yield "start", child, name
                yield "text", _before(child, name, pre > 0), ""
                waiting.append((child, name, iter(child)))

    def _is_unseen(self, element: Any, name: str) -> bool:
        """Whether an element is no part of the text; counts it where a reader would miss it."""
        if not name or name in _UNSEEN:
            return True
        kind = ""
        if name in ("del", "nav"):
            kind = name
        elif "taglist" in (element.get("class") or "").split():
            kind = "tags"
        elif element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
            kind = "hidden"
        elif _type_of(element) in ("footnote", "rearnote", "endnote", "footnotes", "rearnotes"):
            kind = "note"
        if kind:
            self.left_out[kind] += 1
        return bool(kind)

    def _rows(self, table: Any, name: str) -> list[list[str]]:
        """The texts of the cells of a table, or of the pairs of a definition list."""
        rows: list[list[str]] = []
        for element in table.iter():
            kind = local(element).lower()
            if kind == "tr" or (kind == "dt" and name == "dl"):
                rows.append([])
            if kind in ("td", "th", "dt", "dd") and rows:
                rows[-1].append(self._cell(element))
        return rows

    def _cell(self, element: Any) -> str:
        lines = (block.text for block in self._blocks(element) if isinstance(block, Paragraph))
        return "\n".join(lines)


def counts(left_out: Counter[str]) -> list[str]:
    """What pages left out, as numbers with nouns."""
    return [counted(number, *_REPORTED[name]) for name, number in left_out.items()]


def _is_plain_table(table: Any) -> bool:
    """Whether a table holds cells of text only: one that lays out a page is walked through."""
    return not any(local(e).lower() in _INNER for e in table.iterdescendants())


def _type_of(element: Any) -> str:
    """The kind that an EPUB or a screen reader's role states, such as ``footnote``."""
    kind = element.get("{http://www.idpf.org/2007/ops}type") or element.get("role") or ""
    return kind.removeprefix("doc-")


def _before(element: Any, name: str, pre: bool) -> str:
    """The text at the start of an element; names and times in spans stand apart."""
    if name == "br":
        return _KEPT_BREAK + _plain(element.text, pre)
    apart = " " if name == "span" and _APART.search(element.get("class") or "") else ""
    return apart + _plain(element.text, pre)


def _after(element: Any, pre: bool) -> str:
    named = local(element).lower() == "span" and _APART.search(element.get("class") or "")
    return (" " if named else "") + _plain(element.tail, pre)


def _plain(text: str | None, pre: bool) -> str:
    if not text:
        return ""
    return text.replace("\n", _KEPT_BREAK) if pre else text


def _closed(parts: list[str], level: int) -> Iterator[Paragraph]:
    """The collected text as a block, its blanks collapsed, if it has any."""
    text = _BLANKS.sub(" ", "".join(parts))
    parts.clear()
    lines = [line.strip(" ") for line in text.split(_KEPT_BREAK)]
    if any(line.strip() for line in lines):
        yield Paragraph("\n".join(lines).strip("\n"), level)
