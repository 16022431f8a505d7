"""What is done to the segment under the cursor beside its code: key quote, weight, boundaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.domain.display import shortened
from qualcode.domain.segments import Segment
from qualcode.domain.spans import Span
from qualcode.tui import boundaries
from qualcode.tui.screens.footing import with_keys

if TYPE_CHECKING:
    from qualcode.tui.screens.workbench import Workbench

NO_SEGMENT = "No segment is here, and none was worked on in this transcript."
NO_WEIGHT = "none"
WEIGHTS_ON = "Weights are on: {Weigh} weighs a segment."
WEIGHTS_OFF = "Weights are off. Those that were given stay stored."
WEIGHT_WORDS = ("mentions only", "weak", "clear", "strong")

BOUNDARIES = {
    ">": ("end-later", "end one sentence later"),
    "<": ("end-earlier", "end one sentence earlier"),
    "(": ("start-earlier", "start one sentence earlier"),
    ")": ("start-later", "start one sentence later"),
    "e": ("end-here", "end to the cursor"),
    "s": ("start-here", "start to the cursor"),
}
"""Moves of a boundary by the letter that chooses them: the keys that move by a word, and two."""


class MarkActions:
    """Changes of a segment that keep its code: on disk first, painted after."""

    def __init__(self, screen: Workbench) -> None:
        """Take the screen."""
        self.screen, self.desk = screen, screen.desk

    def toggle_key_quote(self) -> None:
        """Mark the segment under the cursor as a key quote, or take the mark back."""
        segment = self.screen.segments_here[0]
        self._show(self.desk.set_key_quote(segment, not segment.key_quote))

    def weigh(self) -> None:
        """Ask for the weight of the segment under the cursor."""
        from qualcode.tui.screens.choose import Choose

        segment = self.screen.segments_here[0]
        name = shortened(self.desk.code_name(segment.code_id), 30)
        options = [(str(weight), words, "") for weight, words in enumerate(WEIGHT_WORDS)]
        dialog = Choose(f"Weight of “{name}” here", [*options, (NO_WEIGHT, "none", "")], "0123n")
        dialog.hint = "0-3 choose · n none · {CloseDialog} back"
        self.screen.program.push_screen(dialog, lambda chosen: self._weigh(segment.id, chosen))

    def _weigh(self, segment_id: str, chosen: str | None) -> None:
        held = self.desk.held
        if chosen is None or held is None or segment_id not in held.by_id:
            return
        weight = None if chosen == NO_WEIGHT else int(chosen)
        self.screen.program.attempt(
            lambda: self._show(self.desk.set_weight(held.by_id[segment_id], weight))
        )

    def switch_weights(self) -> None:
        """Switch weights on or off in this study."""
        project = self.desk.project
        project.set_weighted(not project.weighted)
        self.screen.show_state()
        self.screen.say(with_keys(WEIGHTS_ON) if project.weighted else WEIGHTS_OFF)

    # Boundaries

    def ask_boundary(self) -> None:
        """Ask which boundary to move, and where to."""
        from qualcode.tui.screens.choose import Choose

        if not self.screen.segments_here and self.desk.worked_on is None:
            self.screen.say(NO_SEGMENT)
            return
        options = []
        for name, words in BOUNDARIES.values():
            segment = self._target(name)
            code = shortened(self.desk.code_name(segment.code_id), 24) if segment else ""
            options.append((name, words, code))
        dialog = Choose("Move which boundary?", options, "".join(BOUNDARIES))
        self.screen.program.push_screen(dialog, self._boundary_chosen)

    def _boundary_chosen(self, name: str | None) -> None:
        if name:
            self.screen.program.attempt(lambda: self.move_boundary(name))

    def move_boundary(self, name: str) -> None:
        """Move a boundary by the name of the move in BOUNDARIES."""
        segment = self._target(name)
        if segment is None:
            self.screen.say(NO_SEGMENT)
            return
        span = self._moved(segment, name)
        if span == (segment.start, segment.end):
            self.screen.say("This boundary cannot go further.")
        else:
            self._show(self.desk.resize(segment, span))

    def _target(self, name: str) -> Segment | None:
        """The segment whose boundary is meant.

        To the cursor comes the boundary of a segment under it that would change, else that of
        the one worked on last, wherever it is: so a segment is stretched to a place far away.
        """
        here = self.screen.segments_here
        if not name.endswith("-here"):
            return here[0] if here else self.desk.worked_on
        changing = (one for one in here if self._moved(one, name) != (one.start, one.end))
        return next(changing, self.desk.worked_on or (here[0] if here else None))

    def _moved(self, segment: Segment, name: str) -> Span:
        edge, _, where = name.partition("-")
        span = Span(segment.start, segment.end)
        if where == "here":
            return boundaries.moved_to(span, edge, self.screen.selection)
        direction = 1 if where == "later" else -1
        return boundaries.moved_by_sentence(self.desk.text, span, edge, direction)

    def _show(self, segment: Segment) -> None:
        self.screen.add_mark(segment)
        self.screen.show_state()
