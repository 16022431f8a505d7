"""The coding screen: transcripts, the reader, codes, and what is known of the selection."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import Input

from qualcode.domain.people import ReadingPlace
from qualcode.domain.spans import Span
from qualcode.tui.commands.base import Context
from qualcode.tui.commands.bindings import bindings_for
from qualcode.tui.marking import Marker
from qualcode.tui.reader.messages import BoundaryDragged, MarkClicked, Moved, Told
from qualcode.tui.reader.navigator import unit_at
from qualcode.tui.screens.bench import Bench
from qualcode.tui.screens.coding import Coding
from qualcode.tui.screens.finding import Finding
from qualcode.tui.screens.memoing import Memos
from qualcode.tui.screens.panels import NARROW, Panels
from qualcode.tui.screens.progress import ProgressLoader
from qualcode.tui.screens.showing import header_of
from qualcode.tui.suggesting import Suggesting
from qualcode.tui.widgets.codes import CodeTree
from qualcode.tui.widgets.documents import DocumentList
from qualcode.tui.widgets.lines import LineList

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.tui.screens.codebook_actions import CodebookActions

MESSAGE_SECONDS = 6.0
REST = 1.0
"""Seconds without a move after which the reading place is stored."""


class Workbench(Bench, inherit_bindings=False):
    """Shows what lies on the desk; every change is on disk before it is painted."""

    CSS_PATH = "workbench.tcss"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (
        Context.STUDY,
        Context.VIEW,
        Context.READER,
        Context.CODES,
        Context.DOCUMENTS,
        Context.LIST,
        Context.EVERYWHERE,
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Context.STUDY, Context.VIEW)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-normal"), (160, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012
    AUTO_FOCUS = "#reader"

    def __init__(self, project: Project, transcript_id: str | None = None) -> None:
        """Take an open study, and the transcript to open first (else the last one read)."""
        super().__init__(project)
        self.first = transcript_id
        self.coding = Coding(self)
        self.finding = Finding(self)
        self.memos = Memos(self)
        self.panels = Panels(self)
        self.progress = ProgressLoader(self)
        self.suggesting = Suggesting(self)
        self.hunting = False
        self._stored: tuple[str, ReadingPlace] | None = None
        self._resting: ReadingPlace | None = None
        self._away = (-1, -1)
        self.known: list[tuple[str, str]] = []
        self.limited: tuple[str, tuple[str, ...] | None] = ("", None)

    @cached_property
    def codebook_actions(self) -> CodebookActions:
        """What can be done to codes from the tree."""
        from qualcode.tui.screens.codebook_actions import CodebookActions

        return CodebookActions(self)

    # Opening

    def on_mount(self) -> None:
        """Show the first transcript; everything slower comes after the first paint."""
        project = self.desk.project
        self.program.fit_reader(self.reader)
        self.show_title("memo", "Memo")
        self.list_transcripts()
        first = self.first or project.coders.last_transcript()
        names = project.transcripts.names()
        known = list(names.values())
        if first in names:
            first = names[first]
        if first not in known:
            first = known[0] if known else None
        self.set_focus(self.reader)
        if first is not None:
            self.open_transcript(first)
        else:
            self.show_state()
        self.every(REST, self.store_place)
        self.after_paint(self._after_first_paint)

    def _after_first_paint(self) -> None:
        """Counts, progress and suggestions, once the text can be read."""
        self.desk.load_counts()
        self.progress.reload_states()
        self.progress.wake()
        self._suggest()
        self.show_state()
        self.program.settle()
        self._say_what_was_found()

    def _say_what_was_found(self) -> None:
        """What happened at opening, and that an unsaved memo is kept."""
        notice = self.desk.project.notice
        said = [self.program.as_sentence(notice)] if notice else []
        self.memos.look_for_kept()
        if self.memos.kept:
            said.append(self.memos.kept.sentence)
        if said:
            self.say(" ".join(said), warn=self.desk.read_only)

    def open_transcript(self, transcript_id: str) -> None:
        """Open a transcript where this coder stopped in it."""
        self.store_place(now=True)
        self.finding.clear()
        place = self.desk.open(transcript_id)
        transcript = self.desk.transcript
        assert transcript is not None
        self.memos.load()
        self.marker = Marker(self.desk.codebook, ascii_only=self.reader.ascii_only)
        self._stored = (transcript_id, place)
        self.reader.show(
            transcript, position=place.position, unit=place.unit, marks=self.all_marks()
        )
        self.documents.set_open(transcript_id)
        self.hush()
        self.show_state()

    def switch(self, transcript_id: str) -> None:
        """Open another transcript and ask for its suggestions."""
        if self.desk.transcript is None or transcript_id != self.desk.transcript.id:
            self.open_transcript(transcript_id)
            self.after_paint(self._suggest)
            self.after_paint(self.program.settle)
        self.panels.show("reader")

    def _suggest(self) -> None:
        self.desk.load_decided()
        self.suggesting.ask()

    def list_transcripts(self) -> None:
        """List the transcripts of the study, or of the set to which the screen is limited."""
        limit, project = self.program.limit, self.project
        self.known = [(key, name) for name, key in project.transcripts.names().items()]
        wanted = limit.names(project)
        listed = [one for one in self.known if wanted is None or one[1] in wanted]
        self.documents.set_transcripts(listed)
        name = limit.name(project)
        self.show_title("documents", "Transcripts", f"set {name}" if name else "")
        self.limited = (limit.set_id, wanted)

    def open_highlighted(self) -> None:
        """Open the transcript under the cursor of the list."""
        if row := self.documents.current:
            self.switch(row.key)

    def reload_if_changed(self) -> bool:
        """After an undo: read again where transcripts or speakers changed; whether they did."""
        self._take_answers()
        project, opened = self.desk.project, self.desk.transcript
        listed = [(key, name) for name, key in project.transcripts.names().items()]
        known = [key for key, _ in listed]
        limit = self.program.limit
        if self.limited != (limit.set_id, limit.names(project)):
            self.list_transcripts()
        same = listed == self.known and opened is not None and opened.id in known
        if same and opened is not None and project.transcripts.get(opened.id) == opened:
            return False
        self.reload_transcripts()
        return True

    def _take_answers(self) -> None:
        """Take questions and replies that were changed, where nothing else of the text was."""
        from qualcode.tui.screens.turn_answers import same_talk

        desk = self.desk
        opened = desk.transcript
        if opened is None or desk.held is None or opened.id not in dict(self.known):
            return
        if opened.id not in self.project.transcripts.names().values():
            return
        now = self.project.transcripts.get(opened.id)
        if now is not opened and now != opened and same_talk(now, opened):
            desk.transcript = desk.held.transcript = now
            self.reader.renew(now)

    def reload_transcripts(self) -> None:
        """Read names and the open transcript again, after an import or a change of speakers."""
        names = self.desk.project.transcripts.names()
        self.list_transcripts()
        opened = self.desk.transcript
        if opened is None or opened.id not in names.values():
            if names:
                self.open_transcript(next(iter(names.values())))
                self._suggest()
        elif self.desk.project.transcripts.get(opened.id) != opened:
            self.open_transcript(opened.id)
            self._suggest()
        self.progress.reload_states()
        self.progress.forget()
        self.show_state()

    # Moving

    def travel(self, method: str) -> bool:
        """Move by the reader's method of this name; whether there was anywhere to go."""
        if self.focused is not self.reader:
            self.panels.show("reader")
        moved: bool = getattr(self.reader, method)()
        self.hunting = False
        self.after_move(method)
        return moved

    def go_on(self) -> None:
        """Go on after a decision: to the next suggestion for who goes by s, else the next unit."""
        if self.hunting and self.reader.next_suggestion():
            self.after_move("next_suggestion")
        else:
            self.reader.next_unit()
            self.after_move()

    def after_move(self, method: str = "") -> None:
        """Show what is known of the new selection, in the same frame."""
        self.aim.move(self.selection, method, self.desk.proposals.places)
        self.hush()
        self.show_selection()

    @on(Moved)
    def reader_moved(self, event: Moved) -> None:
        """The mouse moved the selection (keys have shown their move already)."""
        if self._place != (event.selection, event.unit):
            at_unit = event.selection == unit_at(self.reader.text, self.reader.position, event.unit)
            self.after_move("" if at_unit else "drag")

    @on(MarkClicked)
    def mark_clicked(self, event: MarkClicked) -> None:
        """A bracket was clicked: select its segment and show its code."""
        self.desk.last_segment = event.mark.id
        self.reader.select(Span(event.mark.start, event.mark.end))
        self.codes.select(event.mark.code_id)
        self.after_move()

    @on(BoundaryDragged)
    def boundary_dragged(self, event: BoundaryDragged) -> None:
        """A boundary was dragged: the segment takes it, or the selection goes back."""
        before = Span(event.mark.start, event.mark.end)
        if not self.program.attempt(lambda: self.coding.resize(event.mark.id, event.span)):
            self.reader.select(before)
            self.show_selection()

    @on(Told)
    def reader_told(self, event: Told) -> None:
        """The reader has something to say, and what is left out may be other than before."""
        self.header.show(*header_of(self, self.size.width - 2))
        if not self.message:
            self.say(event.sentence)

    @on(LineList.Highlighted, "#codes")
    def code_highlighted(self) -> None:
        """Another code is under the cursor of the tree."""
        self.show_selection()

    @on(CodeTree.Dropped)
    def code_dropped(self, event: CodeTree.Dropped) -> None:
        """A code was dragged onto another one."""
        if not self.desk.read_only:
            moves = self.codebook_actions.moves
            self.program.attempt(lambda: moves.drop(event.code_id, event.target))

    @on(DocumentList.Scrolled)
    def documents_scrolled(self) -> None:
        """Read the progress of what is in view now."""
        self.progress.wake()

    @on(LineList.Chosen, "#documents")
    def document_chosen(self, event: LineList.Chosen) -> None:
        """A transcript was clicked."""
        self.switch(event.key)

    @on(Input.Changed, "#search")
    def search_typed(self, event: Input.Changed) -> None:
        """Mark hits while typing."""
        event.stop()
        if self.has_class("-searching"):
            self.finding.search(event.value)

    @on(Input.Submitted, "#search")
    def search_done(self, event: Input.Submitted) -> None:
        """Go on reading with the hits marked."""
        event.stop()
        self.finding.done()

    # To other views and back

    def undo(self) -> None:
        """Undo the coder's newest action."""
        self.coding.undo()

    def redo(self) -> None:
        """Do again what was undone."""
        self.coding.redo()

    def leave_for(self) -> None:
        """Another view is shown: note what is known of the study."""
        self.store_place(now=True)
        self._away = (self.project.change_counter, self.desk.codebook.version)

    def come_back(self) -> None:
        """Shown again: read what was changed elsewhere."""
        counter, version = self._away
        if counter != self.project.change_counter:
            self.coding.take_changes(version)
            self._away = (self.project.change_counter, self.desk.codebook.version)
        self.show_state()

    def show_place(self, transcript_id: str, span: Span) -> None:
        """Show a passage, selected."""
        self.switch(transcript_id)
        self.reader.select(span)
        self.hunting = False
        self.after_move()

    # Leaving

    def store_place(self, *, now: bool = False) -> None:
        """Store the reading place once the cursor rests, or now."""
        transcript = self.desk.transcript
        if transcript is None or self.desk.read_only or self.project.actions.under_way:
            return
        place = ReadingPlace(self.reader.position, self.reader.unit)
        rested, self._resting = place == self._resting, place
        if (now or rested) and self._stored != (transcript.id, place):
            self._stored = (transcript.id, place)
            self.desk.project.coders.remember(transcript.id, place)

    def save_before_leaving(self) -> None:
        """Store what is not in the journal; all else is on disk."""
        self.store_place(now=True)

    # Other screens

    def open_import(self) -> None:
        """Open the import of files."""
        from qualcode.tui.importing import ImportScreen

        self.program.push_screen(ImportScreen(self.desk.project), self._changed_outside)

    def _changed_outside(self, changed: bool | None) -> None:
        if changed:
            self.reload_transcripts()
