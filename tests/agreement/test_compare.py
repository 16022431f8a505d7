from __future__ import annotations

from dataclasses import replace
from typing import cast

import numpy as np
import pytest

from qualcode.agreement import Rule, compare, mask_tables
from qualcode.domain.errors import BadInput
from tests.agreement.build import Segment, counts, material, ranges

SEGMENTS: list[Segment] = [
    ("RK", "d1", 10, 60, "cost"),
    ("RK", "d1", 210, 260, "cost"),
    ("RK", "d2", 50, 120, "cost"),
    ("MS", "d1", 10, 60, "cost"),
    ("MS", "d2", 60, 120, "cost"),
    ("RK", "d1", 355, 370, "distance"),
]
LENGTHS = {"d1": 400, "d2": 250}
CODES = ["cost", "distance", "trust"]


def test_a_code_of_two_coders_in_two_documents() -> None:
    agreement = compare(material(LENGTHS, SEGMENTS, ["RK", "MS"], CODES))
    cost = agreement.codes[0]
    assert agreement.unit_total == 650
    assert (cost.code, cost.n11, cost.n10, cost.n01, cost.n00) == ("cost", 110, 60, 0, 480)
    assert cost.percent == pytest.approx(0.907692307692)
    assert cost.cohen_kappa == pytest.approx(0.730290456432)
    assert cost.f1 == pytest.approx(0.785714285714)
    assert cost.alpha_nominal == pytest.approx(1 - 1299 * 60 / (280 * 1020))
    assert cost.prevalence == (170 / 650, 110 / 650)
    assert cost.coded == (170, 110)
    assert cost.reason == ""
    assert [*cost.as_dict()] == ["percent", "f1", "cohen_kappa", "alpha_nominal"]
    pair = cost.pairs[0]
    assert (pair.coder_a, pair.coder_b, pair.as_dict()) == ("RK", "MS", cost.as_dict())


def test_overall_stacks_all_cells_and_is_not_the_mean() -> None:
    agreement = compare(material(LENGTHS, SEGMENTS, ["RK", "MS"], CODES))
    overall = agreement.overall
    assert (overall.n11, overall.n10, overall.n01) == (110, 75, 0)
    assert overall.n00 == 3 * 650 - 185
    assert agreement.mean_kappa == pytest.approx((0.730290456432 + 0) / 2)
    assert agreement.mean_kappa_codes == 2


def test_undefined_and_lone_codes_say_so() -> None:
    _, distance, trust = compare(material(LENGTHS, SEGMENTS, ["RK", "MS"], CODES)).codes
    assert distance.reason == "only RK uses this code"
    assert (distance.cohen_kappa, distance.f1) == (0, 0)
    assert distance.alpha_nominal is not None
    assert distance.alpha_nominal < 0
    assert trust.reason == "neither coder used this code in the text compared"
    assert trust.as_dict() == {"percent": 1, "f1": None, "cohen_kappa": None, "alpha_nominal": None}


def test_all_text_coded_by_both_is_undefined_too() -> None:
    row = compare(counts(40, 0, 0, 40)).codes[0]
    assert (row.percent, row.f1, row.cohen_kappa, row.alpha_nominal) == (1, 1, None, None)
    assert row.reason == "both coders gave this code to all of the text compared"
    half = compare(counts(20, 20, 0, 40)).codes[0]
    assert (half.cohen_kappa, half.reason) == (0, "")


def test_nothing_to_compare() -> None:
    made = material({"d": 30}, [("A", "d", 3, 9, "c")], ["A", "B"], ["c"])
    agreement = compare(replace(made, counted=(ranges([]),)))
    row = agreement.codes[0]
    assert agreement.unit_total == 0
    assert set(row.as_dict().values()) == {None}
    assert row.prevalence == (None, None)
    assert row.reason == "none of the text counts in this comparison"
    assert (agreement.mean_kappa, agreement.mean_kappa_codes) == (None, 0)
    empty = compare(material({}, [], ["A", "B"], []))
    assert set(empty.overall.as_dict().values()) == {None}
    assert empty.codes == ()
    assert empty.overall.reason == "no text or no code counts in this comparison"


def test_reasons_of_three_coders() -> None:
    segments: list[Segment] = [
        *((coder, "d", 0, 20, "all") for coder in "ABC"),
        *((coder, "d", 0, 5, "two") for coder in "AB"),
        ("C", "d", 0, 5, "one"),
    ]
    agreement = compare(material({"d": 20}, segments, "ABC", ["all", "two", "one", "none"]))
    assert [row.reason for row in agreement.codes] == [
        "all coders gave this code to all of the text compared",
        "C does not use this code",
        "only C uses this code",
        "no coder used this code in the text compared",
    ]
    assert agreement.overall.reason == ""
    two = agreement.codes[1]
    assert (two.n11, two.f1, two.cohen_kappa) == (None, None, None)
    assert [pair.reason for pair in two.pairs] == [
        "",
        "only A uses this code",
        "only B uses this code",
    ]
    assert [pair.cohen_kappa for pair in two.pairs] == [1, 0, 0]
    four = compare(material({"d": 20}, segments[3:5], "ABCD", ["two"]))
    assert four.overall.reason == "C and D do not use any of these codes"


def test_overlaps_of_one_coder_count_once() -> None:
    segments: list[Segment] = [
        ("A", "d", 0, 60, "c"),
        ("A", "d", 40, 80, "c"),
        ("A", "d", 40, 80, "c"),
        ("B", "d", 0, 80, "c"),
    ]
    assert compare(material({"d": 100}, segments, "AB", ["c"])).overall.n11 == 80


def test_units_at_the_edge_of_the_rule() -> None:
    segments: list[Segment] = [("A", "d", 5, 21, "c"), ("B", "d", 6, 20, "c")]
    made = material({"d": 30}, segments, "AB", ["c"], block=10)
    assert compare(made, "any").overall.coded == (3, 2)
    assert compare(made, "half").overall.coded == (2, 1)
    # Two pieces that reach half only together.
    pieces: list[Segment] = [("A", "d", 0, 3, "c"), ("A", "d", 2, 4, "c"), ("A", "d", 8, 9, "c")]
    assert compare(material({"d": 10}, pieces, "AB", ["c"], 10), "half").overall.coded == (1, 0)
    assert compare(material({"d": 10}, pieces[:2], "AB", ["c"], 10), "half").overall.coded == (0, 0)


def test_a_unit_counts_where_part_of_it_counts() -> None:
    made = material({"d": 30}, [("A", "d", 0, 5, "c"), ("B", "d", 5, 9, "c")], "AB", ["c"], 10)
    masked = replace(made, counted=(ranges([(4, 8), (25, 30)]),))
    agreement = compare(masked, "half")
    assert agreement.unit_total == 2
    assert agreement.overall.coded == (0, 1)
    assert compare(masked, "any").overall.coded == (1, 1)


def test_tables_by_sets_of_coders_are_there_for_intervals() -> None:
    tables = mask_tables(material(LENGTHS, SEGMENTS, ["RK", "MS"], CODES))
    assert tables.masks.tolist() == [0, 1, 2, 3]
    assert tables.counts[0].tolist() == [480, 60, 0, 110]
    assert tables.counts.sum(axis=1).tolist() == [tables.total] * 3


def test_long_texts_are_counted_exactly() -> None:
    size = 3_000_000_000
    row = compare(counts(size - 2, 1, 0, size)).codes[0]
    assert (row.n11, row.n10, row.n00) == (size - 2, 1, 1)
    assert row.cohen_kappa == pytest.approx(2 / 3, rel=1e-9)


def test_an_unknown_rule_is_named() -> None:
    made = material({"d": 30}, [], "AB", ["c"], 10)
    with pytest.raises(BadInput, match="any or half, not most"):
        compare(made, cast(Rule, "most"))


def test_no_array_grows_with_the_text() -> None:
    made = counts(10, 5, 5, 10**12)
    assert made.lengths.dtype == np.int64
    assert compare(made).overall.n00 == 10**12 - 20
