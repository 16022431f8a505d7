"""Who speaks: roles, and variants of one name to be joined."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from qualcode.domain.display import shortened
from qualcode.domain.errors import Refused
from qualcode.domain.transcripts import Role, Transcript
from qualcode.tui.commands.base import Context
from qualcode.tui.commands.bindings import bindings_for
from qualcode.tui.screens.base import Dialog
from qualcode.tui.screens.choose import Choose
from qualcode.tui.screens.prompt import Prompt
from qualcode.tui.widgets.lines import LineList, Row
from qualcode.tui.widgets.painting import pieces

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.project.speakers import Variant
    from qualcode.store.transcripts import SpeakerInfo

NAME, ROLE = 26, 14


class SpeakersScreen(Dialog[bool]):
    """Ends with True where something was changed."""

    CSS_PATH = "speakers.tcss"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST, Context.SPEAKERS)
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for(Context.LIST),
        *bindings_for(Context.SPEAKERS),
    ]
    hint = "r role · v join as proposed · m join with · n rename · Esc back"

    def __init__(self, project: Project, transcript: Transcript | None) -> None:
        """Take the study, and the transcript that is open (None: all of them)."""
        super().__init__()
        self.project = project
        self.transcript = transcript.name if transcript else None
        self.heading = f"Speakers of {shortened(self.transcript or 'all transcripts', 70)}"
        self.infos: dict[str, SpeakerInfo] = {}
        self.proposed: dict[tuple[str, str], Variant] = {}
        self.changed = False

    def compose(self) -> ComposeResult:
        """Title, table, keys."""
        title, hint = self.frame_lines()
        with Vertical(classes="box wide"):
            yield title
            yield LineList(id="rows")
            yield hint

    def on_mount(self) -> None:
        """Show the table."""
        self.set_focus(self.query_one(LineList))
        self.show_speakers()

    def show_speakers(self) -> None:
        """Read labels and variants, and show them."""
        speakers = self.project.speakers
        self.infos = {info.id: info for info in speakers.all(self.transcript)}
        found = speakers.variants(self.transcript)
        self.proposed = {(variant.transcript, variant.label): variant for variant in found}
        columns = f"   {'label':<{NAME}}{'role':<{ROLE}}{'turns':>7}{'words':>9}"
        rows = [Row("columns", pieces((columns, "muted")), heading=True)]
        rows += [self._row(info) for info in self.infos.values()]
        self.query_one(LineList).set_rows(rows)

    def _row(self, info: SpeakerInfo) -> Row:
        name = shortened(info.label, NAME - 2)
        left = pieces(
            f"   {name:<{NAME}}",
            (f"{info.role.value:<{ROLE}}", "" if info.role.counts else "muted"),
            (f"{info.turns:>7,}{info.words:>9,}", "muted"),
        )
        variant = self.proposed.get((info.transcript, info.label))
        if variant is None:
            return Row(info.id, left)
        text = f"probably {shortened(variant.main, 20)} ({variant.reason})"
        return Row(info.id, left, pieces((text, "accent"), (" v", "key"), " "))

    @property
    def info(self) -> SpeakerInfo:
        """The highlighted label; Refused where there is none."""
        row = self.query_one(LineList).current
        if row is None or row.key not in self.infos:
            raise Refused("there is no speaker under the cursor")
        return self.infos[row.key]

    def _done(self, select: str = "") -> None:
        self.changed = True
        self.show_speakers()
        if select:
            self.query_one(LineList).select(select)

    def change_role(self) -> None:
        """Ask for the role of the label."""
        info = self.info
        options = [(role.value, role.value, "" if role.counts else "not counted") for role in Role]
        heading = f"What is {shortened(info.label, 40)}?"
        self.program.push_screen(Choose(heading, options), lambda role: self._set_role(info, role))

    def _set_role(self, info: SpeakerInfo, role: str | None) -> None:
        if role:
            self.attempt(
                lambda: self.project.speakers.set_role(info.label, Role(role), info.transcript)
            )
            self._done(info.id)

    def merge(self) -> None:
        """Ask for the label to join this one with."""
        info = self.info
        others = [
            (other.label, other.label, f"{other.turns} turns")
            for other in self.infos.values()
            if other.transcript == info.transcript and other.id != info.id
        ]
        if not others:
            raise Refused("there is no other speaker in this transcript")
        heading = f"{shortened(info.label, 40)} is the same person as"
        self.program.push_screen(Choose(heading, others), lambda into: self._merge(info, into))

    def _merge(self, info: SpeakerInfo, into: str | None) -> None:
        if into is not None:
            self.attempt(lambda: self.project.speakers.merge(info.label, into, info.transcript))
            self._done()

    def accept_variant(self) -> None:
        """Join the label with the one that is proposed."""
        info = self.info
        variant = self.proposed.get((info.transcript, info.label))
        if variant is None:
            raise Refused(f"no other spelling of “{info.label}” was found")
        self._merge(info, variant.main)

    def rename(self) -> None:
        """Ask for another label."""
        info = self.info
        prompt = Prompt(f"Rename {shortened(info.label, 40)}", info.label, done="rename")
        self.program.push_screen(prompt, lambda name: self._rename(info, name))

    def _rename(self, info: SpeakerInfo, name: str | None) -> None:
        if name and name != info.label:
            self.attempt(lambda: self.project.speakers.rename(info.label, name, info.transcript))
            self._done(info.id)

    def action_cancel(self) -> None:
        """Close."""
        self.dismiss(self.changed)
