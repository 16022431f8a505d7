from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.errors import BadInput
from qualcode.formats.read.segments_csv import BadRow, SegmentRow, read_segments
from tests.formats.reads import refusal

HEADER = "transcript,start,end,code,coder,memo\n"


def test_rows_with_line_numbers_and_memos_of_several_lines() -> None:
    found = read_segments((HEADER + 'g1,0,5,a,rk,"one\ntwo"\ng1,5,9,b,ml,\n').encode(), "s.csv")
    assert found.rows == [
        SegmentRow(2, "g1", 0, 5, "a", "rk", "one\ntwo"),
        SegmentRow(4, "g1", 5, 9, "b", "ml", ""),
    ]
    assert found.bad == []


def test_columns_in_any_order_others_ignored_memo_left_out() -> None:
    text = "\ufeffCoder;quote;End;start;Code;Transcript\nrk;hi;9; 4 ;a;g1\n"
    assert read_segments(text.encode(), "s.csv").rows == [SegmentRow(2, "g1", 4, 9, "a", "rk", "")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("g1,x,5,a,rk,", "start “x” is not a whole number from 0 up"),
        ("g1,1,-5,a,rk,", "end “-5” is not a whole number from 0 up"),
        ("g1,1.5,5,a,rk,", "start “1.5” is not a whole number from 0 up"),
        ("g1,5,5,a,rk,", "5..5 holds no text"),
        ("g1,6,5,a,rk,", "6..5 holds no text"),
        ("g1,1,5,,rk,", "code is empty"),
        (",1,5,a, ,", "transcript, coder is empty"),
        ("g1,1,5,a", "4 cells instead of 6"),
        (f"g1,1,{'9' * 5000},a,rk,", "the position is larger than any text"),
    ],
)
def test_bad_rows_are_told_and_the_rest_comes_in(row: str, reason: str) -> None:
    found = read_segments((HEADER + row + "\ng1,0,5,a,rk,\n").encode(), "s.csv")
    assert found.bad == [BadRow(2, reason)]
    assert [segment.line for segment in found.rows] == [3]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "transcript,start,end,code\n"])
def test_a_header_is_needed(text: str) -> None:
    with pytest.raises(BadInput, match=r"s\.csv"):
        read_segments(text.encode(), "s.csv")


def test_a_hundred_thousand_rows() -> None:
    data = (
        HEADER + "".join(f"group1,{n},{n + 40},inc.info,rk,\n" for n in range(100_000))
    ).encode()
    assert len(read_segments(data, "s.csv").rows) == 100_000


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda t: (HEADER + t).encode("utf-8", "replace"))
)
def test_nothing_but_a_sentence_comes_of_any_bytes(data: bytes) -> None:
    refused = refusal(lambda: read_segments(data, "s.csv"))
    if refused is not None:
        assert "s.csv" in refused
    else:
        assert all(0 <= row.start < row.end for row in read_segments(data, "s.csv").rows)
