"""What the turn under the cursor is in the talk: whom it answers, which question it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tui.commands.base import Context, Group, WritingCommand

if TYPE_CHECKING:
    from qualcode.tui.screens.turn_answers import TurnAnswers
    from qualcode.tui.screens.workbench import Workbench


class TurnAnswerCommand(WritingCommand):
    """A command about the turn under the cursor; it is for all coders."""

    group, context = Group.CODE, Context.READER

    def possible(self, screen: Workbench) -> bool:
        """Only in a study that may be written, where there is nothing in the way."""
        return super().possible(screen) and screen.has_selection and not self.why(screen)

    def excuse(self, screen: Workbench) -> str:
        """A study that is only read, no text, or what the turn itself forbids."""
        if Context.STUDY not in getattr(screen, "CONTEXTS", ()):
            return ""
        if screen.desk.read_only:
            return "This study is open for reading only."
        return self.why(screen) if screen.has_selection else "No text is selected here."

    def why(self, screen: Workbench) -> str:
        """Why the turn under the cursor will not do; "" where it will."""
        raise NotImplementedError(self.name())

    def room(self, screen: Workbench) -> TurnAnswers:
        """What changes it."""
        from qualcode.tui.screens.turn_answers import TurnAnswers

        return TurnAnswers(screen)


class AnswersWhom(TurnAnswerCommand):
    """See whom this turn answers, and choose another turn, nobody, or the usual one: the turn
    before by another speaker."""

    key, label = "a", "whom this turn answers"

    def why(self, screen: Workbench) -> str:
        """A turn that cannot answer anybody."""
        from qualcode.tui.screens.turn_answers import why_no_answer

        room = self.room(screen)
        return why_no_answer(room.transcript, room.at)

    def run(self, screen: Workbench) -> None:
        """Ask."""
        self.room(screen).ask_answer()


class AsksQuestion(TurnAnswerCommand):
    """Say which question of the topic guide this turn of the moderator asks, or that it asks
    none."""

    key, label = "w", "which question this turn asks"

    def why(self, screen: Workbench) -> str:
        """No guide, or a turn that is not the moderator's."""
        return self.room(screen).why_no_question()

    def run(self, screen: Workbench) -> None:
        """Ask."""
        self.room(screen).ask_question()


class BindExchange(TurnAnswerCommand):
    """Make one exchange of the selected turns: a run of turns that hang together, which the unit
    “exchange” then selects; select them with shift and the arrows first."""

    label = "make one exchange of the selected turns"

    def why(self, screen: Workbench) -> str:
        """A selection within one turn."""
        first, last = self.room(screen).selected
        return "" if first < last else "Select more than one turn first: shift+↓ extends."

    def run(self, screen: Workbench) -> None:
        """Bind them."""
        self.room(screen).bind()


class LoosenExchange(TurnAnswerCommand):
    """Let exchanges begin as usual in the selected turns and right behind them: with a question of
    the moderator."""

    label = "exchanges as usual here"

    def why(self, screen: Workbench) -> str:  # noqa: ARG002
        """Nothing is in the way."""
        return ""

    def run(self, screen: Workbench) -> None:
        """Loosen them."""
        self.room(screen).loosen()


COMMANDS = (AnswersWhom, AsksQuestion, BindExchange, LoosenExchange)
