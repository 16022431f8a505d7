"""Lines of PDF pages joined to paragraphs, words divided at line ends made whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from qualcode.formats.read.documents import Paragraph
from qualcode.formats.read.original import counted, listed
from qualcode.formats.read.pdf_lines import PdfLine
from qualcode.formats.read.times import STAMP, STAMP_LINE

_LABEL = re.compile(
    rf"(?:{STAMP}\s*)?(?:[\[(]?\d{{1,5}}[.)\]]?\s+)?(?P<name>[^\W\d_][^:：.!?]{{0,40}})[:：](?:\s|$)"
)
_LIST_MARK = re.compile(r"[-*+•▪‣·–]\s")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_DIVIDED = re.compile(r"([^\W\d_]+)[-‐\xad]$")
_STARTS_LOW = re.compile(r"[^\W\d_]+")
_ENDS = tuple(".!?…:")
_FEW_ENDS = 100
_LONGEST_WORD = 80
_CLOSING = "\"'”’»)]"


class Layout:
    """Measures of a whole file: leading, right margin and size of its text, in points."""

    def __init__(self, lines: Sequence[PdfLine]) -> None:
        """Measure all lines of speech."""
        sizes = Counter[float]()
        for line in lines:
            sizes[line.size] += len(line.text)
        self.size = sizes.most_common(1)[0][0] if sizes else 10.0
        ends = sorted(line.end for line in lines)
        self.right = ends[(len(ends) - 1) * 95 // 100] if ends else 0.0
        gaps = Counter(
            round((one.y - two.y) * 2) / 2
            for one, two in pairwise(lines)
            if one.page == two.page and 0 < one.y - two.y < 4 * self.size
        )
        usual = [gap for gap, often in gaps.items() if often * 10 >= sum(gaps.values())]
        self.leading = min(usual, default=1.2 * self.size)
        found = (_LABEL.match(line.text) for line in lines)
        labels = Counter(match["name"].casefold() for match in found if match)
        self.labels = {name for name, often in labels.items() if often > 1}

    def level(self, line: PdfLine) -> int:
        """1 for a line in clearly larger type than the text, 0 for others."""
        return int(line.size >= 1.25 * self.size and len(line.text) < 120)

    def begins(self, line: PdfLine, before: PdfLine, second: bool) -> bool:
        """Whether a line begins a paragraph; ``second`` if the one before began one."""
        if line.opens or self._is_apart(line, before):
            return True
        if STAMP_LINE.match(line.text) or STAMP_LINE.match(before.text):
            return True
        if not second and abs(line.x - before.x) > 0.8 * line.size and line.page == before.page:
            return True
        label = _LABEL.match(line.text)
        if label and label["name"].casefold() in self.labels and not label["name"][0].islower():
            return True
        ended = before.text.rstrip(_CLOSING).endswith(_ENDS)
        if ended and (label or _LIST_MARK.match(line.text)):
            return True
        return self._had_room(line, before)

    def _is_apart(self, line: PdfLine, before: PdfLine) -> bool:
        """Whether space, another size or a move to another column divides two lines."""
        if abs(line.size - before.size) > 0.15 * before.size:
            return True
        gap = before.y - line.y
        return line.page == before.page and (gap <= 0 or gap > 1.3 * self.leading)

    def _had_room(self, line: PdfLine, before: PdfLine) -> bool:
        """Whether the first word of a line would have fitted on the line before it."""
        word = line.text.split(None, 1)[0]
        wide = (line.end - line.x) * len(word) / max(len(line.text), 1)
        return before.end + wide + 1.5 * line.size < self.right


def paragraphs(lines: Sequence[PdfLine]) -> tuple[list[Paragraph], list[str]]:
    """Paragraphs in reading order, and a sentence on the words that were made whole."""
    layout = Layout(lines)
    known = {word for line in lines for word in _WORD.findall(line.text.casefold())}
    blocks = list(_blocks(lines, layout))
    divides = _divides_words(blocks)
    whole: list[str] = []
    made = []
    for block in blocks:
        parts = [block[0].text]
        for line in block[1:]:
            _append(parts, line.text, known, whole, divides)
        text = "".join(parts).replace("\xad", "")
        made.append(Paragraph(text, layout.level(block[0])))
    if not whole:
        return made, []
    said = counted(len(whole), "word")
    return made, [f"Made whole, divided at the end of a line: {said} ({listed(whole)})."]


def _blocks(lines: Sequence[PdfLine], layout: Layout) -> Iterator[list[PdfLine]]:
    block: list[PdfLine] = []
    for line in lines:
        if block and layout.begins(line, block[-1], len(block) == 1):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _divides_words(blocks: Sequence[Sequence[PdfLine]]) -> bool:
    """Whether the file divides words at line ends at all: else a hyphen there belongs to a word."""
    ends = [line.text for block in blocks for line in block[:-1]]
    hyphens = sum(1 for text in ends if _DIVIDED.search(text[-_LONGEST_WORD:]))
    return len(ends) < _FEW_ENDS or hyphens * 100 >= len(ends)


def _append(parts: list[str], line: str, known: set[str], whole: list[str], divides: bool) -> None:
    """Add a line to a text: a hyphen before it goes unless the word is written with it."""
    before = parts[-1]
    divided, follows = _DIVIDED.search(before[-_LONGEST_WORD:]), _STARTS_LOW.match(line)
    if divided is None or follows is None or not follows[0][0].islower():
        parts += [" ", line]
        return
    one, two = divided[1], follows[0]
    joined = (one + two).casefold()
    written = not divides or f"{one}-{two}".casefold() in known
    if joined not in known and written and before[-1] != "\xad":
        parts.append(line)
        return
    whole.append(one + two)
    parts[-1] = before[:-1]
    parts.append(line)
