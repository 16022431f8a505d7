"""What all screens and dialogs share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen, Screen
from textual.timer import Timer

from qualcode.domain.display import displayed
from qualcode.tui.commands.base import Context
from qualcode.tui.commands.bindings import binding_of, bindings_for
from qualcode.tui.screens.footing import with_keys
from qualcode.tui.sturdy import Sturdy
from qualcode.tui.widgets.line import Line
from qualcode.tui.widgets.painting import Pieces, cells, pieces

T = TypeVar("T")

SECONDS = 6.0
"""How long something that was said is shown."""


class Saying(Sturdy):
    """Mixed into screens with a hint line, in which they also say things for a moment.

    It is no screen itself: style sheets follow only the first base of a class.
    """

    hint: str = ""
    _quiet_timer: Timer | None = None

    @property
    def hint_line(self) -> Line:
        """The line that says what keys do."""
        return cast("Screen[object]", self).query_one("#hint", Line)

    def show_hint(self) -> None:
        """Say what the keys do."""
        self.hint_line.show(hint_pieces(self.hint))

    def say(self, text: str, *, warn: bool = False) -> None:
        """Say something: in the hint line, or as a toast where it is longer."""
        message = pieces((text, "warn" if warn else "strong"))
        if cells(message) > self.hint_line.size.width:
            shown = displayed(text, lines=True)
            self.app.notify(shown, severity="warning" if warn else "information", markup=False)
            return
        self.hint_line.show(message)
        if self._quiet_timer is not None:
            self._quiet_timer.stop()
        self._quiet_timer = self.set_timer(SECONDS, self.guarded(self.show_hint))


class Dialog(Saying, ModalScreen[T], inherit_bindings=False):
    """A dialog over the coding screen: title, content, and a line that says what keys do."""

    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.DIALOG,)
    """Of a subclass: its own ones; those of all dialogs follow."""
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for(Context.DIALOG),
        binding_of("Help", "f1"),
    ]
    heading: str = ""

    def __init_subclass__(cls, **options: Any) -> None:
        """Take the keys of its contexts, from the commands."""
        if own := cls.__dict__.get("CONTEXTS"):
            cls.CONTEXTS = (*own, Context.DIALOG)
            cls.BINDINGS = [*bindings_for(*own), *cls.__dict__.get("BINDINGS", ())]
        super().__init_subclass__(**options)

    def action_cancel(self) -> None:
        """Close without doing anything."""
        self.dismiss(None)

    def frame_lines(self) -> tuple[Line, Line]:
        """The title and the hint line, filled in."""
        title, hint = Line(id="title"), Line(id="hint")
        title.show(pieces((self.heading, "strong")))
        hint.show(hint_pieces(self.hint))
        return title, hint

    def compose(self) -> ComposeResult:
        """Title and hint; subclasses put their content between."""
        yield from self.frame_lines()

    def attempt(self, call: Callable[[], object]) -> bool:
        """Do something that may be refused; the sentence is shown then."""
        return self.program.attempt(call)


def hint_pieces(hint: str) -> Pieces:
    """A hint such as "Enter apply · Esc back", with the keys set off."""
    found: list[str | tuple[str, str]] = []
    for number, item in enumerate(with_keys(hint).split(" · ")):
        key, _, words = item.partition(" ")
        found += ["  " if number else "", (key, "key"), (f" {words}", "muted")]
    return pieces(*found)
