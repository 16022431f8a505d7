"""The start screen: go on with a study, make one, or look at the demonstration."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen

from qualcode.tui import places
from qualcode.tui.commands.base import Context
from qualcode.tui.commands.bindings import bindings_for
from qualcode.tui.commands.registry import commands_by_name
from qualcode.tui.screens.base import Saying
from qualcode.tui.screens.footing import first_key
from qualcode.tui.screens.prompt import Prompt
from qualcode.tui.widgets.line import Line
from qualcode.tui.widgets.lines import LineList, Row
from qualcode.tui.widgets.painting import pieces
from qualcode.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from qualcode.project import Project

WELCOME = (
    "Read transcripts of focus groups, code them with two keys, compare coders, make tables. "
    "Everything stays on this computer, in one file per study."
)

AROUND = 18
"""Rows of the start screen that are not recent studies: frame, welcome, headings, ways to begin."""

TOUR = "the two-minute tour: how to code, step by step"

LONGEST_PLACE = 40
"""Characters of a folder beside the name of a study."""


class StartScreen(Saying, Screen[None], inherit_bindings=False):
    """Lists recent studies and the ways to begin."""

    CSS_PATH = "start.tcss"
    hint = "{OpenListed} open · {Help} keys · {QuitHere} quit"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.START, Context.LIST, Context.EVERYWHERE)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Context.START, Context.LIST)]

    def compose(self) -> ComposeResult:
        """Name, welcome, what can be opened, keys."""
        with Vertical(classes="box"):
            yield Line(id="title")
            yield Pane(id="text")
            yield LineList(id="rows")
            yield Line(id="hint")

    def on_mount(self) -> None:
        """List what can be opened."""
        self.query_one("#title", Line).show(pieces(("qualcode", "strong")))
        self.query_one("#text", Pane).show([pieces((WELCOME, "muted"))])
        self.show_list()
        self.set_focus(self.query_one(LineList))
        self.show_hint()

    def on_resize(self) -> None:
        """List as many studies as there is room for."""
        if self.is_mounted:
            self.show_list()

    def show_list(self) -> None:
        """List recent studies as far as they fit, and below them the ways to begin."""
        room = max(self.app.size.height - AROUND, 1)
        rows = [
            Row(str(path), pieces("  ", path.stem), pieces((_place(path), "muted")))
            for path in places.recent_studies()[:room]
        ]
        begin = [
            Row("new", pieces((_key("NewStudy"), "key"), "new study")),
            Row("open", pieces((_key("OpenStudy"), "key"), "open a study by its path")),
            Row("demo", pieces((_key("OpenDemo"), "key"), "the demonstration: three focus groups")),
            Row("tour", pieces((_key("TourFromStart"), "key"), TOUR)),
        ]
        if rows:
            recent = Row("recent", pieces(("Recent studies", "heading")), heading=True)
            space = Row("space", (), heading=True)
            rows = [recent, *rows, space]
        listed = self.query_one(LineList)
        listed.styles.height = len(rows) + len(begin)
        listed.set_rows([*rows, *begin])

    def action_choose(self) -> None:
        """Open what is under the cursor."""
        if row := self.query_one(LineList).current:
            self._chosen(row.key)

    @on(LineList.Chosen)
    def clicked(self, event: LineList.Chosen) -> None:
        """Open what was clicked."""
        self._chosen(event.key)

    def _chosen(self, key: str) -> None:
        begin = {
            "new": self.action_make,
            "open": self.action_open,
            "demo": self.action_demo,
            "tour": self.action_tour,
        }
        if key in begin:
            begin[key]()
        else:
            self.program.attempt(lambda: self._show(Path(key)))

    def _show(self, path: Path) -> None:
        from qualcode.project import open_project

        self._enter(open_project(path, coder=self.program.coder_name, wait_readonly=True))

    def _enter(self, project: Project) -> None:
        self.program.pop_screen()
        self.program.show_study(project)

    def action_make(self) -> None:
        """Ask for the path of a study to be made."""
        note = f"Name or path of the new study; it is made in {Path.cwd()} unless a path says else."
        self.program.push_screen(Prompt("New study", note=note, done="make"), self._make)

    def _make(self, given: str | None) -> None:
        if given:
            from qualcode.project import create_project

            path = Path(given).expanduser()
            coder = self.program.coder_name
            self.program.attempt(
                lambda: self._enter(create_project(path, title=path.stem, coder=coder))
            )

    def action_open(self) -> None:
        """Ask for the path of a study."""
        note = "Path of a .qualcode file."
        self.program.push_screen(Prompt("Open a study", note=note, done="open"), self._open)

    def _open(self, given: str | None) -> None:
        if given:
            self.program.attempt(lambda: self._show(Path(given).expanduser()))

    def action_demo(self) -> None:
        """Make the demonstration study, unless it is there, and open it."""
        self.say("Building the sample study …")
        self.after_paint(self._demo)

    def action_tour(self) -> None:
        """Leave this screen for the tour, and come back to it."""
        self.program.leave_for_tour()

    def _demo(self) -> None:
        from qualcode.project.demo import build_demo, default_folder

        self.program.attempt(lambda: self._show(build_demo(default_folder())))


def _key(name: str) -> str:
    """The key of a command as it stands before what it does."""
    return f" {first_key(commands_by_name()[name])} "


def _place(path: Path) -> str:
    """The folder of a study, with ~ for the home folder; of a long one its end."""
    try:
        text = f"~/{path.parent.relative_to(Path.home())}"
    except ValueError:
        text = str(path.parent)
    return text if len(text) <= LONGEST_PLACE else f"…{text[1 - LONGEST_PLACE :]}"
