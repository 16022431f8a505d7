from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.spans import Span
from qualcode.domain.units import abbreviations, split
from tests.domain.texts import quick, texts

UNITS = ["word", "clause", "sentence", "paragraph"]
languages = st.sampled_from(["en", "en-GB", "de", "fr", "es", "xx"])


def _pieces(text: str, unit: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in split(text, unit, language)]


@quick
@given(texts, st.sampled_from(UNITS), languages)
def test_units_are_ordered_disjoint_and_never_blank(text: str, unit: str, language: str) -> None:
    spans = split(text, unit, language)
    assert all(left.end <= right.start for left, right in itertools.pairwise(spans))
    assert all(
        text[start:end] and text[start:end] == text[start:end].strip() for start, end in spans
    )


@quick
@given(texts, st.sampled_from(UNITS[1:]), languages)
def test_clauses_sentences_and_paragraphs_cover_all_that_is_no_space(
    text: str, unit: str, language: str
) -> None:
    covered = {at for start, end in split(text, unit, language) for at in range(start, end)}
    assert {at for at, letter in enumerate(text) if not letter.isspace()} <= covered


@quick
@given(texts, st.sampled_from(list(itertools.pairwise(UNITS))), languages)
def test_each_unit_lies_in_one_of_the_next_larger(
    text: str, pair: tuple[str, str], language: str
) -> None:
    small, large = (split(text, unit, language) for unit in pair)
    assert all(sum(outer.covers(inner) for outer in large) == 1 for inner in small)


@quick
@given(texts)
def test_a_paragraph_holds_no_line_feed(text: str) -> None:
    assert all("\n" not in piece for piece in _pieces(text, "paragraph"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Lee came at 5 p.m. Then she left.", ["Dr. Lee came at 5 p.m.", "Then she left."]),
        ("We met e.g. Anna. She left.", ["We met e.g. Anna.", "She left."]),
        ("J. Smith and I. We know.", ["J. Smith and I.", "We know."]),
        ("Really?! [laughs] Yes.", ["Really?!", "[laughs] Yes."]),
        ("“Stop!” he said. “No.” Good.", ["“Stop!” he said.", "“No.”", "Good."]),
        ("Well... maybe. Or not", ["Well... maybe.", "Or not"]),
        ("Why?, she asked", ["Why?, she asked"]),
        ("Was?, nein! , doch", ["Was?, nein! , doch"]),
        ("版本。新的！好", ["版本。", "新的！", "好"]),
        ("in 3.5 minutes www.example.org is", ["in 3.5 minutes www.example.org is"]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("(no.) Next.", ["(no.)", "Next."]),
        ("a . b", ["a . b"]),
        ("we .  B", ["we .", "B"]),
        ("Stop. (", ["Stop.", "("]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert _pieces(text, "sentence") == expected


def test_clauses_are_cut_after_commas_and_dashes() -> None:
    text = "Well, it was late; we left – all of us -- at 10,5: fine,"
    assert _pieces(text, "clause") == [
        "Well,",
        "it was late;",
        "we left –",
        "all of us --",
        "at 10,5:",
        "fine,",
    ]


def test_words_keep_inner_apostrophes_and_hyphens() -> None:
    assert _pieces("don't re-elect ’em 20-year-olds_x", "word") == [
        "don't",
        "re-elect",
        "em",
        "20-year-olds",
        "x",
    ]


def test_a_turn_is_one_unit_and_another_unit_is_unknown() -> None:
    assert split("a b", "turn") == [Span(0, 3)]
    assert split("", "turn") == []
    with pytest.raises(KeyError):
        split("a", "chapter")


def test_abbreviations_follow_the_language() -> None:
    assert "usw" in abbreviations("de-CH")
    assert "usw" not in abbreviations("en")
    assert abbreviations("xx") == abbreviations("en")
    assert _pieces("Hr. Beck und so usw. Danach", "sentence", "de") == [
        "Hr. Beck und so usw.",
        "Danach",
    ]
