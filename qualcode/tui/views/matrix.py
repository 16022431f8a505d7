"""Codes by speakers, groups, roles or attributes; each cell opens the passages behind it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from qualcode.domain.display import shortened
from qualcode.project.matrix import WHO_COUNTS, Figure, Material, Matrix, Measure, Rows, Share
from qualcode.project.passages import Passage
from qualcode.project.voices import SPEAKER, way_title
from qualcode.tui.commands.base import Context
from qualcode.tui.screens.choose import Choose
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.screens.footing import with_keys
from qualcode.tui.screens.prompt import Prompt
from qualcode.tui.views.base import View
from qualcode.tui.widgets.grid import Grid, Head, Table
from qualcode.tui.widgets.line import Line
from qualcode.tui.widgets.lines import Row
from qualcode.tui.widgets.painting import pieces
from qualcode.tui.widgets.pane import Pane
from qualcode.tui.widgets.passages import PassageList

if TYPE_CHECKING:
    from qualcode.project import Project

T = TypeVar("T")

LISTED = 200
"""Passages listed beside the table; the code view shows all."""

WIDE = 100
"""Columns of the terminal from which there is room for who counts."""

HERE = "Here you will see who says what: codes by speakers, groups or attributes."
NOTHING = (
    "There is nothing to count yet.",
    "Press Esc, select a sentence on the coding screen and give it a code with {ChooseCode}.",
)
ONLY_LEFT_OUT = (
    "There is nothing to count yet: you have coded moderators only, and they are left out.",
    "Code what participants say; {GoSpeakers} shows the roles and changes them.",
)


class MatrixView(View):
    """The table, what it counts, and the passages of one cell."""

    NAME = "matrix"
    TITLE_TEXT = "Matrix of codes"
    CSS_PATH = "matrix.tcss"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (*View.SHARED, Context.MATRIX)

    def __init__(self, project: Project) -> None:
        """Take an open study; nothing is read yet."""
        super().__init__(project)
        self.grid, self.listed = Grid(id="grid"), PassageList(id="listed")
        self.what, self.cell_line = Line(id="matrix-what"), Line(id="matrix-cell")
        self.side_title, self.empty = Line(id="matrix-side-title"), Pane(id="matrix-empty")
        self.rows_kind, self.by = Rows.CODES, SPEAKER
        self.measure, self.share, self.hide = Measure.MENTIONS, Share.NONE, False
        self.matrix: Matrix | None = None
        self.rows: list[int] = []
        self.columns: list[int] = []
        self.found: dict[str, Passage] = {}
        self._material: Material | None = None
        self._read: tuple[object, ...] | None = None

    def body(self) -> ComposeResult:
        """What is counted, the table with the passages of a cell beside it, the cell in words."""
        self.side_title.add_class("title")
        yield self.what
        with Horizontal(id="matrix-columns"):
            yield self.grid
            with Vertical(id="matrix-side", classes="side"):
                yield self.side_title
                yield self.listed
        yield self.cell_line
        yield self.empty

    def on_mount(self) -> None:
        """Begin in the table."""
        self.set_focus(self.grid)

    def on_resize(self) -> None:
        """Other columns are in view."""
        if self.is_mounted:
            self.after_paint(self._show_what)

    # Showing

    def show_view(self) -> None:
        """Read what changed, count, and draw."""
        state = (self.project.change_counter, self.project.coder.id)
        if self._material is None or self._read != state:
            self._material, self._read = self.project.matrix.read(), state
        self.count()

    def count(self) -> None:
        """Count again what was read, for other rows or columns."""
        material = self._material
        if material is None:
            return
        if self.by not in material.cast.ways:
            self.by = SPEAKER
        self.matrix = self.project.matrix.make(self.rows_kind, self.by, material)
        bare = not self.matrix.counts.mentions.total
        self.set_class(bare, "-bare")
        if bare:
            first, then = ONLY_LEFT_OUT if self.project.segments.counts() else NOTHING
            self.empty.show([pieces((first, "strong")), (), pieces(HERE), pieces(with_keys(then))])
        self.draw_table()

    def draw_table(self) -> None:
        """Show the figures of the measure, with or without what was never used."""
        matrix = self.matrix
        if matrix is None:
            return
        used = matrix.used()
        self.rows = used[0] if self.hide else list(range(len(matrix.codes)))
        self.columns = used[1] if self.hide else list(range(len(matrix.columns)))
        figures = matrix.figures(self.measure, self.share)
        names = ["  " * matrix.depths[row] + matrix.codes[row].name for row in self.rows]
        heads = [Head(matrix.columns[at].title, matrix.columns[at].remark) for at in self.columns]
        chosen = [[figures[row][at] for at in (*self.columns, -1)] for row in (*self.rows, -1)]
        self.grid.show_table(Table(names, heads, chosen), self.figure_words)
        self._show_what()
        self.show_cell()

    def figure_words(self, figure: Figure) -> str:
        """A figure as it stands in a cell."""
        if figure is None:
            return "–"
        if self.share is not Share.NONE:
            return f"{figure:.0f}%" if figure >= 1 else "<1%"
        return f"{figure:.2f}" if self.measure is Measure.RATE else f"{figure:,}"

    def _show_what(self) -> None:
        kinds = {Rows.CODES: "codes", Rows.BELOW: "codes and below", Rows.THEMES: "themes"}
        names = f"{kinds[self.rows_kind]} × {way_title(self.by)}"
        share = "" if self.share is Share.NONE else f", {self.share.value}"
        left = pieces((names, "heading"), (f"  {self.measure.value}{share}", "accent"))
        first, after = self.grid.shown_columns
        part = f"  columns {first + 1}–{after} of {len(self.columns)}"
        right = "" if self.has_class("-bare") or after - first == len(self.columns) else part
        who = WHO_COUNTS if self.size.width >= WIDE else "moderator left out"
        self.what.show((*left, *pieces((f"  {who}", "muted"))), pieces((right, "muted")))

    def show_cell(self) -> None:
        """Say in words what the figure under the cursor is; list its passages where they are."""
        matrix = self.matrix
        if matrix is None:
            return
        ids = self.cell_segments()
        figure = matrix.figures(self.measure, self.share)[self._row][self._column]
        passages = f"{len(ids):,} {'passage' if len(ids) == 1 else 'passages'}"
        words = pieces((f"{self._place()}: ", "muted"), (self._in_words(figure), "strong"))
        plain = self.measure is Measure.MENTIONS and self.share is Share.NONE
        self.cell_line.show(words, () if plain else pieces((passages, "muted")))
        if self.has_class("-listing"):
            self._list(ids)
        self._show_what()
        self.show_footer()

    def _in_words(self, figure: Figure) -> str:
        """A figure with what it counts."""
        words = self.figure_words(figure) if figure else "0" if figure is not None else "–"
        counted = self.measure.value
        if self.share is not Share.NONE:
            return f"{words} of the {'row' if self.share is Share.ROW else 'column'}’s {counted}"
        return f"{words} {counted.removesuffix('s') if figure == 1 else counted}"

    @property
    def _row(self) -> int:
        row = self.grid.cell[0]
        return -1 if row is None else self.rows[row]

    @property
    def _column(self) -> int:
        column = self.grid.cell[1]
        return -1 if column is None else self.columns[column]

    def _place(self) -> str:
        if self.matrix is None:
            return ""
        name = self.matrix.codes[self._row].name if self._row >= 0 else "all codes"
        if self._column < 0:
            return f"{shortened(name, 40)} × all"
        head = self.matrix.columns[self._column]
        remark = f" ({shortened(head.remark, 30)})" if head.remark else ""
        return f"{shortened(name, 40)} × {shortened(head.title, 40)}{remark}"

    def cell_segments(self) -> list[str]:
        """Ids of the segments behind the cell under the cursor."""
        if self.matrix is None:
            return []
        row, column = self._row, self._column
        return self.matrix.segments(row if row >= 0 else None, column if column >= 0 else None)

    def _list(self, ids: list[str]) -> None:
        cast = self._material.cast if self._material else None
        found = self.project.passages.of(ids=ids[:LISTED], cast=cast)
        self.found = {one.id: one for one in found}
        more = f"  the first {LISTED}" if len(ids) > LISTED else ""
        title = f"{len(ids):,} {'passage' if len(ids) == 1 else 'passages'}"
        self.side_title.show(pieces((title, "heading"), (more, "muted")))
        quotes = {one.id: one.quote for one in found}
        self.listed.show_passages([_passage_row(one) for one in found], quotes, {})

    @on(Grid.Moved)
    def moved(self, event: Grid.Moved) -> None:
        """Another cell is under the cursor."""
        event.stop()
        self.show_cell()

    @on(Grid.Chosen)
    def clicked(self, event: Grid.Chosen) -> None:
        """The cell under the cursor was clicked."""
        event.stop()
        self.open()

    # What commands do

    def open(self) -> None:
        """List the passages of the cell, then show them in the code view; or go to one of them."""
        row = self.listed.current
        if self.focused is self.listed and row is not None:
            one = self.found[row.key]
            place = self.project.passages.place(one)
            self.program.open_place(one.transcript_id, place.start, place.end)
        elif not self.cell_segments():
            self.say("There is no passage behind this cell.")
        elif not self.has_class("-listing"):
            self.add_class("-listing")
            self.show_cell()
            self.after_paint(self._show_what)
        else:
            self._go_to_code_view()

    def _go_to_code_view(self) -> None:
        matrix = self.matrix
        if matrix is None:
            return
        codes = (matrix.codes[self._row].id,) if self._row >= 0 else ()
        key = matrix.columns[self._column].key if self._column >= 0 else ""
        self.program.go(
            "code",
            codes=codes,
            below=self.rows_kind is not Rows.CODES,
            by=self.by if self._column >= 0 else "",
            key=key,
            counted=True,
        )

    def escape(self) -> bool:
        """Close the list of passages."""
        if not self.has_class("-listing"):
            return False
        self.remove_class("-listing")
        self.set_focus(self.grid)
        self.after_paint(self._show_what)
        self.show_footer()
        return True

    def next_panel(self) -> None:
        """Go to the list of passages, or back to the table."""
        listing = self.has_class("-listing") and self.focused is self.grid
        self.set_focus(self.listed if listing else self.grid)
        self.show_footer()

    def next_rows(self) -> None:
        """Count codes, codes with those below, or themes."""
        self.rows_kind = _after(list(Rows), self.rows_kind)
        self.count()

    def ask_columns(self) -> None:
        """Ask what the columns are."""
        ways = self._material.cast.ways if self._material else (SPEAKER,)
        options = [(by, way_title(by), "as now" if by == self.by else "") for by in ways]
        self.ask(Choose("Columns", options), self._set_columns)

    def _set_columns(self, by: str) -> None:
        self.by = by
        self.grid.put(self.grid.row, 0)
        self.count()

    def next_measure(self) -> None:
        """Count mentions, different speakers, groups, or mentions per 1,000 words."""
        self.measure = _after(list(Measure), self.measure)
        if self.measure is Measure.RATE:
            self.share = Share.NONE
        self.draw_table()

    def next_share(self) -> None:
        """Show counts, or their share of the row or of the column."""
        if self.measure is Measure.RATE:
            self.say("A rate per 1,000 words has no share: press n for another count.")
            return
        self.share = _after(list(Share), self.share)
        self.draw_table()

    def toggle_unused(self) -> None:
        """Leave out rows and columns without a mention, or show them again."""
        row, column = self.grid.cell
        here = (
            self.rows[row] if row is not None else -1,
            self.columns[column] if column is not None else -1,
        )
        self.hide = not self.hide
        self.draw_table()
        self.grid.put(_index(self.rows, here[0]), _index(self.columns, here[1]))
        self.show_cell()

    def ask_export(self) -> None:
        """Ask where the table goes."""
        target = self.project.path.with_name(f"{self.project.path.stem} matrix.csv")
        note = "A table as .csv, .xlsx, .json or .md; its recipe goes beside it."
        self.ask(Prompt("Write the table to", str(target), note, "write"), self._export)

    def _export(self, name: str) -> None:
        target = Path(name).expanduser()
        if not self.project.matrix.would_replace(target):
            self._write(target)
            return
        question = Confirm("Replace this file?", f"{target} is there already.", "replace")
        self.ask(question, lambda yes: self._write(target) if yes else None)

    def _write(self, target: Path) -> None:
        if self.matrix is None:
            return
        room = self.project.matrix
        table = room.table(self.matrix, self.measure, self.share, hide_unused=self.hide)
        notes = room.export(table, target)
        self.say("; ".join([f"Written to {target}, with its recipe beside it", *notes]))


def _passage_row(one: Passage) -> Row:
    who, where = shortened(", ".join(one.speakers), 14), shortened(one.transcript, 14)
    words = " · ".join(filter(None, (f"turn {one.turn}", who, where)))
    return Row(one.id, pieces(" "), pieces((words, "muted")))


def _after(values: list[T], present: T) -> T:
    """The value after the present one, in a ring."""
    return values[(values.index(present) + 1) % len(values)]


def _index(shown: list[int], wanted: int) -> int:
    """Place of a row or column among those shown: the nearest, or the total."""
    if wanted < 0:
        return len(shown)
    return next((at for at, one in enumerate(shown) if one >= wanted), max(len(shown) - 1, 0))
