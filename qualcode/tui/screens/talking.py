"""What the coding screen and all views share: saying things, and keys in the last line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, cast

from textual.timer import Timer

from qualcode.tui.commands.base import Context
from qualcode.tui.screens.footing import footer_of
from qualcode.tui.sturdy import Sturdy
from qualcode.tui.widgets.line import Line
from qualcode.tui.widgets.notice import Notice
from qualcode.tui.widgets.painting import Pieces, cells, pieces

if TYPE_CHECKING:
    from textual.screen import Screen

    from qualcode.project import Project

MESSAGE_SECONDS = 6.0


class Talking(Sturdy):
    """Mixed into full screens with a header, a footer and a notice.

    It is no screen itself: style sheets follow only the first base of a class.
    """

    CONTEXTS: ClassVar[tuple[Context, ...]] = ()
    _quiet_timer: Timer | None = None

    def __init__(self, project: Project) -> None:
        """Take an open study; nothing is shown yet."""
        super().__init__()
        self.project = project
        self.header, self.footer = Line(id="header"), Line(id="footer")
        self.notice = Notice(id="notice")
        self.message: Pieces = ()

    @property
    def _own(self) -> Screen[object]:
        return cast("Screen[object]", self)

    @property
    def read_only(self) -> bool:
        """Whether nothing may be changed."""
        return self.project.read_only

    def footer_contexts(self) -> Iterable[Context]:
        """Where the keys belong that the footer shows, the most particular first."""
        return self.CONTEXTS

    def say(self, text: str, *, warn: bool = False) -> None:
        """Say something for a moment: in the footer, or over it where it is longer."""
        self.message = pieces((text, "warn" if warn else "strong"))
        if cells(self.message) > self._own.size.width - 2 or not self.footer.display:
            self.message = ()
            self.notice.say(text, warn=warn)
        elif self._quiet_timer is None:
            self._quiet_timer = self.set_timer(MESSAGE_SECONDS, self.guarded(self.hush))
        else:
            self._quiet_timer.reset()
            self._quiet_timer.resume()
        self.show_footer()

    def hush(self) -> None:
        """Take back what was said."""
        if self._quiet_timer is not None:
            self._quiet_timer.pause()
        self.notice.clear()
        if self.message:
            self.message = ()
            self.show_footer()

    def show_footer(self) -> None:
        """Show what was just said, else what the next key does; no keys under a dialog."""
        if self.message:
            self.footer.show(self.message)
        elif self._own.is_active:
            width = self._own.size.width - 2
            self.footer.show(*footer_of(self._own, self.footer_contexts(), width))
        else:
            self.footer.show(())

    def undo(self) -> None:
        """Undo the coder's newest action."""
        raise NotImplementedError

    def redo(self) -> None:
        """Do again what was undone."""
        raise NotImplementedError
