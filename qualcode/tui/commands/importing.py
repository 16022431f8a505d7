"""Keys of the import: the list of files, and the preview of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.tui.commands.base import Command, Context, Group

if TYPE_CHECKING:
    from qualcode.tui.importing.preview import PreviewScreen
    from qualcode.tui.importing.screen import ImportScreen

IMPORTING = "Files are being imported: {StopImport} takes it back."


class ImportCommand(Command):
    """A command of the list of files; while files are taken in, only that can be stopped."""

    group, context = Group.DIALOG, Context.IMPORT

    def possible(self, screen: ImportScreen) -> bool:
        """Not while files are taken in."""
        return not screen.importing and not self.lacks(screen)

    def lacks(self, screen: ImportScreen) -> str:  # noqa: ARG002
        """What is missing, as a sentence."""
        return ""

    def excuse(self, screen: Any) -> str:
        """What is missing, or what goes on."""
        if self.context not in getattr(screen, "CONTEXTS", ()):
            return ""
        from qualcode.tui.screens.footing import with_keys

        return with_keys(IMPORTING) if screen.importing else self.lacks(screen)


class FileCommand(ImportCommand):
    """A command on the highlighted file."""

    def lacks(self, screen: ImportScreen) -> str:
        """A file under the cursor."""
        return "" if screen.item else "Choose a file first: ↓ and ⏎ take one, or type a path."

    def prompt(self, screen: ImportScreen) -> str:
        """Only in the list of files: elsewhere letters are typed."""
        return self.label if screen.in_files else ""


class PreviewFile(FileCommand):
    """Show the turns of the highlighted file beside its original, and its labels."""

    key, label, footer = "enter", "look at it", 10

    def run(self, screen: ImportScreen) -> None:
        """Open the preview."""
        screen.preview()


class AddFiles(ImportCommand):
    """Import the files that were read, all of each file or nothing."""

    key, label, footer = "ctrl+s", "import these files", 20

    def lacks(self, screen: ImportScreen) -> str:
        """Files that were read and can be taken."""
        return screen.why_not_now()

    def prompt(self, screen: ImportScreen) -> str:
        """How many it would be."""
        number = screen.ready_count
        return f"import {number:,} {'file' if number == 1 else 'files'}" if number else ""

    def run(self, screen: ImportScreen) -> None:
        """Take them in."""
        screen.add_all()


class LeaveFileOut(FileCommand):
    """Take the highlighted file out of the list; the file itself stays where it is."""

    key, label, footer = "d", "leave out", 30

    def run(self, screen: ImportScreen) -> None:
        """Take it out."""
        screen.leave_out()


class NameTranscript(FileCommand):
    """Give the transcript of the highlighted file another name than that of the file."""

    key, label, footer = "n", "name", 40

    def run(self, screen: ImportScreen) -> None:
        """Ask for it."""
        screen.rename()


class StopImport(Command):
    """Stop reading; take back whole what is being imported; else go back."""

    key, label, footer = "escape", "back", 60
    group, context = Group.DIALOG, Context.IMPORT

    def prompt(self, screen: ImportScreen) -> str:
        """Which of the three."""
        if screen.importing:
            return "take it all back"
        return "stop reading" if screen.reading else "back"

    def run(self, screen: ImportScreen) -> None:
        """Do it."""
        screen.stop()


class PreviewCommand(Command):
    """A command of the preview of a file."""

    group, context = Group.DIALOG, Context.PREVIEW

    def possible(self, screen: PreviewScreen) -> bool:
        """Where nothing is missing."""
        return not self.lacks(screen)

    def lacks(self, screen: PreviewScreen) -> str:  # noqa: ARG002
        """What is missing, as a sentence."""
        return ""

    def excuse(self, screen: Any) -> str:
        """What is missing."""
        here = self.context in getattr(screen, "CONTEXTS", ())
        return self.lacks(screen) if here else ""


class GoToPlace(PreviewCommand):
    """Go to the place in the original: of the turn, of a label's next turn, of a remark."""

    key, label, footer = "enter", "its place", 10

    def lacks(self, screen: PreviewScreen) -> str:
        """A row that has a place."""
        return screen.going.why_not()

    def run(self, screen: PreviewScreen) -> None:
        """Go there."""
        screen.going.go()


class NextPane(PreviewCommand):
    """Go on to the next part: turns, original, labels, remarks."""

    key, label, footer, palette = "tab", "labels, remarks", 12, False

    def prompt(self, screen: PreviewScreen) -> str:
        """The part that comes next."""
        return screen.next_part_name()

    def run(self, screen: PreviewScreen) -> None:
        """Move the focus."""
        screen.step_part(1)


class PreviousPane(PreviewCommand):
    """Go back to the part before."""

    key, label, palette = "shift+tab", "part before", False

    def run(self, screen: PreviewScreen) -> None:
        """Move the focus."""
        screen.step_part(-1)


class LabelCommand(PreviewCommand):
    """A decision about the label under the cursor, or about who speaks in the turn under it."""

    def lacks(self, screen: PreviewScreen) -> str:
        """A label."""
        return "" if screen.voice else "There is no speaker here: choose a label or a turn."

    def prompt(self, screen: PreviewScreen) -> str:
        """In the footer only beside labels and turns."""
        return self.label if screen.at_labels else ""


class PersonCommand(LabelCommand):
    """A decision that a survey does not leave open: there each row is a person."""

    def lacks(self, screen: PreviewScreen) -> str:
        """A label in a file that is no survey."""
        return super().lacks(screen) or screen.deciding.why_not_person()


class LabelRole(PersonCommand):
    """Choose the role of the label; moderators and the like are not counted."""

    key, label, footer = "r", "role", 20

    def run(self, screen: PreviewScreen) -> None:
        """Ask for it."""
        screen.deciding.role()


class RenameLabel(LabelCommand):
    """Give the label another name in the study; with the name of another one they are joined."""

    key, label, footer = "n", "rename", 22

    def run(self, screen: PreviewScreen) -> None:
        """Ask for the name."""
        screen.deciding.rename()


class JoinLabels(PersonCommand):
    """Join the label with another one of the same person."""

    key, label, footer = "m", "join with", 24

    def lacks(self, screen: PreviewScreen) -> str:
        """Another label."""
        return super().lacks(screen) or screen.deciding.why_not_join()

    def run(self, screen: PreviewScreen) -> None:
        """Ask with which."""
        screen.deciding.join()


class JoinProposed(PersonCommand):
    """Join the label with the one that is proposed beside it."""

    key, label, footer = "v", "join as proposed", 14

    def lacks(self, screen: PreviewScreen) -> str:
        """A proposal."""
        return super().lacks(screen) or screen.deciding.why_not_proposed()

    def prompt(self, screen: PreviewScreen) -> str:
        """Only where another spelling was found."""
        return self.label if screen.at_labels and not self.lacks(screen) else ""

    def run(self, screen: PreviewScreen) -> None:
        """Join them."""
        screen.deciding.join_proposed()


class TieLabel(PersonCommand):
    """Say which participant of the study the label is, or name somebody new."""

    key, label, footer = "p", "participant", 26

    def run(self, screen: PreviewScreen) -> None:
        """Ask who it is."""
        screen.deciding.tie()


class NotALabel(LabelCommand):
    """Say that this is no speaker: its words stay in the text of the turn before."""

    key, label, footer = "x", "not a label", 28

    def lacks(self, screen: PreviewScreen) -> str:
        """A label in a file whose labels stand in the text."""
        return super().lacks(screen) or screen.deciding.why_not_labels()

    def run(self, screen: PreviewScreen) -> None:
        """Read the file again without it."""
        screen.deciding.not_a_label()


class TakeAsLabel(PreviewCommand):
    """Take what was not taken as a speaker after all."""

    key, label, footer = "s", "take as a speaker", 21

    def lacks(self, screen: PreviewScreen) -> str:
        """A remark on a label that was not taken."""
        return screen.deciding.why_not_taken()

    def prompt(self, screen: PreviewScreen) -> str:
        """Only beside such a remark."""
        return "" if self.lacks(screen) else self.label

    def run(self, screen: PreviewScreen) -> None:
        """Read the file again with it."""
        screen.deciding.take_as_label()


class ReadingChoices(PreviewCommand):
    """Change how the file is read: encoding, pattern of a line, columns; shown at once."""

    key, label, footer = "o", "options", 40

    def run(self, screen: PreviewScreen) -> None:
        """List what can be changed."""
        screen.choosing.ask()


class OtherConvention(PreviewCommand):
    """Read the file in the way that came second, or in the way that came first again."""

    key, label, footer = "c", "other way of reading", 44

    def lacks(self, screen: PreviewScreen) -> str:
        """Another way that can be taken."""
        return screen.choosing.why_no_other()

    def prompt(self, screen: PreviewScreen) -> str:
        """Which way that is."""
        return "" if self.lacks(screen) else f"as {screen.choosing.other_name()}"

    def run(self, screen: PreviewScreen) -> None:
        """Read it so."""
        screen.choosing.take_other()


class SameForKind(PreviewCommand):
    """Read all other files of this kind with the options of this file."""

    key, label, footer = "a", "same for all of its kind", 46

    def lacks(self, screen: PreviewScreen) -> str:
        """Other files of the kind."""
        return screen.choosing.why_not_all()

    def prompt(self, screen: PreviewScreen) -> str:
        """Only where this file has options of its own."""
        item = screen.item
        differs = any(one.options != item.options for one in screen.session.alike(item))
        return f"same for all {item.kind}" if differs else ""

    def run(self, screen: PreviewScreen) -> None:
        """Read them again."""
        screen.choosing.same_for_all()


class AsInTheFile(PreviewCommand):
    """Take back what was decided about the label, else the options; at the original, everything."""

    key, label, footer = "u", "as it was", 48

    def lacks(self, screen: PreviewScreen) -> str:
        """Something that was changed."""
        return screen.deciding.why_not_taken_back()

    def prompt(self, screen: PreviewScreen) -> str:
        """Only where something was changed."""
        return "" if self.lacks(screen) else self.label

    def run(self, screen: PreviewScreen) -> None:
        """Take it back."""
        screen.deciding.as_in_the_file()


class NextFile(PreviewCommand):
    """Show the next file of the list."""

    key, label, footer = "t", "next file", 42

    def lacks(self, screen: PreviewScreen) -> str:
        """A file after this one."""
        return "" if screen.session.beside(screen.item.path, 1) else "This is the last file."

    def prompt(self, screen: PreviewScreen) -> str:
        """Only where there is one."""
        return "" if self.lacks(screen) else self.label

    def run(self, screen: PreviewScreen) -> None:
        """Show it."""
        screen.step_file(1)


class PreviousFile(PreviewCommand):
    """Show the file before."""

    key, label = "T", "file before"

    def lacks(self, screen: PreviewScreen) -> str:
        """A file before this one."""
        return "" if screen.session.beside(screen.item.path, -1) else "This is the first file."

    def run(self, screen: PreviewScreen) -> None:
        """Show it."""
        screen.step_file(-1)


class ImportFromPreview(PreviewCommand):
    """Import this and all other files of the list that can be taken."""

    key, label, footer = "ctrl+s", "import all files", 50

    def run(self, screen: PreviewScreen) -> None:
        """Close the preview and take them in."""
        screen.dismiss(True)


class LeavePreview(PreviewCommand):
    """Back to the list of files; what was decided stays."""

    key, label, footer, palette = "escape", "files", 16, False

    def run(self, screen: PreviewScreen) -> None:
        """Close the preview."""
        screen.dismiss(False)


COMMANDS = (
    PreviewFile, AddFiles, LeaveFileOut, NameTranscript, StopImport, GoToPlace, NextPane,
    PreviousPane, LabelRole, RenameLabel, JoinLabels, JoinProposed, TieLabel, NotALabel,
    TakeAsLabel, ReadingChoices, OtherConvention, SameForKind, AsInTheFile, NextFile, PreviousFile,
    ImportFromPreview, LeavePreview,
)  # fmt: skip
