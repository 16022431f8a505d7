"""The moderator's turns that probably ask a question, to be kept or left out one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from qualcode.domain.display import shortened
from qualcode.project.guide_turns import QuestionProposal
from qualcode.tui.commands.base import Context
from qualcode.tui.screens.base import Dialog
from qualcode.tui.widgets.lines import LineList, Row
from qualcode.tui.widgets.painting import pieces

TEXT = 60


class GuideProposals(Dialog[list[QuestionProposal]]):
    """Ends with the proposals that were kept; space leaves one out or takes it again."""

    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST, Context.MARKING)
    heading = "Which question does the moderator ask here?"
    hint = "{MarkListed} keep or not · {EndMarking} done · {CloseDialog} back"

    def __init__(self, proposals: Sequence[QuestionProposal]) -> None:
        """Take what was proposed; all of it is kept to begin with."""
        super().__init__()
        self.proposals = list(proposals)
        self.left_out: set[str] = set()

    def compose(self) -> ComposeResult:
        """Title, proposals, keys."""
        title, hint = self.frame_lines()
        with Vertical(classes="box wide"):
            yield title
            yield LineList(id="rows")
            yield hint

    def on_mount(self) -> None:
        """List them."""
        listed = self.query_one(LineList)
        listed.styles.height = min(len(self.proposals), 14)
        self.list_rows()
        self.set_focus(listed)

    def list_rows(self) -> None:
        """Draw every proposal with its mark; the cursor stays."""
        rows = []
        for one in self.proposals:
            mark = "[ ]" if one.turn_id in self.left_out else "[x]"
            place = f"{shortened(one.transcript, 16)} {one.turn}"
            order = "" if one.ordered else "not in order"
            text = shortened(one.text, TEXT)
            facts = (f"{one.score:.0f} {order}".rstrip(), "muted")
            row = pieces((f" {mark} ", "key"), (one.key, "strong"), f"  {text}  ", (place, "muted"))
            rows.append(Row(one.turn_id, row, right=pieces(facts)))
        self.query_one(LineList).set_rows(rows)

    def action_mark(self) -> None:
        """Leave the proposal under the cursor out, or take it again."""
        if row := self.query_one(LineList).current:
            self.left_out ^= {row.key}
            self.list_rows()

    def action_done(self) -> None:
        """Close with all that are marked; nothing marked means nothing done."""
        kept = [one for one in self.proposals if one.turn_id not in self.left_out]
        self.dismiss(kept or None)

    @on(LineList.Chosen)
    def clicked(self) -> None:
        """A click leaves out or takes again."""
        self.action_mark()
