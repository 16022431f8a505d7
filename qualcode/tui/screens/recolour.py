"""Another colour for a code: twelve hues by name, each as it looks in the text."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.display import shortened
from qualcode.tui.commands.base import Context
from qualcode.tui.reader.palette import NAMES, PALETTE, colour_for, name_of, nearest
from qualcode.tui.screens.base import Dialog
from qualcode.tui.widgets.line import Line
from qualcode.tui.widgets.lines import LineList, Row
from qualcode.tui.widgets.painting import Piece, pieces

FAMILY = "family"
AROUND = 11
"""Rows of the screen that are not hues."""


class Recolour(Dialog[str]):
    """Ends with a colour, with "" for that of the family, or with None."""

    CSS_PATH = "recolour.tcss"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST, Context.CHOICE)
    hint = "{ChooseRow} take it · ↓↑ look · {CloseDialog} back"

    def __init__(self, codebook: Codebook, code: Code) -> None:
        """Take the codebook and the code."""
        super().__init__()
        self.codebook, self.code = codebook, code
        self.own = code.colour.strip().casefold()
        self.heading = f"Colour of {shortened(code.name, 40)}, now {self._present()}"
        self.used = Counter(one.colour.casefold() for one in codebook.codes if one.id != code.id)

    def _present(self) -> str:
        """What the present colour is called: one that is no hue after the hue it is like."""
        like = nearest(self.own)
        return (
            f"like {name_of(like)} ({self.own})"
            if like not in ("", self.own)
            else name_of(self.own)
        )

    def compose(self) -> ComposeResult:
        """Title, hues, sample, keys."""
        title, hint = self.frame_lines()
        with Vertical(classes="box small"):
            yield title
            yield LineList(id="rows")
            yield Line(id="sample")
            yield hint

    def on_mount(self) -> None:
        """List the hues, and a present colour that is none; the cursor stands on it."""
        listed = self.query_one(LineList)
        rows = [self._row(colour, name) for colour, name in zip(PALETTE, NAMES, strict=True)]
        if self.own and self.own not in PALETTE:
            rows.append(self._row(self.own, self._present()))
        mark = "  " if self.own else "● "
        words = pieces(f"{mark}    ", ("no own colour: that of its family", "muted"))
        rows.append(Row(FAMILY, words))
        listed.styles.height = max(min(len(rows), self.app.size.height - AROUND), 3)
        listed.set_rows(rows, cursor=self.own or FAMILY)
        self.set_focus(listed)
        self.show_sample()

    def _row(self, colour: str, name: str) -> Row:
        mark = "● " if colour == self.own else "  "
        used = self.used[colour]
        note = f"{used} other {'code' if used == 1 else 'codes'}" if used else ""
        left = pieces(mark, ("███ ", self.seen(colour)), f"{name:<8}")
        return Row(colour, left, pieces((note, "muted")))

    def seen(self, colour: str) -> str:
        """A colour as it is shown on this theme."""
        ground = self.query_one(LineList).background_colors[1].hex6
        return colour_for(colour, self.app.current_theme.dark, ground)

    @on(LineList.Highlighted)
    def show_sample(self) -> None:
        """Show the name and the bracket of the code in the highlighted colour."""
        row = self.query_one(LineList).current
        style = "muted" if row is None or row.key == FAMILY else self.seen(row.key)
        name = shortened(self.code.name, 24)
        sample = [Piece("┌ ", style), Piece(name, style), Piece("   "), Piece("• ", style)]
        if self.app.no_color or self.app.native_ansi_color:
            sample = [Piece("This theme shows no hues; others will.", "muted")]
        else:
            sample.append(Piece(name))
        self.query_one("#sample", Line).show(tuple(sample))

    @on(LineList.Chosen)
    def clicked(self, event: LineList.Chosen) -> None:
        """A click takes the colour."""
        self._take(event.key)

    def action_choose(self) -> None:
        """Enter takes the colour under the cursor."""
        if row := self.query_one(LineList).current:
            self._take(row.key)

    def _take(self, key: str) -> None:
        self.dismiss("" if key == FAMILY else key)
