"""What the coding screen consists of and shows; what it does is in ``workbench``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from qualcode.domain.codebook import Code
from qualcode.domain.segments import Segment
from qualcode.domain.spans import Span
from qualcode.domain.suggestions import Proposal
from qualcode.tui.aim import Aim
from qualcode.tui.commands.base import Context
from qualcode.tui.desk import Desk
from qualcode.tui.examples import Examples
from qualcode.tui.marking import Marker
from qualcode.tui.reader import Mark
from qualcode.tui.reader.palette import colour_for
from qualcode.tui.screens.footing import with_keys
from qualcode.tui.screens.painting_together import PaintingTogether
from qualcode.tui.screens.showing import advice_of, header_of, inspector_of, memo_of
from qualcode.tui.screens.talking import Talking
from qualcode.tui.widgets.codes import CodeTree
from qualcode.tui.widgets.documents import DocumentList
from qualcode.tui.widgets.entry import Entry
from qualcode.tui.widgets.inspecting import Inspector
from qualcode.tui.widgets.line import Line
from qualcode.tui.widgets.painting import pieces
from qualcode.tui.widgets.pane import Pane
from qualcode.tui.widgets.reading import CodingReader

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.tui.screens.finding import Finding
    from qualcode.tui.screens.memoing import Memos
    from qualcode.tui.screens.panels import Panels

FOCUS = {
    "reader": (Context.READER, Context.STUDY, Context.VIEW, Context.EVERYWHERE),
    "codes": (Context.CODES, Context.EVERYWHERE),
    "documents": (Context.DOCUMENTS, Context.EVERYWHERE),
}
"""Where the keys belong that the footer shows, by focused panel."""


class Bench(Talking, PaintingTogether[None], inherit_bindings=False):
    """The parts of the coding screen, and what they show of the desk and the selection."""

    finding: Finding
    memos: Memos
    panels: Panels

    def __init__(self, project: Project) -> None:
        """Take an open study; nothing is shown yet."""
        super().__init__(project)
        self.desk = Desk(project)
        self.reader = CodingReader(id="reader")
        self.codes = CodeTree(id="codes")
        self.documents = DocumentList(id="documents")
        self.inspector, self.memo_pane = Inspector(id="inspector"), Pane(id="memo-pane")
        self.search_hits = Line(id="search-hits")
        self.titles = {
            name: Line(id=f"{name}-title") for name in ("documents", "codes", "inspector", "memo")
        }
        self.marker = Marker(self.desk.codebook, ascii_only=self.reader.ascii_only)
        self.examples = Examples(project)
        self.shown_ghosts = 0
        self.aim = Aim()
        self._place: tuple[Span, str] | None = None
        self._here: list[Segment] = []
        self._proposed: list[tuple[Proposal, int]] = []

    def compose(self) -> ComposeResult:
        """Header, three columns, search line, footer."""
        for line in self.titles.values():
            line.add_class("title")
        yield self.header
        with Horizontal(id="body"):
            with Vertical(id="documents-side", classes="side"):
                yield self.titles["documents"]
                yield self.documents
            yield self.reader
            with Vertical(id="codes-side", classes="side"):
                yield self.titles["codes"]
                yield self.codes
                yield self.titles["inspector"]
                yield self.inspector
                yield self.titles["memo"]
                yield self.memo_pane
        with Horizontal(id="search-line"):
            yield Entry(placeholder="search this transcript", id="search")
            yield self.search_hits
        yield self.footer
        yield self.notice

    # What is selected

    @property
    def selection(self) -> Span:
        """What the next key acts on."""
        return self.reader.selection

    @property
    def has_selection(self) -> bool:
        """Whether there is text to act on."""
        return self.desk.transcript is not None and self.selection.start < self.selection.end

    @property
    def finished(self) -> bool:
        """Whether the coder has marked the open transcript as finished."""
        transcript = self.desk.transcript
        return transcript is not None and transcript.id in self.documents.finished

    @property
    def segments_here(self) -> list[Segment]:
        """The coder's segments on the selection, the one last worked on first."""
        self._look()
        return self._here

    @property
    def top(self) -> tuple[Proposal, int] | None:
        """The suggestion that Enter takes, with its rank in its unit."""
        self._look()
        return self._proposed[0] if self._proposed else None

    @property
    def proposed(self) -> list[tuple[Proposal, int]]:
        """All suggestions on the selection: those gone to first, then the best."""
        self._look()
        return self._proposed

    @property
    def top_proposal(self) -> Proposal | None:
        """The suggestion that Enter takes."""
        return self.top[0] if self.top else None

    @property
    def tree_code(self) -> Code | None:
        """The code under the cursor of the tree."""
        return self.codes.code

    @property
    def inspected_code(self) -> Code | None:
        """The code that the inspector shows: of the tree, of the selection, or suggested for it."""
        if self.panels.current == "codes":
            return self.tree_code
        if self.segments_here:
            return self.desk.code(self.segments_here[0].code_id)
        return self.desk.code(self.proposed[0][0].code_id) if self.proposed else None

    def forget_place(self) -> None:
        """Look again at what lies on the selection, after something changed."""
        self._place = None

    def _look(self) -> None:
        place = (self.selection, self.reader.unit)
        if place != self._place:
            self._place = place
            span = self.selection
            self._here = self.desk.here(span) if self.has_selection else []
            aim = self.aim.at(span)
            self._proposed = self.desk.proposals.at(span, aim) if self.has_selection else []

    def sees(self, position: int) -> bool:
        """Whether a position is in view."""
        first, last = self.visible_range()
        return first <= position < last

    def visible_range(self) -> tuple[int, int]:
        """First and last visible position."""
        table, top = self.reader.table, self.reader.scroll_offset.y
        if table is None or not table.height:
            return (0, 0)
        return table.nearest(top).start, table.nearest(top + self.reader.size.height).end

    # Showing

    def all_marks(self) -> list[Mark]:
        """All of the coder's segments in the open transcript, as marks."""
        held = self.desk.held
        segments = held.by_id.values() if held else ()
        return [self.marker.mark(segment, self.memos.on_segments) for segment in segments]

    def show_marks(self) -> None:
        """Show all segments again."""
        self.forget_place()
        self.reader.set_marks(self.all_marks())

    def add_mark(self, segment: Segment) -> None:
        """Show one segment that was added or changed."""
        self.reader.add_mark(self.marker.mark(segment, self.memos.on_segments))
        if self.desk.proposals.left != self.shown_ghosts:
            self.show_ghosts()

    def change_marks(self, changed: Iterable[Segment], gone: Iterable[str]) -> None:
        """Show segments that were added or changed, and no longer those that are gone."""
        for segment_id in gone:
            self.reader.remove_mark(segment_id)
        for segment in changed:
            self.reader.add_mark(self.marker.mark(segment, self.memos.on_segments))

    def show_ghosts(self) -> None:
        """Show the suggestions that wait."""
        self.forget_place()
        proposals = self.desk.proposals.all()
        self.shown_ghosts = len(proposals)
        # What is finished cannot be coded: a suggestion would only be a promise.
        ghosts = [] if self.finished else [self.marker.ghost(*one) for one in proposals]
        self.reader.set_ghosts(ghosts)

    def codebook_changed(self) -> None:
        """Names, colours and order may be others."""
        self.marker = Marker(self.desk.codebook, ascii_only=self.reader.ascii_only)
        self.desk.refresh_slots()

    def show_codes(self) -> None:
        """Show the code tree; only rows that differ are painted."""
        dark, ground = self.program.current_theme.dark, self.background_colors[1].hex6
        colours = {
            code: colour_for(colour, dark, ground) for code, colour in self.marker.colours.items()
        }
        self.codes.say_if_empty(
            with_keys("No codes yet: {ChooseCode} in the text makes one, or {NewCode} here.")
        )
        self.documents.say_if_empty(with_keys("None yet: {ImportFiles} imports files."))
        self.codes.show_codes(self.desk.codebook, self.desk.counts, self.desk.slots, colours)
        total = sum(self.desk.counts.values())
        word = "segment" if total == 1 else "segments"
        self.show_title("codes", "Codes", f"{total:,} {word}" if total else "")

    def show_state(self) -> None:
        """Show counts, progress and header, and what is known of the selection."""
        desk = self.desk
        self.show_codes()
        if desk.held and desk.transcript:
            self.documents.set_share(desk.transcript.id, desk.held.coded_share)
        self.reader.advise(advice_of(self))
        self.show_selection()

    def show_selection(self) -> None:
        """Show code, memo and keys for the selection; what is the same is not painted again."""
        self.forget_place()
        self.header.show(*header_of(self, self.size.width - 2))
        self.show_footer()
        title, content = inspector_of(self)
        self.inspector.show(content)
        more = "" if self.inspector.complete else with_keys("{WholeCode} all of it")
        self.show_title("inspector", title, more)
        self.memo_pane.show(memo_of(self))
        self.paint_together(
            [
                self.reader,
                self.reader.vertical_scrollbar,
                self.codes,
                self.documents,
                self.header,
                self.footer,
                self.inspector,
                self.memo_pane,
                *self.titles.values(),
            ]
        )

    def show_hits(self) -> None:
        """Say how many hits the search has while it is typed."""
        hits = self.finding.hits
        words = f"{hits:,} {'hit' if hits == 1 else 'hits'}" if self.finding.query else ""
        keys = pieces(("⏎", "key"), (" first hit  ", "muted"), ("Esc", "key"), (" back", "muted"))
        self.search_hits.show(pieces(words), keys)

    def show_title(self, panel: str, text: str, right: str = "") -> None:
        """Show the title of a panel."""
        self.titles[panel].show(pieces((text, "heading")), pieces((right, "muted")))

    def footer_contexts(self) -> Iterable[Context]:
        """The keys of the focused panel."""
        return FOCUS[self.panels.current]

    def on_screen_suspend(self) -> None:
        """Under a dialog these keys do nothing."""
        self.show_footer()

    def on_screen_resume(self) -> None:
        """The keys are back."""
        self.show_footer()

    def on_resize(self) -> None:
        """The footer holds as many keys as there is room for."""
        if self.is_mounted:
            self.after_paint(self.show_state)
