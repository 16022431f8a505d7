"""Types of attributes, values as they are stored, bands for print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.attributes import (
    Attribute,
    AttributeType,
    Subject,
    band_of,
    date_of,
    guess_type,
    normal,
    number_of,
    printable,
)


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["3", "12", "(no answer)"], AttributeType.NUMBER),
        (["3,5", "4"], AttributeType.NUMBER),
        (["007", "012"], AttributeType.TEXT),
        (["2025-05-14", "3.6.2025"], AttributeType.DATE),
        (["2025-02-30"], AttributeType.TEXT),
        (["5/6/2025", "6/6/2025"], AttributeType.TEXT),
        (["under 10", "10-19", "20+", "50,000 to 100,000"], AttributeType.BAND),
        (["small", "large", "Small"], AttributeType.CHOICE),
        (["small", "large", "middle"], AttributeType.TEXT),
        (["", " "], AttributeType.TEXT),
    ],
)
def test_a_type_is_the_narrowest_that_fits(values: list[str], kind: AttributeType) -> None:
    assert guess_type(values) is kind


def test_values_are_stored_in_one_form() -> None:
    assert normal(" 1 200 ", AttributeType.NUMBER) == "1200"
    assert normal("1,200,000", AttributeType.NUMBER) == "1200000"
    assert normal("3,50", AttributeType.NUMBER) == "3.5"
    assert normal("14. 5. 2025", AttributeType.DATE) == "2025-05-14"
    assert normal("2025-05-14 00:00:00", AttributeType.DATE) == "2025-05-14"
    assert normal("  two\twords ", AttributeType.TEXT) == "two words"
    assert normal("(No Answer)", AttributeType.NUMBER) == ""
    for text, kind in (("many", AttributeType.NUMBER), ("May", AttributeType.DATE)):
        with pytest.raises(ValueError, match=f"“{text}” is not a"):
            normal(text, kind)


@given(st.floats(-1e6, 1e6), st.lists(st.integers(-50, 50), min_size=1, max_size=5, unique=True))
def test_a_number_is_in_the_band_between_its_neighbours(number: float, cuts: list[int]) -> None:
    ordered = sorted(cuts)
    below = [cut for cut in ordered if cut <= number]
    above = [cut for cut in ordered if cut > number]
    if not below:
        expected = f"under {above[0]}"
    elif not above:
        expected = f"{below[-1]} and more"
    else:
        expected = f"{below[-1]} to under {above[0]}"
    assert band_of(number, ordered) == expected


def test_what_is_printed() -> None:
    years = Attribute("1", Subject.PARTICIPANT, "years", AttributeType.NUMBER, 1, (5, 10))
    since = Attribute("2", Subject.PARTICIPANT, "since", AttributeType.DATE, 2)
    assert [printable(years, value) for value in ("4", "5", "10", "", None)] == [
        *("under 5", "5 to under 10", "10 and more", "(no answer)", "")
    ]
    assert printable(since, "2019-03-01") == "2019"
    plain = Attribute("3", Subject.PARTICIPANT, "n", AttributeType.NUMBER, 3)
    assert printable(plain, "17") == "17"


def test_what_is_no_number_or_day() -> None:
    assert [number_of(text) for text in ("", "x", "1,2,3", "12 34")] == [None] * 4
    assert [date_of(text) for text in ("", "2025", "32.1.2025", "14/5/2025")] == [None] * 4
