"""Keys of the code view: reading passages by code and mending them."""

from __future__ import annotations

from typing import Any

from qualcode.tui.commands.base import Command, Context, Group


class CodeViewCommand(Command):
    """A command of the code view."""

    context, group = Context.CODE_VIEW, Group.CODE


class PassageCommand(CodeViewCommand):
    """A command that needs a passage."""

    needs = "There is no passage here: choose a code that has some."

    def possible(self, screen: Any) -> bool:
        """Only with a passage under the cursor, or with marked ones."""
        return bool(screen.targets())


class PassageChange(PassageCommand):
    """A command that changes passages."""

    writes = True

    def possible(self, screen: Any) -> bool:
        """Only in a study that may be written."""
        return not screen.read_only and super().possible(screen)

    def prompt(self, screen: Any) -> str:
        """Says how many it is about."""
        return f"{self.label} {len(screen.marked):,}" if screen.marked else self.label


class OpenPassage(CodeViewCommand):
    """Go from a code to its passages, and from a passage to its place on the coding screen."""

    key, label, footer, palette = "enter", "open", 10, False

    def prompt(self, screen: Any) -> str:
        """Says where it leads."""
        return "passages" if screen.focused is screen.codes else "to the text"

    def run(self, screen: Any) -> None:
        """Open it."""
        screen.open()


class MarkPassage(CodeViewCommand):
    """Mark the passage, to change several at once; in the list of codes: show several codes."""

    key, label, footer = "space", "mark", 15

    def run(self, screen: Any) -> None:
        """Mark it and go on."""
        screen.mark()


class MarkAllPassages(PassageCommand):
    """Mark all passages that are shown, or take all marks back."""

    key, label = "a", "mark all or none"

    def run(self, screen: Any) -> None:
        """Mark them."""
        screen.mark_all()


class RetagPassages(PassageChange):
    """Give the passage, or all marked ones, another code, as one step."""

    key, label, footer = "c", "other code", 20

    def run(self, screen: Any) -> None:
        """Ask which."""
        screen.actions.retag()


class UnmergePassages(CodeViewCommand):
    """Unmerge: send the passage, or all marked ones, back to the code that a merge took them from.

    In the list of codes: take the whole merge back, after a question that counts what goes back.
    """

    key, label, footer = "J", "unmerge", 27
    writes, needs = True, "No other code was merged into this one."

    def possible(self, screen: Any) -> bool:
        """Only in a study that may be written, with a code that others were merged into."""
        return not screen.read_only and screen.merged_from

    def run(self, screen: Any) -> None:
        """Send them back, or ask."""
        if screen.focused is screen.codes:
            screen.actions.unmerging.ask()
        else:
            screen.actions.unmerging.send_back()


class RemovePassages(PassageChange):
    """Take the code off the passage; off all marked ones after a question, as one step."""

    key, label, footer = "d", "remove code", 25

    def run(self, screen: Any) -> None:
        """Remove it."""
        screen.actions.remove()


class KeyQuotePassage(PassageChange):
    """Mark the passage under the cursor as a key quote, or take the mark back."""

    key, label, footer = "q", "key quote", 30

    def prompt(self, screen: Any) -> str:
        """It is about the one under the cursor."""
        return self.label if screen.current else ""

    def run(self, screen: Any) -> None:
        """Change the mark."""
        screen.actions.key_quote()


class MemoOnPassage(PassageCommand):
    """Write or read the memo on the passage under the cursor."""

    key, label, footer = "m", "memo", 35

    def run(self, screen: Any) -> None:
        """Open it."""
        screen.actions.memo()


class CopyPassages(PassageCommand):
    """Copy the passage, or all marked ones, with speaker, transcript, turn and time."""

    key, label, footer, group = "y", "copy", 40, Group.FIND

    def run(self, screen: Any) -> None:
        """Copy."""
        screen.actions.copy()


class SavePassages(PassageCommand):
    """Add the passage, or all marked ones, with the source to a file beside the study."""

    key, label, group = "Y", "save to the file of quotes", Group.FIND

    def run(self, screen: Any) -> None:
        """Save."""
        screen.actions.save()


class GroupPassages(CodeViewCommand):
    """Put the passages together by group, by speaker, or by an attribute of people or groups."""

    key, label, footer, group = "o", "order by", 45, Group.VIEW

    def run(self, screen: Any) -> None:
        """Take the next way."""
        screen.group()


class WrapPassages(CodeViewCommand):
    """Show each quote in one row, or in up to three."""

    key, label, group = "w", "one row or three", Group.VIEW

    def run(self, screen: Any) -> None:
        """Change it."""
        screen.wrap()


class PassagesBelow(CodeViewCommand):
    """Show the passages of the codes below too, or only the code's own."""

    key, label, footer, group = "b", "codes below", 50, Group.VIEW

    def run(self, screen: Any) -> None:
        """Change it."""
        screen.with_below()


class WidenPassages(CodeViewCommand):
    """Show the passages of all speakers and groups again, after a view that showed some of them."""

    key, label, footer, group = "x", "all speakers again", 12, Group.VIEW
    needs = "The passages of all speakers and groups are shown already."

    def possible(self, screen: Any) -> bool:
        """Only where they were narrowed."""
        return not screen.narrowed.empty or screen.all_codes

    def run(self, screen: Any) -> None:
        """Show them."""
        screen.widen()


class CodeViewPanel(CodeViewCommand):
    """Go to the list of codes, or to the passages."""

    key, label, footer, group = "tab,shift+tab", "panels", 95, Group.VIEW

    def run(self, screen: Any) -> None:
        """Move the focus."""
        screen.next_panel()


COMMANDS = (
    OpenPassage, MarkPassage, MarkAllPassages, RetagPassages, UnmergePassages, RemovePassages,
    KeyQuotePassage, MemoOnPassage, CopyPassages, SavePassages, GroupPassages, WrapPassages,
    PassagesBelow, WidenPassages, CodeViewPanel,
)  # fmt: skip
