"""Importing transcripts: choose files, look at what was understood, then take them in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from qualcode.domain.errors import QualcodeError
from qualcode.tui.commands.base import Context
from qualcode.tui.paths import entries_for, expanded, is_file
from qualcode.tui.screens.base import Dialog
from qualcode.tui.widgets.entry import Entry
from qualcode.tui.widgets.line import Line
from qualcode.tui.widgets.lines import LineList, Row
from qualcode.tui.widgets.painting import Pieces, pieces
from qualcode.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.project.transcripts import FileReading, ImportResult


class ImportScreen(Dialog[bool]):
    """Ends with True where something was imported."""

    CSS_PATH = "import_files.tcss"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST, Context.IMPORT)
    heading = "Import transcripts"
    hint = "⏎ open or add · Tab files · {AddFiles} import · {CloseDialog} back"

    def __init__(self, project: Project, folder: Path | None = None) -> None:
        """Take the study, and the folder to begin in (else the present one)."""
        super().__init__()
        self.project = project
        self.folder = folder or Path.cwd()
        self.results: dict[Path, ImportResult] = {}
        self.waiting: set[Path] = set()
        self.imported = False

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
        self.query_one("#entries", LineList).can_focus = False
        entry = self.query_one(Entry)
        self.set_focus(entry)
        entry.cursor_position = len(entry.value)
        self.list_folder()
        self.show_files()

    @property
    def rows_list(self) -> LineList:
        """The entries, for the keys that move among them."""
        return self.query_one("#entries", LineList)

    def list_folder(self) -> None:
        """List folders and transcripts that fit what is typed."""
        rows = []
        found = entries_for(self.query_one(Entry).value)
        files = [path for path in found if path.is_file()]
        if len(files) > 1:
            text = f" all {len(files)} files here"
            rows.append(Row("*", pieces((text, "accent"))))
        for path in found:
            mark = ("/", "accent") if path.is_dir() else ""
            style = "muted" if path in self.results else ""
            rows.append(Row(str(path), pieces(" ", (path.name, style), mark)))
        self.rows_list.say_if_empty(NOTHING_HERE)
        self.rows_list.set_rows(rows, cursor=rows[0].key if rows else None)

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """List again."""
        event.stop()
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
        if key == "*":
            self.read([path for path in entries_for(entry.value) if path.is_file()])
        elif Path(key).is_dir():
            entry.value = f"{key}/"
            entry.cursor_position = len(entry.value)
        else:
            self.read([Path(key)])

    # Reading, in a thread: nothing is stored

    def read(self, paths: Sequence[Path]) -> None:
        """Read files that were not read yet."""
        fresh = [path for path in paths if path not in self.results]
        self.waiting.update(fresh)
        self.show_files()
        if fresh:
            self.read_in_thread(fresh)

    @work(thread=True, exit_on_error=False)
    def read_in_thread(self, paths: Sequence[Path]) -> list[ImportResult]:
        """Read each file; one that fails does not stop the others."""
        from qualcode.project.transcripts import ImportResult

        results = []
        for path in paths:
            try:
                file = self.project.transcripts.read(path)
            except QualcodeError as error:
                results.append(ImportResult(path, error=str(error)))
            else:
                results.append(ImportResult(path, file=file, transcript=file.name))
        return results

    @on(Worker.StateChanged)
    def finished(self, event: Worker.StateChanged) -> None:
        """Show what was read, on the main thread."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.waiting.clear()
            self.program.report(event.worker.error)
        if event.state is WorkerState.SUCCESS:
            for result in event.worker.result or ():
                self.refuse_known(result)
                self.results[result.path] = result
                self.waiting.discard(result.path)
            self.list_folder()
            self.show_files()

    def refuse_known(self, result: ImportResult) -> None:
        """Refuse what the study, or the files read before, have already."""
        file = result.file
        if file is None:
            return
        chosen = [one.file for one in self.results.values() if one.ok and one.file is not None]
        twins = {one.sha256: one.path.name for one in chosen}
        taken = {*self.project.transcripts.names(), *(one.name for one in chosen)}
        if file.duplicate_of:
            result.refuse(f"{file.path.name} is in the study already, as “{file.duplicate_of}”")
        elif file.sha256 in twins:
            result.refuse(f"{file.path.name} is the same file as {twins[file.sha256]}")
        elif file.name in taken:
            result.refuse(f"there is a transcript “{file.name}” already: rename one of them")

    def show_files(self) -> None:
        """Show the table of files that were read."""
        good = sum(result.ok for result in self.results.values())
        words = f"{good} of {len(self.results)} can be imported" if self.results else "none yet"
        if self.waiting:
            words = f"reading {len(self.waiting)} …"
        self.query_one("#files-title", Line).show(
            pieces(("Files", "heading"), "  ", (words, "muted"))
        )
        listed = self.query_one("#files", LineList)
        rows = [_file_row(result) for result in self.results.values()]
        listed.set_rows(rows, cursor=rows[-1].key if rows else None)
        self.show_details()

    @on(LineList.Highlighted, "#files")
    def show_details(self) -> None:
        """Show what was understood of the highlighted file."""
        row = self.query_one("#files", LineList).current
        result = self.results.get(Path(row.key)) if row else None
        self.query_one("#details", Pane).show(_details(result) if result else _EMPTY)

    # Taking in

    def add_all(self) -> None:
        """Import the files that were understood; each is taken whole or not at all."""
        files = [path for path, result in self.results.items() if result.ok]
        if self.waiting or not files:
            none = BAD_FILES if self.results else NO_FILES
            self.program.say("Wait: files are being read." if self.waiting else none)
            return
        results = self.project.transcripts.import_files(files)
        taken = [result for result in results if result.ok]
        self.imported = self.imported or bool(taken)
        for result in results:
            if result.ok:
                del self.results[result.path]
            else:
                self.results[result.path] = result
        if not self.results:
            self.dismiss(True)
            return
        self.show_files()
        self.program.say(f"Imported {len(taken)}; the others are listed with the reason.")

    def action_cancel(self) -> None:
        """Close."""
        self.dismiss(self.imported)


NOTHING_HERE = (
    "No folder and no file that can be read here: type another path, or take away letters."
)
BAD_FILES = "None of these files can be imported: the reason stands beside each."
NO_FILES = "Choose files first: ↓ and ⏎ take one, or type a path."

_EMPTY = [
    pieces(
        (
            "Nothing is stored before you press ctrl+S: first look at what was understood. "
            "Documents, texts, chats, captions, tables and JSON can be read.",
            "muted",
        )
    )
]


def _file_row(result: ImportResult) -> Row:
    file = result.file
    if file is None:
        return Row(str(result.path), pieces(("✗ ", "warn"), result.path.name))
    reading = file.reading
    turns, speakers = len(reading.turns), len(file.speakers)
    format_ = reading.format if reading.encoding_certain else f"{reading.format} {_encoding(file)}"
    facts = f"{format_}  {_count(turns, 'turn')}  {_count(speakers, 'speaker')}"
    ok, style = ("! ", "warn") if reading.problems else ("✓ ", "good")
    if not result.ok:
        ok, style = "✗ ", "warn"
    return Row(str(result.path), pieces((ok, style), file.name), pieces((facts, "muted")))


def _encoding(file: FileReading) -> str:
    sure = "" if file.reading.encoding_certain else " (guessed)"
    return f"{file.reading.encoding}{sure}".strip()


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _details(result: ImportResult) -> list[Pieces]:
    if result.file is None:
        return [pieces((result.error, "warn"))]
    file = result.file
    reading = file.reading
    shown = [pieces((result.error, "warn"))] if result.error else []
    facts = (reading.format, _encoding(file), reading.convention)
    shown.append(pieces(("format ", "muted"), " · ".join(fact for fact in facts if fact)))
    for speaker in file.speakers:
        role = f"{speaker.role.value}, {_count(speaker.turns, 'turn')}"
        shown.append(pieces((f"{speaker.name}  ", "accent"), role))
    shown += [pieces(("! ", "warn"), problem) for problem in reading.problems]
    return shown
