"""What can be done to codes from the code tree."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from qualcode.domain.codebook import Code
from qualcode.domain.display import shortened
from qualcode.domain.errors import BadInput
from qualcode.tui import ranking
from qualcode.tui.screens.prompt import Prompt

if TYPE_CHECKING:
    from qualcode.tui.screens.codebook_moves import Moves
    from qualcode.tui.screens.codebook_shaping import Shaping
    from qualcode.tui.screens.workbench import Workbench


class CodebookActions:
    """Create, rename, edit, retire and pin the code under the tree cursor."""

    def __init__(self, screen: Workbench) -> None:
        """Take the screen."""
        self.screen, self.desk = screen, screen.desk
        self.codebook = screen.desk.project.codebook

    @property
    def code(self) -> Code:
        """The code under the cursor; BadInput where there is none."""
        code = self.screen.tree_code
        if code is None:
            raise BadInput("there is no code under the cursor: choose one with ↓ and ↑")
        return code

    @cached_property
    def moves(self) -> Moves:
        """Moving in the tree."""
        from qualcode.tui.screens.codebook_moves import Moves

        return Moves(self)

    @cached_property
    def shaping(self) -> Shaping:
        """Colour, merge and split."""
        from qualcode.tui.screens.codebook_shaping import Shaping

        return Shaping(self)

    def recoded(self, said: str, *, select: str) -> None:
        """Segments have other codes: read them again, then show the codebook as it is now."""
        self.screen.coding.take_changes(self.screen.marker.codebook.version)
        self.changed(said, select=select)

    def changed(self, said: str = "", *, select: str | None = None) -> None:
        """Show the codebook as it is now, with the tree cursor on a code, and say what was done."""
        screen = self.screen
        screen.codebook_changed()
        screen.show_marks()
        screen.show_ghosts()
        screen.show_state()
        if select:
            screen.codes.reveal(select)
            screen.show_selection()
        if said:
            screen.say(said)
        screen.suggesting.ask()

    def create(self, *, beneath: bool) -> None:
        """Ask for the name of a code beside or under the highlighted one."""
        code = self.screen.tree_code
        parent = None if code is None else (code.id if beneath else code.parent_id)
        paths = self.desk.codebook.paths
        where = f"under {shortened(paths[parent], 60)}" if parent else "at the top"
        note = f"It is made {where}; parent > child places it elsewhere."
        self.screen.program.push_screen(
            Prompt("New code", note=note, done="make"), lambda name: self._create(name, parent)
        )

    def _create(self, name: str | None, parent: str | None) -> None:
        if name is None:
            return

        def act() -> None:
            wanted, above = name, parent
            if "/" in name or ">" in name:
                placed = ranking.new_code(name, self.desk.codebook)
                if placed is None:
                    why = ranking.why_no_new_code(name, self.desk.codebook)
                    raise BadInput(why or "a code needs a name")
                wanted, above = placed
            made = self.codebook.create(wanted, above)
            self.changed(f"Made “{made.name}”.", select=made.id)

        self.screen.program.attempt(act)

    def apply(self) -> None:
        """Code the selection with the highlighted code."""
        if self.screen.has_selection:
            self.screen.coding.apply(self.code.id)

    def rename(self) -> None:
        """Ask for another name."""
        code = self.code
        prompt = Prompt(f"Rename {shortened(code.name, 60)}", code.name, done="rename")
        self.screen.program.push_screen(prompt, lambda name: self._rename(code, name))

    def _rename(self, code: Code, name: str | None) -> None:
        if name and name != code.name:
            self.screen.program.attempt(lambda: self._do_rename(code, name))

    def _do_rename(self, code: Code, name: str) -> None:
        self.codebook.rename(code.id, name)
        self.changed()

    def edit(self) -> None:
        """Open the form with definition and rules."""
        from qualcode.tui.screens.code_form import CodeForm

        code = self.code
        self.screen.program.push_screen(
            CodeForm(code), lambda fields: self._edit(code, fields) if fields else None
        )

    def _edit(self, code: Code, fields: dict[str, object]) -> None:
        def act() -> None:
            self.codebook.edit(code.id, **fields)
            self.changed(f"Changed “{fields.get('name', code.name)}”.")

        self.screen.program.attempt(act)

    def retire(self) -> None:
        """Retire the code, or take it back into use."""
        code = self.code
        self.codebook.retire(code.id, not code.retired)
        word = "is in use again" if code.retired else "is retired; R takes it back"
        self.changed(f"“{code.name}” {word}.")

    def pin(self) -> None:
        """Ask for the digit."""
        from qualcode.tui.screens.choose import Choose

        code = self.code
        pinned = self.codebook.slots()
        options = [
            (
                str(digit),
                self.desk.code_name(self.desk.slots[digit]) if digit in self.desk.slots else "free",
                "pinned" if digit in pinned else "",
            )
            for digit in range(1, 10)
        ]
        options.append(("0", "take the pin away", ""))
        heading = f"Pin {shortened(code.name, 40)} to which digit?"
        self.screen.program.push_screen(
            Choose(heading, options, "1234567890"), lambda digit: self._pin(code, digit)
        )

    def _pin(self, code: Code, digit: str | None) -> None:
        if digit is not None:
            self.screen.program.attempt(lambda: self._do_pin(code, int(digit)))

    def _do_pin(self, code: Code, digit: int) -> None:
        for slot, pinned in self.codebook.slots().items():
            if pinned == code.id:
                self.codebook.pin(slot, None)
        if digit:
            self.codebook.pin(digit, code.id)
        self.desk.refresh_slots()
        self.screen.show_state()
