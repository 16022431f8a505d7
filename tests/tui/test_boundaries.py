"""Boundaries by sentence and to a place, on any text."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.errors import Refused
from qualcode.domain.spans import Span
from qualcode.tui.boundaries import moved_by_sentence, moved_to
from qualcode.tui.reader.text import ReaderText
from tests.tui.reader.build import text_of


@cache
def text() -> ReaderText:
    """Three turns, the second one empty."""
    return text_of("One here. Two here! Three?", "", "Four. Five.")


@given(st.integers(0, 36), st.integers(1, 20), st.sampled_from(["start", "end"]), st.booleans())
def test_a_moved_boundary_stays_in_the_text_and_on_its_side(
    start: int, length: int, edge: str, later: bool
) -> None:
    span = Span(start, min(start + length, text().end))
    if span.start >= span.end:
        return
    moved = moved_by_sentence(text(), span, edge, 1 if later else -1)
    assert 0 <= moved.start < moved.end <= text().end
    if edge == "end":
        assert moved.start == span.start
        assert moved.end >= span.end if later else moved.end <= span.end
    else:
        assert moved.end == span.end
        assert moved.start >= span.start if later else moved.start <= span.start


def test_sentences_are_walked_over_turns() -> None:
    span, ends = Span(0, 9), []
    while (moved := moved_by_sentence(text(), span, "end", 1)) != span:
        span = moved
        ends.append(text().text[: span.end].rsplit(maxsplit=1)[-1])
    assert ends == ["here!", "Three?", "Four.", "Five."]


def test_to_a_place_never_crosses() -> None:
    span = Span(10, 20)
    assert moved_to(span, "end", Span(30, 40)) == (10, 40)
    assert moved_to(span, "start", Span(0, 5)) == (0, 20)
    assert moved_to(span, "end", Span(5, 12)) == (10, 12)
    for edge, where in (("end", Span(0, 10)), ("start", Span(20, 25))):
        with pytest.raises(Refused, match="the cursor is"):
            moved_to(span, edge, where)
