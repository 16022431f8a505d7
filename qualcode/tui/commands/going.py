"""Going from view to view."""

from __future__ import annotations

from typing import Any, ClassVar

from qualcode.tui.commands.base import Command, Context, Group, ViewCommand
from qualcode.tui.views.registry import WORKBENCH


class GoTo(ViewCommand):
    """Go to another view, a turn or a time: g, then a letter."""

    key, label, footer = "g", "go to", 100
    group = Group.FIND

    def run(self, screen: Any) -> None:
        """Show where one can go."""
        screen.program.open_go()


class BackFromView(Command):
    """Go back to where you came from; a filter or an entry is taken back first."""

    key, label, context, palette, footer = "escape", "back", Context.AWAY, False, 110

    def run(self, screen: Any) -> None:
        """Go back."""
        screen.back()


class GoWorkbench(Command):
    """Go to the coding screen, where you left it."""

    label, go, context = "coding screen", "w", Context.AWAY

    def run(self, screen: Any) -> None:
        """Show it."""
        screen.program.go(WORKBENCH)


class OpenView(ViewCommand):
    """Shows the view with a name of VIEWS."""

    view: ClassVar[str] = ""
    needs = "You are in this view."

    def possible(self, screen: Any) -> bool:
        """Only from elsewhere."""
        return getattr(screen, "NAME", WORKBENCH) != self.view

    def target(self, screen: Any) -> dict[str, Any]:  # noqa: ARG002
        """What it shall show first."""
        return {}

    def run(self, screen: Any) -> None:
        """Show it."""
        screen.program.go(self.view, **self.target(screen))


class GoDashboard(OpenView):
    """See how far the study is, what is left to do, and go on where you stopped."""

    label, go, view = "dashboard", "d", "dashboard"


class GoSpeakers(OpenView):
    """See who speaks how much, read one person's turns, fix roles and join variants of a name."""

    label, go, view = "speakers and roles", "s", "speakers"

    def target(self, screen: Any) -> dict[str, Any]:
        """The transcript that is open on the coding screen."""
        transcript = screen.desk.transcript if hasattr(screen, "desk") else None
        return {"transcript": transcript.id} if transcript else {}


class GoCodeView(OpenView):
    """See all passages of a code: of the one under the cursor, or of several."""

    label, go, view = "passages of a code", "v", "code"

    def target(self, screen: Any) -> dict[str, Any]:
        """The code under the cursor of the tree, or the first one on the selection."""
        if not hasattr(screen, "desk"):
            return {}
        if screen.panels.current == "codes":
            return {"codes": (screen.tree_code.id,)} if screen.tree_code else {}
        here = screen.segments_here
        return {"codes": (here[0].code_id,)} if here else {}


class GoMatrix(OpenView):
    """See codes by speaker, group or attribute as a table of counts; each cell opens."""

    label, go, view = "matrix of codes", "m", "matrix"


class GoGroup(OpenView):
    """See the group as data: corpus, participants, who said what to which question, who answers
    whom, and sets of transcripts."""

    label, go, view = "the group: people, questions, replies", "p", "group"


class GoQuestions(OpenView):
    """See which moderator's turn asks which question of the topic guide, and decide it."""

    label, go, view = "questions of the guide", "q", "questions"

    def target(self, screen: Any) -> dict[str, Any]:
        """The turn under the cursor of the coding screen."""
        transcript = screen.desk.transcript if hasattr(screen, "desk") else None
        if transcript is None or not transcript.turns:
            return {}
        turn = transcript.positions.turn_at(screen.selection.start)
        return {"transcript": transcript.id, "turn": turn}


class GoSearch(OpenView):
    """Find words in all transcripts, with filters for codes, speakers and groups."""

    label, go, view = "find in all transcripts", "f", "search"


class GoMemos(OpenView):
    """See all your memos in one place, by kind or by what they are on."""

    label, go, view = "memos", "n", "memos"


class GoHistory(OpenView):
    """See what was done when, and go back to an earlier state."""

    label, go, view = "history", "h", "history"


class GoVersions(OpenView):
    """See the versions of the codebook and what changed between them."""

    label, go, view = "versions of the codebook", "b", "versions"


COMMANDS = (
    GoTo, GoDashboard, GoWorkbench, GoSpeakers, GoCodeView, GoMatrix, GoGroup, GoQuestions,
    GoSearch, GoMemos, GoHistory, GoVersions, BackFromView,
)  # fmt: skip
