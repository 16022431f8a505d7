"""Going to what is suggested, uncoded, coded or searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tui.commands.base import Context, Group, ReadingCommand

if TYPE_CHECKING:
    from qualcode.tui.screens.workbench import Workbench


class Find(ReadingCommand):
    """A jump to the next thing of a kind; the reader method named does it."""

    group = Group.FIND
    context = Context.READER
    method = ""
    missing = ""

    def run(self, screen: Workbench) -> None:
        """Go there, or say that there is none."""
        if not screen.travel(self.method):
            screen.say(self.missing)


class NextSuggestion(Find):
    """Go to the next suggestion; Enter and x then go on from suggestion to suggestion."""

    key, label, footer = "s", "suggestion", 70
    method, missing = "next_suggestion", "No suggestion follows in this transcript."

    def prompt(self, screen: Workbench) -> str:
        """Only where suggestions are left."""
        return "next suggestion" if screen.desk.proposals.left else ""

    def run(self, screen: Workbench) -> None:
        """Go there and keep to suggestions from then on."""
        super().run(screen)
        screen.hunting = True


class PreviousSuggestion(Find):
    """Go to the previous suggestion."""

    key, label = "S", "previous suggestion"
    method, missing = "previous_suggestion", "No suggestion stands before this place."

    def run(self, screen: Workbench) -> None:
        """Go there and keep to suggestions from then on."""
        super().run(screen)
        screen.hunting = True


class NextUncoded(Find):
    """Go to the next unit without a code; the moderator's turns are passed over."""

    key, label, footer = "o", "uncoded", 80
    method, missing = "next_uncoded", "Nothing uncoded follows in this transcript."

    def prompt(self, screen: Workbench) -> str:  # noqa: ARG002
        """Always useful."""
        return "next uncoded"


class PreviousUncoded(Find):
    """Go to the previous unit without a code."""

    key, label = "O", "previous uncoded"
    method, missing = "previous_uncoded", "Nothing uncoded stands before this place."


class NextCoded(Find):
    """Go to the next coded segment and select it."""

    key, label = "e", "next coded segment"
    method, missing = "next_coded", "No coded segment follows in this transcript."


class PreviousCoded(Find):
    """Go to the previous coded segment and select it."""

    key, label = "E", "previous coded segment"
    method, missing = "previous_coded", "No coded segment stands before this place."


class Search(ReadingCommand):
    """Search the transcript for words; n and N go from hit to hit."""

    key, label, footer = "slash", "search", 110
    group, context = Group.FIND, Context.STUDY

    def run(self, screen: Workbench) -> None:
        """Open the search line."""
        screen.finding.open()


class NextHit(ReadingCommand):
    """Go to the next hit of the search."""

    key, label, group, context, palette = "n", "next hit", Group.FIND, Context.READER, False

    def run(self, screen: Workbench) -> None:
        """Go there."""
        screen.finding.step(1)


class PreviousHit(ReadingCommand):
    """Go to the previous hit of the search."""

    key, label, group, context, palette = "N", "previous hit", Group.FIND, Context.READER, False

    def run(self, screen: Workbench) -> None:
        """Go there."""
        screen.finding.step(-1)


class GoToTurn(ReadingCommand):
    """Go to a turn by its number, to a time such as 12:04, or to a line such as l120."""

    label, group, go = "turn, time or line …", Group.FIND, "t"

    def run(self, screen: Workbench) -> None:
        """Ask where to."""
        from qualcode.tui.screens.going_to import GoingTo

        GoingTo(screen).ask()


COMMANDS = (
    NextSuggestion, PreviousSuggestion, NextUncoded, PreviousUncoded, NextCoded, PreviousCoded,
    Search, NextHit, PreviousHit, GoToTurn,
)  # fmt: skip
