from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.suggest.engine import HitKind
from qualcode.suggest.matching import PhraseFinder, main_language
from qualcode.suggest.phrases import Phrase, phrases_of, spellings
from tests.drawing import drawn
from tests.suggest.build import CODEBOOK


def _found(
    phrase: str, text: str, kind: HitKind = HitKind.KEYWORD, language: str = "en"
) -> list[str]:
    listed = [p for p in _phrases(phrase, kind) if p.kind is kind]
    finder = PhraseFinder(listed, language)
    return [text[found.start : found.end] for found in finder.find(text)]


def _phrases(written: str, kind: HitKind) -> list[Phrase]:
    return [Phrase("c", written, kind, remark=written.startswith("["))]


@pytest.mark.parametrize(
    ("phrase", "text", "wanted"),
    [
        ("mailing list", "Our Mailing Lists.", ["Mailing Lists"]),
        ("share information", "They shared information.", ["shared information"]),
        ("share information", "“sharing information”", ["sharing information"]),
        ("peer to peer", "a peer-to-peer visit", ["peer-to-peer"]),
        ("start-up", "a start up", ["start up"]),
        ("start-up", "two start-ups", ["start-ups"]),
        ("port", "We import reports.", []),
        ("training", "The train left.", []),
        ("be heard", "We were heard!", ["were heard"]),
        ("cannot keep up", "I cannot keep up.", ["cannot keep up"]),
        ("i don't", "I don’t", ["I don’t"]),
        ("mailing list", "the mailing  list", ["mailing  list"]),
        ("élan", "with e\u0301lan", ["e\u0301lan"]),
        ("co2", "less CO2, please", ["CO2"]),
        ("health", "\ud800 health\ud800", ["health"]),
    ],
)
def test_phrases_are_found_on_word_boundaries_in_their_forms(
    phrase: str, text: str, wanted: list[str]
) -> None:
    assert _found(phrase, text) == wanted


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Yes. [nods]", 1),
        ("[Nods.] Yes.", 1),
        ("[nodding, 3 seconds]", 1),
        ("(nods)", 0),
        ("[several people nod]", 1),
        ("She nods off.", 0),
        ("[nods", 0),
    ],
)
def test_a_remark_counts_only_inside_brackets(text: str, count: int) -> None:
    assert len(_found("[nods]", text)) == count


def test_a_negative_phrase_varies_only_in_the_plural_of_its_last_word() -> None:
    kind = HitKind.NEGATIVE
    assert _found("share price", "the share prices", kind) == ["share prices"]
    assert _found("share price", "sharing price lists", kind) == []


def test_an_acronym_matches_in_capitals_only() -> None:
    assert _found("WHO office", "who office? the WHO offices") == ["WHO offices"]


def test_other_languages_have_no_english_forms() -> None:
    assert _found("plan", "der Plan und die plans", language="de") == ["Plan"]


def test_a_language_that_spacy_does_not_know_is_read_all_the_same() -> None:
    assert _found("mayor", "Mayor!", language="qq") == ["Mayor"]


@pytest.mark.parametrize(
    ("tag", "main"),
    [("en-GB", "en"), ("DE", "de"), ("", "xx"), ("../etc", "xx"), ("english", "xx")],
)
def test_main_language_of_a_tag(tag: str, main: str) -> None:
    assert main_language(tag) == main


def test_a_keyword_in_the_plural_is_weak_in_the_singular() -> None:
    listed = [p for p in phrases_of(CODEBOOK) if p.written == "jobs"]
    assert {p.kind: spellings(p, "en") for p in listed} == {
        HitKind.KEYWORD: {"jobs"},
        HitKind.WEAK: {"job"},
    }


def test_spellings_of_a_long_phrase_stay_few_and_hold_the_phrase_itself() -> None:
    phrase = Phrase("c", "pay plan visit share copy build grow", HitKind.KEYWORD)
    assert phrase.written in spellings(phrase, "en")
    assert len(spellings(phrase, "en")) <= 700


def test_silent_codes_and_empty_phrases_give_no_phrases() -> None:
    assert {p.code_id for p in phrases_of(CODEBOOK)} == {
        "inc.info",
        "inc.money",
        "pol.health",
        "ix.agree",
    }


_FINDER = PhraseFinder(phrases_of(CODEBOOK), "en")


@drawn(60)
@given(
    st.sampled_from(["Mailing list", "newsletters", "[nods]", "health", "Peer-to-peer"]),
    st.sampled_from(["", "Well, ", "“", "(", "… ", "\u00a0\u00a0", "42 "]),
    st.sampled_from(["", ".", "”", ")", "?!", " and so on", ", yes"]),
)
def test_punctuation_around_a_phrase_hides_nothing(phrase: str, before: str, after: str) -> None:
    text = f"{before}{phrase}{after}"
    assert phrase.strip("[]") in {text[f.start : f.end] for f in _FINDER.find(text)}


@drawn(60)
@given(st.text(st.characters(), max_size=80))
def test_any_text_can_be_searched(text: str) -> None:
    for found in _FINDER.find(text):
        assert 0 <= found.start < found.end <= len(text)
