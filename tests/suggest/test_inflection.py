from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.suggest.inflection import forms, plural_forms, remark_forms


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("share", {"share", "shares", "shared", "sharing"}),
        ("copy", {"copy", "copies", "copied", "copying"}),
        ("plan", {"plan", "plans", "planned", "planning"}),
        ("visit", {"visit", "visits", "visited", "visiting"}),
        ("lobby", {"lobby", "lobbies", "lobbied", "lobbying"}),
        ("label", {"label", "labels", "labelled", "labeled", "labelling"}),
        ("grow", {"grow", "grew", "grown", "growing"}),
        ("city", {"city", "cities"}),
        ("crisis", {"crisis"}),
        ("emissions", {"emissions", "emission"}),
        ("box", {"box", "boxes"}),
        ("agree", {"agree", "agreed", "agreeing"}),
    ],
)
def test_a_plain_word_is_found_in_its_forms(word: str, wanted: set[str]) -> None:
    assert wanted <= forms(word)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("training", "train"),
        ("housing", "house"),
        ("funded", "fund"),
        ("grant", "granted"),
        ("new", "news"),
        ("state", "stated"),
        ("with", "withs"),
        ("plan", "plane"),
        ("news", "new"),
    ],
)
def test_forms_do_not_run_into_another_word(word: str, other: str) -> None:
    assert other not in forms(word)


def test_a_remark_in_the_third_person_has_verb_forms() -> None:
    assert {"nods", "nod", "nodding", "nodded"} <= remark_forms("nods")


def test_plural_forms_leave_verbs_out() -> None:
    assert plural_forms("price") == {"price", "prices"}
    assert plural_forms("prices") == {"prices"}


@given(st.text())
def test_a_word_is_always_one_of_its_forms(word: str) -> None:
    assert word in forms(word)
    assert word in plural_forms(word)
    assert word in remark_forms(word)
