"""Keys of the view of codebook versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tui.commands.base import Command, Context, Group

if TYPE_CHECKING:
    from qualcode.tui.views.versions import VersionsView


class VersionsCommand(Command):
    """A command of the view of versions."""

    context, group = Context.VERSIONS, Group.VIEW


class OpenVersion(VersionsCommand):
    """Compare the highlighted version with the marked one; of a segment, open the place."""

    key, label, footer, palette = "enter", "compare", 10, False

    def prompt(self, screen: VersionsView) -> str:
        """What it does from here."""
        return screen.enter_words()

    def run(self, screen: VersionsView) -> None:
        """Compare, or open."""
        screen.enter()


class MarkVersion(VersionsCommand):
    """Mark the highlighted version, to compare others with it; or take the mark away."""

    key, label, footer, palette = "space", "mark to compare", 20, False
    needs = "Versions are marked in their list: {OtherHalf} goes there."

    def possible(self, screen: VersionsView) -> bool:
        """Only in the list of versions."""
        return screen.focused is screen.versions and bool(screen.found)

    def run(self, screen: VersionsView) -> None:
        """Mark it."""
        screen.mark()


class FreezeVersion(VersionsCommand):
    """Freeze the codebook as it is now: give the present version a label."""

    key, label, footer = "F", "freeze with a label", 30
    writes = True

    def possible(self, screen: VersionsView) -> bool:
        """Only in a study that may be written."""
        return not screen.read_only

    def run(self, screen: VersionsView) -> None:
        """Ask for the label."""
        screen.freeze()


class OlderSegments(VersionsCommand):
    """List your segments that were coded before the rules of their code changed."""

    key, label, footer = "o", "coded under older rules", 40

    def prompt(self, screen: VersionsView) -> str:
        """What it shows."""
        return "what changed" if screen.showing_older else self.label

    def run(self, screen: VersionsView) -> None:
        """List them, or show again what changed."""
        screen.toggle_older()


class OtherHalf(VersionsCommand):
    """Go from the list of versions to what is shown beside it, and back."""

    key, label, footer, palette = "tab,shift+tab", "other side", 50, False

    def run(self, screen: VersionsView) -> None:
        """Move the focus."""
        screen.switch_side()


COMMANDS = (OpenVersion, MarkVersion, FreezeVersion, OlderSegments, OtherHalf)
