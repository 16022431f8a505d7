"""Wrapped text with marked words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.display import displayed
from qualcode.tui.widgets.marked import MARK, MarkedPane
from qualcode.tui.widgets.painting import Piece
from qualcode.tui.widgets.plain import make_plain, shown


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


@given(
    parts=st.lists(
        st.tuples(st.text("a …⏎–", max_size=9), st.sampled_from(["", MARK])), max_size=6
    ),
    width=st.integers(1, 20),
)
def test_words_for_signs_keep_the_style_of_the_sign(
    parts: list[tuple[str, str]], width: int
) -> None:
    make_plain(True)
    try:
        pane = MarkedPane()
        pane._width = width
        lines = pane._wrapped(tuple(Piece(*part) for part in parts))
        wanted = [(letter, style) for text, style in parts for letter in shown(text)]
    finally:
        make_plain(False)
    found = [(letter, part.style) for line in lines for part in line for letter in part.text]
    assert [one for one in found if one[0] != " "] == [one for one in wanted if one[0] != " "]
