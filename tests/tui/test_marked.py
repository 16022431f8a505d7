"""Wrapped text with marked words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.display import displayed
from qualcode.tui.widgets.marked import MARK, MarkedPane
from qualcode.tui.widgets.painting import Piece


@given(
    parts=st.lists(
        st.tuples(st.text("ab 漢\n\t\x1b", max_size=9), st.sampled_from(["", MARK, "muted"])),
        max_size=6,
    ),
    width=st.integers(1, 20),
)
def test_wrapping_keeps_every_letter_in_its_style(parts: list[tuple[str, str]], width: int) -> None:
    pane = MarkedPane()
    pane._width = width
    lines = pane._wrapped(tuple(Piece(*part) for part in parts))
    wanted = [
        (letter, style)
        for text, style in parts
        for letter in displayed(text, lines=True)
        if not letter.isspace()
    ]
    found = [
        (letter, part.style)
        for line in lines
        for part in line
        for letter in part.text
        if not letter.isspace()
    ]
    assert found == wanted
