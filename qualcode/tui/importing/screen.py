"""Importing transcripts: choose files and folders, see the verdict on each, take them in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from qualcode.domain.text import one_line
from qualcode.tui.commands.base import Context
from qualcode.tui.commands.bindings import bindings_for
from qualcode.tui.importing.jobs import Answer, Job, Jobs
from qualcode.tui.importing.rows import counted, file_details, file_row, other_rows
from qualcode.tui.importing.session import Item, Session
from qualcode.tui.importing.storing import SNAPSHOT, Storing
from qualcode.tui.paths import MOST_ENTRIES, can_be_read, entries_for, expanded, is_file
from qualcode.tui.screens.base import Dialog, hint_pieces
from qualcode.tui.screens.footing import footer_of
from qualcode.tui.screens.prompt import Prompt
from qualcode.tui.widgets.entry import Entry, harmless
from qualcode.tui.widgets.line import Line
from qualcode.tui.widgets.lines import LineList, Row
from qualcode.tui.widgets.painting import pieces
from qualcode.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.project.transcripts import ImportResult
    from qualcode.tui.importing.preview import PreviewScreen

POLL = 0.1
"""Seconds between two looks at what was read meanwhile."""

ALL, DEEP = "*", "**"
"""Rows for all files of the folder, and for those of its subfolders too."""


class ImportScreen(Dialog[bool]):
    """Ends with True where something was imported."""

    CSS_PATH = "screen.tcss"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST, Context.IMPORT)
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for(Context.LIST),
        *bindings_for(Context.IMPORT),
    ]
    heading = "Import transcripts"
    hint = "⏎ open or add · Tab files · {AddFiles} import · {StopImport} back"

    def __init__(self, project: Project, folder: Path | None = None) -> None:
        """Take the study, and the folder to begin in (else the present one)."""
        super().__init__()
        self.project = project
        self.folder = folder or Path.cwd()
        self.session = Session()
        self.jobs = Jobs(project.transcripts.read, self._start)
        self.storing: Storing | None = None
        self.open_preview: PreviewScreen | None = None
        self.imported = False
        self._saying = False
        self.verdicts: dict[Path, str] = {}

    def compose(self) -> ComposeResult:
        """Path and entries at the left, files read at the right, details below."""
        title, hint = self.frame_lines()
        with Vertical(classes="box wide tall"):
            yield title
            yield Entry(f"{self.folder}/", id="path")
            with Horizontal(id="both"):
                yield LineList(id="entries", steal_focus=False)
                with Vertical(id="right"):
                    yield Line(id="files-title")
                    yield LineList(id="files")
                    yield Pane(id="details")
            yield hint

    def on_mount(self) -> None:
        """List the folder."""
        self.rows_list.can_focus = False
        entry = self.query_one(Entry)
        self.set_focus(entry)
        entry.cursor_position = len(entry.value)
        self.ticking = self.every(POLL, self.poll)
        self.ticking.pause()
        self.list_folder()
        self.show_files()

    @property
    def rows_list(self) -> LineList:
        """The entries, for the keys that move among them."""
        return self.query_one("#entries", LineList)

    @property
    def files(self) -> LineList:
        """The files that were chosen."""
        return self.query_one("#files", LineList)

    @property
    def in_files(self) -> bool:
        """Whether the list of files has the focus; else letters are typed."""
        return bool(self.files.has_focus)

    @property
    def item(self) -> Item | None:
        """The file under the cursor."""
        row = self.files.current
        return self.session.items.get(Path(row.key)) if row else None

    @property
    def reading(self) -> bool:
        """Whether files are being read."""
        return self.jobs.busy

    @property
    def importing(self) -> bool:
        """Whether files are being taken in."""
        return self.storing is not None

    def say(self, text: str, *, warn: bool = False) -> None:
        """Say something for a moment; what is read meanwhile does not wipe it away."""
        super().say(text, warn=warn)
        self._saying = True

    def show_hint(self) -> None:
        """Say what the keys do where the focus is."""
        self._saying = False
        if self.in_files or self.importing:
            width = self.hint_line.size.width - 2
            self.hint_line.show(footer_of(self, (Context.IMPORT,), width)[0])
        else:
            hint = self.hint.replace("} back", "} stop reading") if self.reading else self.hint
            self.hint_line.show(hint_pieces(hint))

    def on_descendant_focus(self) -> None:
        """Other keys work where the focus is now."""
        self.after_paint(self.show_hint)

    # Choosing

    def list_folder(self) -> None:
        """List folders and transcripts that fit what is typed."""
        typed = self.query_one(Entry).value
        found = entries_for(typed)
        files = sum(1 for path in found if path.is_file())
        rows = []
        if files > 1:
            number = f"{files} " if len(found) < MOST_ENTRIES else ""
            rows.append(Row(ALL, pieces((f" all {number}files here", "accent"))))
        if files < len(found) and typed.endswith("/"):
            rows.append(Row(DEEP, pieces((" all, with subfolders", "accent"))))
        for path in found:
            mark = ("/", "accent") if path.is_dir() else ""
            style = "muted" if path in self.session.items else ""
            rows.append(Row(str(path), pieces(" ", (path.name, style), mark)))
        self.rows_list.say_if_empty(NOTHING_HERE)
        self.rows_list.set_rows(rows)

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """List again, from the first entry."""
        event.stop()
        self.rows_list.cursor = 0
        self.list_folder()

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        """Take what is typed where it is a file; else the entry under the cursor."""
        event.stop()
        typed = expanded(event.value)
        if is_file(typed):
            self.read([typed])
        elif row := self.rows_list.current:
            self._take(row.key)

    @on(LineList.Chosen, "#entries")
    def clicked(self, event: LineList.Chosen) -> None:
        """Take the entry that was clicked."""
        self._take(event.key)

    def _take(self, key: str) -> None:
        entry = self.query_one(Entry)
        if key in (ALL, DEEP) and entry.value.endswith("/"):
            self.jobs.ask_folder(expanded(entry.value), deep=key == DEEP)
            self._look()
        elif key == ALL:
            self.read([path for path in entries_for(entry.value) if path.is_file()])
        elif Path(key).is_dir() and harmless(key) != key:
            self.program.say("The name of this folder has signs that cannot be typed: rename it.")
        elif Path(key).is_dir():
            entry.value = f"{key}/"
            entry.cursor_position = len(entry.value)
        else:
            self.read([Path(key)])
            self.rows_list.step(1)

    # Reading, in a thread: nothing is stored

    def _start(self, work: Callable[[], None]) -> None:
        self.run_worker(work, thread=True, exit_on_error=False, group="reading")

    def read(self, paths: Sequence[Path]) -> None:
        """Read files that were not chosen yet."""
        if self.importing:
            return
        self.ask_for(self.session.add(paths))
        self.list_folder()

    def ask_for(self, items: Iterable[Item], *, first: bool = False) -> None:
        """Have files read, or read again with other options."""
        self.jobs.ask([Job(one.path, one.options, one.ask()) for one in items], first=first)
        self._look()

    def _look(self) -> None:
        self.ticking.resume()
        self.show_files()

    def poll(self) -> None:
        """Show what was read since the last look."""
        for paths in self.jobs.found():
            self.session.others.update(path for path in paths if not can_be_read(path))
            fresh = self.session.add(path for path in paths if can_be_read(path))
            self.ask_for(fresh)
        busy = self.jobs.busy
        answers = self.jobs.fetch()
        for answer in answers:
            self._take_answer(answer)
        fault, self.jobs.fault = self.jobs.fault, None
        if fault is not None:
            self.program.report(fault)
        if answers:
            self.show_files()
        else:
            self.show_files_title()
        if not busy:
            self.ticking.pause()
            self.show_files()

    def _take_answer(self, answer: Answer) -> None:
        item = self.session.items.get(answer.job.path)
        if item is None or not item.take(answer.job.asked, answer.file, answer.error):
            return
        if self.open_preview is not None and self.open_preview.item is item:
            self.open_preview.show_item()

    def show_files_title(self) -> None:
        """Say what goes on, else how many files can be imported."""
        number = len(self.session)
        words = f"{self.ready_count} of {number:,} can be imported" if number else "none yet"
        if self.storing is not None:
            name = self.storing.path.name if self.storing.path else "…"
            words = f"importing {self.storing.number} of {self.storing.taking.total}: {name}"
        elif self.reading:
            name = self.jobs.present.name if self.jobs.present else "…"
            words = f"reading {self.jobs.done + 1:,} of {max(self.jobs.total, 1):,}: {name}"
        title = pieces(("Files", "heading"), "  ", (words, "muted"))
        self.query_one("#files-title", Line).show(title)

    def show_files(self) -> None:
        """Show the table of files that were chosen, and what can be done."""
        self.verdicts = self.session.verdicts(self.project.transcripts.names())
        self.show_files_title()
        self.files.say_if_empty(NO_FILES)
        rows = [file_row(one, self.verdicts[one.path]) for one in self.session]
        self.files.set_rows([*other_rows(self.session.others), *rows])
        self.show_details()
        if not self._saying:
            self.show_hint()

    @on(LineList.Highlighted, "#files")
    def show_details(self) -> None:
        """Show what was understood of the highlighted file."""
        item = self.item
        shown = file_details(item, self.verdicts.get(item.path, "")) if item else _EMPTY
        self.query_one("#details", Pane).show(shown)

    @on(LineList.Chosen, "#files")
    def file_clicked(self) -> None:
        """A click puts the cursor on a file; Enter opens it."""
        self.set_focus(self.files)

    # What commands do

    @property
    def ready_count(self) -> int:
        """How many files can be imported."""
        return sum(
            not self.verdicts.get(one.path, "") for one in self.session if one.file is not None
        )

    def why_not_now(self) -> str:
        """Why nothing can be imported now; empty where it can."""
        if self.reading:
            return "Wait: files are being read."
        if self.ready_count:
            return ""
        return BAD_FILES if len(self.session) else CHOOSE_FIRST

    def preview(self) -> None:
        """Show the file under the cursor."""
        from qualcode.tui.importing.preview import PreviewScreen

        if self.item is not None:
            self.open_preview = PreviewScreen(self, self.item)
            self.program.push_screen(self.open_preview, self._previewed)

    def _previewed(self, go_on: bool | None) -> None:
        preview, self.open_preview = self.open_preview, None
        self.show_files()
        if preview is not None:
            self.files.select(str(preview.item.path))
            self.show_details()
        if go_on:
            self.program.action_command("AddFiles")

    def leave_out(self) -> None:
        """Take the file under the cursor out of the list."""
        if self.item is not None:
            self.session.leave_out(self.item.path)
            self.show_files()
            self.list_folder()

    def rename(self) -> None:
        """Ask for the name of the transcript."""
        item = self.item
        if item is None:
            return
        name = item.file.name if item.file else item.path.stem
        prompt = Prompt("Name of the transcript", name, done="rename")
        self.program.push_screen(prompt, lambda name: self._rename(item, name))

    def _rename(self, item: Item, name: str | None) -> None:
        if name and one_line(name):
            item.rename(one_line(name))
            self.show_files()

    def add_all(self) -> None:
        """Take in the files that can be; each is taken whole or not at all."""
        self.storing = Storing(self, self.session.ready(self.project.transcripts.names()))
        self.show_files_title()
        self.show_hint()

    @on(Worker.StateChanged)
    def copied(self, event: Worker.StateChanged) -> None:
        """The copy of the study was made, or could not be."""
        if event.worker.group != SNAPSHOT or self.storing is None:
            return
        if event.state is WorkerState.SUCCESS:
            self.program.attempt(self.storing.copied)
        elif event.state is WorkerState.ERROR and event.worker.error is not None:
            self.storing = None
            self.show_files()
            self._report(event.worker.error)

    def _report(self, error: BaseException) -> None:
        def again() -> None:
            raise error

        self.program.attempt(again)

    def stored(self, results: Sequence[ImportResult], *, cancelled: bool = False) -> None:
        """The import is at its end."""
        self.storing = None
        taken = [result for result in results if result.ok]
        self.imported = self.imported or bool(taken)
        for result in taken:
            self.session.leave_out(result.path)
        if taken and not len(self.session):
            self.dismiss(True)
            return
        for item in self.session:
            item.file = item.file and self.project.transcripts.compared(item.file)
        self.show_files()
        self.list_folder()
        if cancelled:
            self.program.say("The import was taken back: the study is as it was.")
        elif taken:
            self.program.say(
                f"Imported {counted(len(taken), 'file')}; what was not taken is listed "
                "with the reason."
            )
        elif results:
            self.program.say(self.program.as_sentence(results[0].error), warn=True)

    def stop(self) -> None:
        """Take back what is being imported; else stop reading; else close."""
        if self.storing is not None:
            self.storing.take_back()
        elif self.reading:
            self._stop_reading()
        else:
            self.dismiss(self.imported)

    def _stop_reading(self) -> None:
        self.jobs.cancel()
        for item in list(self.session):
            if item.waiting and item.file is None:
                self.session.leave_out(item.path)
            item.stop()
        self.show_files()
        self.list_folder()
        self.program.say("Reading was stopped; nothing was stored.")

    def save_before_leaving(self) -> None:
        """Who leaves in the middle takes the import back, and waits for no file."""
        self.jobs.cancel()
        storing, self.storing = self.storing, None
        if storing is not None:
            storing.abandon()


NOTHING_HERE = (
    "No folder and no file that can be read here: type another path, or take away letters."
)
BAD_FILES = "None of these files can be imported: the reason stands beside each."
CHOOSE_FIRST = "Choose files first: ↓ and ⏎ take one, or type a path."
NO_FILES = "Choose a file or a folder at the left: ↓ and ⏎."

_EMPTY = [
    pieces(
        (
            "Nothing is stored before you import: first look at what was understood of each "
            "file, Tab leads to them. "
            "Documents, texts, chats, captions, tables and JSON can be read.",
            "muted",
        )
    )
]
