"""The memo: a text that saves itself while it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult, SuspendNotSupported
from textual.containers import Vertical
from textual.widgets import TextArea

from qualcode.domain.errors import Refused
from qualcode.domain.memos import CHOSEN_KINDS, Memo, MemoKind
from qualcode.project.memos import too_long
from qualcode.tui.commands.base import Context
from qualcode.tui.editor import edited, editor_of
from qualcode.tui.screens.base import Dialog
from qualcode.tui.widgets.entry import harmless
from qualcode.tui.widgets.line import Line
from qualcode.tui.widgets.painting import pieces
from qualcode.tui.widgets.text_entry import TextEntry

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.tui.screens.memoing import Target

DRAFT_SECONDS = 2.0
DRAFT_KEYS = 200
PLACELESS = "Kept words of a memo whose place is gone"
KEPT_ON_STUDY = "What this memo was on is gone: its words are kept as a memo on the study."


class MemoScreen(Dialog[bool]):
    """Ends with True where the memo was changed; an empty memo is deleted.

    Where what it is on is gone, its words become a memo on the study.
    """

    CSS_PATH = "memo.tcss"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.MEMO,)

    def __init__(self, project: Project, target: Target, memo: Memo | None) -> None:
        """Take what the memo is on, and the memo where there is one.

        Raises Refused where nothing can be written and there is nothing to read.
        """
        super().__init__()
        self.project, self.target, self.memo = project, target, memo
        self.kind = memo.kind if memo else MemoKind.NOTE
        draft = project.memos.draft(target.subject, target.id)
        if project.read_only and not memo and not draft:
            why = project.actions.read_only
            raise Refused(f"no memo here, and this study is open for reading only: {why}")
        self.heading, self.hint = target.heading, self._hint()
        if not self._placed:
            self.heading = PLACELESS
        before = memo.text if memo else ""
        self.restored = bool(draft) and draft != before
        self.entry = TextEntry(draft if self.restored else before, id="memo")
        self.shown = TextEntry(before).text if self.restored else self.entry.text
        self.drafted = self.entry.text
        self.keys = 0

    @property
    def _placed(self) -> bool:
        """Whether what the memo is on is still there."""
        return self.project.memos.can_be_on(self.target.subject, self.target.id)

    def _hint(self) -> str:
        """What the keys do here."""
        if self.project.read_only:
            return "{SaveMemo} back"
        save = "save and go back" if self._placed else "keep as a memo on the study"
        return f"{{SaveMemo}} {save} · {{MemoKindNext}} kind · {{MemoInEditor}} in your editor"

    def compose(self) -> ComposeResult:
        """Title, text, keys."""
        title, hint = self.frame_lines()
        with Vertical(classes="box wide"):
            yield title
            yield self.entry
            yield hint

    def on_mount(self) -> None:
        """Put the cursor at the end; save drafts from now on."""
        self.set_focus(self.entry)
        self.entry.move_cursor(self.entry.document.end)
        self.entry.read_only = self.project.read_only
        self.every(DRAFT_SECONDS, self.save_draft)
        self.show_title()

    def show_title(self) -> None:
        """Show what the memo is on, its kind, and whether a draft was found."""
        found = [(self.heading, "strong")]
        if self.restored:
            found.append(("  unsaved draft found", "warn"))
        self.query_one("#title", Line).show(pieces(*found), pieces((self.kind.value, "accent")))

    def next_kind(self) -> None:
        """Make it a memo of the next kind."""
        if not self.project.read_only:
            place = CHOSEN_KINDS.index(self.kind) if self.kind in CHOSEN_KINDS else -1
            self.kind = CHOSEN_KINDS[(place + 1) % len(CHOSEN_KINDS)]
            self.show_title()

    def edit_outside(self) -> None:
        """Let the coder's own editor change the text; Refused where that is impossible."""
        command = editor_of()
        self.save_draft()
        try:
            text = harmless(edited(self.entry.text, command, self.app.suspend()), lines=True)
        except SuspendNotSupported as error:
            raise Refused("an editor cannot be opened on this screen") from error
        if problem := too_long(text):
            raise Refused(f"{problem}: the memo is as it was before")
        if text != self.entry.text:
            self.entry.text = text
            self.entry.move_cursor(self.entry.document.end)
            self.save_draft()

    @on(TextArea.Changed)
    def typed(self) -> None:
        """Save a draft after many keys, for those who type fast."""
        self.keys += 1
        if self.keys >= DRAFT_KEYS:
            self.save_draft()

    def save_draft(self) -> None:
        """Put what is typed on disk, if it changed since."""
        self.keys = 0
        text = self.entry.text
        if text != self.drafted and not self.project.read_only:
            self.project.memos.save_draft(self.target.subject, self.target.id, text)
            self.drafted = text

    save_before_leaving = save_draft

    def save(self) -> None:
        """Save the memo and close; what was not changed is not written."""
        text = self.entry.text
        memos = self.project.memos
        if self.project.read_only:
            self.dismiss(False)
        elif text == self.shown and (not self.memo or self.kind is self.memo.kind):
            if self.drafted != self.shown or self.restored:
                memos.drop_draft(self.target.subject, self.target.id)
            self.dismiss(False)
        elif text.strip() and not self._placed:
            memos.write_on_study_instead(self.target.subject, self.target.id, text, self.kind)
            self.dismiss(True)
            self.program.say(KEPT_ON_STUDY)
        elif self.memo and self._placed:
            memos.edit(self.memo.id, text, self.kind)
            self.dismiss(True)
        elif text.strip():
            memos.write(self.target.subject, self.target.id, text, self.kind)
            self.dismiss(True)
        else:
            memos.drop_draft(self.target.subject, self.target.id)
            self.dismiss(False)
