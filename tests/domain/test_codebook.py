from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.codebook import Code, Codebook, check_tree, slug
from qualcode.domain.errors import BadInput
from tests.domain.texts import quick


@st.composite
def trees(draw: st.DrawFn) -> tuple[Code, ...]:
    codes: list[Code] = []
    for number in range(draw(st.integers(0, 8))):
        above = draw(st.sampled_from([None, *(code.id for code in codes)]))
        name = draw(st.sampled_from(["cost", "Cost", "trust", "a > b"]))
        sort = draw(st.integers(0, 2))
        codes.append(Code(str(number), f"k{number}", name, above, sort))
    return tuple(draw(st.permutations(codes)))


@quick
@given(trees())
def test_a_walk_meets_every_code_once_after_its_parent(codes: tuple[Code, ...]) -> None:
    check_tree(codes)
    book = Codebook(codes)
    walked = list(book.walk())
    assert sorted(code.id for _, code in walked) == sorted(code.id for code in codes)
    depth: dict[str | None, int] = {None: -1}
    for level, code in walked:
        assert level == depth[code.parent_id] + 1 == len(book.ancestors(code))
        depth[code.id] = level
        assert (
            book.paths[code.id].split(" > ")[0]
            == book.paths[(book.ancestors(code) or [code])[0].id].split(" > ")[0]
        )
    for siblings in book.children.values():
        assert list(siblings) == sorted(siblings, key=lambda one: (one.sort, one.name.casefold()))


@quick
@given(trees())
def test_below_is_what_has_the_code_among_its_ancestors(codes: tuple[Code, ...]) -> None:
    book = Codebook(codes)
    for code in codes:
        under = {one.id for one in codes if code in book.ancestors(one)}
        assert book.below(code.id) == under | {code.id}


@quick
@given(trees(), st.data())
def test_a_move_keeps_a_tree_or_is_refused(codes: tuple[Code, ...], data: st.DataObject) -> None:
    book = Codebook(codes)
    if codes:
        moved = data.draw(st.sampled_from(codes))
        target = data.draw(st.sampled_from([None, *(code.id for code in codes)]))
        if target in book.below(moved.id):
            with pytest.raises(BadInput, match="under itself"):
                book.moved(moved.id, target)
        else:
            after = book.moved(moved.id, target)
            check_tree(after.codes)
            assert after.by_id[moved.id].parent_id == target
            assert [code.id for code in after.codes] == [code.id for code in codes]


@quick
@given(trees(), st.text(max_size=5))
def test_a_fresh_key_is_free(codes: tuple[Code, ...], name: str) -> None:
    book = Codebook(codes)
    for parent in [None, *(code.id for code in codes)]:
        assert book.fresh_key(name, parent) not in book.by_key


@quick
@given(trees())
def test_keys_find_their_codes_and_paths_do_where_they_are_unique(codes: tuple[Code, ...]) -> None:
    book = Codebook(codes)
    paths = list(book.paths.values())
    for code in codes:
        assert book.find(f" {code.key} ") == code
        if paths.count(book.paths[code.id]) == 1:
            assert book.find(book.paths[code.id]) == code


BOOK = Codebook(
    (
        Code("1", "why", "Why"),
        Code("2", "why.money", "Money", "1"),
        Code("3", "how", "How"),
        Code("4", "how.money", "money", "3"),
        Code("5", "how.odd", "a>b", "3"),
    )
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Why>Money", "why.money"),
        ("Money", "why.money"),
        ("money", "how.money"),
        ("WHY", "why"),
        ("a>b", "how.odd"),
        ("How > a>b", "how.odd"),
    ],
)
def test_a_code_is_found_by_key_path_or_name(text: str, key: str) -> None:
    assert BOOK.find(text).key == key


def test_a_path_is_written_as_the_names_are() -> None:
    with pytest.raises(BadInput, match="no code “why > Money”"):
        BOOK.find("why > Money")


def test_an_ambiguous_name_names_the_keys() -> None:
    with pytest.raises(BadInput, match=r"several codes: use one of how\.money, why\.money"):
        BOOK.find("MONEY")


def test_keys_come_from_the_path() -> None:
    assert BOOK.fresh_key("Money!", "1") == "why.money-2"
    assert BOOK.fresh_key("Für Kinder", None) == "für-kinder"
    assert slug("—") == "code"


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ([Code("1", "a", "A"), Code("2", "a", "B")], "“a” stands twice"),
        ([Code("1", "a", "A", "9")], "the parent of “a” is not in"),
        ([Code("1", "a", "A", "2"), Code("2", "b", "B", "1")], "cycle"),
        ([Code("1", "a", "A", "1")], "cycle"),
    ],
)
def test_what_is_no_tree_is_refused_with_the_key(codes: list[Code], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        check_tree(codes)


def test_a_ring_or_a_deep_tree_ends_the_walk() -> None:
    ring = Codebook((Code("1", "a", "A", "2"), Code("2", "b", "B", "1")))
    assert list(ring.walk()) == []
    assert ring.below("1") == {"1", "2"}
    assert [code.key for code in ring.ancestors(ring.by_id["1"])] == ["a", "b"]
    deep = [Code("0", "k0", "c")]
    deep += [Code(str(at), f"k{at}", "c", str(at - 1)) for at in range(1, 3000)]
    assert [depth for depth, _ in Codebook(tuple(deep)).walk()] == list(range(3000))


@pytest.mark.parametrize(
    ("status", "retired"), [("active", False), ("retired", True), ("merged:why", True)]
)
def test_retired_codes(status: str, retired: bool) -> None:
    assert Code("1", "a", "A", status=status).retired is retired
