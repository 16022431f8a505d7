"""From the paragraphs of a document to its decoded original; rows of a talk in a table too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from qualcode.domain.text import normalise_newlines, storable
from qualcode.formats.read.cells import rows_as_lines
from qualcode.formats.read.original import Line, Original, counted, lines_of


class Paragraph(NamedTuple):
    """A paragraph of a document: its text (line feeds inside are soft breaks), heading level."""

    text: str
    level: int = 0


class Table(NamedTuple):
    """A table of a document: the texts of its cells, row by row."""

    rows: list[list[str]]


Block = Paragraph | Table


def original_of(
    blocks: Iterable[Block],
    problems: Iterable[str] = (),
    encoding: str = "",
    certain: bool = True,
) -> Original:
    """Blocks as lines, in reading order; headings know their level."""
    said = list(problems)
    lines: list[Line] = []
    start = replaced = 0
    for text, level in _paragraphs(blocks, said):
        stored = storable(normalise_newlines(text))
        replaced += stored.replaced
        for line in lines_of(stored.text):
            lines.append(Line(line.text, start + line.start, level if line.text.strip() else 0))
        start += len(stored.text) + 1
    if replaced:
        said.append(f"{counted(replaced, 'character')} replaced by a visible mark.")
    text = "\n".join(line.text for line in lines)
    return Original(text, encoding, certain, tuple(said), tuple(lines))


def _paragraphs(blocks: Iterable[Block], problems: list[str]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            continue
        lines, said = rows_as_lines(block.rows)
        problems += said
        yield from (Paragraph(line) for line in lines)


def left_out(things: Iterable[str]) -> list[str]:
    """One sentence on what stands in a document and is not part of its text, if anything."""
    said = ", ".join(things)
    return [f"Left out of the text: {said}."] if said else []
