"""Merges of codes taken back in the code view, in whole or for some passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.domain.display import shortened
from qualcode.domain.errors import Refused
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.screens.footing import with_keys
from qualcode.tui.screens.merge_code import counted

if TYPE_CHECKING:
    from qualcode.project.codebook_unmerge import Unmergeable, Unmerged
    from qualcode.tui.views.code import CodeView


class Unmerging:
    """Sends passages back to the code that a merge took them from."""

    def __init__(self, view: CodeView) -> None:
        """Take the view."""
        self.view = view

    def send_back(self) -> None:
        """Send back the marked passages, or the one at the cursor."""
        view, done = self.view, []
        wanted = [one.id for one in view.targets()]
        if view.change(lambda: done.append(view.project.passages.unmerge(wanted))):
            view.marked.clear()
            view.list_passages()
            view.say(told(done[0]))

    def ask(self) -> None:
        """Ask which merge into the code under the cursor is to be taken back, and whether it is."""
        row = self.view.codes.current
        found = self.view.project.codebook.unmergeable(row.key) if row else []
        if not found:
            raise Refused("no merge into this code stands any more: there is nothing to take back")
        if len(found) == 1:
            self._ask_one(found[0])
            return
        from qualcode.tui.screens.choose import Choose

        by_number = {str(one.sequence): one for one in found}
        options = [(key, _name(one), goes_back(one)) for key, one in by_number.items()]
        dialog = Choose("Which merge shall be taken back?", options)
        self.view.ask(dialog, lambda key: self._ask_one(by_number[key]))

    def _ask_one(self, merge: Unmergeable) -> None:
        if merge.refusal:
            raise Refused(merge.refusal)
        sentence = with_keys(
            f"{goes_back(merge)}; other coders’ work that the merge took along goes back too, and "
            "so do memos on the code and the codes below it. {Undo} brings the merge back."
        )
        question = Confirm(f"Unmerge “{_name(merge)}”?", sentence, "unmerge")
        self.view.ask(question, lambda yes: self._unmerge(merge) if yes else None)

    def _unmerge(self, merge: Unmergeable) -> None:
        said = f"The merge of “{_name(merge)}” is taken back: {goes_back(merge, past=True)}."
        self.view.change(lambda: self.view.project.codebook.unmerge(merge.sequence), said)


def goes_back(merge: Unmergeable, *, past: bool = False) -> str:
    """How many own segments a merge gives back."""
    verb = "went" if past else "goes" if merge.segments == 1 else "go"
    return f"{counted(merge.segments, 'segment')} of yours {verb} back"


def told(done: Unmerged) -> str:
    """What went back to which code, and what stayed."""
    parts = [
        f"{counted(count, 'passage')} went back to “{shortened(path, 40)}”"
        for path, count in done.returned.items()
    ]
    if done.stayed:
        whose = "was coded" if done.stayed == 1 else "were coded"
        parts.append(f"{done.stayed:,} {whose} like this by hand and stayed")
    return "; ".join(parts) + "."


def _name(merge: Unmergeable) -> str:
    return shortened(merge.path, 40)
