"""Coding the selection, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from qualcode.domain.display import shortened
from qualcode.tui.commands.base import (
    CodingCommand,
    Context,
    Group,
    ReadingCommand,
    SelectionCommand,
    TextCommand,
    ViewCommand,
    WritingCommand,
)

if TYPE_CHECKING:
    from qualcode.tui.screens.workbench import Workbench


def has_coded(screen: Workbench) -> bool:
    """Whether the coder has coded anything in this study; who has not is told how to begin."""
    desk = screen.desk
    return desk.read_only or bool(desk.recent) or any(desk.counts.values())


NOTHING_CODED = "Nothing is coded here."
NOTHING_SUGGESTED = "Nothing is suggested here."


class ApplySlot(SelectionCommand):
    """Apply the code of a slot; digits stand before the codes in the code tree."""

    digit: ClassVar[int] = 0
    label, palette, context = "code", False, Context.STUDY

    def possible(self, screen: Workbench) -> bool:
        """Only where the slot holds a code."""
        return super().possible(screen) and self.digit in screen.desk.slots

    def excuse(self, screen: Workbench) -> str:
        """That the digit has no code, and which digits have one."""
        if (why := super().excuse(screen)) or not hasattr(screen, "desk"):
            return why
        slots = [
            f"{digit} {shortened(screen.desk.code_name(code_id), 20)}"
            for digit, code_id in sorted(screen.desk.slots.items())
        ]
        have = " · ".join(slots) if slots else "the codes you use get digits"
        return f"No code on {self.digit}: {have}."

    def run(self, screen: Workbench) -> None:
        """Code the selection; the cursor stays for a second code."""
        screen.coding.apply(screen.desk.slots[self.digit])


class ApplySlot1(ApplySlot):
    """Apply the code of a slot; digits stand before the codes in the code tree."""

    key, digit, shown_key, footer = "1", 1, "1-9", 40

    def prompt(self, screen: Workbench) -> str:  # noqa: ARG002
        """Stands for all digits."""
        return self.label


SLOTS = (
    ApplySlot1,
    *(
        type(
            f"ApplySlot{digit}",
            (ApplySlot,),
            {"key": str(digit), "digit": digit, "listed": False, "__doc__": ApplySlot.__doc__},
        )
        for digit in range(2, 10)
    ),
)
"""One command per digit, so that each can be remapped."""


class RepeatCode(SelectionCommand):
    """Apply the last used code again."""

    key, label, footer = "full_stop", "again", 45

    def possible(self, screen: Workbench) -> bool:
        """Only after a code was used that is still there and may be applied."""
        code = screen.desk.code(screen.desk.last_code or "")
        return super().possible(screen) and code is not None and not code.retired

    def excuse(self, screen: Workbench) -> str:
        """That there is none."""
        return super().excuse(screen) or "No code was used last that may be applied here."

    def prompt(self, screen: Workbench) -> str:
        """Names the code."""
        return shortened(screen.desk.code_name(screen.desk.last_code or ""), 16)

    def run(self, screen: Workbench) -> None:
        """Code the selection."""
        screen.coding.apply(screen.desk.last_code or "")


class ChooseCode(SelectionCommand):
    """Find a code by a few letters and apply it; also makes codes that do not exist yet."""

    key, label, footer, context = "c", "find code", 12, Context.STUDY
    letters_follow = True

    def prompt(self, screen: Workbench) -> str:
        """For who has coded nothing yet: what it is for."""
        return self.label if has_coded(screen) else f"code this {screen.reader.unit}"

    def run(self, screen: Workbench) -> None:
        """Open the code palette."""
        screen.coding.open_palette()


class InVivo(SelectionCommand):
    """Make a code named after the selected words; long selections ask for a shorter name."""

    key, label, footer = "v", "in vivo", 50
    letters_follow = True

    def run(self, screen: Workbench) -> None:
        """Code the selection with its own words."""
        screen.coding.in_vivo()


class AcceptSuggestion(SelectionCommand):
    """Accept the top suggestion here and go on; without a suggestion just go on."""

    key, label, footer = "enter", "accept", 10

    def possible(self, screen: Workbench) -> bool:
        """Going on is always possible."""
        return screen.has_selection

    def prompt(self, screen: Workbench) -> str:
        """Names the code that would be accepted."""
        top = screen.top_proposal
        if top is None or screen.desk.read_only or screen.finished:
            return "go on" if has_coded(screen) else ""
        return f"accept {shortened(screen.desk.code_name(top.code_id), 18)}"

    def run(self, screen: Workbench) -> None:
        """Accept and go on."""
        screen.coding.accept()


class RejectSuggestion(SelectionCommand):
    """Reject the top suggestion here and go on: to another one here, else to the next unit."""

    key, label, footer = "x", "reject", 15

    def possible(self, screen: Workbench) -> bool:
        """Only where something is suggested."""
        return super().possible(screen) and screen.top_proposal is not None

    def excuse(self, screen: Workbench) -> str:
        """That nothing is suggested."""
        return super().excuse(screen) or NOTHING_SUGGESTED

    def run(self, screen: Workbench) -> None:
        """Reject and go on."""
        screen.coding.reject()


class RemoveCode(SelectionCommand):
    """Remove a code from the selection; with several, a digit says which."""

    key, label, footer = "d", "remove", 35

    def possible(self, screen: Workbench) -> bool:
        """Only where something is coded."""
        return super().possible(screen) and bool(screen.segments_here)

    def excuse(self, screen: Workbench) -> str:
        """That nothing is coded."""
        return super().excuse(screen) or NOTHING_CODED

    def prompt(self, screen: Workbench) -> str:
        """Names the code, or says how many there are."""
        here = screen.segments_here
        if len(here) == 1:
            return f"remove {shortened(screen.desk.code_name(here[0].code_id), 16)}"
        return f"remove one of {len(here)}"

    def run(self, screen: Workbench) -> None:
        """Remove it."""
        screen.coding.remove()


class Boundary(SelectionCommand):
    """Moves a boundary of the segment under the cursor by one word."""

    edge, words = "end", 1

    def possible(self, screen: Workbench) -> bool:
        """Only where something is coded."""
        return super().possible(screen) and bool(screen.segments_here)

    def excuse(self, screen: Workbench) -> str:
        """That nothing is coded."""
        return super().excuse(screen) or NOTHING_CODED

    def run(self, screen: Workbench) -> None:
        """Move it."""
        screen.coding.move_boundary(self.edge, self.words)


class EndRight(Boundary):
    """Move the end of the segment under the cursor one word to the right."""

    key, label, edge, words = "greater_than_sign", "end one word later", "end", 1
    footer, shown_key = 90, ">"

    def prompt(self, screen: Workbench) -> str:  # noqa: ARG002
        """Stands for all four."""
        return "longer"


class EndLeft(Boundary):
    """Move the end of the segment under the cursor one word to the left."""

    key, label, edge, words = "less_than_sign", "end one word earlier", "end", -1


class StartRight(Boundary):
    """Move the start of the segment under the cursor one word to the right."""

    key, label, edge, words = "right_parenthesis", "start one word later", "start", 1


class StartLeft(Boundary):
    """Move the start of the segment under the cursor one word to the left."""

    key, label, edge, words = "left_parenthesis", "start one word earlier", "start", -1


class WriteMemo(TextCommand):
    """Write a memo on the segment under the cursor, or on the turn where nothing is coded."""

    key, label, footer, context = "m", "memo", 55, Context.STUDY

    def run(self, screen: Workbench) -> None:
        """Open the memo."""
        screen.memos.open()


class KeptMemo(WritingCommand):
    """Go to the memo that was not saved when the program ended, and open it."""

    label, group, go = "go to the unsaved memo", Group.CODE, "u"
    needs = "No unsaved memo was found."

    def possible(self, screen: Workbench) -> bool:
        """Only where such a memo was found."""
        return super().possible(screen) and screen.memos.kept is not None

    def run(self, screen: Workbench) -> None:
        """Go there and open it."""
        screen.memos.open_kept()


class Undo(ViewCommand):
    """Undo your newest action, whatever it was and however long ago."""

    key, label, group, footer = "u", "undo", Group.CODE, 60
    writes = True

    def possible(self, screen: Any) -> bool:
        """Only with a study that may be written."""
        return not screen.read_only

    def prompt(self, screen: Any) -> str:
        """Not in a study where nothing is yet."""
        project = screen.project
        return self.label if project.transcripts.names() or project.codebook.current().codes else ""

    def run(self, screen: Any) -> None:
        """Undo one action and say which."""
        screen.undo()


class Redo(ViewCommand):
    """Do again what was undone."""

    key, label, group = "U", "redo", Group.CODE
    writes = True

    def possible(self, screen: Any) -> bool:
        """Only with a study that may be written."""
        return not screen.read_only

    def run(self, screen: Any) -> None:
        """Redo one action and say which."""
        screen.redo()


class FinishTranscript(CodingCommand):
    """Say that you have finished coding this transcript, or open it again."""

    key, label, group, context = "f", "finish or reopen", Group.CODE, Context.STUDY
    writes, needs = True, ReadingCommand.needs
    footer = 14

    def prompt(self, screen: Workbench) -> str:
        """In the footer only where it is the next thing to do."""
        return "reopen" if screen.finished else ""

    def possible(self, screen: Workbench) -> bool:
        """Only with a transcript in a study that may be written."""
        return screen.desk.transcript is not None and not screen.desk.read_only

    def run(self, screen: Workbench) -> None:
        """Ask, then change the state."""
        screen.coding.finish()


COMMANDS = (
    AcceptSuggestion, RejectSuggestion, ChooseCode, *SLOTS, RepeatCode, InVivo, RemoveCode,
    EndRight, EndLeft, StartRight, StartLeft, WriteMemo, KeptMemo, Undo, Redo, FinishTranscript,
)  # fmt: skip
