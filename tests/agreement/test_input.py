from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from qualcode.agreement import Material, two_coder_table, unit_matrix
from qualcode.domain.errors import BadInput
from tests.agreement.build import material, ranges, spans

GOOD = material({"d1": 40, "d2": 20}, [("A", "d2", 3, 9, "c")], "AB", ["c"], 10)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda m: replace(m, coders=("A",)), "2 to 62 coders, not 1"),
        (lambda m: replace(m, coders=tuple(map(str, range(63)))), "2 to 62 coders, not 63"),
        (lambda m: replace(m, lengths=m.lengths[:1]), "needs one length"),
        (lambda m: replace(m, counted=m.counted[:1]), "text that counts must be given for every"),
        (lambda m: replace(m, units=()), "units must be given for every document"),
        (
            lambda m: replace(m, counted=(m.counted[0], ranges([(0, 21)]))),
            "of d2 reach beyond its 20",
        ),
        (
            lambda m: replace(m, counted=(ranges([(-1, 3)]), m.counted[1])),
            "of d1 reach beyond its 40",
        ),
        (lambda m: replace(m, units=(ranges([(0, 5), (4, 9)]), m.counted[1])), "d1 are not sorted"),
        (
            lambda m: replace(m, units=(ranges([(5, 4)]), m.counted[1])),
            "units of d1 are not sorted",
        ),
        (lambda m: replace(m, counted=(np.zeros(4, np.int64), m.counted[1])), "d1 are not sorted"),
        (lambda m: replace(m, spans=m.spans[:, :4]), "five columns"),
        (lambda m: replace(m, spans=spans([(2, 0, 0, 0, 1)])), "names a document outside 0 to 1"),
        (lambda m: replace(m, spans=spans([(0, 2, 0, 0, 1)])), "names a coder outside 0 to 1"),
        (lambda m: replace(m, spans=spans([(0, 0, -1, 0, 1)])), "names a code outside 0 to 0"),
        (lambda m: replace(m, spans=spans([(1, 0, 0, 3, 21)])), r"span 0 \(3 to 21\) .* in d2"),
        (lambda m: replace(m, spans=spans([(0, 0, 0, 9, 3)])), r"span 0 \(9 to 3\) .* in d1"),
        (lambda m: replace(m, spans=spans([(0, 0, 0, -1, 3)])), r"span 0 \(-1 to 3\) .* in d1"),
    ],
)
def test_arrays_that_contradict_each_other(
    spoil: Callable[[Material], Material], message: str
) -> None:
    with pytest.raises(BadInput, match=message):
        spoil(GOOD)


def test_tables_that_are_none() -> None:
    with pytest.raises(BadInput, match="must be square"):
        two_coder_table([[1, 2, 3], [4, 5, 6]])
    with pytest.raises(BadInput, match="negative"):
        two_coder_table([[1, -2], [4, 5]])
    with pytest.raises(BadInput, match="each of the 2 coders"):
        unit_matrix([(1, 2), (1,)])
    with pytest.raises(BadInput, match="2 units need as many weights, not 1"):
        unit_matrix([(1, 2), (1, 1)], [1.0])


def test_tables_without_variation_are_undefined() -> None:
    same = two_coder_table([[7, 0], [0, 0]])
    assert (same.cohen_kappa, same.kappa_max, same.scott_pi, same.alpha_nominal) == (None,) * 4
    assert (same.percent, same.f1) == (1, 1)
    assert two_coder_table([[0, 0], [0, 7]]).f1 is None
    assert set(two_coder_table([[0, 0], [0, 0]]).as_dict().values()) == {None}
    lone = two_coder_table([[7]])
    assert (lone.percent, lone.brennan_prediger, lone.gwet_ac1) == (1, None, None)


def test_matrices_without_pairs_are_undefined() -> None:
    assert set(unit_matrix([]).as_dict().values()) == {None}
    assert set(unit_matrix([(None, None)]).as_dict().values()) == {None}
    assert set(unit_matrix([(1, None), (None, 2)]).as_dict().values()) == {None}
    same = unit_matrix([(1, 1), (1, 1)])
    assert same.percent_pairwise == 1
    assert (same.alpha_nominal, same.fleiss_kappa, same.conger_kappa) == (None,) * 3
    assert unit_matrix([("a", "a", None), ("b", "b", None)]).alpha_nominal == 1
