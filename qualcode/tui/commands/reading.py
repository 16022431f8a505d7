"""Reading aids: what of the transcript is shown, and how much room it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tui.commands.base import Context, Group, ReadingCommand

if TYPE_CHECKING:
    from qualcode.tui.reader import Reader
    from qualcode.tui.screens.workbench import Workbench


class Aid(ReadingCommand):
    """A reading aid; ``letter`` chooses it after the key of ReadingAids."""

    group, context = Group.VIEW, Context.READER

    def words(self, reader: Reader) -> str:  # noqa: ARG002
        """What it would do now."""
        return self.label

    def is_on(self, reader: Reader) -> bool | None:  # noqa: ARG002
        """Whether it is on; None where it is neither on nor off."""
        return None

    def act(self, reader: Reader) -> str:
        """Do it; a sentence to be said, or ""."""
        raise NotImplementedError(self.name())

    def run(self, screen: Workbench) -> None:
        """Do it, show in the header what is left out, and keep the layout for the next time."""
        said = self.act(screen.reader)
        screen.program.keep_reader(screen.reader)
        screen.show_state()
        if said:
            screen.say(said)


class OnlySpeaker(Aid):
    """Show only what the speaker under the cursor says, or everybody again."""

    label, letter = "only this speaker", "o"

    def words(self, reader: Reader) -> str:
        """With the speaker's name."""
        if self.is_on(reader):
            return "only this speaker"
        name = reader.text.label(reader.text.turn_at(reader.position)) if reader.text.turns else ""
        return f"only this speaker: {name}" if name else self.label

    def is_on(self, reader: Reader) -> bool:
        """Whether others are left out."""
        return bool(reader.filter.only)

    def act(self, reader: Reader) -> str:
        """Leave the others out."""
        here = () if self.is_on(reader) else reader.speakers_here()
        if not here and not self.is_on(reader):
            return "No speaker is known for this turn."
        reader.only_speakers(here)
        return ""


class HideModerator(Aid):
    """Leave out the turns of the moderator and of others whose role does not count, or show them
    again."""

    label, letter = "hide the moderator", "m"

    def is_on(self, reader: Reader) -> bool:
        """Whether they are left out."""
        return reader.filter.no_moderator

    def act(self, reader: Reader) -> str:
        """Leave them out."""
        if not any(reader.text.quiet):
            return "Nobody in this transcript has the role of a moderator."
        if reader.leave_moderator_out(not self.is_on(reader)):
            return ""
        return "Nothing would be left without the moderator's turns."


class CollapseUncoded(Aid):
    """Let one row stand for turns without a code that follow each other, or show them again; a
    click on such a row opens it."""

    label, letter = "collapse what is uncoded", "u"

    def is_on(self, reader: Reader) -> bool:
        """Whether they are collapsed."""
        return reader.filter.coded_only

    def act(self, reader: Reader) -> str:
        """Collapse them."""
        if reader.collapse_uncoded(not self.is_on(reader)):
            return ""
        return "Nothing is coded in what is shown of this transcript."


class TimeStamps(Aid):
    """Show the time at which each turn begins, or leave the times out."""

    label, letter = "time stamps", "t"

    def is_on(self, reader: Reader) -> bool:
        """Whether they are shown."""
        return reader.times

    def act(self, reader: Reader) -> str:
        """Show them or not."""
        reader.times = not reader.times
        return "" if reader.text.time_width else "This transcript has no times."


class BlankLines(Aid):
    """Put a blank line between turns, or leave these lines out."""

    label, letter = "blank lines between turns", "l"

    def is_on(self, reader: Reader) -> bool:
        """Whether they are there."""
        return reader.spacing

    def act(self, reader: Reader) -> str:
        """Put them there or not."""
        reader.spacing = not reader.spacing
        return ""


class WiderText(Aid):
    """Make the lines of the text longer, where the screen has room: 120 cells at most."""

    label, letter = "wider text", "w"

    def act(self, reader: Reader) -> str:
        """Widen it."""
        return "" if reader.widen(1) else "The text is as wide as it can be here."


class NarrowerText(Aid):
    """Make the lines of the text shorter: 40 cells at least."""

    label, letter = "narrower text", "n"

    def act(self, reader: Reader) -> str:
        """Make it narrower."""
        return "" if reader.widen(-1) else "The text is as narrow as it can be here."


class ShowAll(Aid):
    """Show all turns again: every speaker, the moderator, what is not coded."""

    label, letter = "all of it again", "a"

    def act(self, reader: Reader) -> str:
        """Leave nothing out."""
        if not reader.reading_state():
            return "All of this transcript is shown."
        reader.show_all()
        return ""


AIDS = (
    OnlySpeaker, HideModerator, CollapseUncoded, TimeStamps, BlankLines, WiderText, NarrowerText,
    ShowAll,
)  # fmt: skip


class ReadingAids(ReadingCommand):
    """Choose what of the transcript is shown and how: one speaker, no moderator, times, width."""

    key, label = "r", "reading aids"
    group, context = Group.VIEW, Context.READER

    def run(self, screen: Workbench) -> None:
        """Show the reading aids with the letter of each."""
        from qualcode.tui.screens.choose import Choose

        aids = [aid() for aid in AIDS]
        signs = {True: "on", False: "off", None: ""}
        options = [
            (aid.name(), aid.words(screen.reader), signs[aid.is_on(screen.reader)]) for aid in aids
        ]
        letters = "".join(aid.letter for aid in aids)
        screen.program.push_screen(
            Choose("Reading", options, letters), lambda name: self._chosen(screen, name)
        )

    @staticmethod
    def _chosen(screen: Workbench, name: str | None) -> None:
        if name:
            screen.program.action_command(name)


Aid.opener = ReadingAids

COMMANDS = (ReadingAids, *AIDS)
