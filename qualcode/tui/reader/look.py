"""How things look: the styles of one theme on one kind of terminal."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style

from qualcode.tui.reader.palette import blended, colour_for

if TYPE_CHECKING:
    from textual.app import App

TINT = 0.28
"""Share of a code's colour in the background of its text."""


class Depth(StrEnum):
    """How much colour can carry: all of it, tints that need help, or none."""

    FULL = "full"
    FEW = "few"
    NONE = "none"


def depth_of(app: App[int]) -> Depth:
    """How much the terminal can show: nothing where the user wants its own colours, or none."""
    if app.no_color or app.native_ansi_color:
        return Depth.NONE
    system = app.console.color_system
    return {"truecolor": Depth.FULL, "256": Depth.FEW}.get(system or "", Depth.NONE)


class Paint(NamedTuple):
    """What applies to a piece of text: innermost code colour, overlap, hit, selection."""

    quiet: bool = False
    colour: str = ""
    overlap: bool = False
    hit: int = 0
    chosen: bool = False


class Base(NamedTuple):
    """Styles from the style sheet; each has its foreground and background."""

    text: Style
    quiet: Style
    time: Style
    speaker: Style
    selection: Style
    edge: Style
    hit: Style
    current_hit: Style
    ghost: Style
    rule: Style


class Look:
    """The styles for everything in a row; combinations are made once."""

    def __init__(
        self, base: Base, *, surface: str, dark: bool, depth: Depth, ascii_only: bool = False
    ) -> None:
        """``surface`` is the background as ``#rrggbb``."""
        if depth is Depth.NONE:
            base = base._replace(edge=base.text + Style(bold=True))
        self.base, self.surface, self.dark = base, surface, dark
        self.depth, self.ascii_only = depth, ascii_only
        self._paints: dict[Paint, Style] = {}
        self._lanes: dict[str, Style] = {}

    @property
    def brackets(self) -> str:
        """Bracket parts in the order TOP, MIDDLE, BOTTOM, SINGLE."""
        return "/|\\[" if self.ascii_only else "┌│└["

    @property
    def rule(self) -> str:
        """What stands between text and margin."""
        return ":" if self.ascii_only else "┆"

    @property
    def ghost(self) -> str:
        """What stands before the name of a suggestion."""
        return ":" if self.ascii_only else "┊"

    @property
    def edge(self) -> str:
        """What stands before selected rows."""
        return ">" if self.ascii_only else "▌"

    def sign(self, what: str) -> str:
        """What stands behind a speaker: ? where the turn asks a question of the guide, « where it
        answers another turn than usual."""
        return {"question": "?", "answer": "<" if self.ascii_only else "«"}[what]

    @property
    def between(self) -> str:
        """What stands between names in the margin."""
        return ", " if self.ascii_only else " · "

    def cut(self, text: str) -> str:
        """A text that was cut to fit, with a sign for it that may be shown."""
        return text.replace("…", "~") if self.ascii_only else text

    def paint(self, paint: Paint) -> Style:
        """The style of a piece of text."""
        found = self._paints.get(paint)
        if found is None:
            found = self._paints[paint] = self._mixed(paint)
        return found

    def _mixed(self, paint: Paint) -> Style:
        style = self.base.quiet if paint.quiet else self.base.text
        if paint.colour and self.depth is not Depth.NONE:
            style += Style(bgcolor=blended(paint.colour, self.surface, TINT))
        if self.depth is Depth.NONE:
            # There is no tint that reverse could turn into coloured letters.
            if paint.chosen or paint.hit:
                style += Style(reverse=True, bold=bool(paint.hit), underline=paint.hit > 1)
        else:
            if paint.chosen:
                style += self.base.selection
            if paint.hit:
                style += self.base.current_hit if paint.hit > 1 else self.base.hit
        if paint.overlap or (paint.colour and self.depth is not Depth.FULL):
            style += Style(underline=True)
        return style

    def lane(self, colour: str) -> Style:
        """The style of a bracket and a name in the margin."""
        found = self._lanes.get(colour)
        if found is None:
            strong = Style(color=colour_for(colour, self.dark, self.surface))
            found = self.base.text + strong if self.depth is not Depth.NONE else self.base.text
            self._lanes[colour] = found
        return found
