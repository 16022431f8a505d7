"""Splitting a code: the other code is chosen, then each own passage is sent to one of the two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical

from qualcode.domain.codebook import Code
from qualcode.domain.display import shortened
from qualcode.project import Project
from qualcode.project.codebook_split import NEW, NewCode, Splittable
from qualcode.tui import ranking
from qualcode.tui.commands.base import Context
from qualcode.tui.screens.base import Dialog
from qualcode.tui.screens.picker import Picker
from qualcode.tui.widgets.inspecting import name_in_place, rules_of
from qualcode.tui.widgets.line import Line
from qualcode.tui.widgets.lines import Row
from qualcode.tui.widgets.painting import Pieces, pieces
from qualcode.tui.widgets.sheet import Sheet

AROUND = 240
"""Characters of context shown before and after a passage."""
LOW = 20
"""Rows of the screen below which there is little context, so that the passage is in view."""


class SplitTarget(NamedTuple):
    """The second code of a split: an id, or a code to be made."""

    code_id: str
    name: str
    new: NewCode | None = None


class SplitInto(Picker[SplitTarget]):
    """Ends with the code that passages can be sent to, or with None."""

    hint = "⏎ choose · {CloseDialog} back"

    def __init__(self, project: Project, code: Code) -> None:
        """Take the study and the code to be split."""
        super().__init__()
        self.code, self.book = code, project.codebook.current()
        self.heading = f"Split {shortened(code.name, 24)}: name a new code, or choose one"

    def rows_for(self, query: str) -> Sequence[Row]:
        """The code that would be made, beside the split one, and all other codes in use."""
        found = ranking.rank(query, self.book, ranking.Usage({}, (), {}))
        rows = [
            Row(code.id, pieces(" ") + name_in_place(self.book, code.id))
            for code in found
            if code.id != self.code.id
        ]
        made = self._new()
        if made is None:
            return rows
        where = self.book.paths[made.parent_id] if made.parent_id else "the top"
        row = Row(NEW, pieces((" + ", "key"), f"new code “{made.name}”"), pieces((where, "muted")))
        return [row, *rows]

    def _new(self) -> NewCode | None:
        """The code that what is typed would make: beside the split one, or where it says."""
        typed = self.query_text.strip()
        if not typed:
            return None
        if "/" in typed or ">" in typed:
            placed = ranking.new_code(typed, self.book)
            return NewCode(*placed) if placed else None
        beside = self.book.children.get(self.code.parent_id, ())
        if any(one.name == typed for one in beside):
            return None
        return NewCode(typed, self.code.parent_id)

    def preview(self, key: str) -> Sequence[Pieces]:
        """Rules of the highlighted code."""
        code = self.book.by_id.get(key)
        if code is None:
            return [pieces(("Makes the code with the split, as one step.", "muted"))]
        return rules_of(code)

    def choose(self, key: str) -> None:
        """Close with the code."""
        made = self._new() if key == NEW else None
        name = made.name if made else self.book.by_id[key].name
        self.dismiss(SplitTarget(key, name, made))


class SplitCode(Dialog[dict[str, str]]):
    """Walks the passages of a code; ends with the code of each that was decided, or with None."""

    CSS_PATH = "split_code.tcss"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST, Context.SPLIT)
    hint = (
        "{SendToFirst}/{SendToSecond} send · {TakeBackSent} back one · {EndSplit} end and split · "
        "{CloseDialog} leave"
    )

    def __init__(
        self, project: Project, code: Code, target: SplitTarget, found: Splittable
    ) -> None:
        """Take the study, both codes and the passages."""
        super().__init__()
        self.project, self.code, self.target = project, code, target
        self.passages = found.passages
        self.names = (code.name, target.name)
        self.ids = (code.id, target.code_id)
        self.sent: list[int] = []
        self.heading = f"Split {shortened(code.name, 60)}"
        self.aside = f"{found.finished:,} in finished transcripts stay" if found.finished else ""

    def compose(self) -> ComposeResult:
        """Title with progress, both codes, the passage in its context, keys."""
        title, hint = self.frame_lines()
        with Vertical(classes="box wide tall"):
            yield title
            yield Line(id="first")
            yield Line(id="second")
            yield Sheet(id="passage")
            yield hint

    def on_mount(self) -> None:
        """Show the first passage."""
        self.set_focus(self.query_one(Sheet))
        self.show_passage()

    @property
    def done(self) -> bool:
        """Whether every passage is decided."""
        return len(self.sent) == len(self.passages)

    def show_passage(self) -> None:
        """Show the next passage that is not decided, how far one is, and the two codes."""
        place = f"{min(len(self.sent) + 1, len(self.passages)):,} of {len(self.passages):,}"
        right = "all decided" if self.done else place
        notes = [one for one in (self.aside, right) if one]
        self.query_one("#title", Line).show(
            pieces((self.heading, "strong")), pieces(("  ".join(notes), "muted"))
        )
        for number, name in enumerate(("first", "second")):
            count = self.sent.count(number)
            words = (" stays", " is new")[number] if number == 0 or self.target.new else ""
            shown = pieces((f"{number + 1} ", "key"), self.names[number], (words, "muted"))
            self.query_one(f"#{name}", Line).show(shown, pieces((f"{count:,}", "muted")))
        sheet = self.query_one(Sheet)
        sheet.show(self._ended() if self.done else self._in_context())
        sheet.step("first")

    def _ended(self) -> list[Pieces]:
        return [
            (),
            pieces(("Every passage is decided: Enter splits the code, u goes back.", "good")),
        ]

    def _in_context(self) -> list[Pieces]:
        """The passage with what is said before and after it."""
        passage = self.passages[len(self.sent)]
        segment = self.project.segments.get(passage.segment_id)
        one = self.project.transcripts.get(segment.transcript_id)
        turn = one.turns[one.positions.turn_at(segment.start)]
        speaker = one.speaker_of(turn)
        low = self.app.size.height < LOW
        around = AROUND // 5 if low else AROUND
        before = one.text[max(segment.start - around, 0) : segment.start]
        after = one.text[segment.end : segment.end + around]
        who = speaker.label if speaker else ""
        where = pieces((one.name, "accent"), (f"  turn {turn.sequence + 1}  {who}", "muted"))
        text = pieces(("▌ ", "key"), (one.text[segment.start : segment.end], "strong"))
        # Spaces behind a line end would be read as an indent of the next line.
        first = pieces((f"… {before.strip()}", "muted")) if before.strip() else ()
        last = pieces((f"{after.strip()} …", "muted")) if after.strip() else ()
        return [where, first, text, last] if low else [where, (), first, (), text, (), last]

    def action_send(self, number: int) -> None:
        """Send the passage to one of the two, and go on."""
        if not self.done:
            self.sent.append(number)
            self.show_passage()

    def action_back(self) -> None:
        """Take the last decision back."""
        if self.sent:
            self.sent.pop()
            self.show_passage()

    def assignments(self) -> dict[str, str]:
        """The code of each passage that was decided."""
        return {
            passage.segment_id: self.ids[number]
            for passage, number in zip(self.passages, self.sent, strict=False)
        }

    def action_finish(self) -> None:
        """Close with what was decided; what was not stays."""
        self.dismiss(self.assignments() if 1 in self.sent else None)

    def action_cancel(self) -> None:
        """Close without a split; decisions are asked about first."""
        if not self.sent:
            self.dismiss(None)
            return
        from qualcode.tui.screens.confirm import Confirm

        words = f"{len(self.sent):,} decisions are lost; the code stays as it was."
        question = Confirm("Leave without splitting?", words, "leave")
        self.program.push_screen(question, self._leave)

    def _leave(self, yes: bool | None) -> None:
        if yes:
            self.dismiss(None)
