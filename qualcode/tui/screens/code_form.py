"""The form for what a code means: name, definition, rules, example, keywords."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll

from qualcode.domain.codebook import UNITS, Code
from qualcode.domain.display import shortened
from qualcode.tui.commands.base import Context
from qualcode.tui.screens.base import Dialog
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.widgets.entry import Entry
from qualcode.tui.widgets.line import Line
from qualcode.tui.widgets.painting import pieces
from qualcode.tui.widgets.text_entry import TextEntry

PHRASE_SEPARATOR = ";"


class Field(NamedTuple):
    """One field: name in the code, words, kind (line, text, phrases or unit)."""

    name: str
    label: str
    kind: str


FIELDS = (
    Field("name", "Name", "line"),
    Field("definition", "Definition", "text"),
    Field("include_when", "Use when", "text"),
    Field("exclude_when", "Do not use when", "text"),
    Field("example", "Example", "text"),
    Field("keywords", "Keywords, with ; between", "phrases"),
    Field("weak_keywords", "Weak keywords", "phrases"),
    Field("negative_phrases", "Phrases that rule it out", "phrases"),
    Field("unit", f"Unit it is given to: {', '.join(UNITS)}", "unit"),
    Field("applies_to", "Applies to: whose words, or which part of the talk", "line"),
)


class CodeForm(Dialog[dict[str, object]]):
    """Ends with the fields that were changed, or with None."""

    CSS_PATH = "code_form.tcss"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.FORM,)
    hint = "{SaveForm} save · {NextField} next field · {CloseDialog} back"

    def __init__(self, code: Code) -> None:
        """Take the code to be edited."""
        super().__init__()
        self.code = code
        self.heading = f"Rules of {shortened(code.name, 60)}"
        self.entries: dict[str, Entry | TextEntry] = {}
        for field in FIELDS:
            value = getattr(code, field.name)
            if field.kind == "phrases":
                value = f"{PHRASE_SEPARATOR} ".join(value)
            made = TextEntry(value) if field.kind == "text" else Entry(value)
            self.entries[field.name] = made
        self.before = {name: self._text(name) for name in self.entries}

    def compose(self) -> ComposeResult:
        """Title, fields, keys."""
        title, hint = self.frame_lines()
        with Vertical(classes="box wide tall"):
            yield title
            with VerticalScroll(can_focus=False):
                for field in FIELDS:
                    label = Line(id=f"label-{field.name}")
                    label.show(pieces((field.label, "muted")))
                    yield label
                    yield self.entries[field.name]
            yield hint

    def on_mount(self) -> None:
        """Begin with the definition, at its end; the name is rarely what is changed."""
        for entry in self.entries.values():
            if isinstance(entry, TextEntry):
                entry.move_cursor(entry.document.end)
        self.set_focus(self.entries["definition"], scroll_visible=False)

    def _text(self, name: str) -> str:
        entry = self.entries[name]
        return entry.text if isinstance(entry, TextEntry) else entry.value

    def changes(self) -> dict[str, object]:
        """Fields that differ from what they were."""
        found: dict[str, object] = {}
        for field in FIELDS:
            text = self._text(field.name)
            if text == self.before[field.name]:
                continue
            if field.kind == "phrases":
                phrases = (part.strip() for part in text.split(PHRASE_SEPARATOR))
                found[field.name] = tuple(phrase for phrase in phrases if phrase)
            else:
                found[field.name] = text.strip()
        return found

    def action_save(self) -> None:
        """Close with what was changed; a unit that nobody knows is said."""
        found = self.changes()
        unit = found.get("unit")
        if unit and unit not in UNITS:
            self.say(f"“{unit}” is no unit: use {', '.join(UNITS)}, or nothing.", warn=True)
            self.set_focus(self.entries["unit"])
            return
        self.dismiss(found or None)

    def action_cancel(self) -> None:
        """Close; what was changed is asked about first."""
        if not self.changes():
            self.dismiss(None)
            return
        question = Confirm("Leave without saving?", "The changes in this form are lost.", "leave")
        self.program.push_screen(question, self._leave)

    def _leave(self, yes: bool | None) -> None:
        if yes:
            self.dismiss(None)
