"""Moving codes in the tree: by keys, under another code, and by dragging with the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.domain.codebook import Code
from qualcode.domain.display import shortened
from qualcode.domain.errors import BadInput
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.screens.merge_code import counted

if TYPE_CHECKING:
    from qualcode.tui.screens.codebook_actions import CodebookActions


class Moves:
    """Moves the code under the tree cursor with all below it, and says what follows."""

    def __init__(self, actions: CodebookActions) -> None:
        """Take the actions of the tree."""
        self.actions, self.codebook = actions, actions.codebook

    def choose(self) -> None:
        """Ask for the code to move it under; the question says what follows."""
        from qualcode.tui.screens.move_code import MoveTarget

        code, book = self.actions.code, self.actions.desk.codebook
        self.actions.screen.program.push_screen(
            MoveTarget(book, code, self.follows(code)),
            lambda target: self._chosen(code, target),
        )

    def _chosen(self, code: Code, target: str | None) -> None:
        if target is not None:
            self.actions.screen.program.attempt(lambda: self.put(code, target or None))

    def follows(self, code: Code) -> str:
        """How many codes and own segments follow a code."""
        below = len(self.actions.desk.codebook.below(code.id)) - 1
        told = counted(self.codebook.below_counts(code.id), "segment") + " of yours"
        return f"{counted(below, 'code')} below it and {told}" if below else told

    def put(self, code: Code, parent: str | None, before: str | None = None) -> None:
        """Move a code and say where it stands now and what followed."""
        follows = self.follows(code)
        self.codebook.move(code.id, parent, before)
        book = self.codebook.current()
        where = f"under “{shortened(book.by_id[parent].name, 40)}”" if parent else "at the top"
        if parent == code.parent_id:
            place = [one.id for one in book.children[parent]].index(code.id) + 1
            where = f"at place {place} of {len(book.children[parent])}"
        said = f"“{shortened(code.name, 40)}” stands {where}; {follows} went along."
        self.actions.changed(said, select=code.id)

    def inwards(self) -> None:
        """Put the code under the one before it at the same level."""
        code = self.actions.code
        beside, place = self._beside(code)
        if not place:
            raise BadInput(f"there is no code before “{code.name}” to put it under")
        self.actions.screen.codes.unfold(beside[place - 1].id)
        self.put(code, beside[place - 1].id)

    def outwards(self) -> None:
        """Put the code beside the one it stands under, right after it."""
        code, book = self.actions.code, self.actions.desk.codebook
        if code.parent_id is None:
            raise BadInput(f"“{code.name}” stands at the top already")
        above = book.by_id[code.parent_id]
        beside, place = self._beside(above)
        after = beside[place + 1].id if place + 1 < len(beside) else None
        self.put(code, above.parent_id, after)

    def step(self, way: int) -> None:
        """Put the code one place up (-1) or down (1) among those beside it."""
        code = self.actions.code
        beside, place = self._beside(code)
        wanted = place + way
        if not 0 <= wanted < len(beside) or beside[wanted].layer != code.layer:
            raise BadInput(f"“{code.name}” is the {'first' if way < 0 else 'last'} one here")
        stop = wanted if way < 0 else wanted + 1
        self.put(code, code.parent_id, beside[stop].id if stop < len(beside) else None)

    def drop(self, code_id: str, target: str | None) -> None:
        """Ask whether a dragged code shall stand under another one, or at the top (None)."""
        book = self.actions.desk.codebook
        code = book.by_id[code_id]
        if target == code.parent_id or target == code_id:
            return
        book.moved(code_id, target)
        where = f"under “{shortened(book.by_id[target].name, 40)}”" if target else "to the top"
        question = f"Move “{shortened(code.name, 40)}” {where}?"
        confirm = Confirm(question, f"{self.follows(code)} will go along.", "move")
        self.actions.screen.program.push_screen(
            confirm, lambda yes: self._chosen(code, target or "") if yes else None
        )

    def _beside(self, code: Code) -> tuple[tuple[Code, ...], int]:
        """The codes at the same place, and where among them the code stands."""
        beside = self.actions.desk.codebook.children[code.parent_id]
        return beside, [one.id for one in beside].index(code.id)
