"""What comes into the view of the group from files, and goes out to them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.domain.display import shortened
from qualcode.project.group import GroupTable
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.screens.prompt import Prompt
from qualcode.tui.screens.reading_sheet import ReadingSheet
from qualcode.tui.views.dashboard_rows import counted
from qualcode.tui.views.group import telling

if TYPE_CHECKING:
    from qualcode.project.participants_file import ParticipantsImport
    from qualcode.tui.views.base import View
    from qualcode.tui.views.group.view import GroupView

GUIDE_NOTE = "A text file with a question per line, such as “Q1 Which networks, since when?”."
PEOPLE_NOTE = "A table of people: a column names them or their labels, the others are attributes."


class Filing:
    """Asks for files and says what was taken from them or written to them."""

    def __init__(self, view: GroupView) -> None:
        """Take the view."""
        self.view = view
        self.project = view.project

    def export(self) -> None:
        """Ask where the table goes."""
        name = f"{self.project.path.stem} {self.view.tab}.csv"
        target = str(self.project.path.with_name(name))
        note = "A table as .csv, .xlsx, .json or .md; its recipe goes beside it."
        self.view.ask(Prompt("Write the table to", target, note, "write"), self._export)

    def _export(self, name: str) -> None:
        target = Path(name).expanduser()
        if not self.project.group.would_replace(target):
            self._write(target)
            return
        question = Confirm("Replace this file?", f"{target} is there already.", "replace")
        self.view.ask(question, lambda yes: self._write(target) if yes else None)

    def _write(self, target: Path) -> None:
        if self.view.table is not None:
            notes = self.project.group.export(self.view.table, target)
            self.view.say("; ".join([f"Written to {target}, with its recipe beside it", *notes]))

    def explain(self) -> None:
        """Show how the figures of the table are made."""
        table = self.view.table
        if table is None:
            return
        limited = self.view.program.limit.name(self.project)
        command = telling.command_of(
            table.name,
            self.project.path.name,
            self.project.coder.name,
            self.view.only,
            limited,
        )
        title = telling.TITLES[GroupTable(table.name)]
        heading = f"How “{title}” is made"
        self.view.ask(ReadingSheet(heading, telling.made_words(table, command)), lambda _: None)

    def take(self) -> None:
        """Ask for a guide, or for people, by the table that is shown."""
        if self.view.tab == GroupTable.QUESTIONS:
            self.take_guide()
        else:
            prompt = Prompt("Take participants from", "", PEOPLE_NOTE, "take", absent)
            self.view.ask(prompt, self._take_people)

    def take_guide(self) -> None:
        """Ask for the file of a topic guide."""
        prompt = Prompt("Take the topic guide from", "", GUIDE_NOTE, "take", absent)
        self.view.ask(prompt, lambda name: take_guide(self.view, name))

    def _take_people(self, name: str) -> None:
        found = self.project.participants.import_file(Path(name).expanduser())
        self.view.show_again()
        self.view.say(_told(found))


def take_guide(view: View, name: str) -> None:
    """Take a topic guide into the study of a view, and say what it brought."""
    found = view.project.guide.import_file(Path(name).expanduser())
    view.show_again()
    view.say(
        f"{counted(found.added, 'question')} added, {found.changed} changed, "
        f"{found.removed} removed; u takes it back."
    )


def _told(found: ParticipantsImport) -> str:
    """What was taken, and what was not matched."""
    said = [f"{counted(len(found.created), 'participant')} added, {len(found.known)} known"]
    if found.unmatched_rows:
        names = ", ".join(shortened(who, 20) for _, who in found.unmatched_rows[:3])
        said.append(f"nobody speaks as {names}{' …' if len(found.unmatched_rows) > 3 else ''}")
    if found.unmatched_speakers:
        names = ", ".join(shortened(label, 20) for _, label in found.unmatched_speakers[:3])
        more = " …" if len(found.unmatched_speakers) > 3 else ""
        said.append(f"not in the file: {names}{more}")
    said += found.problems[:2]
    return "; ".join(said) + "."


def absent(name: str) -> str:
    """A sentence where there is no such file; "" where there is."""
    try:
        there = Path(name).expanduser().is_file()
    except (OSError, RuntimeError, ValueError):
        there = False
    return "" if there else f"There is no file {name}."
