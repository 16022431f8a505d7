"""Rich text (RTF): code pages by font, Unicode escapes, tables, tracked changes."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass, replace

from qualcode.domain.errors import BadInput
from qualcode.formats.read.documents import Block, Paragraph, Table, left_out, original_of
from qualcode.formats.read.original import Original, counted
from qualcode.formats.read.registry import register
from qualcode.formats.read.rtf_words import (
    CHARACTERS,
    MARGINS,
    NO_TEXT,
    PARAGRAPH_ENDS,
    REPORTED,
    SYMBOL_FONT,
    SYMBOLS,
    page_of_charset,
    page_of_number,
)
from qualcode.formats.read.scoring import understand

_TOKEN = re.compile(
    rb"""\\([a-zA-Z]{1,40})(-?\d{1,10})?[ ]?
    |\\'([0-9a-fA-F]{2})
    |\\([^a-zA-Z])
    |([{}])
    |([\r\n\x00]+)
    |([^\\{}\r\n\x00]+)""",
    re.X | re.S,
)
_DEEPEST = 2_000
_TOLD = ("annotation", "footnote", "shptxt")
_HEADING = re.compile(r"(?:heading|überschrift|titre|encabezado|kop|title|titel)\D{0,3}(\d?)", re.I)


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside the present group."""

    kind: str = "text"
    skip: bool = False
    starred: bool = False
    uc: int = 1
    page: str | None = None
    deleted: bool = False
    hidden: bool = False


class _Reader:
    """Reads the tokens of one file into blocks."""

    def __init__(self, file_name: str, encoding: str | None) -> None:
        self.file_name = file_name
        self.fixed = encoding
        self.page = encoding or "cp1252"
        self.state = _State()
        self.stack: list[_State] = []
        self.fonts: dict[int, str | None] = {}
        self.styles: dict[int, int] = {}
        self.font = self.style = -1
        self.name: list[str] = []
        self.found = Counter[str]()
        self.blocks: list[Block] = []
        self.rows: list[list[str]] = []
        self.row: list[str] = []
        self.cell: list[str] = []
        self.parts: list[str] = []
        self.raw = bytearray()
        self.unread = 0
        self.level = 0
        self.in_table = False

    def read(self, data: bytes) -> None:
        """All tokens up to the end of the outermost group."""
        at, opened = 0, False
        while at < len(data) and (self.stack or not opened):
            match = _TOKEN.match(data, at)
            if match is None:
                break
            at = match.end()
            word, number, code, symbol, brace, _, text = match.groups()
            if text is not None:
                self._plain(text)
            elif word is not None:
                value = int(number) if number else None
                if word == b"bin":
                    at += max(value or 0, 0)
                else:
                    self._word(word.decode("ascii"), value)
            elif code is not None:
                self._byte(bytes([int(code, 16)]))
            elif brace is not None:
                opened = True
                self._group(brace)
            elif symbol is not None:
                self._symbol(symbol.decode("latin-1"))
        if self.stack:
            said = counted(len(self.stack), "group is", "groups are")
            raise BadInput(f"{self.file_name} was cut off ({said} not closed): fetch it again")
        self._paragraph_end()
        self._table_end()

    def _group(self, brace: bytes) -> None:
        self._flush()
        self.unread = 0
        if brace == b"{":
            if len(self.stack) >= _DEEPEST:
                raise BadInput(f"{self.file_name} is nested deeper than any document: refused")
            self.stack.append(self.state)
            self.state = replace(self.state, starred=False)
        elif self.stack:
            if self.state.kind == "style":
                self._name_style()
            self.state = self.stack.pop()

    def _plain(self, text: bytes) -> None:
        if self.unread:
            cut = min(self.unread, len(text))
            self.unread -= cut
            text = text[cut:]
        self._bytes(text)

    def _byte(self, byte: bytes) -> None:
        if self.unread:
            self.unread -= 1
        else:
            self._bytes(byte)

    def _bytes(self, text: bytes) -> None:
        """Bytes wait until their run ends: a character may have two of them."""
        self.raw += text

    def _flush(self) -> None:
        if not self.raw:
            return
        raw, self.raw = bytes(self.raw), bytearray()
        page = self.fixed or self.state.page or self.page
        if page == SYMBOL_FONT:
            text = raw.decode("latin-1").replace("\xb7", "•")
            plain = "".join(char for char in text if char < "\x7f" or char == "•")
            self.found["symbol"] += len(text) - len(plain) if self._is_seen() else 0
            self._add(plain)
            return
        self._add(raw.decode(page, "replace"))

    def _is_seen(self) -> bool:
        return not (self.state.skip or self.state.deleted or self.state.hidden)

    def _add(self, text: str) -> None:
        state = self.state
        if state.kind == "style":
            self.name.append(text)
        elif self._is_seen():
            self.parts.append(text)
        elif not state.skip and text.strip():
            self.found["deleted" if state.deleted else "hidden"] += 1

    def _symbol(self, symbol: str) -> None:
        self._flush()
        if symbol == "*":
            self.state = replace(self.state, starred=True)
        elif symbol in "\r\n":
            self._word("par", None)
        elif self.unread:
            self.unread -= 1
        elif symbol in SYMBOLS:
            self._add(SYMBOLS[symbol])

    def _word(self, word: str, value: int | None) -> None:
        self._flush()
        if word == "u" and value is not None:
            self._unicode(value)
            return
        if self.unread and word in CHARACTERS:
            self.unread -= 1
            return
        if self.state.starred:
            self._starred(word)
        elif word in CHARACTERS:
            self._add(CHARACTERS[word])
        elif word in PARAGRAPH_ENDS or word in ("cell", "row", "nestcell", "nestrow"):
            if self._is_seen():
                self._ending(word)
        else:
            self._setting(word, value)

    def _unicode(self, value: int) -> None:
        self._add(chr(value % 65_536) if value < 65_536 else chr(min(value, 0x10FFFF)))
        self.unread = self.state.uc

    def _starred(self, word: str) -> None:
        """A destination that programs may pass over: its text is none of the document."""
        self.state = replace(self.state, starred=False)
        if word == "ud" and self.state.kind == "upr":
            self.state = replace(self.state, skip=False, kind="text")
        elif word in ("shpinst", "shppict"):
            # What holds the text of a box or a picture is told by the words inside.
            self.state = replace(self.state, kind="shape", skip=True)
        else:
            self._destination(word)
            self.state = replace(self.state, skip=True)

    def _setting(self, word: str, value: int | None) -> None:
        on = value != 0
        if word in NO_TEXT or word in _TOLD or word in MARGINS:
            self._destination(word)
        elif word in ("deleted", "mvf"):
            self.state = replace(self.state, deleted=on)
        elif word == "v":
            self.state = replace(self.state, hidden=on)
        elif word == "plain":
            self.state = replace(self.state, hidden=False, page=None)
        elif word == "uc":
            self.state = replace(self.state, uc=max(value if value is not None else 1, 0))
        elif word == "pard":
            self.in_table, self.level = False, 0
        elif word == "intbl":
            self.in_table = True
        elif word == "outlinelevel" and value is not None and value < 9:
            self.level = value + 1
        else:
            self._numbered(word, value)

    def _numbered(self, word: str, value: int | None) -> None:
        """Settings that name a font, a style or a code page by its number."""
        kind = self.state.kind
        if word in ("mac", "pc", "pca"):
            self.page = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
        elif value is None:
            return
        elif word == "f" and kind == "fonttbl":
            self.font = value
        elif word == "f":
            self.state = replace(self.state, page=self.fonts.get(value))
        elif word == "fcharset" and kind == "fonttbl":
            self.fonts[self.font] = page_of_charset(value)
        elif word == "ansicpg":
            self.page = page_of_number(value) or self.page
        elif word == "s" and kind == "stylesheet":
            self.style, self.name = value, []
            self.state = replace(self.state, kind="style")
        elif word == "s" and kind == "text":
            self.level = self.styles.get(value, 0)

    def _destination(self, word: str) -> None:
        """A part that is none of the text; inside another one it only counts if it is a box."""
        if self.state.skip:
            self.found[word] += word == "shptxt" and self.state.kind == "shape"
            return
        reported = "header" if word in MARGINS else word
        self.found[reported] += reported in REPORTED
        self.state = replace(self.state, skip=True, kind=word)

    def _name_style(self) -> None:
        match = _HEADING.match("".join(self.name).strip())
        if match:
            self.styles[self.style] = int(match[1] or 1) or 1
        self.name = []

    def _ending(self, word: str) -> None:
        """The end of a paragraph, a cell or a row."""
        if word in ("cell", "nestcell"):
            self.cell.append(self._taken())
            if word == "cell":
                self.row.append("\n".join(self.cell))
                self.cell = []
        elif word == "row":
            self.rows.append(self.row)
            self.row = []
        elif word != "nestrow":
            self._paragraph_end()

    def _taken(self) -> str:
        """The collected text; halves of characters beyond U+FFFF become one again."""
        text = "".join(self.parts)
        self.parts = []
        if any("\ud800" <= char <= "\udfff" for char in text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        return text

    def _paragraph_end(self) -> None:
        text = self._taken()
        if self.in_table and text:
            self.cell.append(text)
        elif not self.in_table:
            self._table_end()
            self.blocks.append(Paragraph(text, self.level))

    def _table_end(self) -> None:
        """Give out the rows so far; cells without an end of row are a row too."""
        if self.cell:
            self.row.append("\n".join(self.cell))
        if self.row:
            self.rows.append(self.row)
        if self.rows:
            self.blocks.append(Table(self.rows))
        self.rows, self.row, self.cell = [], [], []


def decode_rtf(data: bytes, file_name: str, encoding: str | None) -> Original:
    """Paragraphs as lines; ``encoding`` replaces the code pages that the file states.

    Raises BadInput where the file is cut off or no rich text.
    """
    if not data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        raise BadInput(f"{file_name} is no rich text (RTF), whatever its name says")
    reader = _Reader(file_name, _known(encoding, file_name))
    reader.read(data[data.index(b"{") :])
    found = ((name, number) for name, number in reader.found.items() if number)
    said = left_out(counted(number, *REPORTED[name]) for name, number in found)
    return original_of(reader.blocks, said)


def _known(encoding: str | None, file_name: str) -> str | None:
    try:
        return codecs.lookup(encoding).name if encoding else None
    except LookupError:
        raise BadInput(f"{file_name}: there is no encoding “{encoding}”") from None


register(".rtf", decode_rtf, understand)
