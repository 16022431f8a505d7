"""The comparison of coders: who and what counts, against a count letter by letter."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qualcode.domain.errors import BadInput, Refused
from qualcode.domain.tables import Filters
from qualcode.domain.transcripts import Transcript
from qualcode.domain.units import split
from qualcode.project import Project
from qualcode.store.schema import coder
from tests.factories import code_named, code_words, make_project

CODED = {
    "Ada": [("For the money", "Money"), ("trust", "Trust"), ("Why did", "How")],
    "Bea": [("the money, mostly", "Money"), ("trust", "Trust"), ("We trust", "Trust")],
}


@pytest.fixture
def coded(tmp_path: Path) -> Iterator[Project]:
    """Group coded and finished by Ada and Bea; the interview coded by Ada only."""
    project = make_project(tmp_path)
    for name, passages in CODED.items():
        project.use_coder(name)
        for words, code in passages:
            code_words(project, words, code)
        project.coders.finish(["group"])
    project.use_coder("Ada")
    code_words(project, "Money was", "Money", "interview")
    yield project
    project.close()


def _letters(one: Transcript, all_text: bool) -> list[int]:
    starts = one.positions.starts
    return [
        start + at
        for start, turn in zip(starts, one.turns, strict=True)
        if all_text or one.role_of(turn).counts
        for at in range(len(turn.text))
    ]


def _units(one: Transcript, unit: str, all_text: bool) -> list[list[int]]:
    """Letters of each unit, of text that counts."""
    if unit == "character":
        return [[at] for at in _letters(one, all_text)]
    return [
        list(range(start + span.start, start + span.end))
        for start, turn in zip(one.positions.starts, one.turns, strict=True)
        if all_text or one.role_of(turn).counts
        for span in split(turn.text, unit)
    ]


def _marks(project: Project, name: str, code_id: str, units: list[list[int]]) -> list[bool]:
    """Whether each unit of the group carries the code by the coder."""
    before = project.coder.name
    project.use_coder(name)
    one = project.transcripts.get("group")
    coded = {
        at
        for made in project.segments.of(one.id)
        if made.code_id == code_id
        for at in range(made.start, made.end)
    }
    project.use_coder(before)
    return [bool(coded & set(unit)) for unit in units]


def _four(left: list[bool], right: list[bool]) -> tuple[int, int, int, int]:
    pairs = list(zip(left, right, strict=True))
    return tuple(pairs.count(pair) for pair in PAIRS)  # type: ignore[return-value]


PAIRS = [(True, True), (True, False), (False, True), (False, False)]


def _figures(n11: int, n10: int, n01: int, n00: int) -> dict[str, float | None]:
    """The textbook formulas, None where they divide by nothing."""
    total, either = n11 + n10 + n01 + n00, 2 * n11 + n10 + n01
    observed = (n11 + n00) / total
    by_chance = ((n11 + n10) * (n11 + n01) + (n01 + n00) * (n10 + n00)) / total**2
    ones = (n11 * 2 + n10 + n01) / (2 * total)
    pairs = 2 * total
    disagreement = 2 * ones * (1 - ones) * pairs / (pairs - 1)
    return {
        "percent": observed,
        "f1": 2 * n11 / either if either else None,
        "cohen_kappa": (observed - by_chance) / (1 - by_chance) if by_chance < 1 else None,
        "alpha_nominal": 1 - (1 - observed) / disagreement if disagreement else None,
    }


@pytest.mark.parametrize("unit", ["character", "sentence", "turn"])
@pytest.mark.parametrize("all_text", [False, True])
def test_the_figures_equal_a_count_letter_by_letter(
    coded: Project, unit: str, all_text: bool
) -> None:
    one = coded.transcripts.get("group")
    units = _units(one, unit, all_text)
    found = coded.agreement.compare(unit=unit, all_text=all_text).as_dict()
    assert found["characters"] == len(_letters(one, all_text))
    assert found["units"] == len(units)
    assert [row["code"] for row in found["codes"]] == ["Why", "Money", "Trust", "How"]
    together = [0, 0, 0, 0]
    for row in found["codes"]:
        key = code_named(coded, row["code"]).id
        cells = _four(*(_marks(coded, name, key, units) for name in CODED))
        together = [a + b for a, b in zip(together, cells, strict=True)]
        assert (row["n11"], row["n10"], row["n01"], row["n00"]) == cells
        for name, figure in _figures(*cells).items():
            assert row[name] == (None if figure is None else pytest.approx(figure)), name
    overall = found["overall"]
    assert [overall[name] for name in ("n11", "n10", "n01", "n00")] == together
    assert overall["percent"] == pytest.approx(_figures(*together)["percent"])


def test_who_and_what_counts_when_nothing_is_named(coded: Project) -> None:
    found = coded.agreement.compare()
    assert (found.coders, found.transcripts) == (("Ada", "Bea"), ("group",))
    assert found.left_out == ("interview: not finished by Ada, Bea",)
    shown = found.as_dict()
    assert json.loads(json.dumps(shown)) == shown
    assert (shown["text"], shown["unit"]) == ("participants", "character")
    assert [row["coded"] for row in shown["codes"]][3] == {"Ada": 0, "Bea": 0}
    undefined = shown["codes"][0]
    assert (undefined["f1"], undefined["cohen_kappa"]) == (None, None)
    assert undefined["reason"]


def test_transcripts_count_when_named_or_when_unfinished_ones_are_wanted(coded: Project) -> None:
    agreement = coded.agreement
    assert agreement.compare(transcripts=["interview"]).transcripts == ("interview",)
    both = agreement.compare(include_unfinished=True)
    assert (both.transcripts, both.left_out) == (("group", "interview"), ())
    named = agreement.compare(transcripts=["interview", "group", "group"])
    assert (named.transcripts, named.left_out) == (("group", "interview"), ())
    coded.coders.reopen()
    with pytest.raises(Refused, match="nothing to compare: group: not finished by Ada; interview"):
        agreement.compare(["Ada", "Bea"])


def test_codes_can_be_chosen_and_retired_ones_count_where_they_are_used(coded: Project) -> None:
    trust, how = code_named(coded, "Trust").id, code_named(coded, "How").id
    assert [code.name for code in coded.agreement.compare(codes=[trust]).codes] == ["Trust"]
    coded.codebook.retire(trust)
    coded.codebook.retire(how)
    coded.codebook.retire(code_named(coded, "Why").id)
    names = [code.name for code in coded.agreement.compare().codes]
    assert names == ["Money", "Trust", "How"]
    coded.coders.reopen(["group"])


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({"coders": ["Ada", "Cem"]}, "there is no coder “Cem”"),
        ({"coders": ["Ada", "Ada"]}, "at least two coders"),
        ({"unit": "word"}, "“word” is no unit of agreement: use one of character"),
        ({"transcripts": ["gone"]}, "there is no transcript “gone”"),
        ({"codes": ["gone"]}, "a code that was to be compared is not in the codebook"),
    ],
)
def test_what_cannot_be_compared(coded: Project, wish: dict[str, Any], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        coded.agreement.compare(**wish)


def test_without_two_who_finished_all_who_coded_are_compared(coded: Project) -> None:
    coded.coders.reopen()
    assert coded.agreement.compare(include_unfinished=True).coders == ("Ada", "Bea")
    coded.use_coder("Cem")
    coded.codebook.create("Only made a code")
    assert coded.agreement.compare(include_unfinished=True).coders == ("Ada", "Bea")


def test_a_consensus_is_no_coder_by_default(coded: Project) -> None:
    coded.use_coder("Consensus")
    code_words(coded, "trust", "Trust")
    coded.coders.finish()
    assert coded.agreement.compare().coders == ("Ada", "Bea", "Consensus")
    with coded.database.write() as connection:
        kind = coder.c.name == "Consensus"
        connection.execute(coder.update().where(kind).values(kind="consensus"))
    assert coded.agreement.compare().coders == ("Ada", "Bea")
    assert coded.agreement.compare(["Ada", "Consensus"]).coders == ("Ada", "Consensus")


def test_one_coder_alone_cannot_be_compared(project: Project) -> None:
    code_words(project, "trust", "Trust")
    project.coders.finish()
    with pytest.raises(BadInput, match="at least two coders"):
        project.agreement.compare()


def test_a_study_without_text_has_nothing_to_compare(tmp_path: Path) -> None:
    with make_project(tmp_path, talks={}) as project:
        for name in ("Ada", "Bea"):
            project.use_coder(name)
            project.codebook.create(name)
        with pytest.raises(Refused, match="the study holds no transcript"):
            project.agreement.compare(["Ada", "Bea"])


def test_three_coders_are_told_pair_by_pair(coded: Project) -> None:
    coded.use_coder("Cem")
    code_words(coded, "trust", "Trust")
    coded.coders.finish(["group"])
    found = coded.agreement.compare()
    shown = found.as_dict()
    assert shown["overall"]["cohen_kappa"] is None
    trust = next(row for row in shown["codes"] if row["code"] == "Trust")
    assert [pair["coders"] for pair in trust["pairs"]] == [
        ["Ada", "Bea"],
        ["Ada", "Cem"],
        ["Bea", "Cem"],
    ]
    assert trust["pairs"][1]["percent"] == 1.0
    assert "n11" not in trust
    table = found.table()
    assert len(table.rows) == 4 * (1 + len(found.codes))
    assert {len(row) for row in table.rows} == {len(table.columns)}
    assert [row["coders"] for row in table.records()][:2] == ["Ada × Bea × Cem", "Ada × Bea"]
    two = coded.agreement.compare(["Ada", "Bea"]).as_dict()
    pair = next(row for row in two["codes"] if row["code"] == "Trust")
    assert trust["pairs"][0]["cohen_kappa"] == pytest.approx(pair["cohen_kappa"])


def test_the_table_says_what_was_compared(coded: Project) -> None:
    table = coded.tables.make("agreement", Filters(coders=("Bea", "Ada")))
    assert [row["code"] for row in table.records()] == [
        *("all codes together", "Why", "Money", "Trust", "How"),
    ]
    assert table.recipe["left_out"] == ["interview: not finished by Bea, Ada"]
    assert table.recipe["unit"] == "character"
    assert table.columns[8:12] == ("prevalence_Bea", "prevalence_Ada", "coded_Bea", "coded_Ada")
