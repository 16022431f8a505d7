from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.text import one_line
from qualcode.tui.ranking import (
    NewCode,
    Usage,
    abbreviates,
    letters_spread,
    means_new,
    new_code,
    rank,
    why_no_new_code,
)

NOTHING = Usage({}, (), {})


def book(*names: str) -> Codebook:
    """Codes by path; the parent is what stands before the last slash."""
    codes: list[Code] = []
    for number, path in enumerate(names):
        *above, name = path.split("/")
        parent = next((c.id for c in codes if above and c.name == above[-1]), None)
        codes.append(Code(f"id-{path}", path, name, parent, sort=number))
    return Codebook(tuple(codes))


BOOK = book(
    "access", "access/resources", "relations", "relations/respect", "rest", "unrest", "rspx"
)


def names(query: str, usage: Usage = NOTHING) -> list[str]:
    return [code.name for code in rank(query, BOOK, usage)]


def test_exact_before_prefix_before_inside() -> None:
    assert names("rest") == ["rest", "unrest"]
    assert names("res")[:3] == ["resources", "respect", "rest"]


def test_scattered_letters_count_only_where_nothing_else_fits() -> None:
    assert names("rsp") == ["rspx"]
    assert names("rspc") == ["respect"]


def test_starts_of_words_in_order_are_an_abbreviation() -> None:
    assert names("acre") == ["resources"]
    assert names("rr") == ["respect"]
    assert abbreviates("ac re", "access > resources")
    assert not abbreviates("reac", "access > resources")
    assert not abbreviates("acs", "access > resources")


@given(st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=4), st.data())
def test_every_abbreviation_is_one(words: list[str], data: st.DataObject) -> None:
    starts = [word[: data.draw(st.integers(0, len(word)))] for word in words]
    assert abbreviates("".join(starts), " > ".join(words))


def test_a_suggested_code_comes_first_among_equals() -> None:
    assert names("res", Usage({"id-rest": 0.8}, (), {}))[0] == "rest"


def test_recent_before_often_used() -> None:
    usage = Usage({}, ("id-rest",), {"id-relations/respect": 50})
    assert names("res", usage)[:2] == ["rest", "respect"]


def test_often_used_before_codebook_order() -> None:
    assert names("res", Usage({}, (), {"id-rest": 3}))[0] == "rest"


def test_without_a_query_suggested_then_recent_then_the_rest() -> None:
    usage = Usage({"id-unrest": 0.5}, ("id-rest", "id-access"), {"id-relations": 90})
    assert names("", usage)[:3] == ["unrest", "rest", "access"]
    assert len(names("", usage)) == len(BOOK.codes)


def test_a_path_finds_the_child() -> None:
    assert names("rel/resp") == ["respect"]


def test_retired_codes_cannot_be_found() -> None:
    retired = Codebook((Code("1", "a", "trust", status="retired"),))
    assert rank("trust", retired, NOTHING) == []


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("shame", NewCode("shame", None)),
        ("access/hours", NewCode("hours", "id-access")),
        ("Access > hours", NewCode("hours", "id-access")),
        ("respect/regard", NewCode("regard", "id-relations/respect")),
        ("access", None),
        ("Access", NewCode("Access", None)),
        ("access/resources", None),
        ("access / Resources", NewCode("Resources", "id-access")),
        (" two  words ", NewCode("two words", None)),
        ("nowhere/hours", None),
        ("  ", None),
        ("/", None),
    ],
)
def test_what_a_query_would_make(query: str, wanted: NewCode | None) -> None:
    assert new_code(query, BOOK) == wanted


def test_a_parent_of_exactly_this_name_comes_before_its_twin() -> None:
    twins = book("Twin", "twin")
    assert new_code("twin/a", twins) == NewCode("a", "id-twin")
    assert new_code("Twin/a", twins) == NewCode("a", "id-Twin")
    assert new_code("TWIN/a", twins) == NewCode("a", "id-Twin")


def test_why_a_query_makes_no_code_is_a_sentence() -> None:
    retired = Codebook((Code("1", "a", "trust", status="retired"),))
    for query, codes, why in (
        ("access", BOOK, "There is a code “access” at this place already."),
        ("nowhere/hours", BOOK, "There is no code “nowhere” to make “hours” under."),
        ("trust", retired, "“trust” is retired at this place: take it back into use"),
    ):
        assert new_code(query, codes) is None
        assert why_no_new_code(query, codes).startswith(why)
    assert why_no_new_code("Access", BOOK) == why_no_new_code(" / ", BOOK) == ""


@given(st.text(max_size=12))
def test_a_query_makes_a_code_or_there_is_a_reason(query: str) -> None:
    made, why = new_code(query, BOOK), why_no_new_code(query, BOOK)
    assert made is None or not why
    if made is None and not why:
        assert not one_line(query.replace("/", " ").replace(">", " "))


def test_a_whole_word_that_fits_only_by_scattered_letters_is_a_new_name() -> None:
    assert means_new("relict", BOOK)
    assert not means_new("rsp", BOOK)
    assert not means_new("respe", BOOK)
    assert means_new("access/hours", BOOK)


@given(st.text(min_size=1, max_size=8), st.text(max_size=30))
def test_letters_spread_finds_exactly_subsequences(wanted: str, text: str) -> None:
    letters = [letter for letter in wanted if letter != " "]
    rest = iter(text)
    inside = all(letter in rest for letter in letters)
    assert (letters_spread(wanted, text) is not None) == inside


@given(st.text(max_size=12))
def test_any_query_is_answered(query: str) -> None:
    found = rank(query, BOOK, NOTHING)
    assert len({code.id for code in found}) == len(found)
