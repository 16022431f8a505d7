from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from qualcode.analysis import codebook_table
from qualcode.domain.codebook import Codebook
from qualcode.domain.corpus import Corpus
from qualcode.domain.tables import Filters
from tests.analysis.brute import Counter, groups, together
from tests.analysis.factory import at, codebook, corpus, filtered, transcript


@given(filtered())
def test_uses_equal_a_count_of_characters(case: tuple[Corpus, Filters]) -> None:
    study, filters = case
    count = Counter(study, filters)
    rows = codebook_table(study, filters).records()
    assert [r["code_id"] for r in rows] == [code.key for code in count.codes]
    for r in rows:
        marks = [mark for mark in count.marks if mark.code == r["code_id"]]
        assert r["segments"] == len(marks)
        assert r["speakers"] == count.people(together(marks))
        assert r["groups"] == groups(together(marks))
        assert r["coders"] == len({m.coder for m in count.own if m.code == r["code_id"]})


def test_each_code_stands_with_its_rules() -> None:
    theme, code = codebook("why", "why.money").codes
    code = replace(
        code,
        definition="Saving",
        include_when="cost is named",
        exclude_when="a grant",
        example="We save money.",
        status="retired",
        version="1.2",
    )
    group = transcript("group", ("Eva", "We save money."))
    marked = [("group", coder, "why.money", *at(group, "save")) for coder in ("Ann", "Ben")]
    study = corpus([group], Codebook((theme, code)), marked)
    top, below = codebook_table(study, Filters()).rows
    assert top[:5] == ("why", "", 1, "Why", "Why")
    assert top[-4:] == (0, 0, 0, 0)
    assert below == (
        *("why.money", "why", 2, "Why > Money", "Money"),
        *("Saving", "cost is named", "a grant", "We save money.", "retired", "1.2"),
        *(2, 1, 1, 2),
    )
    united = codebook_table(study, Filters(union=True)).rows[1]
    assert united[-4:] == (1, 1, 1, 2)


def test_a_code_whose_parent_is_missing_keeps_its_segments() -> None:
    orphan = replace(codebook("lost").codes[0], parent_id="nowhere")
    group = transcript("group", ("Eva", "We save money."))
    study = corpus([group], Codebook((orphan,)), [("group", "Ann", "lost", 0, 2)])
    (row,) = codebook_table(study, Filters()).records()
    assert (row["code_id"], row["parent_id"], row["level"], row["segments"]) == ("lost", "", 1, 1)
