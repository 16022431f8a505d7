"""The codebook, from the code tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tui.commands.base import CodingCommand, Context, Group, WritingCommand

if TYPE_CHECKING:
    from qualcode.tui.screens.workbench import Workbench


class NewCode(WritingCommand):
    """Make a code beside the highlighted one; type parent > child to place it elsewhere."""

    key, label, group, context = "n", "new code", Group.TREE, Context.CODES
    footer = 20

    def run(self, screen: Workbench) -> None:
        """Ask for the name."""
        screen.codebook_actions.create(beneath=False)


class TreeCommand(WritingCommand):
    """Something done to the highlighted code."""

    group, context = Group.TREE, Context.CODES

    def possible(self, screen: Workbench) -> bool:
        """Only with a code under the tree cursor."""
        return super().possible(screen) and screen.tree_code is not None


class NewChild(TreeCommand):
    """Make a code under the highlighted one."""

    key, label, footer = "N", "new code below", 25

    def run(self, screen: Workbench) -> None:
        """Ask for the name."""
        screen.codebook_actions.create(beneath=True)


class ApplyHighlighted(TreeCommand):
    """Apply the highlighted code to the selection in the transcript."""

    key, label, footer, palette = "enter", "code the selection", 10, False

    def run(self, screen: Workbench) -> None:
        """Code the selection; the focus stays in the tree."""
        screen.codebook_actions.apply()


class RenameCode(TreeCommand):
    """Rename the highlighted code; segments keep it."""

    key, label, footer = "r", "rename", 30

    def run(self, screen: Workbench) -> None:
        """Ask for the name."""
        screen.codebook_actions.rename()


class EditCode(TreeCommand):
    """Edit definition, rules, example and keywords of the highlighted code."""

    key, label, footer = "E", "edit rules", 40

    def run(self, screen: Workbench) -> None:
        """Open the form."""
        screen.codebook_actions.edit()


class MoveCode(TreeCommand):
    """Move the highlighted code, with all codes below it, under another one."""

    key, label, footer = "M", "move", 50

    def run(self, screen: Workbench) -> None:
        """Ask where to."""
        screen.codebook_actions.move()


class RetireCode(TreeCommand):
    """Retire the highlighted code, or take it back: it keeps its segments but cannot be applied."""

    key, label, footer = "R", "retire", 60

    def run(self, screen: Workbench) -> None:
        """Retire it."""
        screen.codebook_actions.retire()


class PinCode(TreeCommand):
    """Pin the highlighted code to a digit: press P, then the digit (0 takes the pin away)."""

    key, label, footer = "P", "pin to a digit", 70

    def run(self, screen: Workbench) -> None:
        """Ask for the digit."""
        screen.codebook_actions.pin()


class FoldCode(CodingCommand):
    """Fold or unfold the codes below the highlighted one."""

    key, label, group, context, palette = "space", "fold", Group.TREE, Context.CODES, False

    def run(self, screen: Workbench) -> None:
        """Fold."""
        screen.codes.fold()


COMMANDS = (
    NewCode, NewChild, ApplyHighlighted, RenameCode, EditCode, MoveCode, RetireCode, PinCode,
    FoldCode,
)  # fmt: skip
