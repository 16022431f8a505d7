from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given

from qualcode.analysis import cooccurrence
from qualcode.domain.corpus import Corpus
from qualcode.domain.tables import Cell, Filters
from tests.analysis.brute import Counter, groups, together
from tests.analysis.factory import at, codebook, corpus, filtered, transcript

GROUP = transcript(
    "group", ("Eva", "We learn and save."), ("Mod", "Go on."), ("Jo", "Time is short.")
)


def meeting(count: Counter, coder: str, a: str, b: str) -> tuple[Cell, ...] | None:
    """The row of two codes, or None where no segments of theirs overlap."""
    with_a, with_b = count.of(coder, [a]), count.of(coder, [b])
    pairs = [(one, two) for one in with_a for two in with_b if one.characters & two.characters]
    if not pairs:
        return None
    shared = together(with_a) & together(with_b)
    either = together([*with_a, *with_b])
    names = (name(count, a), name(count, b))
    return (
        coder,
        *(a, names[0], b, names[1]),
        *(len(pairs), len(with_a), len(with_b), len(shared), len(shared) / len(either)),
        *(count.people(shared), groups(shared)),
    )


def name(count: Counter, key: str) -> str:
    return count.study.codebook.by_key[key].name


@given(filtered())
def test_every_pair_equals_a_count_of_characters(case: tuple[Corpus, Filters]) -> None:
    study, filters = case
    count = Counter(study, filters)
    keys = sorted(code.key for code in count.codes)
    expected = []
    for coder in count.shown:
        rows = [meeting(count, coder, a, b) for a, b in combinations(keys, 2)]
        found = [row for row in rows if row is not None]
        expected += sorted(found, key=lambda row: -int(row[5] or 0))
    assert list(cooccurrence(study, filters).rows) == expected


def test_overlap_is_counted_in_segments_characters_people_and_groups() -> None:
    marked = [
        ("group", "Ann", "learn", *at(GROUP, "We learn and")),
        ("group", "Ann", "save", *at(GROUP, "and save.")),
        ("group", "Ann", "save", *at(GROUP, "learn")),
        ("group", "Ben", "learn", *at(GROUP, "We learn and")),
        ("group", "Ben", "save", *at(GROUP, "save.")),
    ]
    table = cooccurrence(corpus([GROUP], codebook("save", "learn"), marked), Filters())
    assert table.records() == [
        {
            "coder": "Ann",
            "code_id_a": "learn",
            "code_a": "Learn",
            "code_id_b": "save",
            "code_b": "Save",
            "overlaps": 2,
            "segments_a": 1,
            "segments_b": 2,
            "shared_characters": 8,
            "jaccard": 8 / 18,
            "speakers": 1,
            "groups": 1,
        }
    ]


def test_the_moderator_does_not_make_codes_meet() -> None:
    marked = [
        ("group", "Ann", "a", *at(GROUP, "save.\nGo on.")),
        ("group", "Ann", "b", *at(GROUP, "Go on.\nTime")),
    ]
    study = corpus([GROUP], codebook("a", "b"), marked)
    assert cooccurrence(study, Filters()).rows == []
    assert len(cooccurrence(study, Filters(all_text=True)).rows) == 1


def test_a_segment_over_several_turns_has_all_their_speakers() -> None:
    whole = at(GROUP, GROUP.text)
    marked = [("group", "Ann", "a", *whole), ("group", "Ann", "b", *whole)]
    (found,) = cooccurrence(corpus([GROUP], codebook("a", "b"), marked), Filters()).records()
    assert (found["speakers"], found["shared_characters"], found["jaccard"]) == (2, 18 + 14, 1)


def test_coders_meet_only_in_the_union() -> None:
    marked = [
        ("group", "Ann", "a", *at(GROUP, "We learn")),
        ("group", "Ben", "b", *at(GROUP, "learn and")),
    ]
    study = corpus([GROUP], codebook("a", "b"), marked)
    assert cooccurrence(study, Filters()).rows == []
    (found,) = cooccurrence(study, Filters(union=True)).records()
    assert (found["coder"], found["overlaps"], found["shared_characters"]) == ("(union)", 1, 5)


def test_pairs_come_by_overlaps_and_then_by_key() -> None:
    start, end = at(GROUP, "We learn")
    marked = [("group", "Ann", key, start, end) for key in ("c", "b", "a", "c")]
    table = cooccurrence(corpus([GROUP], codebook("c", "b", "a"), marked), Filters())
    order = [(r["code_id_a"], r["code_id_b"], r["overlaps"]) for r in table.records()]
    assert order == [("a", "c", 2), ("b", "c", 2), ("a", "b", 1)]


@pytest.mark.parametrize("union", [False, True])
def test_nothing_coded_is_an_empty_table_with_its_recipe(union: bool) -> None:
    table = cooccurrence(corpus([GROUP], codebook("a")), Filters(union=union))
    assert table.rows == []
    assert table.recipe["table"] == "cooccurrence"
