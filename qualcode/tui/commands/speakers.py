"""Keys of the view of speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tui.commands.base import Command, Context, Group

if TYPE_CHECKING:
    from qualcode.tui.views.speakers.view import SpeakersView


class SpeakersCommand(Command):
    """A command of the view of speakers."""

    context, group = Context.SPEAKERS, Group.VIEW


class SpeakerCommand(SpeakersCommand):
    """A change to the highlighted speaker; off while the study is open for reading only."""

    writes, needs = True, "There is no speaker's label under the cursor."

    def possible(self, screen: SpeakersView) -> bool:
        """Only with a label under the cursor, in a study that may be written."""
        return not screen.read_only and screen.voice is not None and bool(screen.voice.labels)


class OpenTurn(SpeakersCommand):
    """Open the turn on the coding screen; from the table, go to the speaker's turns first."""

    key, label, footer, palette = "enter", "open the turn", 10, False
    needs = "Nothing is said by this speaker."

    def possible(self, screen: SpeakersView) -> bool:
        """Only where the speaker has a turn."""
        return bool(screen.said)

    def prompt(self, screen: SpeakersView) -> str:
        """What it does from here."""
        return "open in transcript" if screen.turns.has_focus else "read the turns"

    def run(self, screen: SpeakersView) -> None:
        """Open it."""
        screen.open_turn()


class ReadOnlySpeaker(SpeakersCommand):
    """Show on the coding screen only what this speaker says, from the turn under the cursor."""

    key, label, footer = "f", "only this speaker", 27
    needs = "There is no speaker under the cursor who says something."

    def possible(self, screen: SpeakersView) -> bool:
        """Only for a speaker who says something."""
        return bool(screen.said) and screen.voice is not None and bool(screen.voice.labels)

    def run(self, screen: SpeakersView) -> None:
        """Show it there."""
        screen.read_only_this()


class OtherPart(SpeakersCommand):
    """Go from the table of speakers to the turns below it, and back."""

    key, label, footer, palette = "tab,shift+tab", "speakers or turns", 70, False

    def run(self, screen: SpeakersView) -> None:
        """Move the focus."""
        screen.switch_part()


class EverySpeaker(SpeakersCommand):
    """Show the speakers of all transcripts, or of this one again."""

    key, label, footer = "a", "all transcripts", 25

    def prompt(self, screen: SpeakersView) -> str:
        """Which of the two."""
        return "one transcript" if screen.everywhere else "all transcripts"

    def run(self, screen: SpeakersView) -> None:
        """Change it."""
        screen.toggle_everywhere()


class NextGroup(SpeakersCommand):
    """Show the speakers of the next transcript."""

    key, label = "t", "next transcript"

    def run(self, screen: SpeakersView) -> None:
        """Show it."""
        screen.step_transcript(1)


class PreviousGroup(SpeakersCommand):
    """Show the speakers of the previous transcript."""

    key, label = "T", "previous transcript"

    def run(self, screen: SpeakersView) -> None:
        """Show it."""
        screen.step_transcript(-1)


class AcceptVariant(SpeakerCommand):
    """Join the highlighted label with the one that is proposed beside it."""

    key, label, footer = "v", "join as proposed", 20

    def prompt(self, screen: SpeakersView) -> str:
        """Only where another spelling was found."""
        voice = screen.voice
        if voice is None or len(voice.labels) != 1:
            return ""
        return self.label if voice.labels[0].id in screen.variants else ""

    def run(self, screen: SpeakersView) -> None:
        """Join them."""
        screen.changing.accept_variant()


class ChangeRole(SpeakerCommand):
    """Choose the role of the highlighted speaker; moderators and the like are not counted."""

    key, label, footer = "r", "role", 30

    def run(self, screen: SpeakersView) -> None:
        """Ask for the role."""
        screen.changing.role()


class MergeSpeaker(SpeakerCommand):
    """Join the highlighted label with another one of the same person."""

    key, label, footer = "m", "join with", 40

    def run(self, screen: SpeakersView) -> None:
        """Ask with which."""
        screen.changing.merge()


class RenameSpeaker(SpeakerCommand):
    """Rename the highlighted label."""

    key, label, footer = "n", "rename", 50

    def run(self, screen: SpeakersView) -> None:
        """Ask for the name."""
        screen.changing.rename()


class TieSpeaker(SpeakerCommand):
    """Say which participant the highlighted label is; one person may be in several groups."""

    key, label = "p", "participant"

    def run(self, screen: SpeakersView) -> None:
        """Ask who it is."""
        screen.people.tie()


class EditAttribute(SpeakerCommand):
    """Change what is known of the participant behind the highlighted label: age, role, size."""

    key, label = "e", "attributes"

    def run(self, screen: SpeakersView) -> None:
        """Ask which attribute, then for its value."""
        screen.people.attribute()


class AssignQuestions(SpeakersCommand):
    """Keep or leave out what probably asks a question of the topic guide."""

    key, label = "q", "questions of the guide"
    writes = True

    def possible(self, screen: SpeakersView) -> bool:
        """Only in a study that may be written."""
        return not screen.read_only

    def run(self, screen: SpeakersView) -> None:
        """List what is proposed."""
        screen.people.questions()


COMMANDS = (
    OpenTurn, ReadOnlySpeaker, OtherPart, EverySpeaker, NextGroup, PreviousGroup, AcceptVariant,
    ChangeRole, MergeSpeaker, RenameSpeaker, TieSpeaker, EditAttribute, AssignQuestions,
)  # fmt: skip
