from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.tui.widgets.timeline import axis, bars, columns_for, gathered


@given(st.integers(1, 200), st.integers(0, 300))
def test_columns_fit_and_divide_the_slices(slices: int, room: int) -> None:
    columns = columns_for(slices, room)
    assert columns <= room
    assert columns == 0 if room == 0 else slices % columns == 0


@given(st.lists(st.integers(0, 99), min_size=60, max_size=60), st.sampled_from([60, 30, 20, 1]))
def test_gathering_loses_nothing(slices: list[int], columns: int) -> None:
    found = gathered(slices, columns)
    assert len(found) == columns
    assert sum(found) == sum(slices)


@pytest.mark.parametrize("plain", [True, False])
def test_any_word_can_be_seen_and_the_peak_is_full(plain: bool) -> None:
    line = bars([0, 1, 1000], 1000, plain=plain)
    assert line[0] == " "
    assert line[1] in "▁1"
    assert line[2] in "█9"


def test_plain_bars_are_ascii() -> None:
    assert bars(range(50), 49, plain=True).isascii()


def test_the_axis_names_what_there_is_room_for() -> None:
    assert axis(("0:00", "30:00", "1:00:00"), 30).split() == ["0:00", "30:00", "1:00:00"]
    assert axis(("0:00", "30:00", "1:00:00"), 15).split() == ["0:00", "1:00:00"]
    assert axis(("0:00", "30:00", "1:00:00"), 6) == "0:00  "
    assert len(axis(("0:00", "30:00", "1:00:00"), 3)) == 3
