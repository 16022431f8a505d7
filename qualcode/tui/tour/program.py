"""The program while the tour is on: it tells the guide what is done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.tui import program
from qualcode.tui.program import QualcodeApp
from qualcode.tui.tour.guide import Guide
from qualcode.tui.views.registry import WORKBENCH

if TYPE_CHECKING:
    from qualcode.project import Project


class TourApp(QualcodeApp):
    """The coding screen with a guide; the study does not come among the recent ones."""

    CSS_PATH = str(Path(program.__file__).with_name("app.tcss"))

    def __init__(self, project: Project, *, plain: bool = False) -> None:
        """Take the private copy of the sample study."""
        super().__init__(project, plain=plain)
        self.guide = Guide(self)

    def show_study(self, project: Project, transcript: str | None = None) -> None:
        """Show the study, and begin once its text can be read."""
        from qualcode.tui.screens.workbench import Workbench

        self.push_screen(Workbench(project, transcript))
        self.after_paint(self.guide.start)

    def action_command(self, name: str) -> None:
        """Do a command and tell the guide; Esc in the text hides the panel."""
        resting = self._at_rest()
        super().action_command(name)
        self.guide.note_command(name)
        if name == "BackToTranscript" and resting and not self.guide.hidden:
            self.guide.hide()
        elif self.guide.number or name != "ShowTour":
            self.after_paint(self.guide.look)

    def _at_rest(self) -> bool:
        """Whether Esc has nothing else to take back: the text has the focus, no search is on."""
        if self.current_mode != WORKBENCH or self.screen is not self.workbench:
            return False
        bench = self.workbench
        return bench.panels.current == "reader" and not bench.finding.query

    def push_screen(self, screen: Any, *arguments: Any, **options: Any) -> Any:
        """Show a screen and tell the guide."""
        self.guide.note_screen(type(screen).__name__)
        return super().push_screen(screen, *arguments, **options)
