"""Ways from a view to the coding screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tui.views.registry import WORKBENCH

if TYPE_CHECKING:
    from qualcode.tui.program import QualcodeApp


def to_transcript(program: QualcodeApp, transcript_id: str) -> None:
    """Show a transcript where the coder stopped in it."""
    program.go(WORKBENCH)
    program.workbench.switch(transcript_id)


def to_code(program: QualcodeApp, code_id: str) -> None:
    """Show the code tree with the cursor on a code."""
    program.go(WORKBENCH)
    bench = program.workbench
    bench.panels.show("codes")
    bench.codes.select(code_id)
    bench.show_state()


def to_import(program: QualcodeApp) -> None:
    """Open the import of transcripts."""
    program.go(WORKBENCH)
    program.workbench.open_import()
