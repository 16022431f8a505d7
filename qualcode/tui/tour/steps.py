"""The steps of the tour as data: what to do in words, and how one sees that it was done.

``{Command}`` in the words stands for the key of that command, as it is remapped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from qualcode.tui.views.registry import WORKBENCH

if TYPE_CHECKING:
    from qualcode.tui.tour.guide import Guide


class Step:
    """One thing to do."""

    title: ClassVar[str] = ""
    words: ClassVar[str] = ""

    def possible(self, guide: Guide) -> bool:  # noqa: ARG002
        """Whether it can be done in this study now; it is left out otherwise."""
        return True

    def done(self, guide: Guide) -> bool:
        """Whether it was done since the step began."""
        raise NotImplementedError(type(self).__name__)


class Move(Step):
    """Select another sentence."""

    title = "Move"
    words = (
        "The bar marks what is selected: a sentence. {NextUnit} selects the next one, "
        "{PreviousUnit} the one before. Go down until a participant speaks."
    )

    def done(self, guide: Guide) -> bool:
        """The selection is two sentences further on."""
        turn = guide.bench.reader.text.turn_at(guide.selection.start)
        return turn > 0 and guide.selection.start > guide.before.selection.start


class OneDigit(Step):
    """Code the selection with one key."""

    title = "Code with one key"
    words = (
        "Codes have digits. Press 1: the sentence is coded, and its code stands beside it. "
        "It is on disk already; there is nothing to save."
    )

    def done(self, guide: Guide) -> bool:
        """There is one segment more."""
        return guide.segments > guide.before.segments


class SecondCode(Step):
    """Give the same text a second code."""

    title = "A second code"
    words = "The sentence is still selected. Press 2 to give it a second code."

    def done(self, guide: Guide) -> bool:
        """Two segments lie on one place."""
        return guide.segments > guide.before.segments and len(guide.bench.segments_here) > 1


class TakeBack(Step):
    """Undo."""

    title = "Undo"
    words = "Was that too much? {Undo} takes back your newest action, whatever it was."

    def done(self, guide: Guide) -> bool:
        """An action was undone."""
        return guide.did("Undo") and guide.changes > guide.before.changes


class Larger(Step):
    """Select more than a sentence."""

    title = "More than a sentence"
    words = (
        "{LargerUnit} selects a larger unit, up to the turn and the exchange; {SmallerUnit} a "
        "smaller one, down to a word."
    )

    def done(self, guide: Guide) -> bool:
        """The unit is another one."""
        return guide.did("LargerUnit") or guide.did("SmallerUnit")


class ByLetters(Step):
    """Find a code by a few letters."""

    title = "Any other code"
    words = (
        "{ChooseCode} finds a code by a few letters: press it, type “trust”, then Enter. "
        "A name that does not exist yet makes a new code."
    )

    def done(self, guide: Guide) -> bool:
        """The palette was the last thing asked for, and there is one segment more."""
        return guide.last == "ChooseCode" and guide.segments > guide.before.segments


class Decide(Step):
    """Accept or reject a suggestion."""

    title = "Suggestions"
    words = (
        "Words in the codebook suggest codes: ┊ in the margin. {NextSuggestion} goes to the next "
        "suggestion; {AcceptSuggestion} accepts it, {RejectSuggestion} rejects it."
    )

    def possible(self, guide: Guide) -> bool:
        """Only where something is suggested."""
        return guide.bench.desk.proposals.left > 0

    def done(self, guide: Guide) -> bool:
        """One more is decided."""
        return guide.decided > guide.before.decided


class WriteDown(Step):
    """Write a memo."""

    title = "A memo"
    words = "{WriteMemo} opens a memo on what is selected. Type a thought; Esc saves it."

    def done(self, guide: Guide) -> bool:
        """There is one memo more."""
        return guide.memos > guide.before.memos


class Uncoded(Step):
    """Go to what is left to do."""

    title = "What is left"
    words = "{NextUncoded} goes to the next sentence without a code; the moderator is passed over."

    def done(self, guide: Guide) -> bool:
        """The command was done and led elsewhere."""
        return guide.did("NextUncoded") and guide.selection != guide.before.selection


class AnotherView(Step):
    """Open a view."""

    title = "Other views"
    words = (
        "{GoTo} and a letter lead to other views: {GoSpeakers} shows who said how much. "
        "Esc leads back to the text."
    )

    def done(self, guide: Guide) -> bool:
        """Another view is shown."""
        return guide.program.current_mode != WORKBENCH


class AskForHelp(Step):
    """Open the help."""

    title = "Help"
    words = "{Help} shows the keys of wherever you are, and finds a key by what it does."

    def done(self, guide: Guide) -> bool:
        """The help was open."""
        return guide.saw("HelpScreen")


class TheEnd(Step):
    """What comes after the tour."""

    title = "That was the tour"
    words = (
        "Stay and try things, or leave with {QuitHere}: this copy is removed then. "
        "“qualcode demo” makes a sample study to keep, “qualcode new” one of your own."
    )

    def done(self, guide: Guide) -> bool:  # noqa: ARG002
        """Never: it stays until one leaves."""
        return False


STEPS: tuple[Step, ...] = (
    Move(), OneDigit(), SecondCode(), TakeBack(), Larger(), ByLetters(), Decide(), WriteDown(),
    Uncoded(), AnotherView(), AskForHelp(), TheEnd(),
)  # fmt: skip
"""In this order; the last one is no task."""
