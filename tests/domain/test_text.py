from __future__ import annotations

import pytest
from hypothesis import given

from qualcode.domain.text import count_words, normalise_newlines, one_line, storable
from qualcode.domain.units import words
from tests.domain.texts import quick, texts


@quick
@given(texts)
def test_stored_text_is_as_long_and_can_be_encoded(text: str) -> None:
    stored = storable(text)
    assert len(stored.text) == len(text)
    assert stored.replaced == sum(a != b for a, b in zip(text, stored.text, strict=True))
    assert "\x00" not in stored.text
    stored.text.encode()
    assert storable(stored.text).replaced == 0


@quick
@given(texts)
def test_a_name_is_one_line(text: str) -> None:
    name = one_line(text)
    assert name == " ".join(name.split())
    assert one_line(name) == name
    name.encode()


@quick
@given(texts)
def test_words_are_counted_as_they_are_split(text: str) -> None:
    assert count_words(text) == len(words(text))


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u2028", "\u2029", "\x0b", "\x0c", "\x85"])
def test_every_line_end_becomes_a_line_feed(end: str) -> None:
    assert normalise_newlines(f"a{end}b") == "a\nb"


def test_what_cannot_be_stored_becomes_a_picture() -> None:
    assert storable("a\x00b\udcffc") == storable("a\x00b\ud800c")
    assert storable("a\x00b\udcff").text == "a␀b�"
    assert storable("\x1b\t").text == "\x1b\t"
