"""Sets of transcripts: the table of them, made, changed and chosen on the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from qualcode.domain import tables
from qualcode.domain.display import shortened
from qualcode.domain.errors import QualcodeError
from qualcode.domain.sets import TranscriptSet, condition
from qualcode.tui.screens.prompt import Prompt
from qualcode.tui.views.group.sheets import Sheet
from qualcode.tui.views.group.transcripts import MarkTranscripts
from qualcode.tui.widgets.painting import pieces
from qualcode.tui.widgets.spread import Cell, Line

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.tui.views.group.view import GroupView

ALL = "all"
"""Key of the row that stands for all transcripts; ids of sets are longer."""

AND = " and "
"""What stands between the conditions of a set, here as in the list of the command line."""

COLUMNS = ("transcripts", "holds", "at present")
EXAMPLE = "for example size=small and date>=2025-05-14, or kind=interview"


def sets_sheet(project: Project, limited: str) -> Sheet:
    """One row for all transcripts, and one per set; ids are the keys."""
    names = list(project.transcripts.names())
    rows: list[tuple[str, str, tuple[int, str, str]]] = [
        (ALL, "all transcripts", (len(names), "everything", ", ".join(names)))
    ]
    told = project.sets.described([one.name for one in project.sets.all()])
    for one in project.sets.all():
        held = project.sets.names_in(one.name)
        rows.append((one.id, one.name, (len(held), told[one.name], ", ".join(held))))
    lines = []
    for key, name, (number, holds, held_now) in rows:
        here = key == (limited or ALL)
        shown = pieces(("▸ " if here else "  ", "here"), (name, "here" if here else ""))
        cells = (Cell(f"{number:,}"), Cell(holds, right=False), Cell(held_now, right=False))
        lines.append(Line(key, shown, cells))
    figures: dict[str, tuple[tables.Cell, ...]] = {key: values for key, _, values in rows}
    return Sheet("  set", COLUMNS, COLUMNS, tuple(lines), figures)


class SetActions:
    """What can be done to sets; each change is one undo step."""

    def __init__(self, view: GroupView) -> None:
        """Take the view."""
        self.view = view
        self.room = view.project.sets

    @property
    def current(self) -> TranscriptSet | None:
        """The set under the cursor."""
        line = self.view.spread.line
        return next((one for one in self.room.all() if line and one.id == line.key), None)

    def make(self) -> None:
        """Ask for transcripts, then for a name."""
        names = tuple(self.view.project.transcripts.names())
        dialog = MarkTranscripts("Which transcripts are in the set?", names, ())
        self.view.ask(dialog, lambda chosen: self._name(transcripts=chosen))

    def make_where(self) -> None:
        """Ask for conditions, then for a name."""
        self._ask_where("", lambda where: self._name(where=where))

    def _ask_where(self, text: str, then: Callable[[list[str]], None]) -> None:
        prompt = Prompt("Transcripts of which this holds", text, EXAMPLE, "next", self._wrong)
        self.view.ask(prompt, lambda typed: then(conditions(typed)))

    def _wrong(self, text: str) -> str:
        """Why a condition will not do; "" where it will."""
        try:
            self.room.check(conditions(text))
        except QualcodeError as error:
            return self.view.program.as_sentence(str(error))
        return ""

    def _name(self, *, transcripts: Sequence[str] = (), where: Sequence[str] = ()) -> None:
        def done(name: str) -> None:
            self.view.change(
                lambda: self.room.make(name, transcripts, where),
                f"The set “{shortened(name, 40)}” is made; Enter on it limits the screen to it.",
            )

        note = "a name, such as small cities"
        self.view.ask(Prompt("Name of the set", "", note, "make", self._taken), done)

    def _taken(self, name: str) -> str:
        taken = any(one.name == " ".join(name.split()) for one in self.room.all())
        return f"There is a set “{shortened(name, 40)}” already." if taken else ""

    def edit(self) -> None:
        """Change what the set under the cursor holds."""
        one = self.current
        if one is None:
            return
        if one.conditions:
            text = AND.join(map(str, one.conditions))
            self._ask_where(text, lambda where: self._change(one, where=where))
            return
        known = self.view.project.transcripts.names()
        held = tuple(name for name, key in known.items() if key in one.transcripts)
        heading = f"Which transcripts are in {shortened(one.name, 40)}?"
        dialog = MarkTranscripts(heading, tuple(known), held)
        self.view.ask(dialog, lambda chosen: self._change(one, transcripts=chosen))

    def _change(
        self, one: TranscriptSet, *, transcripts: Sequence[str] = (), where: Sequence[str] = ()
    ) -> None:
        said = f"“{shortened(one.name, 40)}” holds something else now."
        self.view.change(lambda: self.room.make(one.name, transcripts, where), said)

    def rename(self) -> None:
        """Ask for another name."""
        one = self.current
        if one is not None:
            prompt = Prompt("Another name of the set", one.name, "", "rename")
            self.view.ask(
                prompt, lambda name: self.view.change(lambda: self.room.rename(one.name, name))
            )

    def delete(self) -> None:
        """Take the set away; undo brings it back."""
        one = self.current
        if one is not None:
            said = f"The set “{shortened(one.name, 40)}” is gone; its transcripts stay."
            self.view.change(lambda: self.room.delete(one.name), said)


def conditions(text: str) -> list[str]:
    """Conditions as they were typed, one by one: ``and`` stands between them.

    A value may have the word in it: what is no condition by itself belongs to the one before.
    """
    found: list[str] = []
    for part in text.split(AND):
        if found and not _is_condition(part):
            found[-1] += AND + part
        else:
            found.append(part)
    return found


def _is_condition(text: str) -> bool:
    try:
        condition(text)
    except ValueError:
        return False
    return True
