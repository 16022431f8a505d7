"""Memos from the coding screen: on the segment under the cursor, else on the turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qualcode.domain.codebook import Code
from qualcode.domain.display import shortened
from qualcode.domain.memos import Memo, Subject
from qualcode.domain.segments import Segment
from qualcode.tui.drafts import Kept, kept_memo

if TYPE_CHECKING:
    from qualcode.domain.transcripts import Transcript
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
        self.kept: Kept | None = None

    def load(self) -> None:
        """Read the memos on the segments of the open transcript."""
        transcript = self.desk.transcript
        self._on_turns.clear()
        of = self.desk.project.memos.of_transcript
        self.on_segments = of(transcript.id) if transcript else {}

    def load_again(self) -> list[Segment]:
        """Read the memos again; the segments of which one came or went, for their signs."""
        before, held = self.on_segments.keys(), self.desk.held
        self.load()
        changed = before ^ self.on_segments.keys()
        return [held.by_id[one] for one in changed if one in held.by_id] if held else []

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
        return _on_turn(transcript, self.screen.selection.start)

    def here(self) -> list[Memo]:
        """The coder's memos on what is under the cursor."""
        target = self.target
        return self._on(target) if target else []

    def _on(self, target: Target) -> list[Memo]:
        if target.subject is Subject.SEGMENT:
            return self.on_segments.get(target.id, [])
        memos = self.desk.project.memos
        if target.subject is not Subject.TURN:
            return memos.on(target.subject, target.id)
        if target.id not in self._on_turns:
            self._on_turns[target.id] = memos.on(Subject.TURN, target.id)
        return self._on_turns[target.id]

    def open(self) -> None:
        """Write or change the memo on what is under the cursor."""
        if target := self.target:
            self._open(target)

    def open_on_transcript(self) -> None:
        """Write or change the memo on the open transcript."""
        if transcript := self.desk.transcript:
            name = shortened(transcript.name, 50)
            self._open(Target(Subject.TRANSCRIPT, transcript.id, f"Memo on “{name}”"))

    def open_on_study(self) -> None:
        """Write or change the memo on the study."""
        self._open(Target(Subject.STUDY, "", "Memo on the study"))

    @property
    def code_meant(self) -> Code | None:
        """The code under the cursor of the tree, where that has the focus; else that here."""
        if self.screen.panels.current == "codes":
            return self.screen.tree_code
        here = self.screen.segments_here
        return self.desk.code(here[0].code_id) if here else None

    def open_on_code(self) -> None:
        """Write or change the memo on a code."""
        if code := self.code_meant:
            name = shortened(code.name, 50)
            self._open(Target(Subject.CODE, code.id, f"Memo on the code {name}"))

    def _open(self, target: Target) -> None:
        from qualcode.tui.screens.memo import MemoScreen

        known = self._on(target)
        memo = known[-1] if known else None
        self.screen.program.push_screen(MemoScreen(self.desk.project, target, memo), self._written)

    def look_for_kept(self) -> None:
        """Find out whether an unsaved memo is kept."""
        if not self.desk.read_only:
            self.kept = kept_memo(self.desk.project, self.desk.transcript)

    def open_kept(self) -> None:
        """Go to the place of the unsaved memo and open it."""
        self.look_for_kept()
        if self.kept is None:
            self.screen.say("No unsaved memo is kept.")
            return
        kept, screen = self.kept, self.screen
        if kept.transcript is None:
            self._open(Target(kept.subject, kept.id, f"Memo on “{shortened(kept.name, 50)}”"))
            return
        screen.switch(kept.transcript.id)
        if kept.subject is Subject.SEGMENT:
            self.desk.last_segment = kept.id
            screen.reader.select(kept.span)
        else:
            screen.reader.go_to(kept.span.start)
        screen.after_move()
        target = self.target
        if kept.subject is Subject.TURN and self.desk.transcript is not None:
            target = _on_turn(self.desk.transcript, kept.span.start)
        if target:
            self._open(target)

    def _written(self, changed: bool | None) -> None:
        if self.kept is not None:
            self.look_for_kept()
        if changed:
            self.load()
            self.screen.show_marks()
        self.screen.show_state()


def _on_turn(transcript: Transcript, position: int) -> Target:
    index = transcript.positions.turn_at(position)
    turn = transcript.turns[index]
    speaker = transcript.speaker_of(turn)
    who = f" of {speaker.label}" if speaker else ""
    return Target(Subject.TURN, turn.id, f"Memo on turn {index + 1}{who}")
