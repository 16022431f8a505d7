"""The program in the terminal: opens a study, shows its screens, leaves nothing unsaved."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections import deque
from collections.abc import Callable, Iterable
from time import perf_counter
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.message import Message

from qualcode.domain.display import displayed
from qualcode.domain.errors import QualcodeError
from qualcode.faults import write_log
from qualcode.tui import places
from qualcode.tui.commands.base import Command, Context
from qualcode.tui.commands.bindings import bindings_for
from qualcode.tui.commands.registry import commands_by_name
from qualcode.tui.visiting import Visiting
from qualcode.tui.warming import Warming

if TYPE_CHECKING:
    from qualcode.project import Project

GC_THRESHOLDS = (10_000, 20, 100_000)
"""Rare full collections: with Textual's many objects a default one stops the keys for 100 ms."""

MOST_PATIENCE = 1.0
"""Seconds that a key waits for the screen to be ready for it."""

STOPPED = (
    "qualcode had to stop because of a fault in the program. Everything you coded is saved. "
    "The log, without any text of your study: "
)

NO_LOG = "none, its folder cannot be written."


class KeyTurn(Message, bubble=False):
    """The next typed key may be handled."""


class QualcodeApp(Visiting, inherit_bindings=False):
    """The running program; ``failures`` counts handlers that failed and were reported."""

    TITLE = "qualcode"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    tour_wanted = False
    """Whether the tour is to follow when this ends."""
    left = False
    """Whether the study is closed for good; what was still to happen on the screen does not."""
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Context.EVERYWHERE)]

    def __init__(
        self,
        project: Project | None,
        *,
        coder: str | None = None,
        transcript: str | None = None,
        plain: bool = False,
    ) -> None:
        """Take an open study, or None for the start screen."""
        super().__init__(plain=plain)
        self.project = project
        self.coder_name, self.first = coder, transcript
        self.failures: list[BaseException] = []
        self._line: deque[events.Event] = deque()
        self.warming = Warming(self)

    def on_mount(self) -> None:
        """Show the study, or what can be opened."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.leave, 128 + number)
        if self.project is not None:
            self.show_study(self.project, self.first)
        else:
            from qualcode.tui.screens.start import StartScreen

            self.push_screen(StartScreen())
        self.started = True
        self.fit_window(self.size)
        self.after_paint(self.show_problems)

    def on_unmount(self) -> None:
        """Give the signals back."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.remove_signal_handler(number)

    def show_study(self, project: Project, transcript: str | None = None) -> None:
        """Show an open study on the coding screen."""
        from qualcode.tui.screens.workbench import Workbench

        self.project = project
        places.remember_study(project.path)
        self.push_screen(Workbench(project, transcript))

    def settle(self) -> None:
        """After a transcript was opened: what is there now is left alone by the collector."""
        gc.enable()
        gc.collect()
        gc.freeze()
        gc.set_threshold(*GC_THRESHOLDS)
        self.warming.begin()

    # Keys typed ahead

    async def on_event(self, event: events.Event) -> None:
        """Handle an event; keys wait in a line of their own for their turn."""
        if _typed(event):
            self.warming.last_key = perf_counter()
            if not self._line:
                self.post_message(KeyTurn())
            self._line.append(event)
        else:
            await super().on_event(event)

    async def on_key_turn(self) -> None:
        """Handle the key that was typed first, once what the keys before it began has ended.

        A key comes back to the program when no widget took it, and only then is its command done:
        as long as anything but typed keys waits, that comes first.
        """
        await self._catch_up()
        waiting: list[object] = [*self._message_queue.values]
        if self._pending_message is not None:
            waiting.append(self._pending_message)
        # The key stays in the line meanwhile: only one turn is asked for, however many keys wait.
        try:
            if all(_typed(one) for one in waiting):
                await super().on_event(self._line[0])
                self._line.popleft()
        except BaseException:
            self._line.popleft()
            raise
        finally:
            if self._line:
                self.post_message(KeyTurn())

    async def _catch_up(self) -> None:
        """Let a dialog that was just opened or closed get ready.

        Otherwise letters of a fast typist go to the screen below, or into a closing dialog.
        """
        begun = perf_counter()
        while perf_counter() - begun < MOST_PATIENCE:
            await asyncio.sleep(0)
            await self._flush_next_callbacks()
            if self._ready_for_keys():
                return

    def _ready_for_keys(self) -> bool:
        screen = self.screen
        if not screen._mounted_event.is_set():
            return False
        pumps = self.focused.ancestors_with_self if self.focused else [screen]
        return all(
            not (pump._message_queue.values or pump._pending_message or pump._next_callbacks)
            for pump in pumps
            if pump is not self
        )

    # Commands

    def action_command(self, name: str) -> None:
        """Do a command by its name, where it can be done."""
        command = commands_by_name()[name]
        hush = getattr(self.screen, "hush", None)
        if hush is not None:
            hush()
        if command.enabled(self.screen):
            self.attempt(lambda: command.run(self.screen))
        elif excuse := command.excuse(self.screen):
            self._refuse(command, excuse)

    def _refuse(self, command: Command, excuse: str) -> None:
        """Say why not; where a name is typed next, its letters must not become commands."""
        from qualcode.tui.screens.footing import with_keys

        excuse = with_keys(excuse)
        if command.letters_follow:
            from qualcode.tui.screens.excuse import Excuse

            self.push_screen(Excuse(excuse))
        else:
            self.say(excuse)

    def available(self) -> list[Command]:
        """The commands that can be done on this screen now and stand in the palette."""
        every = commands_by_name().values()
        return [one for one in every if one.palette and one.listed and one.enabled(self.screen)]

    def attempt(self, call: Callable[[], object]) -> bool:
        """Do something; a refusal is said as its sentence, a fault is reported. Whether it went."""
        if self.left:
            return False
        try:
            call()
        except QualcodeError as error:
            self.say(self.as_sentence(str(error)), warn=True)
            return False
        except Exception as error:
            self.report(error)
            return False
        return True

    def as_sentence(self, text: str) -> str:
        """Words as a sentence; a name or a path at their beginning stays as it is written."""
        if text.partition(" ")[0].isalpha() and not text.startswith(tuple(self._names())):
            text = text[:1].upper() + text[1:]
        return text + ("" if text.endswith((".", "!", "?")) else ".")

    def _names(self) -> Iterable[str]:
        """Names that a refusal may begin with; none where the study itself cannot be read."""
        try:
            if self.project is None:
                return ()
            return (*self.project.transcripts.names(), self.project.coder.name)
        except QualcodeError:
            return ()

    def open_commands(self) -> None:
        """Find a command by its name."""
        from qualcode.tui.screens.command_palette import CommandPalette

        self.push_screen(CommandPalette(self.available()), self.run_chosen)

    def open_help(self) -> None:
        """Show all keys."""
        from qualcode.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen())

    def watch_theme(self, theme_name: str) -> None:
        """Show the codes in colours that fit the theme."""
        del theme_name
        for screen in self.every_screen():
            if show := getattr(screen, "show_state", None):
                self.after_paint(show)

    # Saying things, and faults

    def say(self, text: str, *, warn: bool = False) -> None:
        """Say something: on the coding screen in its own line, over a dialog as a toast."""
        own = getattr(self.screen, "say", None)
        if own is not None:
            own(text, warn=warn)
        else:
            shown = displayed(text, lines=True)
            self.notify(shown, severity="warning" if warn else "information", markup=False)

    def report(self, error: BaseException) -> None:
        """A fault in a handler: log it without any text of the study, say so, and go on."""
        write_log(error)
        if self.left:
            return
        self.failures.append(error)
        self.say(
            f"A fault in the program ({type(error).__name__}) stopped this one action. Nothing "
            "that was saved is lost. The log holds no text of your study.",
            warn=True,
        )

    def _handle_exception(self, error: Exception) -> None:
        # What gets here has stopped a part of the program: leave in order. Textual's own way
        # prints local variables, and with them the participants' words.
        log = write_log(error)
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            self._exit_renderables.append(Text(f"{STOPPED}{log or NO_LOG}"))
        self.save_before_leaving()
        self._close_messages_no_wait()

    # Leaving

    def save_before_leaving(self) -> None:
        """Let each screen store what waits: the reading place, a memo's draft."""
        for screen in self.every_screen():
            save = getattr(screen, "save_before_leaving", None)
            if save is not None:
                try:
                    save()
                except Exception as error:
                    write_log(error)

    def leave(self, code: int = 0) -> None:
        """End the program and restore the terminal."""
        self.save_before_leaving()
        self.close_study()
        self.exit(code, return_code=code)

    def leave_for_tour(self) -> None:
        """End the program; who started it shows the tour and then this screen again."""
        self.tour_wanted = True
        self.leave()

    def close_study(self) -> None:
        """End the suggestion worker and close the study for good; may be called twice."""
        for screen in self.every_screen() if self._running else ():
            suggesting = getattr(screen, "suggesting", None)
            if suggesting is not None:
                suggesting.close()
        if self.project is not None:
            self.project.close()
            self.project = None
        self.left = True


def _typed(message: object) -> bool:
    """Whether a message is a key that no widget has seen yet."""
    return isinstance(message, events.Key) and not message.is_forwarded
