"""The turns behind a cell as rows of a list."""

from __future__ import annotations

from qualcode.domain.display import shortened
from qualcode.project.group import Behind
from qualcode.tui.widgets.lines import Row
from qualcode.tui.widgets.painting import pieces

WIDTH = 14


def passage_row(key: str, one: Behind) -> Row:
    """A row with the turn's number, who speaks, and whom it answers."""
    words = f"turn {one.turn} · {shortened(one.speaker, WIDTH)}"
    if one.answers is not None:
        words += f" → {one.answers} {shortened(one.answered, WIDTH)}"
    return Row(key, pieces(" "), pieces((f"{words} ", "muted")))


def quote_of(one: Behind) -> str:
    """What is quoted of a turn; one without words says so."""
    return one.text if one.text.strip() else "(no words)"
