"""The memos view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tui.commands.base import Command, Context, Group

if TYPE_CHECKING:
    from qualcode.tui.views.memos import MemosView


class MemosCommand(Command):
    """A command on the memo under the cursor."""

    context = Context.MEMOS
    needs = "There is no memo here."

    def possible(self, screen: MemosView) -> bool:
        """Only with a memo under the cursor."""
        return screen.chosen is not None


class MemoWritingCommand(MemosCommand):
    """A command that changes the memo under the cursor."""

    writes = True

    def possible(self, screen: MemosView) -> bool:
        """Only in a study that may be written."""
        return super().possible(screen) and not screen.read_only


class OpenMemoPlace(MemosCommand):
    """Go to what the memo is on: its passage, turn or transcript, or its code in the code tree."""

    key, label, footer, palette, group = "enter", "go there", 10, False, Group.FIND

    def run(self, screen: MemosView) -> None:
        """Go there."""
        screen.open_place()


class EditMemo(MemosCommand):
    """Change the text of the memo; in a study that is only read, read it whole."""

    key, label, footer = "E", "edit", 20

    def prompt(self, screen: MemosView) -> str:
        """What can be done with it."""
        return "read" if screen.read_only else self.label

    def run(self, screen: MemosView) -> None:
        """Open it."""
        screen.edit()


class FilterMemos(Command):
    """Show only memos with these words, of this kind or place."""

    key, label, footer, context = "slash", "filter", 30, Context.MEMOS
    group = Group.FIND

    def run(self, screen: MemosView) -> None:
        """Open the entry."""
        screen.open_filter()


class GroupMemos(Command):
    """Group the memos by kind, or by place again."""

    key, label, footer, context = "o", "group by kind or place", 40, Context.MEMOS

    def prompt(self, screen: MemosView) -> str:
        """What it would group by."""
        return "by place" if screen.by_kind else "by kind"

    def run(self, screen: MemosView) -> None:
        """Group anew."""
        screen.switch_grouping()


class MemoKindCommand(MemoWritingCommand):
    """Change what kind of memo it is: note, theoretical, method, reflexive, to do."""

    key, label, footer = "K", "kind", 50

    def run(self, screen: MemosView) -> None:
        """Ask for the kind."""
        screen.change_kind()


class DeleteMemo(MemoWritingCommand):
    """Delete the memo, after a question; undo brings it back."""

    key, label, footer = "d", "delete", 60

    def run(self, screen: MemosView) -> None:
        """Ask, then delete."""
        screen.delete()


class StudyMemo(Command):
    """Write a memo on the study as a whole."""

    key, label, footer, context = "n", "memo on the study", 70, Context.MEMOS
    writes = True

    def possible(self, screen: MemosView) -> bool:
        """Only in a study that may be written."""
        return not screen.read_only

    def run(self, screen: MemosView) -> None:
        """Open an empty memo."""
        screen.write_on_study()


COMMANDS = (
    OpenMemoPlace, EditMemo, FilterMemos, GroupMemos, MemoKindCommand, DeleteMemo, StudyMemo,
)  # fmt: skip
