"""All passages with a code or several, read together and mended in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from qualcode.domain.codebook import MERGED_FROM
from qualcode.domain.display import shortened
from qualcode.domain.memos import Subject
from qualcode.project.passages import Passage
from qualcode.project.voices import GROUP, ROLE, SPEAKER, Cast, way_title
from qualcode.tui.commands.base import Context
from qualcode.tui.reader.palette import colour_for
from qualcode.tui.screens.footing import with_keys
from qualcode.tui.views.base import View
from qualcode.tui.views.code_actions import Actions
from qualcode.tui.views.code_filter import Narrowing, narrowing
from qualcode.tui.views.code_rows import (
    Shown,
    code_rows,
    grouped,
    passage_row,
    passage_rows,
    preview,
)
from qualcode.tui.widgets.line import Line
from qualcode.tui.widgets.lines import LineList
from qualcode.tui.widgets.painting import pieces
from qualcode.tui.widgets.pane import Pane
from qualcode.tui.widgets.passages import MOST_ROWS, PassageList

if TYPE_CHECKING:
    from qualcode.project import Project

SINGLE = 70
"""Fewer columns than this show the passages alone; the codes slide over them."""

HERE = "Here you will read all passages of a code together, over all transcripts."
NOTHING = (
    "Nothing is coded yet.",
    "Press Esc, select a sentence on the coding screen and give it a code with {ChooseCode}.",
)
NO_TRANSCRIPTS = (
    "This study has no transcripts yet.",
    "Go to the coding screen ({GoWorkbench}) and import files there ({ImportFiles}).",
)


class CodeView(View):
    """The codes, the passages of those chosen, and the passage under the cursor in its turn."""

    NAME = "code"
    TITLE_TEXT = "Passages of a code"
    CSS_PATH = "code.tcss"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (*View.SHARED, Context.CODE_VIEW)
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-single"),
        (SINGLE, "-narrow"),
        (90, "-normal"),
        (120, "-wide"),
    ]

    def __init__(self, project: Project) -> None:
        """Take an open study; nothing is read yet."""
        super().__init__(project)
        self.codes, self.passages = LineList(id="codes"), PassageList(id="passages")
        self.codes_title, self.title_line = Line(id="codes-title"), Line(id="passages-title")
        self.preview, self.empty = Pane(id="code-preview"), Pane(id="code-empty")
        self.actions = Actions(self)
        self.by, self.below, self.compact = GROUP, True, False
        self.marked_codes: set[str] = set()
        self.all_codes = False
        self.narrowed = Narrowing()
        self.marked: set[str] = set()
        self.found: dict[str, Passage] = {}
        self.several = False
        self.cast: Cast | None = None
        self._codes_shown: tuple[str, ...] = ()
        self._wanted_code: str | None = None

    def body(self) -> ComposeResult:
        """Codes at the left; passages and the preview at the right."""
        for line in (self.codes_title, self.title_line):
            line.add_class("title")
        with Horizontal(id="code-columns"):
            with Vertical(id="code-side", classes="side"):
                yield self.codes_title
                yield self.codes
            with Vertical(id="code-main"):
                yield self.title_line
                yield self.passages
                yield self.preview
        yield self.empty

    def on_mount(self) -> None:
        """Begin in the passages where codes were asked for, else in the codes."""
        self.go_to(self.codes if self._wanted_code is None else self.passages)

    def aim(
        self, *, codes: tuple[str, ...] | None = None, below: bool | None = None, **target: Any
    ) -> None:
        """Show these codes (none mean all) and what ``narrowing`` takes; else what was shown."""
        narrowed, before = narrowing(**target), self.below
        self.below = before if below is None else below
        if self.is_mounted:
            self.go_to(self.passages)
            if (codes, narrowed, self.below) == (self._codes_shown, self.narrowed, before):
                return
        self.narrowed, self.marked = narrowed, set()
        if codes is None:
            self.all_codes = not narrowed.empty
        else:
            self.all_codes = not codes
            self.marked_codes = set(codes) if len(codes) > 1 else set()
            self._wanted_code = codes[0] if codes else ""

    # Showing

    def show_view(self) -> None:
        """Read counts, who speaks, and the passages of the codes."""
        counts = self.project.segments.counts()
        self.set_class(not counts, "-bare")
        first, then = NOTHING if self.project.transcripts.names() else NO_TRANSCRIPTS
        self.empty.show([pieces((first, "strong")), (), pieces(HERE), pieces(with_keys(then))])
        self.marked_codes &= self.project.codebook.current().by_id.keys()
        self.cast = self.project.passages.cast()
        if self.by not in self.cast.ways:
            self.by = GROUP
        self._show_codes(counts)
        self.show_passages()

    def _show_codes(self, counts: dict[str, int]) -> None:
        book = self.project.codebook.current()
        dark, ground = self.program.current_theme.dark, self.background_colors[1].hex6
        rows = code_rows(
            book, counts, self.marked_codes, lambda colour: colour_for(colour, dark, ground)
        )
        if self.codes.current is None and self._wanted_code is None:
            used = (row.key for row in rows if counts.get(row.key))
            self._wanted_code = next(used, None)
        self.codes.set_rows(rows, cursor=self._wanted_code or None)
        self._wanted_code = None
        self.codes_title.show(pieces(("Codes", "heading")))

    def wanted_codes(self) -> tuple[str, ...]:
        """The codes whose passages are shown: those marked, else the one under the cursor."""
        if self.all_codes:
            return ()
        order = [row.key for row in self.codes.rows]
        if self.marked_codes:
            return tuple(code for code in order if code in self.marked_codes)
        return (self.codes.current.key,) if self.codes.current else ()

    def show_passages(self, cursor: str | None = None) -> None:
        """Read the passages that are wanted and list them."""
        cast = self.cast
        if cast is None:
            return
        codes = self._codes_shown = self.wanted_codes()
        found: list[Passage] = []
        if codes or self.all_codes:
            found = self.narrowed.passages(self.project, cast, codes, below=self.below)
        self.found = {one.id: one for one in found}
        self.several = len({one.code_id for one in found}) > 1
        self.marked &= self.found.keys()
        self.list_passages(cursor)

    def list_passages(self, cursor: str | None = None) -> None:
        """List what was read, as it shall be shown now."""
        assert self.cast is not None
        parts = grouped(list(self.found.values()), self.cast, self.by)
        rows, quotes, under = passage_rows(parts, self._shown_as())
        self.passages.rows_each = 1 if self.compact else MOST_ROWS
        self.passages.show_passages(rows, quotes, under, cursor=cursor)
        self._show_title()
        self.show_passage()

    def _shown_as(self) -> Shown:
        return Shown(self.by, self.marked, self.compact, self.several)

    def _show_title(self) -> None:
        count = len(self.found)
        words = f"{count:,} {'passage' if count == 1 else 'passages'} of {self._named()}"
        only = self.narrowed.words(self.cast) if self.cast else ""
        left = pieces((words, "heading"), (f"  only {only}" if only else "", "warn"))
        marks = f"{len(self.marked):,} marked  " if self.marked else ""
        right = pieces((marks, "good"), (f"by {_singular(self.by)}", "muted"))
        self.title_line.show(left, right)

    def _named(self) -> str:
        book = self.project.codebook.current()
        if self.all_codes:
            return "all codes"
        names = [book.by_id[code].name for code in self._codes_shown]
        if len(names) != 1:
            return f"{len(names)} codes" if names else "no code"
        below = self.below and len(book.below(self._codes_shown[0])) > 1
        return shortened(names[0], 40) + (" and the codes below" if below else "")

    def show_passage(self) -> None:
        """Show the passage under the cursor in its turn, where there is room."""
        one = self.current
        if not self.preview.display or one is None:
            self.preview.show(())
        else:
            transcript = self.project.transcripts.get(one.transcript_id)
            span = self.project.passages.place(one)
            memos = self.project.memos.on(Subject.SEGMENT, one.id) if one.has_memo else []
            size = self.preview.content_size
            room = size.width * size.height
            self.preview.show(preview(one, transcript, span, memos, room))
        self.show_footer()

    def on_resize(self) -> None:
        """The preview comes and goes with the room for it."""
        if self.is_mounted and self.cast is not None:
            self.after_paint(self.show_passage)

    # What is selected

    @property
    def current(self) -> Passage | None:
        """The passage under the cursor."""
        row = self.passages.current
        return self.found.get(row.key) if row else None

    def targets(self) -> list[Passage]:
        """The marked passages in their order, or the one under the cursor."""
        if self.marked:
            return [one for one in self.found.values() if one.id in self.marked]
        return [self.current] if self.current else []

    @property
    def merged_from(self) -> bool:
        """Whether other codes were merged into the code at hand, or into one of the marked."""
        if self.focused is self.codes:
            wanted = {self.codes.current.key} if self.codes.current else set()
        else:
            wanted = {one.code_id for one in self.targets()}
        by_id = self.project.codebook.current().by_id
        return any(by_id[one].extras.get(MERGED_FROM) for one in wanted if one in by_id)

    @on(LineList.Highlighted, "#codes")
    def code_highlighted(self) -> None:
        """Another code is under the cursor: show its passages, unless others are marked."""
        if self.wanted_codes() != self._codes_shown or self.all_codes:
            self.all_codes = False
            self.show_passages()

    @on(LineList.Highlighted, "#passages")
    def passage_highlighted(self) -> None:
        """Another passage is under the cursor."""
        self.show_passage()

    @on(LineList.Chosen, "#passages")
    def passage_clicked(self) -> None:
        """A passage was clicked: it is under the cursor now."""
        self.go_to(self.passages)
        self.show_passage()

    # What commands do

    def mark(self) -> None:
        """Mark what is under the cursor, or take its mark back, and go on."""
        if self.focused is self.codes:
            if row := self.codes.current:
                self.marked_codes ^= {row.key}
                self.all_codes = False
                self._show_codes(self.project.segments.counts())
                self.show_passages()
        elif one := self.current:
            self.marked ^= {one.id}
            row = passage_row(one, self._shown_as())
            self.passages.set_row(self.passages.cursor, row)
            self._show_title()
            self.passages.step(1)
            self.show_footer()

    def mark_all(self) -> None:
        """Mark all passages that are shown, or take all marks back."""
        self.marked = set() if self.marked else set(self.found)
        self.list_passages()

    def group(self) -> None:
        """Put the passages together in the next way."""
        known = self.cast.ways if self.cast else ()
        ways = (GROUP, SPEAKER, *(by for by in known if by not in (GROUP, SPEAKER, ROLE)))
        self.by = ways[(ways.index(self.by) + 1) % len(ways)]
        self.list_passages()

    def wrap(self) -> None:
        """Show each quote in one row, or in up to three."""
        self.compact = not self.compact
        self.list_passages()

    def with_below(self) -> None:
        """Show the codes below too, or not."""
        self.below = not self.below
        self.show_passages()
        self.say("With the codes below." if self.below else "Without the codes below.")

    def next_panel(self) -> None:
        """Go to the codes or to the passages."""
        self.go_to(self.passages if self.focused is self.codes else self.codes)
        self.show_footer()

    def go_to(self, listed: LineList) -> None:
        """Give the keys to a list; where there is room for one only, the codes come and go."""
        self.query_one("#code-side").set_class(listed is self.codes, "-open")
        self.set_focus(listed)

    def open(self) -> None:
        """From a code to its passages; from a passage to its place on the coding screen."""
        if self.focused is self.codes:
            self.next_panel()
        elif one := self.current:
            place = self.project.passages.place(one)
            self.program.open_place(one.transcript_id, place.start, place.end)

    def widen(self) -> None:
        """Take back what the passages were narrowed to."""
        self.narrowed, self.all_codes = Narrowing(), False
        self.show_passages()

    def escape(self) -> bool:
        """Let the codes that slid over the passages go, or take back the marks."""
        if self.has_class("-single") and self.focused is self.codes and self.found:
            self.next_panel()
            return True
        if not self.marked:
            return False
        self.marked = set()
        self.list_passages()
        return True


def _singular(by: str) -> str:
    return way_title(by).replace("speakers", "speaker").replace("groups", "group")
