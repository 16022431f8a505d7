"""Memos from the coding screen: on the segment under the cursor, else on the turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qualcode.domain.display import shortened
from qualcode.domain.memos import Memo, Subject

if TYPE_CHECKING:
    from qualcode.tui.screens.workbench import Workbench


class Target(NamedTuple):
    """What a memo would be written on."""

    subject: Subject
    id: str
    heading: str


class Memos:
    """The memos of the open transcript, kept in memory by what they are on."""

    def __init__(self, screen: Workbench) -> None:
        """Take the screen."""
        self.screen, self.desk = screen, screen.desk
        self.on_segments: dict[str, list[Memo]] = {}
        self._on_turns: dict[str, list[Memo]] = {}

    def load(self) -> None:
        """Read the memos on the segments of the open transcript."""
        transcript = self.desk.transcript
        self._on_turns.clear()
        of = self.desk.project.memos.of_transcript
        self.on_segments = of(transcript.id) if transcript else {}

    @property
    def target(self) -> Target | None:
        """The segment under the cursor, or the turn where nothing is coded."""
        transcript = self.desk.transcript
        if transcript is None or not self.screen.has_selection:
            return None
        here = self.screen.segments_here
        if here:
            segment = here[0]
            words = shortened(transcript.text[segment.start : segment.end], 50)
            name = self.desk.code_name(segment.code_id)
            return Target(Subject.SEGMENT, segment.id, f"Memo on {name}: “{words}”")
        index = transcript.positions.turn_at(self.screen.selection.start)
        turn = transcript.turns[index]
        speaker = transcript.speaker_of(turn)
        who = f" of {speaker.label}" if speaker else ""
        return Target(Subject.TURN, turn.id, f"Memo on turn {index + 1}{who}")

    def here(self) -> list[Memo]:
        """The coder's memos on what is under the cursor."""
        target = self.target
        if target is None:
            return []
        if target.subject is Subject.SEGMENT:
            return self.on_segments.get(target.id, [])
        if target.id not in self._on_turns:
            memos = self.desk.project.memos
            self._on_turns[target.id] = memos.on(Subject.TURN, target.id)
        return self._on_turns[target.id]

    def open(self) -> None:
        """Write or change the memo on what is under the cursor."""
        from qualcode.tui.screens.memo import MemoScreen

        target = self.target
        if target:
            known = self.here()
            memo = known[-1] if known else None
            self.screen.program.push_screen(
                MemoScreen(self.desk.project, target, memo), self._written
            )

    def _written(self, changed: bool | None) -> None:
        if changed:
            self.load()
            self.screen.show_marks()
        self.screen.show_state()
