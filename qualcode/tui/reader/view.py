"""The part of the reader that paints: rows, columns, theme, and what is kept between paints."""

from __future__ import annotations

from typing import ClassVar

from textual.cache import LRUCache
from textual.geometry import Offset, Region, Size
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from qualcode.domain.spans import Span
from qualcode.domain.transcripts import Transcript
from qualcode.tui.component_styles import OnDemand
from qualcode.tui.reader.cells import cell_of
from qualcode.tui.reader.columns import Columns, columns
from qualcode.tui.reader.direct import Bar, final
from qualcode.tui.reader.lanes import Margin, continued
from qualcode.tui.reader.layout import FOLD, RowTable
from qualcode.tui.reader.look import Base, Depth, Look, depth_of
from qualcode.tui.reader.navigator import Cursor
from qualcode.tui.reader.render import Picture, Renderer
from qualcode.tui.reader.search import Hits
from qualcode.tui.reader.spans import Ghost, MarkIndex, TurnIndex
from qualcode.tui.reader.text import ReaderText

NOTHING = Transcript(id="", name="", turns=())
CACHED_ROWS = 512


class View(OnDemand, ScrollView, inherit_bindings=False):
    """Paints a transcript with a selection; knows nothing of keys or mouse."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"reader--{name.replace('_', '-')}" for name in Base._fields
    }

    text_width: var[int] = var(84)
    """Most cells that a row of text may take."""
    spacing: var[bool] = var(True)
    """Whether a blank row stands between turns."""
    times: var[bool] = var(True)
    """Whether each turn's time is shown, where it has one."""
    ascii_only: var[bool] = var(False)
    """Whether brackets and edges are drawn with ASCII characters."""
    depth: var[str] = var("")
    """``full``, ``few`` or ``none``: how much colour can carry; empty asks the terminal."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        """Begin with an empty transcript."""
        self.text = ReaderText(NOTHING)
        self.marks = MarkIndex(self.text)
        self.ghosts: TurnIndex[Ghost] = TurnIndex(self.text)
        self.hits = Hits()
        self.cursor = Cursor(Span(0, 0), Span(0, 0), 0, "sentence")
        self.table: RowTable | None = None
        self.rows_built = 0
        self._margin: Margin | None = None
        self._renderer: Renderer | None = None
        self._look: Look | None = None
        self._strips: LRUCache[Picture, Strip] = LRUCache(CACHED_ROWS)
        self._anchor = (0, 0)
        super().__init__(id=id, classes=classes)

    # Layout

    def relayout(self, position: int | None = None) -> None:
        """Wrap again where needed and keep a position (default: the first one visible) in place."""
        width = self.scrollable_content_region.width
        if width <= 0:
            return
        if position is None:
            position = self._first_visible()
        shares = columns(self.text, width, self.text_width, times=self.times)
        self.table = table = self._table_for(shares)
        self._margin = Margin(table, self.marks, self.ghosts, shares.margin)
        self._renderer = Renderer(table, shares, self.look)
        self._strips.clear()
        self.virtual_size = Size(width, table.height)
        self.scroll_to(y=self._top_for(position), animate=False, force=True, immediate=True)
        self._anchor = (self.scroll_offset.y, position)
        self.refresh()

    def _table_for(self, shares: Columns) -> RowTable:
        """The present table where it still holds; else another, wrapped again only if need be."""
        table, text = self.table, self.text
        wrapped = None
        if table is not None and table.text.transcript is text.transcript:
            shape = (shares.text, int(shares.header), int(self.spacing))
            if table.text is text and shape == (table.width, table.header, table.spacing):
                return table
            wrapped = table.wrapped if table.width == shares.text else None
        header, spacing = shares.header, self.spacing
        return RowTable(text, shares.text, header=header, spacing=spacing, wrapped=wrapped)

    def settle(self) -> None:
        """Lay out again after something other than the size changed."""
        self.relayout()

    def relay(self) -> None:
        """Paint again after all marks or all ghosts changed."""
        if self._margin is not None:
            margin = self._margin
            self._margin = Margin(margin.table, self.marks, self.ghosts, margin.width)
            self.refresh()

    def _first_visible(self) -> int:
        """The position that stays in place; the same through any number of resizes."""
        top, position = self._anchor
        table = self.table
        if table is None or not table.height:
            return 0
        if table.text.transcript is not self.text.transcript:
            return 0
        y = min(self.scroll_offset.y, table.height - 1)
        if top == y:
            return position
        row = table.row(y)
        return row.start if row.number == FOLD else table.nearest(y).start

    def _top_for(self, position: int) -> int:
        """Height at which a position's row stands first, with the speaker's row above it."""
        if self.table is None or not self.text.turns:
            return 0
        y = self.table.y_of(position)
        first = 0 < y < self.table.height and self.table.row(y).number == 0
        return y - self.table.header * first

    def on_resize(self) -> None:
        """Wrap to the present width."""
        self.relayout()

    def watch_text_width(self) -> None:
        """Wrap again."""
        self.settle()

    def watch_spacing(self) -> None:
        """Lay out again."""
        self.settle()

    def watch_times(self) -> None:
        """Share out the columns again."""
        self.settle()

    def watch_ascii_only(self) -> None:
        """Draw again."""
        self.notify_style_update()
        self.refresh()

    def watch_depth(self) -> None:
        """Draw again."""
        self.notify_style_update()
        self.refresh()

    def renew(self, transcript: Transcript) -> None:
        """Take another state of the same talk, with other questions, replies or exchanges."""
        position = self._first_visible()
        self.text = self.text.renewed(transcript)
        self.relayout(position)

    # Theme

    def notify_style_update(self) -> None:
        """Drop what was painted with other styles."""
        super().notify_style_update()
        self._look = None
        self._strips.clear()

    @property
    def look(self) -> Look:
        """The styles of the present theme and terminal."""
        if self._look is None:
            ground = self.background_colors[1]
            styles = {
                name: self.get_component_rich_style(f"reader--{name.replace('_', '-')}")
                for name in Base._fields
            }
            self._look = Look(
                Base(**styles),
                surface=ground.hex6,
                dark=ground.brightness < 0.5,
                depth=Depth(self.depth) if self.depth else depth_of(self.app),
                ascii_only=self.ascii_only,
            )
        return self._look

    # Painting

    def render_line(self, y: int) -> Strip:
        """The strip at a height of the widget; blank before the first layout and below the end."""
        top = self.scroll_offset.y
        table, renderer = self.table, self._renderer
        if table is None or renderer is None or not 0 <= top + y < table.height:
            width = self.scrollable_content_region.width
            return Strip.blank(width, self.look.base.text)
        if renderer.look is not self.look:
            renderer = self._renderer = Renderer(table, renderer.shares, self.look)
        picture = self._picture(table, top + y, y == 0)
        strip = self._strips.get(picture)
        if strip is None:
            strip = self._strips[picture] = renderer.strip(picture)
            self.rows_built += 1
        return strip

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of a part of the widget."""
        if any(self.styles.gutter):
            return super().render_lines(crop)
        return final(self, [self.render_line(y) for y in crop.line_range], crop)

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scrollbar, made when first asked for."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = Bar(thickness=self.scrollbar_size_vertical)
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar

    def _picture(self, table: RowTable, y: int, first: bool) -> Picture:
        row = table.row(y)
        assert self._margin is not None
        margin = self._margin.row(y, row.turn)
        if first:
            margin = continued(margin)
        if row.number < 0:
            return Picture(y, row, margin)
        start, end = self.cursor.selection
        start, end = max(start, row.start), min(end, row.end)
        chosen = Span(start, end) if start < end else None
        hits = self.hits.within(row.start, row.end)
        current = None
        if hits and self.hits.current in hits:
            current = self.hits.current
        return Picture(y, row, margin, chosen, hits, current)

    def refresh_span(self, start: int, end: int) -> None:
        """Paint the rows of a range again, as far as they are visible."""
        if self.table is not None and start < end:
            self.refresh_rows(*self.table.rows_of(start, end))

    def refresh_turns(self, turns: range) -> None:
        """Paint the rows of some turns again, after what lies over them changed."""
        if self.table is not None and self._margin is not None and turns:
            self._margin.forget(turns)
            first, last = self.table.block(turns[0])[0], self.table.block(turns[-1])[1]
            self.refresh_rows(first, last)

    def refresh_rows(self, first: int, last: int) -> None:
        """Paint some heights again, as far as they are visible."""
        top = self.scroll_offset.y
        first, last = max(first, top), min(last, top + self.size.height - 1)
        if first <= last:
            self.refresh_lines(first, last - first + 1)

    def show_terminal_cursor(self) -> None:
        """Put the terminal's own cursor where the reader's is, for magnifiers and braille."""
        if self.table is None or not self.has_focus or not self.table.height:
            return
        at = max(self.cursor.at, 0)
        y = self.table.y_of(at)
        row = self.table.row(y)
        assert self._renderer is not None
        left = self._renderer.shares.text_left + self.table.indent(row)
        x = left + cell_of(self.table.visible(row), max(0, at - row.start))
        place = Offset(x, y) - self.scroll_offset
        if 0 <= place.y < self.size.height:
            self.app.cursor_position = self.content_region.offset + place

    def on_focus(self) -> None:
        """Take the terminal's cursor, once Textual says that the focus is here."""
        self.call_later(self.show_terminal_cursor)
