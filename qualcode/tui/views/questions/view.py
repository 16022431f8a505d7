"""Questions of the guide: which turn asks which, as proposed, confirmed or left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult

from qualcode.domain.guide import Question
from qualcode.project.guide_turns import AskingTurn, Decision
from qualcode.tui.commands.base import Context
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.screens.footing import with_keys
from qualcode.tui.screens.prompt import Prompt
from qualcode.tui.screens.question_picker import NONE, QuestionPicker, asked_in, decide
from qualcode.tui.views.base import View
from qualcode.tui.views.dashboard_rows import counted
from qualcode.tui.views.group.filing import GUIDE_NOTE, absent, take_guide
from qualcode.tui.views.questions.rows import Order, details, rows_of, totals
from qualcode.tui.widgets.line import Line
from qualcode.tui.widgets.lines import LineList
from qualcode.tui.widgets.painting import pieces
from qualcode.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from qualcode.project import Project

NO_GUIDE = (
    "There is no topic guide yet.",
    "{ImportGuide} takes one from a text file with a question per line (Q1 …), as “qualcode guide "
    "STUDY import FILE” does. Then the moderator's turns that ask its questions are found.",
)
NO_TURNS = (
    "There is no turn that could ask a question.",
    "Import transcripts on the coding screen with {ImportFiles}, or press {GoTo} p 5 where the "
    "screen is limited to a set without any.",
)


class QuestionsView(View):
    """The turns that may ask, under the questions of the guide; the highlighted one in full."""

    NAME = "questions"
    TITLE_TEXT = "Questions of the guide"
    CSS_PATH = "questions.tcss"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (*View.SHARED, Context.QUESTIONS)

    def __init__(self, project: Project) -> None:
        """Take an open study; nothing is read yet."""
        super().__init__(project)
        self.what, self.rows = Line(id="questions-what"), LineList(id="questions-rows")
        self.pane, self.empty = Pane(id="questions-turn"), Pane(id="questions-empty")
        self.order, self.waiting = Order.QUESTION, False
        self.questions: list[Question] = []
        self.turns: dict[str, AskingTurn] = {}
        self._wanted: tuple[str, int] | None = None

    def body(self) -> ComposeResult:
        """Totals, the turns, the turn under the cursor in full."""
        yield self.what
        yield self.rows
        yield self.pane
        yield self.empty

    def on_mount(self) -> None:
        """Begin in the list."""
        self.set_focus(self.rows)

    def aim(self, *, transcript: str = "", turn: int = -1, **_: Any) -> None:
        """Put the cursor on a turn: transcript by id, place of the turn from 0."""
        if transcript:
            self._wanted = (transcript, turn + 1)

    # Showing

    def show_view(self) -> None:
        """Match again, and draw."""
        self.questions = self.project.guide.questions()
        names = self.program.limit.names(self.project)
        found: list[AskingTurn] = []
        if self.questions and (names is None or names):
            found = self.project.guide.turns(names or ())
        self.turns = {one.turn_id: one for one in found}
        self._draw(self._aimed())

    def _aimed(self) -> str | None:
        """The turn that another screen wants to see: the one that asks what is answered there."""
        if self._wanted is None:
            return None
        (transcript, number), self._wanted = self._wanted, None
        known = [one for one in self.turns.values() if one.transcript_id == transcript]
        before = [one for one in known if one.turn <= number and one.key]
        return before[-1].turn_id if before else None

    def _draw(self, cursor: str | None = None) -> None:
        turns = list(self.turns.values())
        self.set_class(not turns, "-bare")
        if not turns:
            first, then = NO_TURNS if self.questions else NO_GUIDE
            self.empty.show([pieces((first, "strong")), (), pieces(with_keys(then))])
        rows = rows_of(turns, self.questions, self.order, waiting=self.waiting)
        self.rows.say_if_empty(with_keys("Nothing waits: {OnlyWaiting} lists all turns again."))
        self.rows.set_rows(rows, cursor=cursor)
        self.rows.show_cursor()
        limited = self.program.limit.name(self.project)
        where = f"set {limited}  " if limited else ""
        only = "only what is proposed  " if self.waiting else ""
        right = pieces((where, "accent"), (only, "warn"), (self.order.value, "muted"))
        self.what.show(totals(turns), right)
        self.show_turn()

    def show_turn(self) -> None:
        """Show the turn under the cursor in full."""
        one = self.current
        texts = {each.key: each.text for each in self.questions}
        self.pane.show(details(one, texts) if one else [])
        self.show_footer()

    @property
    def current(self) -> AskingTurn | None:
        """The turn under the cursor."""
        row = self.rows.current
        return self.turns.get(row.key) if row else None

    @on(LineList.Highlighted)
    def highlighted(self) -> None:
        """Another turn is under the cursor."""
        self.show_turn()

    @on(LineList.Chosen)
    def clicked(self) -> None:
        """A click shows the turn; it decides nothing."""
        self.show_turn()

    # What commands do

    def confirm(self) -> None:
        """Keep what is proposed for the turn under the cursor, and go on to the next."""
        one = self.current
        if one is not None and one.decision is Decision.PROPOSED:
            self._decide(one, f"q{one.key}")

    def reject(self) -> None:
        """The turn under the cursor asks no question; go on to the next proposed one."""
        if one := self.current:
            self._decide(one, NONE)

    def choose(self) -> None:
        """Ask which question the turn under the cursor asks."""
        one = self.current
        if one is not None:
            asked = asked_in(list(self.turns.values()), one.transcript_id)
            dialog = QuestionPicker(self.questions, one, asked)
            self.ask(dialog, lambda answer: self._decide(one, answer))

    def _decide(self, one: AskingTurn, answer: str) -> None:
        following = self._following(one)
        said = decide(self.project, one, answer)
        fresh = {each.turn_id: each for each in self.project.guide.turns([one.transcript])}
        self.turns = {key: fresh.get(key, known) for key, known in self.turns.items()}
        self._shown = self._state
        self._draw(following)
        self.say(f"{said} {with_keys('{Undo} takes it back.')}")

    def _following(self, one: AskingTurn) -> str:
        """The next turn for which something is proposed; else the one that was decided."""
        keys = [row.key for row in self.rows.rows if not row.heading]
        here = keys.index(one.turn_id) if one.turn_id in keys else 0
        waiting = [key for key in keys[here + 1 :] if self.turns[key].decision is Decision.PROPOSED]
        return waiting[0] if waiting else one.turn_id

    def confirm_all(self) -> None:
        """Ask whether all that is proposed is to be kept, as one step."""
        found = [one for one in self.turns.values() if one.decision is Decision.PROPOSED]
        number = counted(len(found), "turn")
        sentence = f"What is proposed for {number} is confirmed; one undo takes all of it back."
        question = Confirm("Confirm all that is proposed?", sentence, "confirm")
        self.ask(question, lambda yes: self._confirm_all(found) if yes else None)

    def _confirm_all(self, found: list[AskingTurn]) -> None:
        pairs = [(one.turn_id, one.key) for one in found]
        self.change(
            lambda: self.project.guide.assign_all(pairs),
            f"{counted(len(found), 'turn')} assigned to questions.",
        )

    def to_text(self) -> None:
        """Show the turn under the cursor on the coding screen."""
        if one := self.current:
            self.program.open_place(one.transcript_id, one.start, one.end)

    def next_order(self) -> None:
        """List by question, or by transcript."""
        other = self.order is Order.QUESTION
        self.order = Order.TRANSCRIPT if other else Order.QUESTION
        self._draw()

    def toggle_waiting(self) -> None:
        """List only what is proposed, or all turns again."""
        self.waiting = not self.waiting
        self._draw()

    def escape(self) -> bool:
        """List all turns again."""
        if self.waiting:
            self.toggle_waiting()
            return True
        return False

    def take_guide(self) -> None:
        """Ask for the file of a guide."""
        prompt = Prompt("Take the topic guide from", "", GUIDE_NOTE, "take", absent)
        self.ask(prompt, lambda name: take_guide(self, name))
