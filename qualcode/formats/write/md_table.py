"""Tables as Markdown (GitHub's pipe tables), with everything in the cells shown as typed."""

from __future__ import annotations

import re
from pathlib import Path

from qualcode.domain.tables import Cell
from qualcode.domain.text import normalise_newlines
from qualcode.formats.write.cells import XML_FORBIDDEN, Sheet, for_xml

_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_HTML_MARK = re.compile("[&<>]")
_MARKDOWN = re.compile(r"[\\`*_\[\]|~$]")


_CHANGED = re.compile(f"{XML_FORBIDDEN.pattern}|[\r\u2028\u2029\x85]")


def _lines(text: str) -> str:
    return for_xml(normalise_newlines(text))


def write_markdown(sheet: Sheet, _folder: Path, _flavour: str) -> bytes:
    """One row per line; line breaks in cells become ``<br>``, an undefined cell is empty."""
    sheet.clean()
    places = sheet.change(_lines, _CHANGED, sheet.texts())
    sheet.note("with control characters or other line ends that were changed", places)
    sheet.note_bidi()
    texts = set(sheet.texts())
    lines = [
        _line([escaped(name) for name in sheet.names]),
        _line(["---" if index in texts else "---:" for index in range(len(sheet.names))]),
        *(_line([_shown(cell) for cell in row]) for row in sheet.rows),
    ]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    return escaped(cell) if isinstance(cell, str) else str(cell)


def escaped(text: str) -> str:
    """A text as a table cell: Markdown and HTML marks escaped, line feeds as ``<br>``."""
    plain = _MARKDOWN.sub(lambda match: "\\" + match[0], text)
    plain = _HTML_MARK.sub(lambda match: _HTML[match[0]], plain)
    return plain.replace("\n", "<br>").replace("\t", "&#9;").strip(" ")
