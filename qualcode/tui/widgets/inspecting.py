"""What a code means, as paragraphs: definition, when to use it and when not, an example."""

from __future__ import annotations

from qualcode.domain.codebook import Code
from qualcode.tui.widgets.painting import Pieces, pieces


def rules_of(code: Code) -> list[Pieces]:
    """Definition and rules of a code; what is empty is left out."""
    missing = ("No definition yet.", "muted")
    found = [pieces(code.definition or missing)]
    for label, style, text in (
        ("use when ", "good", code.include_when),
        ("not when ", "warn", code.exclude_when),
        ("example ", "accent", code.example),
    ):
        if text:
            found.append(pieces((label, style), text))
    if code.retired:
        found.append(pieces(("retired: cannot be applied", "warn")))
    return found
