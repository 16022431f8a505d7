"""The code palette: find a code by a few letters, apply one or several, or make a new one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from qualcode.domain.display import shortened
from qualcode.domain.spans import Span
from qualcode.tui import ranking
from qualcode.tui.commands.base import Context
from qualcode.tui.desk import Desk
from qualcode.tui.screens.picker import Picker
from qualcode.tui.widgets.entry import Entry
from qualcode.tui.widgets.inspecting import name_in_place, rules_of
from qualcode.tui.widgets.line import Line
from qualcode.tui.widgets.lines import Row
from qualcode.tui.widgets.painting import Pieces, pieces

NEW = "+"
QUOTES = 2
LONGEST_QUOTE = 120


class Choice(NamedTuple):
    """What was chosen: ids of codes, or a code to be made."""

    codes: tuple[str, ...] = ()
    new: ranking.NewCode | None = None


class CodePalette(Picker[Choice]):
    """Ranked codes for the selection; ends with a Choice or None."""

    CSS_PATH = "palette.tcss"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST, Context.PALETTE)
    hint = "⏎ apply · {MarkCode} mark several · parent/name new code below · {CloseDialog} back"

    def __init__(self, desk: Desk, selection: Span) -> None:
        """Take the desk and the selection to be coded."""
        super().__init__()
        self.desk = desk
        self.marked: list[str] = []
        self.quotes: dict[str, Sequence[str]] = {}
        text = desk.transcript.text[selection.start : selection.end] if desk.transcript else ""
        self.heading = f"Code “{shortened(text, 70)}”"
        self.scores: dict[str, float] = {}
        for proposal, _ in desk.proposals.at(selection):
            self.scores[proposal.code_id] = max(
                proposal.score, self.scores.get(proposal.code_id, 0.0)
            )
        self.recent = tuple(desk.recent)
        self.digits = {code_id: digit for digit, code_id in desk.slots.items()}

    def rows_for(self, query: str) -> Sequence[Row]:
        """Ranked codes, and the code that could be made."""
        book = self.desk.codebook
        usage = ranking.Usage(self.scores, self.recent, self.desk.counts)
        found = ranking.rank(query, book, usage)
        rows = [self._row(code.id) for code in found]
        fresh = ranking.new_code(query, book)
        if fresh is None:
            return rows
        parent = f"under {book.paths[fresh.parent_id]}" if fresh.parent_id else "at the top"
        row = Row(NEW, pieces("  ", ("+ ", "key"), f"new code “{fresh.name}”"), pieces(parent))
        if ranking.means_new(query, book):
            return [row, *rows]
        return [*rows, row]

    def _row(self, code_id: str) -> Row:
        mark = ("✓ ", "good") if code_id in self.marked else "  "
        digit = (f"{self.digits.get(code_id, ' ')} ", "key")
        notes: list[str | tuple[str, str]] = []
        if code_id in self.scores:
            notes.append((f"suggested {self.scores[code_id]:.2f}  ", "accent"))
        if used := self.desk.counts.get(code_id, 0):
            notes.append((f"used {used}", "muted"))
        left = pieces(mark, digit) + name_in_place(self.desk.codebook, code_id)
        return Row(code_id, left, pieces(*notes))

    def nothing(self, query: str) -> str:
        """Why no code can be made; in a study without codes: how the first one is."""
        why = ranking.why_no_new_code(query, self.desk.codebook)
        return (
            why or super().nothing(query) or "No codes yet: type a name, and Enter makes the code."
        )

    def preview(self, key: str) -> Sequence[Pieces]:
        """Definition, two quotes and rules of the highlighted code."""
        code = self.desk.code(key)
        if code is None:
            return [pieces(("Makes the code and applies it, as one step.", "muted"))]
        definition, *rules = rules_of(code)
        quotes = [pieces((f"“{quote}”", "muted")) for quote in self._quotes(key)]
        # Quotes stand before the rules: where there is little room, those are cut.
        return [pieces((code.name, "strong")), definition, *quotes, *rules]

    def _quotes(self, code_id: str) -> Sequence[str]:
        """Two quotes of the code from the coder's whole work, key quotes first."""
        if code_id not in self.quotes:
            found = self.desk.project.segments.examples(code_id, QUOTES)
            self.quotes[code_id] = [shortened(quote, LONGEST_QUOTE) for quote in found]
        return self.quotes[code_id]

    def mark(self) -> None:
        """Mark the highlighted code, or take the mark back, and clear what was typed."""
        row = self.rows_list.current
        if row is None or row.key == NEW:
            return
        if row.key in self.marked:
            self.marked.remove(row.key)
        else:
            self.marked.append(row.key)
        names = ", ".join(self.desk.code_name(code_id) for code_id in self.marked)
        said = pieces((f"{len(self.marked)} marked: {shortened(names, 40)}", "good"))
        title = self.query_one("#title", Line)
        title.show(pieces((self.heading, "strong")), said if self.marked else ())
        if self.query_text:
            self.query_one(Entry).value = ""
        else:
            self.list_rows(first=False)

    def choose(self, key: str) -> None:
        """Close with the marked codes and the chosen one."""
        if key == NEW:
            fresh = ranking.new_code(self.query_text, self.desk.codebook)
            self.dismiss(Choice(tuple(self.marked), fresh))
        elif self.marked and not self.query_text:
            self.dismiss(Choice(tuple(self.marked)))
        else:
            self.dismiss(Choice(tuple(dict.fromkeys([*self.marked, key]))))
