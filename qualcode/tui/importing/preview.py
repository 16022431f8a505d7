"""The preview of a file: its turns beside the original, its labels, what was not understood."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.worker import Worker, WorkerState

from qualcode.project.decoding import decoded, heads
from qualcode.project.labels import Voice, name_of, voices
from qualcode.tui.commands.base import Context
from qualcode.tui.commands.bindings import bindings_for
from qualcode.tui.importing.original import Original
from qualcode.tui.importing.rows import Remarks, counted, label_rows, verdict_mark
from qualcode.tui.importing.session import Item
from qualcode.tui.importing.turn_list import Places, TurnList, spans_of, time_of
from qualcode.tui.screens.base import Dialog
from qualcode.tui.screens.footing import footer_of
from qualcode.tui.widgets.line import Line
from qualcode.tui.widgets.lines import LineList
from qualcode.tui.widgets.painting import pieces
from qualcode.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from qualcode.formats.reading import Reading, ReadTurn
    from qualcode.project.transcripts import FileReading
    from qualcode.tui.importing.choosing import Choosing
    from qualcode.tui.importing.deciding import Deciding
    from qualcode.tui.importing.going import Going
    from qualcode.tui.importing.screen import ImportScreen

PARTS = {"turns": "turns", "original": "original", "labels": "labels", "remarks": "remarks"}
"""Ids of the parts in the order of Tab, and their names."""

ALSO = ("Help", "AllCommands")
"""Commands of the whole program whose keys work here too."""


class PreviewScreen(Dialog[bool]):
    """Ends with True where the files shall be imported now; what was decided stays in the items."""

    CSS_PATH = "preview.tcss"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST, Context.PREVIEW)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for(Context.LIST),
        *bindings_for(Context.PREVIEW),
        *(one for one in bindings_for(Context.EVERYWHERE) if one.id in ALSO),
    ]

    def __init__(self, chooser: ImportScreen, item: Item) -> None:
        """Take the screen with the list of files, and the file to show."""
        super().__init__()
        self.chooser, self.item = chooser, item
        self.session, self.project = chooser.session, chooser.project
        self.turns, self.original = TurnList(id="turns"), Original(id="original")
        self.labels, self.remarks = LineList(id="labels"), LineList(id="remarks")
        self.places = Places(())
        self.voices: tuple[Voice, ...] = ()
        self.proposals: dict[str, tuple[str, str]] = {}
        self.notes = Remarks(None, "")
        self._decoded: tuple[str, str | None] = ("", None)

    @cached_property
    def deciding(self) -> Deciding:
        """What can be decided about a label."""
        from qualcode.tui.importing.deciding import Deciding

        return Deciding(self)

    @cached_property
    def choosing(self) -> Choosing:
        """What can be changed about the reading."""
        from qualcode.tui.importing.choosing import Choosing

        return Choosing(self)

    @cached_property
    def going(self) -> Going:
        """Where rows lead in the original."""
        from qualcode.tui.importing.going import Going

        return Going(self)

    def compose(self) -> ComposeResult:
        """Turns and original above, labels and remarks below."""
        title, hint = self.frame_lines()
        with Vertical(id="page"):
            yield title
            yield Line(id="facts")
            with Horizontal(id="both"):
                with Vertical(classes="part", id="turns-part"):
                    yield Line(id="turns-title")
                    yield self.turns
                    yield Pane(id="turn")
                with Vertical(classes="part"):
                    yield Line(id="original-title")
                    yield self.original
            with Horizontal(id="below"):
                with Vertical(classes="part", id="labels-part"):
                    yield Line(id="labels-title")
                    yield self.labels
                with Vertical(classes="part"):
                    yield Line(id="remarks-title")
                    yield self.remarks
            yield hint

    def on_mount(self) -> None:
        """Show the file; begin with its turns."""
        self.set_focus(self.turns)
        self.show_item()

    # Showing

    @property
    def file(self) -> FileReading | None:
        """The present reading of the file."""
        return self.item.file

    @property
    def turns_read(self) -> Sequence[ReadTurn]:
        """The turns of the file."""
        return self.file.reading.turns if self.file else ()

    @property
    def reading(self) -> Reading | None:
        """What was understood."""
        return self.file.reading if self.file else None

    def show_item(self) -> None:
        """Show the file as it was read last, with what was decided."""
        turns = self.turns_read
        self.places = Places(turns)
        self.turns.say_if_empty("" if turns else WAIT if self.item.waiting else NO_TURNS)
        self.turns.show_turns(turns, self.item.decisions)
        self.show_labels()
        why = self.chooser.session.verdicts(self.project.transcripts.names())[self.item.path]
        self.notes = Remarks(self.reading, why)
        self.remarks.say_if_empty("Everything was understood.")
        self.draw_remarks()
        self.show_lines()
        self._show_original()
        self.turn_highlighted()
        self.deciding.check_taken()

    def show_labels(self) -> None:
        """Show the speakers as they will be stored."""
        file = self.file
        self.voices = voices(file.speakers, self.item.decisions) if file else ()
        self.proposals = self.deciding.proposals()
        rows = label_rows(file, self.voices, self.proposals) if file else []
        self.labels.say_if_empty(NO_LABELS)
        self.labels.set_rows(rows)

    def draw_remarks(self) -> None:
        """Wrap the remarks to the present width."""
        self.remarks.set_rows(self.notes.rows(max(self.remarks.size.width - 1, 20)))

    def show_lines(self) -> None:
        """Show the name of the file, how it was read, and the counts."""
        why = self.chooser.session.verdicts(self.project.transcripts.names())[self.item.path]
        order = list(self.session.items)
        number = f"{order.index(self.item.path) + 1} of {len(order)}" if order else ""
        mark = verdict_mark(self.item, why)
        left = pieces(("Import  ", "muted"), mark, (self.item.path.name, "strong"))
        self.query_one("#title", Line).show(left, pieces((number, "muted")))
        self.query_one("#facts", Line).show(*self.choosing.facts())
        reading = self.reading
        for part, words in (
            ("turns", counted(len(reading.turns), "turn") if reading else "no turns"),
            ("original", "original"),
            ("labels", counted(len(self.voices), "speaker")),
            ("remarks", counted(len(self.notes), "remark")),
        ):
            self.query_one(f"#{part}-title", Line).show(pieces((words.capitalize(), "heading")))

    def column_names(self) -> tuple[str, ...]:
        """The columns of a table, in order."""
        delimiter = (self.item.options.columns or {}).get("delimiter", "")
        return heads(self.original.lines.text, self.item.path.name, delimiter)

    # The original, decoded in a thread

    def _show_original(self) -> None:
        file, encoding = self.file, self.item.options.encoding
        if file is None:
            self._decoded = ("", None)
            self.original.say_if_empty(WAIT if self.item.waiting else NO_ORIGINAL)
            self.original.show_text("")
        elif self._decoded != (file.sha256, encoding):
            self._decoded = (file.sha256, encoding)
            self.original.say_if_empty(WAIT)
            self.original.show_text("")
            self.decode(file, encoding)

    @work(thread=True, exclusive=True, exit_on_error=False, group="decoding")
    def decode(self, file: FileReading, encoding: str | None) -> tuple[str, str | None, str]:
        """Decode the file of which a reading is shown."""
        return file.sha256, encoding, decoded(file, encoding)

    @on(Worker.StateChanged)
    def original_decoded(self, event: Worker.StateChanged) -> None:
        """Show the original, where it is still the one that is wanted."""
        if event.worker.group != "decoding":
            return
        if event.state is WorkerState.SUCCESS and event.worker.result:
            sha256, encoding, text = event.worker.result
            if self._decoded == (sha256, encoding):
                self.original.show_text(text)
                self.turn_highlighted()
        elif event.state is WorkerState.ERROR:
            self.original.say_if_empty(NO_ORIGINAL)

    # Scrolling together

    @property
    def turn(self) -> ReadTurn | None:
        """The turn under the cursor."""
        reading, row = self.reading, self.turns.current
        return reading.turns[int(row.key)] if reading and row else None

    @on(LineList.Highlighted, "#turns")
    def turn_highlighted(self) -> None:
        """Show where the turn came from, and all of its words."""
        turn = self.turn
        if not self.original.has_focus:
            self.original.show_spans(spans_of(turn) if turn else [])
        self._show_turn()
        self.show_hint()

    def _show_turn(self) -> None:
        turn = self.turn
        if turn is None:
            self.query_one("#turn", Pane).show([])
            return
        name = name_of(turn.speaker, self.item.decisions) if turn.speaker else "no speaker"
        head = f"{name}{time_of(turn)}: "
        self.query_one("#turn", Pane).show([pieces((head, "accent"), turn.text[:2_000])])

    @on(Original.Moved)
    def original_moved(self, event: Original.Moved) -> None:
        """The turn that came from there is under the cursor of the turns, too."""
        place = self.places.turn_at(event.position)
        if place is not None and self.reading is not None:
            self.turns.select(str(place))
            self.original.spans = tuple(spans_of(self.reading.turns[place]))
            self.original.refresh()
            self._show_turn()

    @on(LineList.Highlighted, "#labels")
    @on(LineList.Highlighted, "#remarks")
    def row_highlighted(self) -> None:
        """Other keys are useful on another row."""
        self.show_hint()

    # Parts and keys

    @property
    def part(self) -> str:
        """Id of the part that has the focus."""
        focused: Any = self.focused
        return focused.id if focused is not None and focused.id in PARTS else "turns"

    @property
    def at_labels(self) -> bool:
        """Whether the footer has keys for labels; they work on the speaker of a turn, too."""
        return self.part == "labels"

    @property
    def voice(self) -> Voice | None:
        """The speaker under the cursor, or the one of the turn under it."""
        if self.part == "turns":
            turn = self.turn
            name = name_of(turn.speaker, self.item.decisions) if turn and turn.speaker else None
        else:
            row = self.labels.current if self.part == "labels" else None
            name = row.key if row else None
        return next((one for one in self.voices if one.name == name), None)

    def next_part_name(self) -> str:
        """The part to which Tab leads."""
        order = list(PARTS)
        return PARTS[order[(order.index(self.part) + 1) % len(order)]]

    def step_part(self, way: int) -> None:
        """Go to the next part, or to the one before."""
        order = list(PARTS)
        self.focus_part(order[(order.index(self.part) + way) % len(order)])

    def focus_part(self, part: str) -> None:
        """Go to a part; on a low screen it takes the place of the others."""
        self._make_room(part)
        self.set_focus(self.query_one(f"#{part}"))
        self.after_paint(self.show_hint)

    def _make_room(self, part: str) -> None:
        """On a low screen show either turns and original, or labels and remarks."""
        below = part in ("labels", "remarks")
        if below != self.has_class("-labels"):
            self.set_class(below, "-labels")
            self.after_paint(self.draw_remarks)

    def step_file(self, way: int) -> None:
        """Show the file after this one, or before."""
        beside = self.session.beside(self.item.path, way)
        if beside is not None:
            self.item = beside
            self.turns.cursor = 0
            self.show_item()

    def read_again(self) -> None:
        """Read the file with its present options, before whatever else waits."""
        self.chooser.ask_for([self.item], first=True)
        self.show_hint()

    def show_hint(self) -> None:
        """Say what the keys do where the focus is."""
        if self.is_mounted:
            width = self.hint_line.size.width - 2
            self.hint_line.show(*footer_of(self, (Context.PREVIEW,), width))

    def on_descendant_focus(self) -> None:
        """Other keys work where the focus is now, also after a click."""
        self._make_room(self.part)
        self.after_paint(self.show_hint)

    def on_resize(self) -> None:
        """Wrap the remarks to the present width."""
        self.after_paint(self.draw_remarks)
        self.after_paint(self.show_hint)


WAIT = "being read …"
NO_TURNS = "No turns: the reason stands among the remarks. o changes how the file is read."
NO_ORIGINAL = "The file could not be read, so its text cannot be shown."
NO_LABELS = (
    "This file names no speakers. If it should: o gives a pattern of its lines, s takes a label "
    "among the remarks."
)
