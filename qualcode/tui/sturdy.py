"""Handlers that fail become a message in the program, not its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from textual.message import Message
from textual.message_pump import MessagePump
from textual.timer import Timer

from qualcode.tui.commands.bindings import remapped

if TYPE_CHECKING:
    from qualcode.tui.program import QualcodeApp


class Sturdy(MessagePump):
    """Mixed into screens and widgets: an exception in a handler is reported, and work goes on.

    Textual would stop the widget, end the program and print local variables, and with them the
    participants' words.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Take what the widget takes; its keys are those that are in force now."""
        super().__init__(*arguments, **options)
        node: Any = self
        node._bindings = remapped(node._bindings)

    @property
    def program(self) -> QualcodeApp:
        """The running program."""
        return cast("QualcodeApp", self.app)

    def guarded(self, call: Callable[[], object]) -> Callable[[], None]:
        """A callback whose failure is reported: Textual runs callbacks outside the handlers."""

        def guard() -> None:
            self.program.attempt(call)

        return guard

    def after_paint(self, call: Callable[[], object]) -> None:
        """Call something once what changed is on the screen."""
        self.call_after_refresh(self.guarded(call))

    def every(self, seconds: float, call: Callable[[], object]) -> Timer:
        """Call something again and again."""
        return self.set_interval(seconds, self.guarded(call))

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            self.program.report(error)
