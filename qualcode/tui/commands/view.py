"""The screen itself: panels, views, import, help, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.tui.commands.base import (
    CodingCommand,
    Command,
    Context,
    ViewCommand,
    pretty_key,
)
from qualcode.tui.views.registry import WORKBENCH

if TYPE_CHECKING:
    from qualcode.tui.screens.workbench import Workbench


class NextPanel(CodingCommand):
    """Go to the next panel: transcript, list of transcripts, codes."""

    key, label, footer = "tab", "panels", 95

    def run(self, screen: Workbench) -> None:
        """Move the focus."""
        screen.panels.step(1)


class PreviousPanel(CodingCommand):
    """Go to the previous panel."""

    key, label, palette = "shift+tab", "previous panel", False

    def run(self, screen: Workbench) -> None:
        """Move the focus."""
        screen.panels.step(-1)


class ShowDocuments(ViewCommand):
    """Go to the list of transcripts; on a narrow screen it slides over the text."""

    key, label, go = "f2", "list of transcripts", "l"

    def run(self, screen: Any) -> None:
        """Go to the coding screen and move the focus there."""
        screen.program.go(WORKBENCH)
        screen.program.workbench.panels.show("documents")


class ShowCodes(ViewCommand):
    """Go to the code tree; on a narrow screen it slides over the text."""

    key, label, go = "f3", "code tree", "k"

    def run(self, screen: Any) -> None:
        """Go to the coding screen and move the focus there."""
        screen.program.go(WORKBENCH)
        screen.program.workbench.panels.show("codes")


class BackToTranscript(CodingCommand):
    """Go back to the transcript; in the transcript, clear search and extended selection."""

    key, label, palette = "escape", "transcript", False

    def run(self, screen: Workbench) -> None:
        """Move the focus there."""
        screen.panels.back()


class LeaveDocuments(BackToTranscript):
    """Go back to the transcript; in the transcript, clear search and extended selection."""

    context, footer, listed = Context.DOCUMENTS, 20, False


class OnlyTranscript(CodingCommand):
    """Show only the transcript, or the panels again."""

    key, label = "z", "only the transcript"

    def run(self, screen: Workbench) -> None:
        """Hide or show the panels."""
        screen.panels.toggle()


class OpenTranscript(CodingCommand):
    """Open the highlighted transcript."""

    key, label, context, footer, palette = "enter", "open", Context.DOCUMENTS, 10, False
    needs = "There are no transcripts yet: {ImportFiles} imports some."

    def possible(self, screen: Workbench) -> bool:
        """Only with a transcript in the list."""
        return screen.documents.current is not None

    def run(self, screen: Workbench) -> None:
        """Open it and go there."""
        screen.open_highlighted()


class ImportFiles(CodingCommand):
    """Import documents, texts, captions or tables, with a look at what was understood first."""

    key, label, footer = "i", "import transcripts", 5
    writes = True

    def possible(self, screen: Workbench) -> bool:
        """Only in a study that may be written."""
        return not screen.desk.read_only

    def prompt(self, screen: Workbench) -> str:
        """In the footer only of a study without transcripts."""
        return "" if screen.desk.transcript else "import"

    def run(self, screen: Workbench) -> None:
        """Open the import."""
        screen.open_import()


class AllCommands(Command):
    """Find any command by its name."""

    key, label, context, palette = "ctrl+p,colon", "all commands", Context.EVERYWHERE, False

    def enabled(self, screen: Any) -> bool:
        """On screens that have commands."""
        return bool(getattr(screen, "CONTEXTS", ()))

    def run(self, screen: Any) -> None:
        """Open the palette of commands."""
        screen.app.open_commands()


class Help(Command):
    """Show every key that works here, the mouse, and where the settings are."""

    key, label, context, footer = "question_mark,f1", "keys", Context.EVERYWHERE, 120

    def enabled(self, screen: Any) -> bool:
        """On screens that have commands."""
        return bool(getattr(screen, "CONTEXTS", ()))

    def run(self, screen: Any) -> None:
        """Open the help, or close it where it is open."""
        if getattr(screen, "is_help", False):
            screen.action_cancel()
        else:
            screen.app.open_help()


class LightOrDark(Command):
    """Change between the dark and the light theme."""

    label, context = "light or dark", Context.EVERYWHERE

    def enabled(self, screen: Any) -> bool:
        """Everywhere."""
        return bool(getattr(screen, "CONTEXTS", ()))

    def run(self, screen: Any) -> None:
        """Change the theme."""
        screen.app.toggle_theme()


class ChooseTheme(Command):
    """Choose the colours: dark, light, high contrast or the terminal's own; each is shown."""

    label, context = "theme …", Context.EVERYWHERE

    def enabled(self, screen: Any) -> bool:
        """Everywhere."""
        return bool(getattr(screen, "CONTEXTS", ()))

    def run(self, screen: Any) -> None:
        """Open the list of themes."""
        screen.app.choose_theme()


class Quit(Command):
    """Leave; everything is saved already."""

    key, label, context, shown_key = "ctrl+q", "quit", Context.EVERYWHERE, "Q ctrl+q"

    def enabled(self, screen: Any) -> bool:  # noqa: ARG002
        """Everywhere."""
        return True

    def run(self, screen: Any) -> None:
        """Leave."""
        screen.app.leave()


class QuitHere(Quit):
    """Leave; everything is saved already."""

    key, palette, listed, context = "Q", False, False, Context.EVERYWHERE


class HowToQuit(Command):
    """Ctrl+C copies a selection that was extended; it does not quit, but says how to."""

    key, label, context, palette = "ctrl+c", "how to quit", Context.EVERYWHERE, False
    listed = False

    def enabled(self, screen: Any) -> bool:  # noqa: ARG002
        """Everywhere."""
        return True

    def run(self, screen: Any) -> None:
        """Copy, or say it."""
        if hasattr(screen, "coding") and screen.coding.copying.copy_if_extended():
            return
        keys = [*QuitHere.key_names()[:1], *Quit.key_names()[:1]]
        ways = " or ".join(pretty_key(key) for key in keys)
        screen.app.say(f"Press {ways} to quit. Everything is saved already.")


COMMANDS = (
    NextPanel, PreviousPanel, ShowDocuments, ShowCodes, BackToTranscript, LeaveDocuments,
    OnlyTranscript, OpenTranscript, ImportFiles, AllCommands, Help, LightOrDark, ChooseTheme, Quit,
    QuitHere, HowToQuit,
)  # fmt: skip
