from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.positions import Part, Place, Positions
from tests.domain.texts import quick

turn_texts = st.lists(st.text(alphabet="ab", max_size=4), max_size=6)


@quick
@given(turn_texts)
def test_places_and_whole_positions_round_trip(texts: list[str]) -> None:
    whole = "\n".join(texts)
    positions = Positions([len(text) for text in texts])
    assert positions.end == len(whole)
    if texts:
        for position in range(len(whole) + 1):
            place = positions.place(position)
            assert positions.whole(*place) == position
            assert 0 <= place.offset <= len(texts[place.turn])


@quick
@given(turn_texts, st.data())
def test_an_anchor_keeps_the_text_and_moves_off_line_feeds(
    texts: list[str], data: st.DataObject
) -> None:
    whole = "\n".join(texts)
    positions = Positions([len(text) for text in texts])
    start = data.draw(st.integers(-1, len(whole) + 1))
    end = data.draw(st.integers(-1, len(whole) + 1))
    inside = 0 <= start <= end <= len(whole) and bool(texts)
    if not inside or not whole[start:end].strip("\n"):
        with pytest.raises(ValueError, match=r"holds no text|lies outside|before it starts"):
            positions.anchor(start, end)
        return
    first, last = positions.anchor(start, end)
    assert first.offset < len(texts[first.turn])
    assert 0 < last.offset <= len(texts[last.turn])
    begin, stop = positions.whole(*first), positions.whole(*last)
    assert whole[begin:stop] == whole[start:end].strip("\n")
    assert positions.anchor(begin, stop) == (first, last)


@quick
@given(turn_texts, st.integers(-2, 30), st.integers(-2, 30))
def test_parts_hold_exactly_the_characters_of_turns(texts: list[str], start: int, end: int) -> None:
    positions = Positions([len(text) for text in texts])
    parts = positions.parts(start, end)
    found = [
        positions.whole(part.turn, offset)
        for part in parts
        for offset in range(part.start, part.end)
    ]
    expected = [
        positions.whole(turn, offset)
        for turn, text in enumerate(texts)
        for offset in range(len(text))
        if start <= positions.whole(turn, offset) < end
    ]
    assert found == expected
    assert all(part.start < part.end for part in parts)


def test_named_places() -> None:
    positions = Positions([3, 0, 2])  # "abc\n\nde"
    assert [positions.turn_at(at) for at in range(8)] == [0, 0, 0, 0, 1, 2, 2, 2]
    assert positions.anchor(2, 5) == (Place(0, 2), Place(0, 3))
    assert positions.anchor(3, 6) == (Place(2, 0), Place(2, 1))
    assert positions.parts(1, 7) == [Part(0, 1, 3), Part(2, 0, 2)]
    assert Positions([]).parts(0, 9) == []


@pytest.mark.parametrize("position", [-1, 4])
def test_a_position_outside_the_text_is_refused(position: int) -> None:
    with pytest.raises(ValueError, match="outside the text of 3"):
        Positions([3]).place(position)
    with pytest.raises(ValueError, match="outside the text of 0"):
        Positions([]).turn_at(0)
