from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from qualcode.agreement import two_coder_table, unit_matrix
from tests.agreement.conftest import Reference

TABLES = [
    "artstein-poesio-2008-a",
    "artstein-poesio-2008-b",
    "brennan-prediger-1981-1",
    "cohen-1960-p45",
    "gwet-2014-abstractors",
    "kappa-paradox-a",
    "kappa-paradox-b",
    "krippendorff-1995-digitised-A",
    "krippendorff-2004-p246-a",
    "krippendorff-2004-p246-b",
    "wikipedia-grants",
    "zwick-1988-1",
    "zwick-1988-3",
]
MATRICES = [
    "fleiss-1971",
    "hayes-krippendorff-2007",
    "krippendorff-2004-p227",
    "krippendorff-4x12",
    "krippendorff-binary",
    "mieskes-2009",
    "randolph-2005-1",
    "randolph-2005-2",
    "wikipedia-3x15",
]
OTHER_NAMES = {"pabak": "brennan_prediger", "conger_kappa_with_missing": "conger_kappa"}


def check(entry: dict[str, Any], ours: float | None) -> None:
    """Against the value, or against half a unit of the last printed decimal."""
    if entry.get("undefined"):
        assert ours is None
    elif entry["value"] is not None:
        assert ours == pytest.approx(entry["value"], abs=1e-9, rel=0)
    else:
        assert ours == pytest.approx(
            entry["published"], abs=0.5 * 10 ** -entry["published_decimals"]
        )


def check_all(example: dict[str, Any], ours: dict[str, float | None]) -> set[str]:
    """Compare every measure we have; returns their names."""
    seen = set()
    for entry in example["expected"]:
        name = OTHER_NAMES.get(entry["measure"], entry["measure"])
        if name in ours:
            check(entry, ours[name])
            seen.add(name)
    return seen


@pytest.mark.parametrize("name", TABLES)
def test_tables_of_two_coders(reference: Reference, name: str) -> None:
    example = reference(f"table-{name}")
    seen = check_all(example, two_coder_table(example["data"]["table"]).as_dict())
    assert seen >= {
        "percent",
        "cohen_kappa",
        "scott_pi",
        "brennan_prediger",
        "gwet_ac1",
        "alpha_nominal",
    }


@pytest.mark.parametrize("name", MATRICES)
def test_matrices_of_units_by_coders(reference: Reference, name: str) -> None:
    example = reference(f"matrix-{name}")
    ratings = example["data"]["values"]
    ours = unit_matrix(ratings)
    seen = check_all(example, ours.as_dict())
    assert seen >= {
        "percent_pairwise",
        "alpha_nominal",
        "fleiss_kappa",
        "brennan_prediger",
        "gwet_ac1",
    }
    expected = next(e for e in example["expected"] if e["measure"] == "alpha_coincidence_matrix")[
        "value"
    ]
    order = [ours.values.index(value) for value in expected["values"]]
    assert ours.coincidences[np.ix_(order, order)] == pytest.approx(np.array(expected["matrix"]))
    twice = unit_matrix([*ratings, *ratings]).as_dict()
    assert unit_matrix(ratings, [2.0] * len(ratings)).as_dict() == pytest.approx(twice)


def test_paper_figures_without_the_folder() -> None:
    cohen = two_coder_table([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
    assert cohen.cohen_kappa == pytest.approx(0.491525423729)
    assert cohen.kappa_max == pytest.approx(0.830508474576)
    assert cohen.scott_pi == pytest.approx(0.487179487179)
    assert cohen.gwet_ac1 == pytest.approx(0.575971731449)
    assert cohen.brennan_prediger == pytest.approx(0.55)
    assert cohen.alpha_nominal == pytest.approx(0.488461538462)
    assert (cohen.f1, cohen.prevalence_index, cohen.bias_index) == (None, None, None)
    paradox = two_coder_table([[80, 10], [5, 5]])
    assert paradox.percent == pytest.approx(0.85)
    assert paradox.cohen_kappa == pytest.approx(0.318181818182)
    assert paradox.prevalence_index == pytest.approx(0.75)
    assert paradox.bias_index == pytest.approx(0.05)
    assert paradox.f1 == pytest.approx(160 / 175)


def test_krippendorffs_four_coders_without_the_folder() -> None:
    rows = [
        (1, 1, None, 1), (2, 2, 3, 2), (3, 3, 3, 3), (3, 3, 3, 3), (2, 2, 2, 2), (1, 2, 3, 4),
        (4, 4, 4, 4), (1, 1, 2, 1), (2, 2, 2, 2), (None, 5, 5, 5), (None, None, 1, 1),
        (None, None, 3, None),
    ]  # fmt: skip
    ours = unit_matrix(rows)
    assert ours.alpha_nominal == pytest.approx(0.743421052632)
    assert ours.percent_pairwise == pytest.approx(0.818181818182)
    assert ours.fleiss_kappa == pytest.approx(0.761169275422)
    assert ours.gwet_ac1 == pytest.approx(0.775444068127)
    assert ours.conger_kappa == pytest.approx(0.76282, abs=5e-6)
    constant = unit_matrix([("Y", "Y", "Y"), ("Y", "Y", "N"), ("Y", "Y", "N"), ("Y", "Y", "Y")])
    assert constant.mean_pairwise_cohen is None
    assert constant.alpha_nominal == pytest.approx(-0.1)
    assert constant.conger_kappa == pytest.approx(0)
