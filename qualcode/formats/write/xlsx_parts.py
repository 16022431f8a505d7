"""The two large parts of an XLSX file, its cells and its texts, as XML.

XlsxWriter makes a book of an empty sheet; a cell at a time through it would take most of the time
of a long table. Cells and texts are written as XlsxWriter writes them (ECMA-376, 18.3 and 18.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from qualcode.domain.tables import Cell

CELLS = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"
EXACT = 2**53
"""Whole numbers beyond this are texts: a spreadsheet would round them."""

_ESCAPE = re.compile("(_x[0-9a-fA-F]{4}_)")


class Texts:
    """The different texts of a book, numbered in order; ``count`` says how many cells hold one."""

    def __init__(self) -> None:
        """Begin without texts."""
        self.count = 0
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """The number of a text."""
        return self._numbers.setdefault(text, len(self._numbers))

    def part(self) -> str:
        """The content of the part of texts, without its first line."""
        return (
            '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            f'count="{self.count}" uniqueCount="{len(self._numbers)}">'
            f"{''.join(map(_item, self._numbers))}</sst>"
        )


def _item(text: str) -> str:
    keep = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    if "_x" in text:
        text = _ESCAPE.sub(r"_x005F\1", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<si><t{keep}>{text}</t></si>"


def filled(book: bytes, names: Sequence[str], columns: Sequence[Sequence[Cell]]) -> bytes:
    """A book of one sheet with a text in its first cell, that cell replaced by the table.

    Texts hold only what XML can hold; figures are finite.
    """
    texts = Texts()
    cells = "".join(_rows(names, columns, texts))
    height = 1 + (len(columns[0]) if columns else 0)
    corner = f"{letters(max(len(names), 1) - 1)}{height}"
    made = BytesIO()
    with ZipFile(BytesIO(book)) as frame, ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for member in frame.infolist():
            part = frame.read(member)
            if member.filename == CELLS:
                head, _, rest = part.decode().partition("<sheetData>")
                head = head.replace('<dimension ref="A1"/>', f'<dimension ref="A1:{corner}"/>')
                tail = rest[rest.index("</sheetData>") :]
                part = f"{head}<sheetData>{cells}{tail}".encode()
            elif member.filename == TEXTS:
                part = part[: part.index(b"<sst")] + texts.part().encode()
            archive.writestr(member, part)
    return made.getvalue()


def _rows(names: Sequence[str], columns: Sequence[Sequence[Cell]], texts: Texts) -> Iterator[str]:
    """The rows from the header on."""
    height = 1 + (len(columns[0]) if columns else 0)
    numbers = list(map(str, range(1, height + 1)))
    made = [
        _column(letters(at), numbers, [name, *column], texts)
        for at, (name, column) in enumerate(zip(names, columns, strict=True))
    ]
    for number, cells in zip(numbers, zip(*made, strict=True), strict=bool(made)):
        yield f'<row r="{number}">{"".join(cells)}</row>'


def _column(letter: str, numbers: Sequence[str], column: Sequence[Cell], texts: Texts) -> list[str]:
    """The cells of a column; one without content is left out."""
    if set(map(type, column)) <= {str, type(None)}:
        known = {cell: _content(cell, texts) for cell in dict.fromkeys(column)}
        contents = list(map(known.__getitem__, column))
        texts.count += len(contents) - contents.count("")
    else:
        contents = [_content(cell, texts) for cell in column]
        texts.count += sum(content.startswith('" t="s"') for content in contents)
    begin = f'<c r="{letter}'
    return [
        f"{begin}{number}{content}" if content else ""
        for number, content in zip(numbers, contents, strict=True)
    ]


def _content(cell: Cell, texts: Texts) -> str:
    """What follows the name of a cell."""
    if isinstance(cell, str):
        return f'" t="s"><v>{texts.number(cell)}</v></c>' if cell else ""
    if isinstance(cell, bool):
        return f'" t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, int) and abs(cell) > EXACT:
        return f'" t="s"><v>{texts.number(str(cell))}</v></c>'
    return "" if cell is None else f'"><v>{cell:.16G}</v></c>'


def letters(column: int) -> str:
    """The name of a column, counted from 0: A, B ... Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
