"""The segment under the cursor beside its code: key quote, weight, boundaries, quotes, memos."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from qualcode.tui.commands.base import (
    CodingCommand,
    Context,
    Group,
    ReadingCommand,
    SelectionCommand,
    WritingCommand,
)
from qualcode.tui.commands.code import NOTHING_CODED
from qualcode.tui.commands.lists import DialogCommand

if TYPE_CHECKING:
    from qualcode.tui.screens.workbench import Workbench


class SegmentCommand(SelectionCommand):
    """A command for the segment under the cursor."""

    def possible(self, screen: Workbench) -> bool:
        """Only where something is coded."""
        return super().possible(screen) and bool(screen.segments_here)

    def excuse(self, screen: Workbench) -> str:
        """That nothing is coded."""
        return super().excuse(screen) or NOTHING_CODED


class KeyQuote(SegmentCommand):
    """Mark the segment under the cursor as a key quote, or take the mark back."""

    key, label, footer = "q", "key quote", 58

    def prompt(self, screen: Workbench) -> str:
        """Says what the key would do."""
        return "no key quote" if screen.segments_here[0].key_quote else self.label

    def run(self, screen: Workbench) -> None:
        """Turn the mark over."""
        screen.coding.marks.toggle_key_quote()


class Weigh(SegmentCommand):
    """Say how strongly the segment speaks for its code, 0 to 3, in a study that weighs."""

    key, label = "W", "weight 0 to 3"

    def possible(self, screen: Workbench) -> bool:
        """Only in a study that weighs."""
        return super().possible(screen) and screen.desk.project.weighted

    def excuse(self, screen: Workbench) -> str:
        """That the study does not weigh."""
        if hasattr(screen, "desk") and not screen.desk.project.weighted:
            return "This study does not weigh its segments; all commands have “switch weights on”."
        return super().excuse(screen)

    def run(self, screen: Workbench) -> None:
        """Ask for the weight."""
        screen.coding.marks.weigh()


class SwitchWeights(WritingCommand):
    """Switch weights on or off in this study, for all its coders."""

    label, group = "switch weights on or off", Group.CODE

    def run(self, screen: Workbench) -> None:
        """Switch."""
        screen.coding.marks.switch_weights()


class AskBoundary(SelectionCommand):
    """Move a boundary by a sentence, or to the cursor: also of the segment worked on last."""

    key, label = "b", "boundaries"

    def run(self, screen: Workbench) -> None:
        """Ask which and where to."""
        screen.coding.marks.ask_boundary()


class BoundaryMove(AskBoundary):
    """Moves a boundary in one of the ways that ``b`` offers."""

    key, opener = "", AskBoundary
    move: ClassVar[str] = ""

    def run(self, screen: Workbench) -> None:
        """Move it."""
        screen.coding.marks.move_boundary(self.move)


class EndSentenceLater(BoundaryMove):
    """Move the end of the segment to the end of the next sentence."""

    label, move, letter = "end one sentence later", "end-later", ">"


class EndSentenceEarlier(BoundaryMove):
    """Move the end of the segment to the end of the sentence before."""

    label, move, letter = "end one sentence earlier", "end-earlier", "<"


class StartSentenceEarlier(BoundaryMove):
    """Move the start of the segment to the start of the sentence before."""

    label, move, letter = "start one sentence earlier", "start-earlier", "("


class StartSentenceLater(BoundaryMove):
    """Move the start of the segment to the start of the next sentence."""

    label, move, letter = "start one sentence later", "start-later", ")"


class EndToCursor(BoundaryMove):
    """Let the segment end where the selection ends."""

    label, move, letter = "end to the cursor", "end-here", "e"


class StartToCursor(BoundaryMove):
    """Let the segment start where the selection starts."""

    label, move, letter = "start to the cursor", "start-here", "s"


class QuoteCommand(ReadingCommand):
    """A command that takes the selected words out of the program."""

    group, context = Group.CODE, Context.READER
    needs = "No text is selected here."

    def possible(self, screen: Workbench) -> bool:
        """Only where words are selected."""
        return super().possible(screen) and screen.has_selection


class CopyQuote(QuoteCommand):
    """Copy the selection with its source: speaker, transcript, turn and time."""

    key, label, footer = "y", "copy quote", 92

    def run(self, screen: Workbench) -> None:
        """Copy it."""
        screen.coding.copying.copy()


class SaveQuote(QuoteCommand):
    """Add the selection with its source to the file of quotes beside the study."""

    key, label = "Y", "quote to file"

    def run(self, screen: Workbench) -> None:
        """Write it."""
        screen.coding.copying.save()


class MemoOnTranscript(ReadingCommand):
    """Write or read the memo on the open transcript as a whole."""

    label, group = "memo on this transcript", Group.CODE

    def run(self, screen: Workbench) -> None:
        """Open the memo."""
        screen.memos.open_on_transcript()


class MemoOnStudy(CodingCommand):
    """Write or read the memo on the study as a whole."""

    label, group = "memo on the study", Group.CODE

    def run(self, screen: Workbench) -> None:
        """Open the memo."""
        screen.memos.open_on_study()


class MemoOnCode(CodingCommand):
    """Write or read the memo on a code: of the tree where it has the focus, else of the segment."""

    label, group = "memo on this code", Group.CODE
    needs = "No code is meant here: {ShowCodes} goes to the code tree."

    def possible(self, screen: Workbench) -> bool:
        """Only where a code is meant."""
        return screen.memos.code_meant is not None

    def run(self, screen: Workbench) -> None:
        """Open the memo."""
        screen.memos.open_on_code()


class MemoKindNext(DialogCommand):
    """Make the memo one of another kind: note, theoretical, method, reflexive, to do."""

    key, label, context, method, palette = "f2", "kind of memo", Context.MEMO, "next_kind", True


class MemoInEditor(DialogCommand):
    """Write the memo in your own editor, the one that the environment variable EDITOR names."""

    key, label, context, method = "f4", "write in your editor", Context.MEMO, "edit_outside"
    palette, writes = True, True

    def possible(self, screen: Any) -> bool:
        """Only in a study that may be written."""
        return not screen.project.read_only


COMMANDS = (
    KeyQuote, Weigh, SwitchWeights, AskBoundary, EndSentenceLater, EndSentenceEarlier,
    StartSentenceEarlier, StartSentenceLater, EndToCursor, StartToCursor, CopyQuote, SaveQuote,
    MemoOnTranscript, MemoOnStudy, MemoOnCode, MemoKindNext, MemoInEditor,
)  # fmt: skip
