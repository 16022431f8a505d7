"""Words as the full-text index sees them."""

from __future__ import annotations

import sqlite3
import sys
import unicodedata
from collections import defaultdict
from contextlib import closing
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.spans import Span
from qualcode.domain.tokens import Phrase, fold, holds, places, tokens

TOKENIZER = "fts5(text, tokenize='unicode61 remove_diacritics 2')"


def _indexed(texts: list[str]) -> list[list[str]]:
    """The words that SQLite's own tokenizer finds in each of the texts."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE VIRTUAL TABLE words USING {TOKENIZER}")
        connection.execute("CREATE VIRTUAL TABLE found USING fts5vocab(words, 'instance')")
        rows = list(enumerate(texts))
        connection.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", rows)
        places = defaultdict(list)
        for doc, offset, term in connection.execute("SELECT doc, offset, term FROM found"):
            places[doc].append((offset, term))
    return [[term for _, term in sorted(places[number])] for number in range(len(texts))]


def test_words_case_accents_and_marks() -> None:
    assert [one.folded for one in tokens("It’s Zoë's CAFÉ, e\u0301te_1 – №5 Straße!")] == [
        *("it", "s", "zoe", "s", "cafe", "ete", "1", "5", "straße"),
    ]
    assert fold("ÁÉÎõÜ") == "aeiou"
    assert tokens(" …!?") == []


def test_every_letter_of_the_first_plane_is_cut_as_the_index_cuts_it() -> None:
    letters = [chr(code) for code in range(1, 0x10000) if not 0xD800 <= code < 0xE000]
    theirs = _indexed([f"a{letter}b" for letter in letters])
    ours = [tokens(f"a{letter}b") for letter in letters]
    for letter, mine, other in zip(letters, ours, theirs, strict=True):
        assert len(mine) == len(other), f"U+{ord(letter):04X}"


def test_what_the_index_takes_for_the_same_word_is_the_same_word_here() -> None:
    same = defaultdict(set)
    letters = [chr(code) for code in range(0x41, 0x2000) if unicodedata.category(chr(code)) != "Mn"]
    for letter, words in zip(letters, _indexed([f"a{one}b" for one in letters]), strict=True):
        if len(words) == 1:
            same[words[0]].add(fold(f"a{letter}b"))
    assert {word: found for word, found in same.items() if len(found) > 1} == {}


def test_places_of_words_phrases_and_beginnings() -> None:
    text = "We wait. The Waiting room, a waiting-room: WAITING ROOMS"
    assert places(text, [Phrase(("wait",))]) == [Span(3, 7)]
    assert [text[a:b] for a, b in places(text, [Phrase(("waiting", "room"))])] == [
        *("Waiting room", "waiting-room"),
    ]
    assert [text[a:b] for a, b in places(text, [Phrase(("waiting", "room"), True)])] == [
        *("Waiting room", "waiting-room", "WAITING ROOMS"),
    ]
    both = [Phrase(("the", "waiting")), Phrase(("waiting", "room"))]
    assert text[slice(*places(text, both)[0])] == "The Waiting room"
    assert not holds(text, Phrase(("room", "wait")))


@given(
    st.text("aBé .'-\u0301ß漢1", max_size=40),
    st.lists(st.text("abé", min_size=1, max_size=2), min_size=1, max_size=2),
    st.booleans(),
)
def test_each_place_holds_the_phrase_and_each_phrase_has_a_place(
    text: str, words: list[str], prefix: bool
) -> None:
    phrase = Phrase(tuple(fold(word) for word in words), prefix)
    found = places(text, [phrase])
    assert all(holds(text[start:end], phrase) for start, end in found)
    assert all(0 <= a.start < a.end <= len(text) for a in found)
    assert bool(found) == holds(text, phrase)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(
    st.text("aB1 .'-_", max_size=40),
    st.text("ab1é", min_size=1, max_size=2),
    st.booleans(),
)
def test_plain_text_is_searched_as_any_other(text: str, word: str, prefix: bool) -> None:
    phrase = Phrase((fold(word),), prefix)
    assert places(text, [phrase]) == places(f"{text} é", [phrase])[: len(places(text, [phrase]))]
    assert len(places(f"{text} ß", [phrase])) == len(places(text, [phrase]))


def test_unstorable_characters_stand_between_words() -> None:
    assert [one.folded for one in tokens("a\ud800b\x00c")] == ["a", "b", "c"]
    assert sys.maxunicode == 0x10FFFF
    assert len(tokens("".join(map(chr, range(0xE000, 0xE010))))) == 1
