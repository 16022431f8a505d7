"""What all of our painted widgets share: component styles by short names."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style

from qualcode.tui.component_styles import OnDemand
from qualcode.tui.sturdy import Sturdy

STYLES = ("muted", "accent", "strong", "key", "good", "warn", "heading", "ghost", "here", "bar")
"""Short names of the styles that pieces may use; each is a component class of Painted."""


class Painted(Sturdy, OnDemand):
    """A widget drawn line by line; the style of each piece comes from the style sheet."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"painted--{name}" for name in STYLES}
    DEFAULT_CSS = """
    Painted {
        & .painted--muted { color: $text-muted; }
        & .painted--accent { color: $text-accent; }
        & .painted--strong { text-style: bold; }
        & .painted--key { color: $text-primary; text-style: bold; }
        & .painted--good { color: $text-success; }
        & .painted--warn { color: $text-warning; }
        & .painted--heading { color: $text-secondary; text-style: bold; }
        & .painted--ghost { color: $text-muted; text-style: italic; }
        & .painted--here { color: $text-primary; text-style: bold; }
        & .painted--bar { color: $success; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        """Nothing drawn yet."""
        super().__init__(id=id)
        self._styles: dict[str, Style] = {}
        self._base: Style | None = None

    @property
    def base(self) -> Style:
        """The style of plain text in this widget, with its background."""
        if self._base is None:
            self._base = self.rich_style
        return self._base

    def style_of(self, name: str) -> Style:
        """The style of a short name or ``#rrggbb``, without background, to lay over a row's own."""
        style = self._styles.get(name)
        if style is None:
            if name.startswith("#"):
                style = Style.null() if self.app.native_ansi_color else Style(color=name)
            else:
                full = self.get_component_rich_style(f"painted--{name}", partial=True)
                style = Style(color=full.color, bold=full.bold, italic=full.italic, dim=full.dim)
            self._styles[name] = style
        return style

    def notify_style_update(self) -> None:
        """Drop the styles of another theme."""
        self._styles.clear()
        self._base = None
        super().notify_style_update()
