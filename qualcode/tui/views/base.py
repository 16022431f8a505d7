"""What all views share: a header, a body, the keys in the last line, and when to read again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from qualcode.tui.commands.base import Context
from qualcode.tui.commands.bindings import bindings_for
from qualcode.tui.screens.painting_together import PaintingTogether
from qualcode.tui.screens.talking import Talking
from qualcode.tui.widgets.painting import Pieces, pieces

if TYPE_CHECKING:
    from qualcode.project import Project


class View(Talking, PaintingTogether[None], inherit_bindings=False):
    """A screen of its own beside the coding screen; it keeps its state while one is elsewhere.

    Subclasses give NAME, TITLE_TEXT, CONTEXTS, ``body`` and ``show_view``; their keys are those
    of the commands of their contexts.
    """

    # Not a style sheet of its own: the sheets of subclasses would replace it.
    DEFAULT_CSS = """
    View {
        layers: base notice;
        background: $surface;
        & #header { background: $panel; color: $foreground; }
        & #footer { background: $panel; color: $foreground; }
        & #view-body { height: 1fr; }
        & .title { background: $surface; padding: 0 1; }
        & .side { background: $surface; height: 100%; }
    }
    """
    NAME: ClassVar[str] = ""
    TITLE_TEXT: ClassVar[str] = ""
    SHARED: ClassVar[tuple[Context, ...]] = (
        Context.VIEW,
        Context.AWAY,
        Context.LIST,
        Context.EVERYWHERE,
    )
    CONTEXTS: ClassVar[tuple[Context, ...]] = SHARED
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal"), (160, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012

    def __init_subclass__(cls, **options: Any) -> None:
        """Bind the keys of the commands of the view's contexts."""
        own = [one for one in cls.CONTEXTS if one is not Context.EVERYWHERE]
        cls.BINDINGS = [*bindings_for(*own)]
        options.setdefault("inherit_bindings", False)
        super().__init_subclass__(**options)

    def __init__(self, project: Project) -> None:
        """Take an open study; nothing is read yet."""
        super().__init__(project)
        self._shown: tuple[object, ...] | None = None

    def body(self) -> ComposeResult:
        """The widgets between header and footer."""
        yield from ()

    def show_view(self) -> None:
        """Read from the study and draw; cursor and filters stay."""
        raise NotImplementedError

    def header_right(self) -> Pieces:
        """What the header says at its right edge."""
        return pieces(("coder ", "muted"), self.project.coder.name)

    def header_left(self) -> Pieces:
        """What the header says at its left edge."""
        return pieces((self.project.title, "strong"), "  ", (self.TITLE_TEXT, "accent"))

    def aim(self, **target: Any) -> None:
        """Remember what shall be shown; ``show_view`` follows."""

    def undone(self) -> None:
        """After an undo or redo: show the study as it is now."""
        self.show_again()

    def escape(self) -> bool:
        """Take back what is temporary, such as a filter; whether there was anything."""
        return False

    def compose(self) -> ComposeResult:
        """Header, body, footer."""
        yield self.header
        with Vertical(id="view-body"):
            yield from self.body()
        yield self.footer
        yield self.notice

    # When to read again

    def on_screen_resume(self) -> None:
        """Shown for the first time, or again: read what changed meanwhile."""
        if self._state != self._shown:
            self.program.attempt(self.show_again)
        self.show_footer()

    def on_screen_suspend(self) -> None:
        """Under a dialog these keys do nothing."""
        self.show_footer()

    def on_resize(self) -> None:
        """The footer holds as many keys as there is room for."""
        if self.is_mounted:
            self.after_paint(self.show_footer)

    def expect(self, **target: Any) -> None:
        """Take what shall be shown, and read again at the next opportunity."""
        self.aim(**target)
        self._shown = None

    def show_again(self) -> None:
        """Read and draw all of it; call it after every change that was made here."""
        self._shown = self._state
        self.show_view()
        left, right = self.header_left(), self.header_right()
        if self.read_only:
            right = pieces(("READ ONLY  ", "warn")) + right
        self.header.show(left, right)
        self.show_footer()

    @property
    def _state(self) -> tuple[object, ...]:
        project = self.project
        limit = self.program.limit.set_id
        return (project.change_counter, project.coder.id, self.app.theme, limit)

    # What commands do

    def back(self) -> None:
        """Go back to where one came from, after taking back what is temporary."""
        if not self.escape():
            self.program.go_back()

    def attempt(self, call: Callable[[], object]) -> bool:
        """Do something that may be refused; its sentence is shown then. Whether it went."""
        return self.program.attempt(call)

    def change(self, call: Callable[[], object], said: str = "") -> bool:
        """Change the study and show it as it is then; whether it went."""
        went = self.attempt(call)
        if went:
            self.show_again()
            if said:
                self.say(said)
        return went

    def ask(self, dialog: ModalScreen[Any], then: Callable[[Any], object]) -> None:
        """Open a dialog; what it ends with goes to ``then``, None where it was left."""
        self.program.push_screen(dialog, lambda answer: self._answered(then, answer))

    def _answered(self, then: Callable[[Any], object], answer: Any) -> None:
        if answer is not None:
            self.program.attempt(lambda: then(answer))

    def undo(self) -> None:
        """Undo the coder's newest action, show what is there now, and say what it was."""
        self._step("Undone", self.project.history.undo)

    def redo(self) -> None:
        """Do again what was undone."""
        self._step("Redone", self.project.history.redo)

    def _step(self, word: str, step: Callable[[], list[Any]]) -> None:
        done = step()[-1]
        self.undone()
        self.say(f"{word}: {done.sentence}")
