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
    needs = "There is no code here yet: {NewCode} makes one."

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
    """Move the highlighted code, with all codes below it, under another one; or drag it there."""

    key, label, footer = "M", "move", 50

    def run(self, screen: Workbench) -> None:
        """Ask where to."""
        screen.codebook_actions.moves.choose()


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


class CodeInwards(TreeCommand):
    """Put the highlighted code under the one before it."""

    key, label, palette = "greater_than_sign", "one level in", False

    def run(self, screen: Workbench) -> None:
        """Move it and say what went along."""
        screen.codebook_actions.moves.inwards()


class CodeOutwards(TreeCommand):
    """Put the highlighted code beside the one it stands under."""

    key, label, palette = "less_than_sign", "one level out", False

    def run(self, screen: Workbench) -> None:
        """Move it and say what went along."""
        screen.codebook_actions.moves.outwards()


class CodeEarlier(TreeCommand):
    """Put the highlighted code one place up among those beside it."""

    key, label, palette = "shift+up", "one place up", False

    def run(self, screen: Workbench) -> None:
        """Move it and say what went along."""
        screen.codebook_actions.moves.step(-1)


class CodeLater(TreeCommand):
    """Put the highlighted code one place down among those beside it."""

    key, label, palette = "shift+down", "one place down", False

    def run(self, screen: Workbench) -> None:
        """Move it and say what went along."""
        screen.codebook_actions.moves.step(1)


class RecolourCode(TreeCommand):
    """Give the highlighted code another of twelve colours, each with its name."""

    key, label, footer = "C", "colour", 65

    def run(self, screen: Workbench) -> None:
        """Ask for the colour."""
        screen.codebook_actions.shaping.recolour()


class MergeCode(TreeCommand):
    """Merge the highlighted code into another: segments, memos and the codes below it follow."""

    key, label, footer = "J", "merge into", 54

    def run(self, screen: Workbench) -> None:
        """Ask for the code that stays."""
        screen.codebook_actions.shaping.merge()


class SplitCode(TreeCommand):
    """Split the highlighted code: walk your segments and send each to one of two codes."""

    key, label, footer = "X", "split", 57

    def run(self, screen: Workbench) -> None:
        """Ask for the second code."""
        screen.codebook_actions.shaping.split()


class WholeCode(CodingCommand):
    """Read all of the code that stands in the inspector: rules, keywords, memos, your quotes."""

    key, label, group = "D", "whole code", Group.TREE
    needs = "No code stands in the inspector."

    def possible(self, screen: Workbench) -> bool:
        """Only where a code is shown."""
        return screen.inspected_code is not None

    def run(self, screen: Workbench) -> None:
        """Open it."""
        if screen.inspected_code is not None:
            screen.codebook_actions.shaping.show_whole(screen.inspected_code)


class FoldAll(CodingCommand):
    """Fold all codes, so that only those at the top are listed."""

    key, label, group, context = "minus", "fold all", Group.TREE, Context.CODES

    def run(self, screen: Workbench) -> None:
        """Fold."""
        screen.codes.fold_all(True)


class UnfoldAll(CodingCommand):
    """Unfold all codes."""

    key, label, group, context = "plus,equals_sign", "unfold all", Group.TREE, Context.CODES

    def run(self, screen: Workbench) -> None:
        """Unfold."""
        screen.codes.fold_all(False)


class FoldCode(CodingCommand):
    """Fold or unfold the codes below the highlighted one."""

    key, label, group, context, palette = "space", "fold", Group.TREE, Context.CODES, False

    def run(self, screen: Workbench) -> None:
        """Fold."""
        screen.codes.fold()


COMMANDS = (
    NewCode, NewChild, ApplyHighlighted, RenameCode, EditCode, MoveCode, CodeInwards, CodeOutwards,
    CodeEarlier, CodeLater, MergeCode, SplitCode, RetireCode, RecolourCode, PinCode, WholeCode,
    FoldCode, FoldAll, UnfoldAll,
)  # fmt: skip
