"""From a row to the strip that is painted, by way of a key that holds all that can change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from qualcode.domain.display import displayed
from qualcode.domain.spans import Span
from qualcode.tui.reader.cells import cell_len, fitted, glyphs, is_narrow, widths
from qualcode.tui.reader.columns import Columns
from qualcode.tui.reader.filters import fold_words
from qualcode.tui.reader.lanes import MarginRow, Name
from qualcode.tui.reader.layout import BLANK, FOLD, HEADER, Row, RowTable
from qualcode.tui.reader.look import Look, Paint
from qualcode.tui.reader.spans import Mark
from qualcode.tui.reader.tags import WIDTH

LEAST = 6
"""Cells below which what is left of a name says nothing."""


class Picture(NamedTuple):
    """All that decides how a row looks at one width and theme; strips are cached by it.

    ``chosen`` is the selection clipped to the row, ``hits`` are those that touch it, ``current``
    is the hit under the cursor.
    """

    y: int
    row: Row
    margin: MarginRow
    chosen: Span | None = None
    hits: tuple[Span, ...] = ()
    current: Span | None = None


class Renderer:
    """Builds strips for one table, one sharing out of columns and one look."""

    def __init__(self, table: RowTable, shares: Columns, look: Look) -> None:
        """All three are fixed for the life of a renderer."""
        self.table, self.shares, self.look = table, shares, look

    def strip(self, picture: Picture) -> Strip:
        """The row as a strip of exactly the full width."""
        parts = chain(self._gutter(picture.row), self._body(picture), self._margin(picture))
        return Strip(_joined(parts), self.shares.width)

    def _gutter(self, row: Row) -> Iterator[Segment]:
        shares, base = self.shares, self.look.base
        if shares.header or not shares.gutter:
            return
        if row.number != 0:
            yield Segment(" " * shares.gutter, base.text)
            return
        text = self.table.text
        if shares.time:
            yield Segment(text.time(row.turn).rjust(shares.time) + " ", base.time)
        if shares.speaker:
            quiet = text.quiet[row.turn]
            label = self.look.cut(fitted(text.label(row.turn), shares.speaker))
            sign = text.sign(row.turn)
            yield Segment(label if sign else label + " ", base.quiet if quiet else base.speaker)
            if sign:
                yield Segment(self.look.sign(sign), base.ghost)

    def _body(self, picture: Picture) -> Iterator[Segment]:
        """The text with its edge column and the rule."""
        row, shares, base = picture.row, self.shares, self.look.base
        chosen = picture.chosen is not None
        edge = Segment(self.look.edge, base.edge) if chosen else Segment(" ", base.text)
        yield edge
        if row.number == HEADER:
            taken = 0
            for segment in self._header(row):
                taken += cell_len(segment.text)
                yield segment
        elif row.number == BLANK:
            taken = 0
        elif row.number == FOLD:
            taken = shares.text
            words = fold_words(self.table.folded_count(row.turn), ascii_only=self.look.ascii_only)
            yield Segment(fitted(words, taken), base.quiet)
        else:
            text, indent = self.table.visible(row), self.table.indent(row)
            taken = indent + cell_len(text)
            yield Segment(" " * indent, base.text)
            yield from self._pieces(picture, text)
        yield Segment(" " * (shares.text - taken + 1), base.text)
        if shares.width > shares.margin_left - 2:
            blank = row.number == BLANK and not picture.margin.lanes
            yield Segment(" ", base.text) if blank else Segment(self.look.rule, base.rule)
            yield Segment(" "[: shares.width - shares.margin_left + 1], base.text)

    def _header(self, row: Row) -> Iterator[Segment]:
        text, base = self.table.text, self.look.base
        time = text.time(row.turn) if self.shares.time else ""
        if time:
            time = fitted(f"{time} ", min(len(time) + 1, self.shares.text))
            yield Segment(time, base.time)
        label = text.label(row.turn)
        room = min(cell_len(label), self.shares.text - len(time))
        style = base.quiet if text.quiet[row.turn] else base.speaker
        yield Segment(self.look.cut(fitted(label, room)), style)
        if (sign := text.sign(row.turn)) and len(time) + room + 1 < self.shares.text:
            yield Segment(f" {self.look.sign(sign)}", base.ghost)

    def _pieces(self, picture: Picture, text: str) -> Iterator[Segment]:
        """The text of a row, cut wherever its look changes."""
        row = picture.row
        quiet = bool(self.table.text.quiet[row.turn])
        marks, hits, chosen = picture.margin.marks, picture.hits, picture.chosen
        if not (marks or hits or chosen):
            yield Segment("".join(glyphs(text)), self.look.paint(Paint(quiet)))
            return
        drawn = glyphs(text)
        spans = [*((mark.start, mark.end) for mark in marks), *hits, *([chosen] if chosen else [])]
        for start, end in _cuts(text, row.start, spans):
            at = row.start + start
            paint = _paint(at, marks, hits, picture.current)._replace(
                quiet=quiet, chosen=chosen is not None and chosen.start <= at < chosen.end
            )
            yield Segment("".join(drawn[start:end]), self.look.paint(paint))

    def _margin(self, picture: Picture) -> Iterator[Segment]:
        """Lanes, then names; what does not fit ends in an ellipsis."""
        base, look = self.look.base, self.look
        room = max(0, self.shares.width - self.shares.margin_left)
        lanes = picture.margin.lanes
        for lane in lanes[:room]:
            if lane is None:
                yield Segment(" ", base.text)
            else:
                yield Segment(look.brackets[lane.part], look.lane(lane.mark.colour))
        room -= min(len(lanes), room)
        for text, name in self.named(picture.margin, room):
            style = look.lane(name.colour) if name and name.mark else base.ghost
            yield Segment(text, style if name else base.text)
            room -= cell_len(text)
        yield Segment(" " * room, base.text)

    def named(self, margin: MarginRow, room: int) -> Iterator[tuple[str, Name | None]]:
        """Names beside a row, and what stands between them (None), in so many cells.

        A ghost keeps two cells for its sign at least, a mark two for its tag.
        """
        look = self.look
        between = " " if margin.lanes else ""
        marks = sum(name.mark is not None for name in margin.names)
        ghosts = len(margin.names) - marks
        for name in margin.names:
            ghosts, marks = ghosts - (name.mark is None), marks - (name.mark is not None)
            free = room - len(between) - (2 if ghosts else 0)
            text = self._name(name)
            if name.mark is None and free < min(cell_len(text), LEAST):
                yield f" {look.ghost}"[:room], name
                return
            if free < WIDTH:
                continue
            text = self._cut(name, text, free, free - marks * (len(look.between) + WIDTH))
            yield between, None
            yield text, name
            room -= len(between) + cell_len(text)
            between = look.between

    def _cut(self, name: Name, text: str, free: int, spare: int) -> str:
        """A name in the cells that are left beside tags of others; its tag where they are few."""
        if name.mark and name.mark.tag and spare < min(cell_len(text), LEAST - 1):
            return fitted(name.mark.tag, WIDTH)
        room = spare if name.mark and name.mark.tag else free
        return self.look.cut(fitted(text, min(cell_len(text), room)))

    def _name(self, name: Name) -> str:
        text = displayed(name.text)
        return text if name.mark else f"{self.look.ghost} {text}?"


def _joined(segments: Iterable[Segment]) -> list[Segment]:
    """Segments without empty ones, neighbours in the same style as one: each costs an escape."""
    found: list[Segment] = []
    last: Style | None = None
    for segment in segments:
        if found and segment.style is last:
            found[-1] = Segment(found[-1].text + segment.text, last)
        elif segment.text:
            found.append(segment)
            last = segment.style
    return found


def _cuts(text: str, base: int, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Offsets between which nothing changes; never before a character that takes no cell."""
    length = len(text)
    edges = {0, length}
    for start, end in spans:
        edges.update((max(0, min(start - base, length)), max(0, min(end - base, length))))
    if not is_narrow(text):
        taken = widths(text)
        edges = {_visible_from(taken, edge) for edge in edges} | {0}
    ordered = sorted(edges)
    return pairwise(ordered)


def _visible_from(taken: bytes, offset: int) -> int:
    while offset < len(taken) and not taken[offset]:
        offset += 1
    return offset


def _paint(at: int, marks: Iterable[Mark], hits: Iterable[Span], current: Span | None) -> Paint:
    """The look at a position as far as marks and hits decide it; the shortest mark tints."""
    over = [mark for mark in marks if mark.start <= at < mark.end]
    inner = min(over, key=lambda mark: (mark.end - mark.start, mark.order), default=None)
    hit = next((1 + (span == current) for span in hits if span.start <= at < span.end), 0)
    return Paint(
        colour=(inner.colour or "#8c8c8c") if inner else "", overlap=len(over) > 1, hit=hit
    )
