"""Coding all hits of a search: which code, what of each hit, and a look at the counts first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.display import shortened
from qualcode.project.auto_code import UNITS, AutoCoder, Plan
from qualcode.tui import ranking
from qualcode.tui.commands.base import Context
from qualcode.tui.screens.base import Dialog
from qualcode.tui.screens.footing import with_keys
from qualcode.tui.screens.picker import Picker
from qualcode.tui.views.dashboard_rows import counted
from qualcode.tui.widgets.inspecting import name_in_place, rules_of
from qualcode.tui.widgets.lines import LineList, Row
from qualcode.tui.widgets.painting import Pieces, pieces
from qualcode.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from qualcode.project import Project

WORDS = {
    "hit": "the words found",
    "sentence": "the sentence about them",
    "paragraph": "the paragraph about them",
    "turn": "the whole turn",
}


class CodeForHits(Picker[str]):
    """Asks for a code; ends with its id or None."""

    CSS_PATH = "palette.tcss"
    hint = "⏎ take this code · {CloseDialog} back"

    def __init__(self, project: Project, heading: str) -> None:
        """Take the study and the question."""
        super().__init__()
        self.heading = heading
        self.book: Codebook = project.codebook.current()
        recent = tuple(project.segments.recent())
        self.usage = ranking.Usage({}, recent, project.segments.counts())

    def rows_for(self, query: str) -> Sequence[Row]:
        """Codes that fit, the recent ones first."""
        return [self._row(code) for code in ranking.rank(query, self.book, self.usage)]

    def _row(self, code: Code) -> Row:
        used = self.usage.counts.get(code.id, 0)
        right = pieces((f"used {used}", "muted")) if used else ()
        return Row(code.id, pieces(" ") + name_in_place(self.book, code.id), right)

    def preview(self, key: str) -> Sequence[Pieces]:
        """Rules of the highlighted code."""
        code = self.book.by_id.get(key)
        return [pieces((code.name, "strong")), *rules_of(code)] if code else ()

    def choose(self, key: str) -> None:
        """Close with the id."""
        self.dismiss(key)


class AutoCodeDialog(Dialog[Plan]):
    """What of each hit is coded, with the counts of each choice; ends with a plan or None."""

    CSS_PATH = "auto_code.tcss"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST, Context.AUTO_CODE)

    def __init__(self, coder: AutoCoder, code: Code, searched: str) -> None:
        """Take the hits, the code and what was searched for."""
        super().__init__()
        self.coder, self.code, self.moderators = coder, code, False
        self.heading = f"Code all hits of {searched} with “{shortened(code.name, 30)}”"
        self.hint = (
            "{CodeHits} code them · {WithModerators} with or without moderators · "
            "{CloseDialog} back"
        )
        self.plans: dict[str, Plan] = {}

    def compose(self) -> ComposeResult:
        """Title, choices, counts, keys."""
        title, hint = self.frame_lines()
        with Vertical(classes="box small"):
            yield title
            yield LineList(id="rows")
            yield Pane(id="text")
            yield hint

    def on_mount(self) -> None:
        """Count for each choice."""
        self.set_focus(self.rows_list)
        self.count()

    @property
    def rows_list(self) -> LineList:
        """The choices."""
        return self.query_one("#rows", LineList)

    @property
    def plan(self) -> Plan:
        """What the choice under the cursor means."""
        row = self.rows_list.current
        return self.plans[row.key if row else UNITS[0]]

    def count(self) -> None:
        """Work out and show what each choice means."""
        for unit in UNITS:
            self.plans[unit] = self.coder.plan(self.code.id, unit, moderators=self.moderators)
        rows = [
            Row(unit, pieces(f" {WORDS[unit]}"), pieces((f"{len(plan.passages):,} ", "strong")))
            for unit, plan in self.plans.items()
        ]
        self.rows_list.set_rows(rows)
        self.show_counts()

    def show_counts(self) -> None:
        """Say what Enter would do, and what is left out."""
        self.query_one("#text", Pane).show(sentences(self.plan, self.code, self.moderators))

    @on(LineList.Highlighted)
    def highlighted(self) -> None:
        """Another choice is under the cursor."""
        self.show_counts()

    def action_moderators(self) -> None:
        """Leave out turns of those who lead the talk, or take them too."""
        self.moderators = not self.moderators
        self.attempt(self.count)

    def action_code(self) -> None:
        """Close with the plan."""
        if self.plan.passages:
            self.dismiss(self.plan)
        else:
            self.say("Nothing is left to code this way.", warn=True)


def sentences(plan: Plan, code: Code, moderators: bool) -> list[Pieces]:
    """What a plan does and what it leaves out, in words."""
    passages, hits = counted(len(plan.passages), "passage"), counted(plan.hits, "hit")
    where = counted(plan.transcripts, "transcript")
    name = shortened(code.name, 30)
    undo = with_keys("{Undo} takes back")
    done = f"{hits}: {passages} in {where} will get “{name}”, as one step that {undo}."
    if not plan.passages:
        done = f"{hits}: no passage is left to be coded with “{name}”."
    left = [
        (plan.coded_already, "you have coded so already"),
        (plan.moderated, "of moderator, assistant or interpreter"),
        (plan.finished, "in transcripts you have marked as finished"),
    ]
    lines = [pieces((done, "strong")), ()]
    lines += [pieces((f"left out: {n:,} ", "warn"), (why, "muted")) for n, why in left if n]
    if moderators:
        lines.append(pieces(("with ", "warn"), ("turns of moderator, assistant, interpreter", "")))
    return lines


class AutoCoding:
    """The questions before all hits of a search are coded, one after the other."""

    def __init__(self, screen: Any, coder: AutoCoder, query: str) -> None:
        """Take the screen that asks, the hits and the words of the search."""
        self.screen, self.coder = screen, coder
        self.searched = f"“{query}”"
        self.then: Callable[[str], object] = lambda _: None

    def begin(self, then: Callable[[str], object]) -> None:
        """Ask for the code first; after coding ``then`` gets a sentence about it."""
        self.then = then
        hits = counted(len(self.coder.hits), "hit")
        heading = f"Code {hits} of {self.searched} with"
        self._ask(CodeForHits(self.coder.project, heading), self._preview)

    def _ask(self, dialog: Dialog[Any], then: Callable[[Any], object]) -> None:
        program = self.screen.program

        def answered(answer: Any) -> None:
            if answer is not None:
                program.attempt(lambda: then(answer))

        program.push_screen(dialog, answered)

    def _preview(self, code_id: str) -> None:
        code = self.coder.project.codebook.current().by_id[code_id]
        self._ask(AutoCodeDialog(self.coder, code, self.searched), self._code)

    def _code(self, plan: Plan) -> None:
        made = self.coder.apply(plan)
        code = self.coder.project.codebook.current().by_id[plan.code_id]
        passages = counted(made, "passage")
        undo = with_keys("{Undo} takes all back.")
        self.then(f"{passages} coded with “{shortened(code.name, 30)}”; {undo}")
