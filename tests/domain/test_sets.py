"""Conditions of sets."""

from __future__ import annotations

import pytest

from qualcode.domain.sets import condition


@pytest.mark.parametrize(
    ("text", "values", "holds"),
    [
        ("size=small", ["Small"], True),
        ("size = small, middle", ["middle"], True),
        ("size=small", ["large"], False),
        ("size=small", [], False),
        ("size!=small", ["large"], True),
        ("size!=small", [], True),
        ("size!=small", ["large", "small"], False),
        ("minutes>60", ["90"], True),
        ("minutes>60", ["60"], False),
        ("minutes>=60", ["60"], True),
        ("minutes<60", ["9"], True),
        ("minutes<=60", ["long"], False),
        ("date>=2025-05-14", ["2025-05-14"], True),
        ("date<2025-05-14", ["2025-05-14"], False),
        ("group date=2025-05-14", ["2025-05-14"], True),
    ],
)
def test_a_condition_holds(text: str, values: list[str], holds: bool) -> None:
    made = condition(text)
    assert made.holds(values) is holds
    assert condition(str(made)) == made


@pytest.mark.parametrize("text", ["", "size", "=small", "size=", "size=,", "minutes>long", "a>1,2"])
def test_what_is_no_condition(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no condition|needs one number"):
        condition(text)
