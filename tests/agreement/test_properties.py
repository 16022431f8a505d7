from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qualcode.agreement import Agreement, Material, Rule, compare, sweep, two_coder_table
from tests.agreement.build import (
    Flagged,
    Flags,
    counts,
    deleted,
    materials,
    numbers,
    ranges,
    spans,
    table_of,
)


def said(agreement: Agreement) -> list[object]:
    rows = [agreement.overall, *agreement.codes]
    return [[numbers(row), row.coded, [numbers(pair) for pair in row.pairs]] for row in rows]


def assert_counts(agreement: Agreement, flags: Flags) -> None:
    """Every table of the comparison counts exactly the cells of `flags`."""
    assert agreement.unit_total == flags.shape[-1]
    for row, cells in [
        (agreement.overall, flags.reshape(len(flags), -1)),
        *((row, flags[:, code]) for code, row in enumerate(agreement.codes)),
    ]:
        assert row.coded == tuple(cells.sum(-1))
        for pair, (one, other) in zip(row.pairs, combinations(cells, 2), strict=True):
            table = [one & other, one & ~other, ~one & other, ~one & ~other]
            assert [pair.n11, pair.n10, pair.n01, pair.n00] == [int(c.sum()) for c in table]


def enumerated_alpha(cells: Flags) -> float | None:
    """Disagreement of pairs within units against that of all pairs, counted one by one."""
    coders, units = cells.shape
    within = [
        cells[i, u] != cells[j, u] for u in range(units) for i, j in combinations(range(coders), 2)
    ]
    pooled = cells.ravel().tolist()
    among = [one != other for one, other in combinations(pooled, 2)]
    if not any(among):
        return None
    return float(1 - (sum(within) / len(within)) / (sum(among) / len(among)))


@given(materials())
def test_characters_equal_counting_one_by_one(made: Material) -> None:
    assert_counts(compare(replace(made, units=None)), Flagged.of(made).characters())


@given(materials(), st.sampled_from(["any", "half"]))
def test_units_equal_counting_one_by_one(made: Material, rule: Rule) -> None:
    assert_counts(compare(made, rule), Flagged.of(made).units(made, rule))


@given(materials())
def test_alpha_and_percent_equal_enumerating_pairs(made: Material) -> None:
    cells = Flagged.of(made).characters()
    for code, row in enumerate(compare(replace(made, units=None)).codes):
        assert row.alpha_nominal == pytest.approx(enumerated_alpha(cells[:, code]))
        pairs = [pair.percent for pair in row.pairs if pair.percent is not None]
        assert row.percent == (pytest.approx(sum(pairs) / len(pairs)) if pairs else None)


@given(materials(coders=2))
def test_a_code_is_a_table_of_two_values(made: Material) -> None:
    for row in compare(made).codes:
        table = two_coder_table(table_of(row))
        assert row.as_dict() == pytest.approx(
            {name: table.as_dict()[name] for name in row.as_dict()}
        )


@given(materials(), st.sampled_from(["any", "half"]))
def test_a_mask_equals_deleting_the_text(made: Material, rule: Rule) -> None:
    assert said(compare(made, rule)) == said(compare(deleted(made), rule))
    characters = replace(made, units=None)
    assert said(compare(characters)) == said(compare(deleted(characters)))


@given(materials())
def test_names_and_order_of_coders_and_codes_do_not_matter(made: Material) -> None:
    before = compare(made)
    for order in permutations(range(len(made.coders))):
        rows = made.spans.copy()
        rows[:, 1] = np.array(order)[rows[:, 1]]
        rows[:, 2] = len(made.codes) - 1 - rows[:, 2]
        after = compare(replace(made, spans=rows))
        for one, other in zip(
            [before.overall, *before.codes], [after.overall, *after.codes[::-1]], strict=True
        ):
            assert one.percent == other.percent
            assert one.alpha_nominal == pytest.approx(other.alpha_nominal)
            assert sorted(one.coded) == sorted(other.coded)
            assert one.cohen_kappa == pytest.approx(other.cohen_kappa)
            assert one.f1 == other.f1


@given(materials(coders=2))
def test_two_like_coders_agree_wholly_or_not_at_all_defined(made: Material) -> None:
    rows = made.spans[made.spans[:, 1] == 0]
    twin = rows.copy()
    twin[:, 1] = 1
    for row in compare(replace(made, spans=np.vstack((rows, twin)))).codes:
        assert row.cohen_kappa in (1.0, None)
        assert row.alpha_nominal == row.cohen_kappa
        assert row.f1 == (1.0 if row.coded[0] else None)
        assert (row.cohen_kappa is None) == (not row.n11 or not row.n00)


@given(materials(masked=False), st.integers(0, 9))
def test_text_put_in_front_that_does_not_count_changes_nothing(made: Material, by: int) -> None:
    rows = made.spans.copy()
    rows[:, 3:] += by
    moved = replace(
        made,
        lengths=made.lengths + by,
        counted=tuple(part + by for part in made.counted),
        units=tuple(part + by for part in made.units or ()),
        spans=rows,
    )
    assert said(compare(moved)) == said(compare(made))
    assert said(compare(moved, "half")) == said(compare(made, "half"))


@given(materials(masked=False), st.integers(0, 24))
def test_cutting_a_document_where_nobody_codes_keeps_the_sums(made: Material, at: int) -> None:
    size = int(made.lengths[0])
    rows = made.spans
    first = rows[:, 0] == 0
    assume(at <= size and not np.any(first & (rows[:, 3] < at) & (at < rows[:, 4])))
    cut = rows.copy()
    second = first & (rows[:, 3] >= at)
    cut[:, 0] += np.where(first & ~second, 0, 1)
    cut[second, 3:] -= at
    sizes = [at, size - at, *map(int, made.lengths[1:])]
    parts = Material(
        documents=tuple(map(str, range(len(sizes)))),
        lengths=np.array(sizes, dtype=np.int64),
        counted=tuple(ranges([(0, length)]) for length in sizes),
        units=None,
        coders=made.coders,
        codes=made.codes,
        spans=cut,
    )
    assert said(compare(parts)) == said(compare(replace(made, units=None)))


@given(
    st.integers(0, 40),
    st.integers(0, 40),
    st.integers(0, 40),
    st.integers(0, 40),
    st.integers(1, 900),
)
def test_longer_uncoded_text_moves_kappa_and_alpha_towards_f1(
    n11: int, n10: int, n01: int, rest: int, more: int
) -> None:
    short = compare(counts(n11, n10, n01, n11 + n10 + n01 + rest)).overall
    long = compare(counts(n11, n10, n01, n11 + n10 + n01 + rest + more)).overall
    assert short.f1 == long.f1
    for before, after in [
        (short.cohen_kappa, long.cohen_kappa),
        (short.alpha_nominal, long.alpha_nominal),
    ]:
        if before is not None and after is not None and long.f1 is not None:
            assert abs(long.f1 - after) <= abs(long.f1 - before) + 1e-12


@given(materials())
def test_columns_that_occur_give_the_same_as_all_columns(made: Material) -> None:
    dense = compare(made)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sweep, "DENSE_CODERS", 0)
        assert compare(made) == dense


@given(st.integers(2, 4), st.data())
def test_kappa_is_never_below_pi(categories: int, data: st.DataObject) -> None:
    row = st.lists(st.integers(0, 20), min_size=categories, max_size=categories)
    ours = two_coder_table(data.draw(st.lists(row, min_size=categories, max_size=categories)))
    assert (ours.cohen_kappa is None) <= (ours.scott_pi is None)
    if ours.cohen_kappa is not None and ours.scott_pi is not None:
        assert ours.cohen_kappa >= ours.scott_pi - 1e-12


def test_many_coders_need_no_column_per_set_of_coders() -> None:
    people = 40
    rows = spans([(0, coder, 0, coder, 50) for coder in range(people)])
    made = Material(
        documents=("d",),
        lengths=np.array([100], dtype=np.int64),
        counted=(ranges([(0, 100)]),),
        units=None,
        coders=tuple(map(str, range(people))),
        codes=("c",),
        spans=rows,
    )
    agreement = compare(made)
    assert_counts(agreement, Flagged.of(made).characters())
    assert agreement.overall.cohen_kappa is None
    assert len(agreement.overall.pairs) == people * (people - 1) // 2
