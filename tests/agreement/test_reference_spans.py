from __future__ import annotations

from itertools import combinations
from typing import Any, Literal

import pytest

from qualcode.agreement import (
    Agreement,
    CodeMeasures,
    Material,
    PairMeasures,
    compare,
    two_coder_table,
)
from tests.agreement.build import Segment, counts, material, table_of
from tests.agreement.conftest import Reference

NAMES = {"percent": "percent", "kappa": "cohen_kappa", "f1": "f1"}


def near(value: float) -> Any:
    return pytest.approx(value, abs=1e-9, rel=0)


def of_data(
    data: dict[str, Any],
    coders: list[str],
    document: str | None = None,
    block: int | None = None,
) -> Material:
    """The example as a material of these coders, in one document or in all."""
    lengths = {name: n for name, n in data["documents"].items() if document in (None, name)}
    kept: list[Segment] = [s for s in data["segments"] if s[0] in coders and s[1] in lengths]
    return material(lengths, kept, coders, data["codes"], block)


def code_of(agreement: Agreement, code: str) -> CodeMeasures:
    return next(row for row in agreement.codes if row.code == code)


def check_row(row: PairMeasures | CodeMeasures, expected: dict[str, Any]) -> None:
    """A row of the example: table, percent, kappa, F1 and (by the same table) Scott's pi."""
    cells = (row.n11, row.n10, row.n01, row.n00)
    assert cells == tuple(expected[name] for name in ("n11", "n10", "n01", "n00"))
    for theirs, ours in NAMES.items():
        wanted = expected[theirs]
        assert row.as_dict()[ours] == (None if wanted is None else near(wanted))
    scott = two_coder_table(table_of(row)).scott_pi
    assert scott == (None if expected["scott_pi"] is None else near(expected["scott_pi"]))


def values(example: dict[str, Any], measure: str) -> list[Any]:
    return [entry for entry in example["expected"] if entry["measure"] == measure]


def test_pairs_of_coders_per_document_and_stacked(reference: Reference) -> None:
    example = reference("spans-three-coders")
    rows = values(example, "pairwise_character_tables")[0]["value"]
    assert len(rows) == 3 * 4 * 3
    for row in rows:
        coders, code, document = row["coders"], row["code"], row["document"]
        check_row(code_of(compare(of_data(example["data"], coders, document)), code), row)
        three = compare(of_data(example["data"], ["A", "B", "C"], document))
        pairs = {(pair.coder_a, pair.coder_b): pair for pair in code_of(three, code).pairs}
        check_row(pairs[coders[0], coders[1]], row)


def test_alpha_of_three_coders(reference: Reference) -> None:
    example = reference("spans-three-coders")
    agreement = compare(of_data(example["data"], ["A", "B", "C"]))
    for entry in values(example, "alpha_binary_character"):
        row = code_of(agreement, entry["params"]["code"])
        assert row.alpha_nominal == near(entry["value"])
        assert row.cohen_kappa is None
        assert row.f1 is None
    pooled = values(example, "alpha_binary_character_pooled_over_codes")[0]["value"]
    assert agreement.overall.alpha_nominal == near(pooled)
    assert (agreement.mean_kappa, agreement.mean_kappa_codes) == (None, 0)


def test_mean_of_the_codes_kappa(reference: Reference) -> None:
    example = reference("spans-three-coders")
    agreement = compare(of_data(example["data"], ["A", "B"]))
    undefined = values(example, "codes_with_undefined_kappa")[0]["value"]
    assert agreement.mean_kappa == near(values(example, "mean_of_defined_kappas")[0]["value"])
    assert agreement.mean_kappa_codes == len(agreement.codes) - undefined
    assert agreement.mean_kappa != pytest.approx(agreement.overall.cohen_kappa)


def test_codes_rolled_up_to_their_top_code(reference: Reference) -> None:
    example = reference("spans-three-coders")
    data = example["data"]
    top = [[*segment[:4], segment[4].split("/")[0]] for segment in data["segments"]]
    made = of_data(data | {"segments": top, "codes": ["access", "trust"]}, ["A", "B"])
    for row in values(example, "rolled_up_to_top_code")[0]["value"]:
        check_row(code_of(compare(made), row["code"]), row)


@pytest.mark.parametrize("rule", ["any", "half"])
def test_blocks_of_fifty_characters(reference: Reference, rule: Literal["any", "half"]) -> None:
    example = reference("spans-three-coders")
    agreement = compare(of_data(example["data"], ["A", "B"], block=50), rule)
    rows = values(example, "projected_on_blocks_of_50_characters")[0]["value"]
    rows = [row for row in rows if row["rule"] == rule]
    assert len(rows) == 4
    for row in rows:
        check_row(code_of(agreement, row["code"]), row)


def test_what_other_programs_print(reference: Reference) -> None:
    example = reference("tools-character-counts")
    for case in example["expected"][0]["value"]:
        both, only_a, only_b = case["both"], case["only_A"], case["only_B"]
        total = both + only_a + only_b + case["neither"]
        ours = compare(counts(both, only_a, only_b, total)).codes[0]
        assert ours.n00 == case["neither"]
        assert ours.percent == near(case["nvivo_percent"])
        assert ours.cohen_kappa == near(case["nvivo_kappa"])
        assert ours.f1 == near(case["f1"])


def test_longer_documents(reference: Reference) -> None:
    example = reference("tools-uncoded-text-inflation")
    data = example["data"]
    for row in example["expected"][0]["value"]:
        made = counts(data["both"], data["only_A"], data["only_B"], row["length"])
        ours = compare(made).overall
        others = two_coder_table(table_of(ours))
        assert (ours.percent, ours.f1) == (near(row["po"]), near(0.4))
        assert (ours.cohen_kappa, ours.alpha_nominal) == (near(row["kappa"]), near(row["alpha"]))
        assert (others.brennan_prediger, others.gwet_ac1) == (near(row["bp"]), near(row["ac1"]))


def test_holsti_of_the_textual_continuum(reference: Reference) -> None:
    example = reference("holsti-and-continuum-atlasti")
    expected = {entry["measure"]: entry["value"] for entry in example["expected"]}
    pairs = example["data"]["pairs"]
    both, only_a, only_b = (
        sum(pair.get(name, 0) for pair in pairs) for name in ("agree", "only_A", "only_B")
    )
    ours = compare(counts(both, only_a, only_b, 100)).overall
    assert ours.n11 == expected["agree_length"]
    assert ours.coded == (expected["coded_length_A"], expected["coded_length_B"])
    assert ours.f1 == near(expected["holsti"])
    assert only_a + only_b == expected["disagree_length"]


def test_kappa_over_documents_with_one_left_out(reference: Reference) -> None:
    example = reference("ci-document-jackknife")
    tables = example["data"]["documents"]

    def kappa(rows: list[list[int]]) -> float | None:
        lengths = {str(place): sum(row) for place, row in enumerate(rows)}
        segments: list[Segment] = []
        for name, (both, only_a, only_b, _) in zip(lengths, rows, strict=True):
            segments += [("A", name, 0, both + only_a, "c"), ("B", name, 0, both, "c")]
            segments.append(("B", name, both + only_a, both + only_a + only_b, "c"))
        return compare(material(lengths, segments, ["A", "B"], ["c"])).overall.cohen_kappa

    assert kappa(tables) == near(values(example, "cohen_kappa")[0]["value"])
    left_out = [kappa([*rest]) for rest in combinations(tables, len(tables) - 1)][::-1]
    assert left_out == near(values(example, "leave_one_out")[0]["value"])
