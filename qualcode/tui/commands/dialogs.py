"""Keys of the dialogs and of the start screen: the screen itself does the work."""

from __future__ import annotations

from typing import Any

from qualcode.tui.commands.base import Command, Context, Group
from qualcode.tui.commands.lists import DialogCommand
from qualcode.tui.commands.tour import StartTour


class CloseDialog(DialogCommand):
    """Close the dialog; what was typed or chosen in it is dropped."""

    key, label, context, method = "escape", "back", Context.DIALOG, "action_cancel"


class NextField(DialogCommand):
    """Go to the next field of a dialog."""

    key, label, context = "tab", "next field", Context.DIALOG

    def run(self, screen: Any) -> None:
        """Move the focus."""
        screen.focus_next()


class PreviousField(DialogCommand):
    """Go to the previous field of a dialog."""

    key, label, context = "shift+tab", "previous field", Context.DIALOG

    def run(self, screen: Any) -> None:
        """Move the focus."""
        screen.focus_previous()


class AnswerYes(DialogCommand):
    """Do what the question asks about."""

    key, label, context = "enter,y", "yes", Context.CONFIRM

    def run(self, screen: Any) -> None:
        """Close with the answer."""
        screen.action_answer(True)


class AnswerNo(DialogCommand):
    """Leave it as it is."""

    key, label, context = "n", "no", Context.CONFIRM

    def run(self, screen: Any) -> None:
        """Close with the answer."""
        screen.action_answer(False)


class ChooseRow(DialogCommand):
    """Take the highlighted row of a list of choices."""

    key, label, context, method = "enter", "choose", Context.CHOICE, "action_choose"


class EndReading(DialogCommand):
    """Go back from something that is only to be read."""

    key, label, context, method = "enter", "go on", Context.TO_READ, "action_cancel"


class SaveForm(DialogCommand):
    """Save what was changed in a form."""

    key, label, context, method = "ctrl+s", "save", Context.FORM, "action_save"


class CodeHits(DialogCommand):
    """Code all hits of the search the way that is highlighted, as one step."""

    key, label, context, method = "enter", "code them", Context.AUTO_CODE, "action_code"


class WithModerators(DialogCommand):
    """Code hits in turns of moderator, assistant and interpreter too, or leave them out again."""

    key, label, context = "m", "moderators", Context.AUTO_CODE
    method = "action_moderators"


class SendToFirst(DialogCommand):
    """Leave the passage with the code that is split, and go on to the next one."""

    key, label, context = "1", "first code", Context.SPLIT

    def run(self, screen: Any) -> None:
        """Send it."""
        screen.action_send(0)


class SendToSecond(DialogCommand):
    """Send the passage to the other code, and go on to the next one."""

    key, label, context = "2", "second code", Context.SPLIT

    def run(self, screen: Any) -> None:
        """Send it."""
        screen.action_send(1)


class TakeBackSent(DialogCommand):
    """Take the last decision of the split back."""

    key, label, context, method = "u", "back one", Context.SPLIT, "action_back"


class EndSplit(DialogCommand):
    """End, and split the code as was decided; passages that were not decided stay."""

    key, label, context, method = "enter", "end and split", Context.SPLIT, "action_finish"


class MarkListed(DialogCommand):
    """Mark the highlighted row of a list, or take its mark back."""

    key, label, context, method = "space", "mark or not", Context.MARKING, "action_mark"


class EndMarking(DialogCommand):
    """Go on with the rows that are marked."""

    key, label, context, method = "enter", "done", Context.MARKING, "action_done"


class StartCommand(Command):
    """A key of the start screen."""

    context, group = Context.START, Group.VIEW


class OpenListed(StartCommand):
    """Open the highlighted study, or begin in the highlighted way."""

    key, label, palette = "enter", "open", False

    def run(self, screen: Any) -> None:
        """Open it."""
        screen.action_choose()


class NewStudy(StartCommand):
    """Make a study: a file of its own, in this folder unless a path says else."""

    key, label = "n", "new study"

    def run(self, screen: Any) -> None:
        """Ask for its name."""
        screen.action_make()


class OpenStudy(StartCommand):
    """Open a study by its path."""

    key, label = "o", "open a study"

    def run(self, screen: Any) -> None:
        """Ask for the path."""
        screen.action_open()


class OpenDemo(StartCommand):
    """Open the demonstration: three coded focus groups, made where they are not there yet."""

    key, label = "d", "demonstration"

    def run(self, screen: Any) -> None:
        """Make and open it."""
        screen.action_demo()


class TourFromStart(StartTour):
    """Take the two-minute tour on a private copy of the sample study, and come back here."""

    key, context, palette = "t", Context.START, False


COMMANDS = (
    OpenListed, NewStudy, OpenStudy, OpenDemo, TourFromStart, CloseDialog, NextField, PreviousField,
    AnswerYes, AnswerNo, ChooseRow, EndReading, SaveForm, CodeHits, WithModerators, SendToFirst,
    SendToSecond, TakeBackSent, EndSplit, MarkListed, EndMarking,
)  # fmt: skip
