"""What can be done to the passages of the code view without leaving it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.domain.display import shortened
from qualcode.domain.memos import Subject
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.views.unmerging import Unmerging

if TYPE_CHECKING:
    from qualcode.project.passages import Passage
    from qualcode.tui.views.code import CodeView


class Actions:
    """Retag, remove, key quote, memo, copy: on the marked passages, or the one at the cursor."""

    def __init__(self, view: CodeView) -> None:
        """Take the view."""
        self.view = view
        self.unmerging = Unmerging(view)

    def retag(self) -> None:
        """Ask for another code and give it to the passages."""
        from qualcode.tui.views.retag import RetagPicker

        found = [one.id for one in self.view.targets()]
        picker = RetagPicker(self.view.project, len(found))
        self.view.ask(picker, lambda code_id: self._retag(found, code_id))

    def _retag(self, ids: list[str], code_id: str) -> None:
        project = self.view.project
        name = shortened(project.codebook.current().by_id[code_id].name, 40)

        def change() -> None:
            if len(ids) == 1:
                project.segments.recode(ids[0], code_id)
            else:
                project.passages.recode_many(ids, code_id)

        if self.view.change(change, f"Recoded {_passages(len(ids))} as “{name}”."):
            self.view.marked.clear()
            self.view.list_passages()

    def remove(self) -> None:
        """Take the code off one passage at once, off several after a question."""
        found = self.view.targets()
        if len(found) == 1:
            self._remove([found[0].id])
            return
        noted = sum(one.has_memo for one in found)
        memos = f" {noted} of them have memos, which go with them." if noted else ""
        question = Confirm(
            f"Remove the code from {_passages(len(found))}?",
            f"The text stays.{memos} Undo (u) brings all of it back.",
            "remove",
        )
        ids = [one.id for one in found]
        self.view.ask(question, lambda yes: self._remove(ids) if yes else None)

    def _remove(self, ids: list[str]) -> None:
        project = self.view.project

        def change() -> None:
            if len(ids) == 1:
                project.segments.remove(ids[0])
            else:
                project.passages.remove_many(ids)

        self.view.change(change, f"Removed the code from {_passages(len(ids))}.")

    def key_quote(self) -> None:
        """Mark the passage under the cursor as a key quote, or take the mark back."""
        one = self.view.current
        if one is not None:
            on = not one.key_quote
            set_key_quote = self.view.project.segments.set_key_quote
            said = "Marked as a key quote." if on else "No key quote any more."
            self.view.change(lambda: set_key_quote(one.id, on), said)

    def memo(self) -> None:
        """Write or change the memo on the passage under the cursor."""
        one = self.view.current
        if one is None:
            return
        from qualcode.tui.screens.memo import MemoScreen
        from qualcode.tui.screens.memoing import Target

        project = self.view.project
        known = project.memos.on(Subject.SEGMENT, one.id)
        words = f"Memo on {one.code}: “{shortened(one.quote, 50)}”"
        target = Target(Subject.SEGMENT, one.id, words)
        dialog = MemoScreen(project, target, known[-1] if known else None)
        self.view.ask(dialog, lambda changed: self.view.show_again() if changed else None)

    def copy(self) -> None:
        """Copy the passages with their sources, and say what is known of it."""
        from qualcode.tui.clipboard import copy
        from qualcode.tui.screens.footing import with_keys

        text = "\n\n".join(self._quoted(one) for one in self.view.targets())
        self.view.say(with_keys(copy(text, self.view.program.copy_to_clipboard)))

    def save(self) -> None:
        """Add the passages with their sources to the study's file of quotes."""
        from qualcode.tui.quoting import append_quote, quotes_file

        path = quotes_file(self.view.project.path)
        found = self.view.targets()
        append_quote(path, "\n\n".join(self._quoted(one) for one in found))
        self.view.say(f"{_passages(len(found))} added to {path}")

    def _quoted(self, one: Passage) -> str:
        from qualcode.tui.quoting import quoted
        from qualcode.tui.reader.text import ReaderText

        project = self.view.project
        transcript = project.transcripts.get(one.transcript_id)
        return quoted(ReaderText(transcript), project.passages.place(one))


def _passages(count: int) -> str:
    return "1 passage" if count == 1 else f"{count:,} passages"
