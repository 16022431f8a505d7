"""The language of searches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.queries import FILTERS, BadQuery, Filter, Query, parse
from qualcode.domain.tokens import Phrase


def test_words_phrases_beginnings_and_exclusions() -> None:
    assert parse('  Waiting "the Room"  nurs* -"too long" -Tea* ') == Query(
        phrases=(Phrase(("waiting",)), Phrase(("the", "room")), Phrase(("nurs",), True)),
        excluded=(Phrase(("too", "long")), Phrase(("tea",), True)),
    )
    assert parse("“smart quotes”").phrases == (Phrase(("smart", "quotes")),)
    assert parse("don't 10:30").phrases == (Phrase(("don", "t")), Phrase(("10", "30")))
    assert parse("").is_empty
    assert parse(" \t\n").is_empty


def test_filters_with_several_values_quotes_and_a_minus() -> None:
    assert parse('code:trust,"fear of loss" -ROLE:moderator speaker:“Ana B”').filters == (
        Filter("code", ("trust", "fear of loss")),
        Filter("role", ("moderator",), exclude=True),
        Filter("speaker", ("Ana B",)),
    )
    assert parse("kind:Focus-Group").filters == (Filter("kind", ("focus-group",)),)
    assert parse('kind:"focus group"').filters == (Filter("kind", ("focus-group",)),)
    assert parse("code:a,a").filters == (Filter("code", ("a",)),)


def test_no_typed_word_is_an_operator() -> None:
    assert parse("a AND b OR NEAR NOT c^ (d)").phrases == tuple(
        Phrase((word,)) for word in ("a", "and", "b", "or", "near", "not", "c", "d")
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('"open end', "the quotation mark before “open end” has no partner"),
        ('code:"open', "the quotation mark before “open” has no partner"),
        ("colour:red", "there is no filter “colour:”; there are code:, speaker:"),
        ("code:", "code: needs a value right behind it, such as code:trust"),
        ("code: trust", "code: needs a value right behind it"),
        ("code:trust, fear", "code: needs a value right behind it"),
        ('speaker:""', "speaker: needs a value"),
        ("role:boss", "there is no role “boss”; use one of moderator, "),
        ("kind:song", "there is no kind “song”; use one of focus-group, "),
        ("!!", "“!!” holds no letter or digit to search for"),
        ("*", "holds no letter or digit"),
        ("ho*use", "the * stands inside a word; it goes to its end"),
        ("house.*", "has to follow a letter or a digit"),
        ("- tea", "a minus stands right before the word"),
        ("tea -", "a minus stands right before the word"),
        ("a" * 1001, "at most 1,000 characters"),
        ("a " * 51, "at most 50 words and filters"),
    ],
)
def test_each_mistake_is_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(BadQuery) as told:
        parse(text)
    assert sentence in str(told.value)
    assert "\n" not in str(told.value)


PIECES = st.sampled_from(['"', "“", "-", "*", ":", ",", " ", "code", "role:", "a", "é", "x y", "!"])


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map("".join)))
def test_any_text_is_understood_or_refused_with_a_sentence(text: str) -> None:
    try:
        query = parse(text)
    except BadQuery:
        return
    assert all(phrase.words and all(phrase.words) for phrase in query.phrases)
    assert all(one.name in FILTERS and one.values for one in query.filters)


def test_every_example_of_a_filter_is_understood() -> None:
    for name, example in FILTERS.items():
        (one,) = parse(example).filters
        assert one.name == name
