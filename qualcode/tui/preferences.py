"""What the user prefers, put into force when the program starts and kept when it changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.filter import LineFilter

from qualcode import settings
from qualcode.tui.commands import keyfile, keymap
from qualcode.tui.sturdy import Sturdy
from qualcode.tui.themes import THEMES, fitting, setting_of
from qualcode.tui.widgets.plain import PlainFilter, make_plain

if TYPE_CHECKING:
    from qualcode.tui.reader import Reader

PLAIN = PlainFilter()
OTHER = {
    "dark": "light",
    "light": "dark",
    "contrast-dark": "contrast-light",
    "contrast-light": "contrast-dark",
    "ansi": "dark",
}
"""Where the command that changes between dark and light leads."""


class Preferences(Sturdy, App[int], inherit_bindings=False):
    """The part of the program that has settings, keys and a theme.

    ``startup_problems`` are sentences about what in the user's files could not be used.
    """

    def __init__(self, *, plain: bool = False) -> None:
        """Read both files; ``plain`` is for this run only."""
        loaded = settings.load()
        self.settings = replace(loaded.settings, plain=plain or loaded.settings.plain)
        keys = keyfile.load(layouts=self.settings.keyboard_layouts, words=self.settings.plain)
        self.startup_problems = [*loaded.problems, *keys.problems]
        keymap.use(keys.keymap)
        make_plain(self.settings.plain)
        super().__init__()
        self.set_class(self.settings.plain, "-plain")
        self.animation_level = "none"
        for theme in THEMES.values():
            self.register_theme(theme)
        self.show_theme(self.settings.theme)

    def show_problems(self) -> None:
        """Say what could not be used, if anything."""
        if self.startup_problems:
            from qualcode.tui.screens.problems import Problems

            self.push_screen(Problems(self.startup_problems))

    def fit_terminal(self) -> None:
        """Choose the theme that this terminal can show."""
        self.show_theme(self.settings.theme, few=self.console.color_system == "standard")

    def show_theme(self, name: str, *, few: bool = False) -> None:
        """Show a theme by its name in the settings, or one that can be shown in its place."""
        self.theme = THEMES[fitting(name, no_color=self.no_color, few=few)].name

    @property
    def theme_name(self) -> str:
        """The name in the settings of the theme that is shown."""
        return setting_of(self.theme)

    def keep(self, **changes: Any) -> None:
        """Change settings, now and for the next time; where they cannot be written it says so."""
        self.settings = replace(self.settings, **changes)
        problem = settings.save(**changes)
        if problem:
            self.program.say(problem, warn=True)

    def toggle_theme(self) -> None:
        """Change between dark and light, and remember it."""
        name = OTHER[self.theme_name]
        self.show_theme(name)
        self.keep(theme=name)

    def choose_theme(self) -> None:
        """Let the user choose a theme and see each before."""
        from qualcode.tui.screens.theme_picker import ThemePicker

        self.push_screen(ThemePicker(self.theme_name), self._theme_chosen)

    def _theme_chosen(self, name: str | None) -> None:
        if name:
            self.show_theme(name)
            self.keep(theme=name)

    def fit_reader(self, reader: Reader) -> None:
        """Show a reader as the settings say."""
        reader.ascii_only = self.settings.ascii or self.settings.plain
        reader.text_width = self.settings.text_width
        reader.spacing = self.settings.blank_lines
        reader.times = self.settings.times

    def keep_reader(self, reader: Reader) -> None:
        """Keep how a reader is laid out, where that was changed."""
        now = {
            "text_width": reader.text_width,
            "blank_lines": reader.spacing,
            "times": reader.times,
        }
        changed = {k: v for k, v in now.items() if getattr(self.settings, k) != v}
        if changed:
            self.keep(**changed)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The filters that each painted line goes through."""
        found = super().get_line_filters()
        return [*found, PLAIN] if self.settings.plain else found
