"""Keys of the view of the guide's questions; the question and the reply of the turn one reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.tui.commands.base import Command, Context, Group

if TYPE_CHECKING:
    from qualcode.tui.views.questions.view import QuestionsView

READ_ONLY = "This study is open for reading only."
NO_TURN = "There is no turn here: a guide and transcripts come first."


class QuestionsCommand(Command):
    """A command of the view of questions."""

    context, group = Context.QUESTIONS, Group.VIEW

    def possible(self, screen: QuestionsView) -> bool:
        """Only with a turn under the cursor."""
        return screen.current is not None

    def excuse(self, screen: Any) -> str:
        """That there is no turn."""
        return "" if getattr(screen, "current", None) is not None else NO_TURN


class DecidingCommand(QuestionsCommand):
    """A command that decides something; off while the study is open for reading only."""

    def possible(self, screen: QuestionsView) -> bool:
        """Only in a study that may be written."""
        return super().possible(screen) and not screen.read_only

    def excuse(self, screen: Any) -> str:
        """A study that is only read, or no turn."""
        return READ_ONLY if screen.read_only else super().excuse(screen)


class ConfirmQuestion(DecidingCommand):
    """Confirm the question that is proposed for the turn, and go on to the next proposed one."""

    key, label, footer, palette = "enter", "confirm", 10, False

    def possible(self, screen: QuestionsView) -> bool:
        """Only where something is proposed."""
        one = screen.current
        return super().possible(screen) and one is not None and one.decision == "proposed"

    def excuse(self, screen: Any) -> str:
        """What was decided already."""
        if (why := super().excuse(screen)) or screen.current is None:
            return why
        return f"Nothing is proposed here ({screen.current.decision.value}): w chooses a question."

    def run(self, screen: QuestionsView) -> None:
        """Keep it."""
        screen.confirm()


class RejectQuestion(DecidingCommand):
    """Decide that the turn asks no question of the guide, and go on; it is not proposed again."""

    key, label, footer = "x", "no question", 20

    def possible(self, screen: QuestionsView) -> bool:
        """Only where that is not decided already."""
        one = screen.current
        return super().possible(screen) and one is not None and one.decision != "no question"

    def excuse(self, screen: Any) -> str:
        """That it is decided."""
        return super().excuse(screen) or "It is decided already that this turn asks none."

    def run(self, screen: QuestionsView) -> None:
        """Decide it."""
        screen.reject()


class ChooseQuestion(DecidingCommand):
    """Choose the question that the turn asks, or none, or leave it open again."""

    key, label, footer = "w", "another question", 30

    def run(self, screen: QuestionsView) -> None:
        """Ask which."""
        screen.choose()


class ConfirmAllQuestions(DecidingCommand):
    """Confirm all that is proposed, as one step."""

    key, label, footer = "A", "confirm all", 40

    def possible(self, screen: QuestionsView) -> bool:
        """Only where something is proposed."""
        waiting = any(one.decision == "proposed" for one in screen.turns.values())
        return super().possible(screen) and waiting

    def excuse(self, screen: Any) -> str:
        """That nothing waits."""
        return super().excuse(screen) or "Nothing is proposed: every turn is decided or open."

    def run(self, screen: QuestionsView) -> None:
        """Ask first."""
        screen.confirm_all()


class QuestionToText(QuestionsCommand):
    """Show the turn on the coding screen."""

    key, label, footer = "t", "to the text", 35

    def run(self, screen: QuestionsView) -> None:
        """Show it."""
        screen.to_text()


class QuestionsOrder(QuestionsCommand):
    """List the turns by question of the guide, or by transcript in the order of the talk."""

    key, label, footer = "n", "by transcript", 45

    def prompt(self, screen: QuestionsView) -> str:
        """Which of the two."""
        return "by question" if screen.order == "by transcript" else self.label

    def run(self, screen: QuestionsView) -> None:
        """Change it."""
        screen.next_order()


class OnlyWaiting(QuestionsCommand):
    """List only the turns for which something is proposed, or all of them again."""

    key, label, footer = "f", "only proposed", 50

    def possible(self, screen: QuestionsView) -> bool:
        """Only where there are turns."""
        return bool(screen.turns)

    def excuse(self, screen: Any) -> str:
        """That there is no turn."""
        return "" if screen.turns else NO_TURN

    def prompt(self, screen: QuestionsView) -> str:
        """Which of the two."""
        return "all turns" if screen.waiting else self.label

    def run(self, screen: QuestionsView) -> None:
        """Change it."""
        screen.toggle_waiting()


class ImportGuide(QuestionsCommand):
    """Take the topic guide from a text file with a question per line; what was asked stays."""

    key, label, footer = "i", "import the guide", 60

    def possible(self, screen: QuestionsView) -> bool:
        """Only in a study that may be written."""
        return not screen.read_only

    def excuse(self, screen: Any) -> str:
        """A study that is only read."""
        return READ_ONLY if screen.read_only else ""

    def run(self, screen: QuestionsView) -> None:
        """Ask for the file."""
        screen.take_guide()


COMMANDS = (
    ConfirmQuestion, RejectQuestion, ChooseQuestion, ConfirmAllQuestions, QuestionToText,
    QuestionsOrder, OnlyWaiting, ImportGuide,
)  # fmt: skip
