"""Colour, merge and split of the code under the tree cursor, and all of it to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.domain.codebook import Code
from qualcode.domain.display import shortened
from qualcode.domain.errors import BadInput, Refused
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.screens.footing import with_keys

if TYPE_CHECKING:
    from qualcode.tui.screens.codebook_actions import CodebookActions
    from qualcode.tui.screens.split_code import SplitTarget


class Shaping:
    """What changes more than the words of a code."""

    def __init__(self, actions: CodebookActions) -> None:
        """Take the actions of the tree."""
        self.actions, self.codebook = actions, actions.codebook
        self.program = actions.screen.program

    def show_whole(self, code: Code) -> None:
        """Show all that is known of a code."""
        from qualcode.tui.screens.whole_code import WholeCode

        self.program.push_screen(WholeCode(self.actions.desk.project, code))

    def recolour(self) -> None:
        """Ask for the colour."""
        from qualcode.tui.screens.recolour import Recolour

        code = self.actions.code
        self.program.push_screen(
            Recolour(self.actions.desk.codebook, code), lambda colour: self._recolour(code, colour)
        )

    def _recolour(self, code: Code, colour: str | None) -> None:
        if colour is not None and colour != code.colour:
            self.program.attempt(lambda: self._do_recolour(code, colour))

    def _do_recolour(self, code: Code, colour: str) -> None:
        from qualcode.tui.reader.palette import name_of

        self.codebook.edit(code.id, colour=colour)
        self.actions.changed(f"“{shortened(code.name, 40)}” has the colour {name_of(colour)}.")

    def merge(self) -> None:
        """Ask for the code to merge it into."""
        from qualcode.tui.screens.merge_code import MergeTarget

        code = self.actions.code
        self.program.push_screen(
            MergeTarget(self.actions.desk.project, code), lambda into: self._merge(code, into)
        )

    def _merge(self, code: Code, into: str | None) -> None:
        if into is not None:
            self.program.attempt(lambda: self._ask_merge(code, into))

    def _ask_merge(self, code: Code, into: str) -> None:
        from qualcode.tui.screens.merge_code import told_of

        preview = self.codebook.merge_preview(code.id, into)
        if preview.refusal:
            raise BadInput(preview.refusal)
        names = shortened(code.name, 30), shortened(self.actions.desk.code_name(into), 30)
        sentence = with_keys(
            f"{told_of(preview)} Other coders’ work on it follows too. Its rules are kept as a "
            "memo. {Undo} takes it all back."
        )
        question = Confirm(f"Merge “{names[0]}” into “{names[1]}”?", sentence, "merge")
        self.program.push_screen(question, lambda yes: self._confirmed(code, into, yes))

    def _confirmed(self, code: Code, into: str, yes: bool | None) -> None:
        if yes:
            self.program.attempt(lambda: self._do_merge(code, into))

    def _do_merge(self, code: Code, into: str) -> None:
        kept = self.codebook.merge(code.id, into)
        self.actions.desk.follow(code.id, into)
        said = f"“{shortened(code.name, 40)}” is merged into “{shortened(kept.name, 40)}”."
        self.actions.recoded(said, select=into)

    def split(self) -> None:
        """Ask for the second code; BadInput where there is no passage to send."""
        from qualcode.tui.screens.split_code import SplitInto

        code = self.actions.code
        found = self.codebook.splittable(code.id)
        if not found.passages:
            raise Refused(nothing_to_split(code.name, found.finished))
        self.program.push_screen(
            SplitInto(self.actions.desk.project, code), lambda target: self._split(code, target)
        )

    def _split(self, code: Code, target: SplitTarget | None) -> None:
        from qualcode.tui.screens.split_code import SplitCode

        if target is None:
            return
        project = self.actions.desk.project
        screen = SplitCode(project, code, target, self.codebook.splittable(code.id))
        self.program.push_screen(screen, lambda sent: self._decided(code, target, sent))

    def _decided(self, code: Code, target: SplitTarget, sent: dict[str, str] | None) -> None:
        if sent:
            self.program.attempt(lambda: self._do_split(code, target, sent))

    def _do_split(self, code: Code, target: SplitTarget, sent: dict[str, str]) -> None:
        made = self.codebook.split(code.id, sent, target.new)
        count = sum(to != code.id for to in sent.values())
        word = "segment" if count == 1 else "segments"
        said = f"{count:,} {word} went to “{shortened(target.name, 40)}”."
        self.actions.recoded(said, select=made.id if made else code.id)


def nothing_to_split(name: str, finished: int) -> str:
    """Why no segment with a code can be sent on; ``finished`` lie in finished transcripts."""
    name = shortened(name, 40)
    if not finished:
        return f"you have no segment with “{name}”, so there is nothing to split"
    lie = "segment lies in a transcript" if finished == 1 else "segments lie in transcripts"
    whose = "your only" if finished == 1 else f"all {finished:,} of your"
    reopen = with_keys("reopen it ({FinishTranscript})" if finished == 1 else "reopen some of them")
    return f"{whose} {lie} marked as finished: {reopen} to split “{name}”"
