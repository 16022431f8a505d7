"""The group as data: corpus, participants, questions, replies, and sets of transcripts."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from qualcode.domain import tables
from qualcode.project.group import Behind, GroupTable, Material
from qualcode.tui.commands.base import Context
from qualcode.tui.screens.footing import with_keys
from qualcode.tui.views.base import View
from qualcode.tui.views.dashboard_rows import counted
from qualcode.tui.views.group import advice, telling
from qualcode.tui.views.group.behind import passage_row, quote_of
from qualcode.tui.views.group.sets import ALL, SetActions, sets_sheet
from qualcode.tui.views.group.sheets import (
    Answered,
    Measure,
    Sheet,
    corpus_sheet,
    people_sheet,
    place_of,
    questions_sheet,
    replies_sheet,
)
from qualcode.tui.views.leading import to_transcript
from qualcode.tui.widgets.line import Line
from qualcode.tui.widgets.marked import MarkedPane
from qualcode.tui.widgets.painting import Piece, Pieces, pieces
from qualcode.tui.widgets.pane import Pane
from qualcode.tui.widgets.passages import PassageList
from qualcode.tui.widgets.spread import Spread

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.tui.views.group.filing import Filing

SETS = "sets"
TABS = (*GroupTable, SETS)
"""What the digits show, in their order."""


class GroupView(View):
    """One table at a time; what is coded is the present coder's alone."""

    NAME = "group"
    TITLE_TEXT = "The group"
    CSS_PATH = "group.tcss"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (*View.SHARED, Context.GROUP)

    def __init__(self, project: Project) -> None:
        """Take an open study; nothing is read yet."""
        super().__init__(project)
        self.spread, self.listed = Spread(id="spread"), PassageList(id="listed")
        self.tabs, self.what = Line(id="group-tabs"), Line(id="group-what")
        self.cell_pane, self.side_title = MarkedPane(id="group-cell"), Line(id="group-side-title")
        self.empty = Pane(id="group-empty")
        self.tab: str = GroupTable.CORPUS
        self.only = ""
        self.measure = Measure.WORDS
        self.table: tables.Table | None = None
        self.sheet: Sheet | None = None
        self.records: Answered | None = None
        self.found: dict[str, Behind] = {}
        self.material: Material | None = None
        self._read: tuple[object, ...] | None = None
        self._places: dict[str, tuple[int, int]] = {}

    @cached_property
    def sets(self) -> SetActions:
        """What can be done to sets."""
        return SetActions(self)

    @cached_property
    def filing(self) -> Filing:
        """What comes in from files and goes out to them."""
        from qualcode.tui.views.group.filing import Filing

        return Filing(self)

    def body(self) -> ComposeResult:
        """The tables to choose from, the table with what is behind a cell, the cell in words."""
        self.side_title.add_class("title")
        yield self.tabs
        yield self.what
        with Horizontal(id="group-columns"):
            yield self.spread
            with Vertical(id="group-side", classes="side"):
                yield self.side_title
                yield self.listed
        yield self.cell_pane
        yield self.empty

    def on_mount(self) -> None:
        """Begin in the table."""
        self.set_focus(self.spread)

    def on_resize(self) -> None:
        """Other columns are in view."""
        super().on_resize()
        if self.is_mounted:
            self.after_paint(self._show_lines)

    def aim(self, *, table: str = "", transcript: str = "", **_: Any) -> None:
        """Show this table, of this transcript (name)."""
        if table in TABS:
            self._turn_to(table)
        if transcript:
            self.only = transcript

    # Showing

    def show_view(self) -> None:
        """Read what changed, and draw the table."""
        state = (self.project.change_counter, self.project.coder.id)
        if self.material is None or self._read != state:
            self.material, self._read = self.project.group.read(), state
        self.draw_table()

    @property
    def names(self) -> list[str]:
        """Names of the transcripts that are shown, in the order of the study."""
        known = list(self.material.transcripts) if self.material else []
        if self.only in known:
            return [self.only]
        limited = self.program.limit.names(self.project)
        return known if limited is None else [name for name in known if name in limited]

    def draw_table(self) -> None:
        """Show the present table of the transcripts that are let through."""
        material, names = self.material, self.names
        if material is None:
            return
        if self.only not in material.transcripts:
            self.only = ""
        self.table = self.sheet = self.records = None
        if self.tab == SETS:
            self.sheet = sets_sheet(self.project, self.program.limit.set_id)
        elif names:
            self._make(material, names)
        sheet = self.sheet
        nothing = sheet is None or not sheet.heads or not sheet.lines
        self.set_class(nothing, "-bare")
        if nothing:
            told = advice.nothing(self.tab, self.project, limited=not names)
            then = [pieces(with_keys(sentence)) for sentence in told[1:]]
            self.empty.show([pieces((told[0], "strong")), (), *then])
        # Without a sheet no row of another table may stay under the cursor.
        shown = (sheet.corner, sheet.heads, sheet.lines) if sheet else ("", (), ())
        self.spread.show_table(*shown)
        self.show_cell()

    def _make(self, material: Material, names: list[str]) -> None:
        which = GroupTable(self.tab)
        chosen = self.program.limit.name(self.project) if not self.only else ""
        self.table = table = self.project.group.table(
            which,
            material,
            transcripts=[self.only] if self.only else (),
            sets=[chosen] if chosen else (),
        )
        if which is GroupTable.CORPUS:
            self.sheet = corpus_sheet(table)
        elif which is GroupTable.PARTICIPANTS:
            self.sheet = people_sheet(table)
        elif which is GroupTable.REPLIES:
            self.sheet = replies_sheet(table, material, names)
        else:
            self.records = questions_sheet(table, material, names, self.measure)
            self.sheet = self.records.sheet

    def _show_lines(self) -> None:
        """The tables to choose from, and what the present one counts."""
        found: list[Piece] = []
        for number, name in enumerate(TABS, 1):
            here = name == self.tab
            words = f"[{number} {name}]" if here else f" {number} {name} "
            found.append(Piece(words, "here" if here else "muted"))
        self.tabs.show(tuple(found), pieces((self._scope(), "accent")))
        first, after = self.spread.shown_columns
        whole = len(self.spread.heads)
        part = f"columns {first + 1}–{after} of {whole}" if after - first < whole else ""
        right = "" if self.has_class("-bare") else part
        self.what.show(self._what(), pieces((right, "muted")))

    def _scope(self) -> str:
        if self.tab == SETS:
            return ""
        limited = self.program.limit.name(self.project)
        return self.only or (f"set {limited}" if limited else "all transcripts")

    def _what(self) -> Pieces:
        if self.tab == SETS:
            none = "" if self.project.sets.all() else f"  {with_keys(advice.NO_SETS)}"
            return pieces(("Sets of transcripts", "heading"), (none, "muted"))
        which = GroupTable(self.tab)
        said = [(telling.TITLES[which], "heading")]
        if which is GroupTable.QUESTIONS:
            said.append((f"  {self.measure.words}", "accent"))
        if warning := advice.warning(self.table):
            return pieces(*said, (f"  {with_keys(warning)}", "warn"))
        return pieces(*said, (f"  {telling.UNITS[which]}", "muted"))

    def show_cell(self) -> None:
        """Say in words what is under the cursor; list what is behind it where that is open."""
        self.cell_pane.show([self.cell_words()] if self.spread.line else [])
        if self.has_class("-listing"):
            self._list()
        self._show_lines()
        self.show_footer()

    @property
    def column(self) -> str:
        """The column under the cursor, by its name in the exported table; "" without any."""
        columns = self.sheet.columns if self.sheet else ()
        return columns[self.spread.column] if self.spread.column < len(columns) else ""

    @property
    def row_name(self) -> str:
        """The name of the row under the cursor."""
        line = self.spread.line
        return "".join(part.text for part in line.name).strip(" !▸") if line else ""

    def cell_words(self) -> Pieces:
        """What the cell under the cursor says."""
        line, sheet, column = self.spread.line, self.sheet, self.column
        if line is None or sheet is None or not column:
            return ()
        if self.records is not None:
            texts = {one.key: one.text for one in self.project.guide.questions()}
            row = self.records.records[line.key, column]
            return telling.of_question(self.row_name, column, texts.get(column, ""), row)
        value = sheet.figures[line.key][self.spread.column]
        if self.tab == GroupTable.REPLIES:
            return telling.of_replies(self.row_name, column, value)
        warning = ""
        if self.tab == GroupTable.PARTICIPANTS:
            warning = str(sheet.figures[line.key][-1])
        return telling.of_row(self.row_name, column, value, warning)

    # What is behind a cell

    def behind(self) -> list[Behind]:
        """The turns behind the cell under the cursor."""
        line, material, column = self.spread.line, self.material, self.column
        if line is None or material is None or self.tab not in (*advice.OPENING,):
            return []
        at, transcript = place_of(line.key)
        if self.tab == GroupTable.REPLIES:
            return [] if column == "role" else material.answers(transcript, at, column)
        stance = self.measure.value if self.measure in advice.STANCES else ""
        return material.said(transcript, column, at, stance)

    def _list(self) -> None:
        behind = self.behind()
        self.found = {str(at): one for at, one in enumerate(behind)}
        title = counted(len(behind), "answer" if self.tab == GroupTable.REPLIES else "turn")
        self.side_title.show(pieces((title, "heading")))
        rows = [passage_row(key, one) for key, one in self.found.items()]
        self.listed.show_passages(rows, {k: quote_of(v) for k, v in self.found.items()}, {})

    @on(Spread.Moved)
    def moved(self, event: Spread.Moved) -> None:
        """Another cell is under the cursor."""
        event.stop()
        self.show_cell()

    @on(Spread.Chosen)
    def clicked(self, event: Spread.Chosen) -> None:
        """The cell under the cursor was clicked."""
        event.stop()
        self.attempt(self.open)

    @on(PassageList.Chosen)
    def passage_clicked(self, event: PassageList.Chosen) -> None:
        """A turn was clicked."""
        event.stop()
        self.attempt(self.open)

    # What commands do

    def show_table(self, tab: str) -> None:
        """Show another table; the cursor stands where it stood in it."""
        if tab != self.tab:
            self._turn_to(tab)
            self.draw_table()
            self.spread.put(*self._places.get(tab, (0, 0)))
            self.show_cell()

    def _turn_to(self, tab: str) -> None:
        self._places[self.tab] = (self.spread.row, self.spread.column)
        self.remove_class("-listing")
        self.set_focus(self.spread)
        self.tab = tab

    def open(self) -> None:
        """Open what is behind the cell: a transcript, a person, turns; or limit to a set."""
        row = self.listed.current
        line = self.spread.line
        if self.focused is self.listed and row is not None:
            one = self.found[row.key]
            self.program.open_place(one.transcript_id, *one.span)
        elif line is None:
            self.say("There is nothing to open here.")
        elif self.tab == SETS:
            self._limit(line.key)
        elif self.tab == GroupTable.CORPUS and self.material:
            to_transcript(self.program, self.material.transcripts[line.key].id)
        elif self.tab == GroupTable.PARTICIPANTS:
            self._open_person()
        elif not self.behind():
            self.say(self._why_nothing())
        else:
            self._open_list()

    def _open_list(self) -> None:
        """List the turns of the cell; once more: go to them."""
        if self.has_class("-listing"):
            self.set_focus(self.listed)
            self.show_footer()
            return
        self.add_class("-listing")
        self.show_cell()
        self.after_paint(self._show_lines)

    def _why_nothing(self) -> str:
        if self.records is None:
            return "There is no answer behind this cell."
        line = self.spread.line
        row = self.records.records[line.key, self.column] if line else {}
        if not row.get("asked"):
            return f"{self.column} was not asked in this transcript: g q assigns it to a turn."
        if row.get("no_answer"):
            return f"{self.row_name} said nothing to {self.column}."
        return f"You have coded no turn behind this cell as “{self.measure.words}”."

    def _open_person(self) -> None:
        """Show the person under the cursor in the view of speakers, in the first transcript."""
        material, row = self.material, self.row_name
        wanted = self.table.rows[self.spread.row] if self.table else ()
        for name, one in (material.transcripts if material else {}).items():
            if material is not None and wanted and name in str(wanted[1]).split("; "):
                for person in material.cast(name):
                    if person.name == wanted[0]:
                        target = {"transcript": one.id, "speaker": person.speakers[0]}
                        self.program.go("speakers", **target)
                        return
        how = with_keys("in {GoSpeakers}, p says who a label is")
        self.say(f"{row} speaks in no transcript: {how}.")

    def _limit(self, key: str) -> None:
        self.program.limit_to("" if key == ALL else key)
        self.show_again()
        name = self.program.limit.name(self.project)
        self.say(f"Only {name} is listed and counted now." if name else "All transcripts again.")

    def escape(self) -> bool:
        """Close the list of turns; show all transcripts again."""
        if self.has_class("-listing"):
            self.remove_class("-listing")
            self.set_focus(self.spread)
            self.after_paint(self._show_lines)
            self.show_footer()
            return True
        if self.only:
            self.show_all()
            return True
        return False

    def next_panel(self) -> None:
        """Go to the list of turns, or back to the table."""
        listing = self.has_class("-listing") and self.focused is self.spread
        self.set_focus(self.listed if listing else self.spread)
        self.show_footer()

    def next_measure(self) -> None:
        """Show another figure of who said what to which question."""
        every = list(Measure)
        self.measure = every[(every.index(self.measure) + 1) % len(every)]
        self.draw_table()

    def step_transcript(self, way: int) -> None:
        """Show the next or the previous transcript alone; past an end, all of them."""
        limited = self.program.limit.names(self.project)
        known = [n for n in (self.material.transcripts if self.material else ())
                 if limited is None or n in limited]  # fmt: skip
        places = ["", *known]
        here = places.index(self.only) if self.only in places else 0
        self.only = places[(here + way) % len(places)]
        self.remove_class("-listing")
        self.set_focus(self.spread)
        self.draw_table()

    def show_all(self) -> None:
        """Show all transcripts again, or all of the set."""
        self.only = ""
        self.draw_table()
