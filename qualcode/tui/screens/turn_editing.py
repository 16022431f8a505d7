"""Editing the turn under the cursor: asked for, foretold, done, and shown again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qualcode.domain.alignment import Verdict
from qualcode.domain.display import shortened
from qualcode.domain.errors import Refused
from qualcode.project.edit_report import EditReport
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.screens.prompt import Prompt
from qualcode.tui.widgets.entry import harmless

if TYPE_CHECKING:
    from qualcode.domain.transcripts import Transcript
    from qualcode.tui.screens.workbench import Workbench

Edit = Callable[[bool], EditReport]
"""An edit; with True it is only foretold."""


class TurnEditing:
    """Edits of the turn in which the selection begins."""

    def __init__(self, screen: Workbench) -> None:
        """Take the coding screen; there must be a transcript open."""
        opened = screen.desk.transcript
        if opened is None:
            raise Refused("no transcript is open")
        self.screen, self.transcript = screen, opened
        self.room = screen.desk.project.editing
        position = screen.selection.start
        self.index = opened.positions.turn_at(position)
        self.offset = position - opened.positions.starts[self.index]

    @property
    def _where(self) -> tuple[str, int]:
        return self.transcript.id, self.index + 1

    def correct(self) -> None:
        """Open the text of the turn."""
        from qualcode.tui.screens.turn_text import TurnText

        text = self.transcript.turns[self.index].text
        if harmless(text, lines=True) != text:
            raise Refused(
                "this turn has characters that cannot be shown while it is written: "
                "“qualcode edit” corrects it"
            )

        def foretell(wanted: str) -> str:
            return told_of(self.room.correct(*self._where, wanted, dry_run=True))

        heading = f"Correct turn {self.index + 1}{who_speaks(self.transcript, self.index)}"
        self.screen.program.push_screen(
            TurnText(heading, text, foretell),
            lambda wanted: self._do(
                wanted is not None,
                lambda dry: self.room.correct(*self._where, wanted or "", dry_run=dry),
            ),
        )

    def split(self) -> None:
        """Ask who speaks from the selection on; without speakers just ask."""
        turn = self.transcript.turns[self.index]
        speaker = self.transcript.speaker_of(turn)
        words = shortened(turn.text[self.offset :], 40)

        def edit(label: str | None) -> Edit:
            return lambda dry: self.room.split(*self._where, self.offset, label=label, dry_run=dry)

        told = told_of(edit(None)(True))
        if speaker is None:
            self._ask(f"Split turn {self.index + 1} before “{words}”?", "split", edit(None))
            return
        self.screen.program.push_screen(
            Prompt(f"Who says “{words}”?", speaker.label, told, "split the turn"),
            lambda label: self._do(label is not None, edit(label)),
        )

    def join(self) -> None:
        """Say what would follow, and ask."""
        heading = f"Join turn {self.index + 1} with the next?"
        self._ask(heading, "join", lambda dry: self.room.join(*self._where, dry_run=dry))

    def _ask(self, heading: str, yes: str, edit: Edit) -> None:
        question = Confirm(heading, told_of(edit(True)), yes)
        self.screen.program.push_screen(question, lambda sure: self._do(bool(sure), edit))

    def _do(self, wanted: bool, edit: Edit) -> None:
        if wanted:
            self.screen.program.attempt(lambda: self._done(edit))

    def _done(self, edit: Edit) -> None:
        screen = self.screen
        # The place of the cursor follows as every reading place does.
        screen.store_place(now=True)
        version = screen.desk.codebook.version
        report = edit(False)
        screen.coding.take_changes(version, ())
        screen.say(told_of(report))


def who_speaks(transcript: Transcript, index: int) -> str:
    """`` of Ana``; nothing where nobody is known to speak."""
    speaker = transcript.speaker_of(transcript.turns[index])
    return f" of {shortened(speaker.label, 40)}" if speaker else ""


def told_of(report: EditReport) -> str:
    """What an edit does to coding, as sentences; of other coders the numbers only."""
    own, others = report.own, report.others
    parts = [f"{own[each]:,} {each.value}" for each in Verdict if own.get(each)]
    told = f"Your segments: {', '.join(parts)}." if parts else "You have coded nothing here."
    changed = [
        f"{others[each]:,} {each.value}"
        for each in (Verdict.ALTERED, Verdict.LOST)
        if others.get(each)
    ]
    if changed:
        told += f" Other coders' segments: {', '.join(changed)}."
    lost = [one.before for one in report.segments if one.verdict is Verdict.LOST]
    if lost:
        told += " Lost: " + ", ".join(f"“{shortened(text, 30)}”" for text in lost[:3]) + "."
    return " ".join([told, *(f"{note[:1].upper()}{note[1:]}." for note in report.notes)])
