"""The part of the program that goes from view to view; each is a mode with its own screens."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.geometry import Size
from textual.screen import Screen

from qualcode.domain.display import shortened
from qualcode.domain.spans import Span
from qualcode.tui.commands.registry import commands_by_name
from qualcode.tui.limiting import Limit
from qualcode.tui.preferences import Preferences
from qualcode.tui.views.registry import WORKBENCH, view_class

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.tui.commands.base import Command
    from qualcode.tui.screens.workbench import Workbench
    from qualcode.tui.views.base import View

LETTERS = "0123456789"
"""Choose all transcripts, or one of the first sets."""

LEAST = (60, 16)
"""Columns and rows of the smallest window that has room for the screens."""


class Visiting(Preferences, inherit_bindings=False):
    """Shows the coding screen and the views beside it, and goes back."""

    # Named, because Textual does not come back to its own unnamed mode.
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {WORKBENCH: Screen}
    DEFAULT_MODE = WORKBENCH
    project: Project | None

    def __init__(self, *, plain: bool = False) -> None:
        """Begin without views: each is made when it is first asked for."""
        super().__init__(plain=plain)
        self._views: dict[str, View] = {}
        self._trail: list[str] = []
        self.limit = Limit()
        self.started = False

    @property
    def workbench(self) -> Workbench:
        """The coding screen; raises LookupError before a study is open."""
        from qualcode.tui.screens.workbench import Workbench

        for screen in self._screen_stacks[WORKBENCH]:
            if isinstance(screen, Workbench):
                return screen
        raise LookupError("no study is open")

    def go(self, name: str, **target: object) -> None:
        """Show a view, or the coding screen; ``target`` is what it shall show."""
        here = self.current_mode
        if target and name != WORKBENCH:
            self._view(name).expect(**target)
        if name == here:
            if target:
                self._view(name).show_again()
            return
        self._trail = [mode for mode in self._trail if mode not in (here, name)]
        self._trail.append(here)
        self._switch(here, name)

    def go_back(self) -> None:
        """Show the view that one came from, else the coding screen."""
        here = self.current_mode
        there = self._trail.pop() if self._trail else WORKBENCH
        if there != here:
            self._switch(here, there)

    def _switch(self, here: str, there: str) -> None:
        if here == WORKBENCH:
            self.workbench.leave_for()
        if there != WORKBENCH:
            self._view(there)
        self.switch_mode(there)
        if there == WORKBENCH:
            self.workbench.come_back()

    def _view(self, name: str) -> View:
        """The screen of a view, made when it is first asked for."""
        if name not in self._views:
            if self.project is None:
                raise LookupError("no study is open")
            view = self._views[name] = view_class(name)(self.project)
            # It is styled when it is mounted. Textual would read every sheet again for a screen
            # that does not know the present ones, and style all that is on the screen, twice.
            view._css_update_count = self._css_update_count
            self.add_mode(name, lambda: view)
        return self._views[name]

    def open_place(self, transcript_id: str, start: int, end: int) -> None:
        """Show a passage selected on the coding screen."""
        self.go(WORKBENCH)
        self.workbench.show_place(transcript_id, Span(start, end))

    def limit_to(self, set_id: str) -> None:
        """List and count only the transcripts of a set from now on; "" for all of them."""
        self.limit.set_id = set_id
        self.workbench.list_transcripts()

    def ask_limit(self) -> None:
        """Ask to which set the screen is limited."""
        from qualcode.tui.screens.choose import Choose

        project = self.project
        if project is None:
            return
        here = self.limit.set_id
        options = [("all", "all transcripts", "" if self.limit.present(project) else "as now")]
        for one in project.sets.all():
            held = len(project.sets.names_in(one.name))
            words = f"{held} {'transcript' if held == 1 else 'transcripts'}"
            now = "  as now" if one.id == here else ""
            options.append((one.id, shortened(one.name, 40), words + now))
        dialog = Choose("Limit the screen to a set", options, LETTERS)
        dialog.hint = "0-9 choose · Esc back"
        self.push_screen(dialog, self._limited)

    def _limited(self, key: str | None) -> None:
        if key is None:
            return
        self.limit_to("" if key == "all" else key)
        show = getattr(self.screen, "show_again", None)
        if show is not None:
            self.program.attempt(show)

    def open_go(self) -> None:
        """Ask where to go: the letters of the commands that lead somewhere."""
        from qualcode.tui.screens.choose import Choose

        options = [(command.name(), command.label, "") for command in self.going()]
        letters = "".join(command.go_letter() for command in self.going())
        self.push_screen(Choose("Go to", options, letters), self.run_chosen)

    def going(self) -> list[Command]:
        """The commands that lead somewhere by ``g`` and a letter."""
        every = commands_by_name().values()
        return [one for one in every if one.go_letter() and one.enabled(self.screen)]

    def run_chosen(self, name: str | None) -> None:
        """Do the command that was chosen in a list, if one was."""
        if name:
            self.program.action_command(name)

    def every_screen(self) -> list[Screen[Any]]:
        """The screens of all modes, also of those that are not shown."""
        return [screen for stack in self._screen_stacks.values() for screen in stack]

    def on_resize(self, event: events.Resize) -> None:
        """Another size: is there room for the screens?"""
        if self.started:
            self.fit_window(event.size)

    def fit_window(self, size: Size) -> None:
        """In a window without room for the screens say so, until there is."""
        from qualcode.tui.screens.too_small import TooSmall

        small = size.width < LEAST[0] or size.height < LEAST[1]
        shown = isinstance(self.screen, TooSmall)
        if small and not shown:
            self.push_screen(TooSmall(*LEAST))
        elif shown and not small:
            self.pop_screen()
