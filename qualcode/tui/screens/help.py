"""Help for the focused panel or view: what works here first; typing searches all of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input

from qualcode import settings
from qualcode.tui import places
from qualcode.tui.commands.base import Context
from qualcode.tui.commands.bindings import bindings_for
from qualcode.tui.commands.registry import commands_by_name
from qualcode.tui.screens.base import Dialog
from qualcode.tui.screens.help_topics import SHARED, Topic, matching, topics
from qualcode.tui.widgets.entry import Entry
from qualcode.tui.widgets.lines import LineList, Row
from qualcode.tui.widgets.painting import pieces, wrap

KEY_COLUMN = 15
NARROW_COLUMN = 10

ENDS = ("FirstRow", "LastRow")
"""Commands whose keys the entry would keep for itself."""


class HelpScreen(Dialog[None]):
    """Made from the commands themselves; ends with nothing."""

    CSS_PATH = "help.tcss"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST,)
    BINDINGS: ClassVar[list[BindingType]] = [
        replace(b, priority=True) for b in bindings_for(Context.LIST) if b.id in ENDS
    ]
    is_help = True
    """The key that opened the help closes it."""
    heading = "Keys"
    hint = "↓↑ PgDn PgUp scroll · {CloseDialog} back"

    def __init__(self) -> None:
        """Nothing is listed yet."""
        super().__init__()
        self.topics: list[Topic] = []

    def compose(self) -> ComposeResult:
        """Title, entry, rows, keys."""
        title, hint = self.frame_lines()
        with Vertical(classes="box wide tall"):
            yield title
            yield Entry(placeholder="type to search: memo, undo, speaker …", id="entry")
            yield LineList(id="rows", steal_focus=False)
            yield hint

    def on_mount(self) -> None:
        """Look at the screen below, list its keys, and take what is typed."""
        below = self.app.screen_stack[-2]
        here = contexts_of(below)
        place = place_of(here)
        self.topics = topics(here, files(), place=place)
        self.heading = f"Keys: {place}"
        self.query_one("#title").show(  # type: ignore[attr-defined]
            pieces((self.heading, "strong")), pieces((how_to_quit(), "muted"))
        )
        self.rows_list.can_focus = False
        self.set_focus(self.query_one(Entry))
        self.after_paint(self.list_keys)

    def on_resize(self) -> None:
        """Wrap to the present width."""
        self.after_paint(self.list_keys)

    @property
    def rows_list(self) -> LineList:
        """The rows."""
        return self.query_one(LineList)

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """List what fits, from its beginning; the key that opened the help closes it."""
        event.stop()
        if event.value == "?":
            self.action_cancel()
            return
        self.rows_list.cursor = 0
        self.rows_list.scroll_to(y=0, animate=False, immediate=True)
        self.list_keys()

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        """Enter goes back."""
        event.stop()
        self.action_cancel()

    def list_keys(self) -> None:
        """List what fits the search."""
        query = self.query_one(Entry).value
        rows: list[Row] = []
        for topic in matching(self.topics, query):
            rows += self._heading(topic.heading)
            for number, entry in enumerate(topic.entries):
                rows += self._entry(f"{topic.heading} {number}", entry.key, entry.text)
        if not rows:
            rows = [
                Row("none", ()),
                Row("none", pieces((f"Nothing is called “{query}” here.", "muted"))),
                Row("none", pieces(("Try one word, such as “code” or “memo”.", "muted"))),
            ]
        self.rows_list.set_rows(rows[1:])

    def _heading(self, text: str) -> list[Row]:
        return [
            Row("", (), heading=True),
            Row("", pieces((text, "heading")), heading=True),
        ]

    def _entry(self, key: str, shown: str, text: str) -> list[Row]:
        """One row, and more for what does not fit on it."""
        room = self.rows_list.size.width
        column = NARROW_COLUMN if room < 70 else KEY_COLUMN
        column = column if len(shown) <= column else len(shown)
        first, *more = wrap(text, max(room - column - 4, 20))
        lead = " " * (column + 3)
        rows = [Row(key, pieces((f"  {shown:<{column}} ", "key"), first))]
        for number, line in enumerate(more):
            rows.append(Row(f"{key} {number}", pieces(lead + line)))
        return rows


def contexts_of(screen: Any) -> tuple[Context, ...]:
    """Where the keys belong that work on a screen now: of its focused panel, if it has panels."""
    found: Iterable[Context] = getattr(screen, "CONTEXTS", ())
    if hasattr(screen, "footer_contexts"):
        in_list = hasattr(screen.focused, "step")
        shared = [one for one in found if one in SHARED and (one is not Context.LIST or in_list)]
        found = (*screen.footer_contexts(), *shared)
    return tuple(dict.fromkeys(found))


def place_of(here: Iterable[Context]) -> str:
    """The name of the focused panel or view."""
    return next((one.value for one in here if one not in SHARED), "every list")


def how_to_quit() -> str:
    """The keys that leave the program."""
    return f"{commands_by_name()['Quit'].key_text()} leaves qualcode"


def files() -> list[tuple[str, str]]:
    """What is kept where, beside the study."""
    from qualcode.tui.commands.keyfile import keys_path

    return [
        ("settings", f"{settings.config_path()} (made by “qualcode config write”)"),
        ("keys", f"{keys_path()} (made by “qualcode keys --write”)"),
        ("log of faults", str(places.state_folder() / "faults")),
    ]
