from __future__ import annotations

import string

import pytest
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.keys import _character_to_key

from qualcode import settings
from qualcode.tui.commands.base import SAFE_KEYS
from qualcode.tui.keyboard import (
    LAYOUTS,
    ROWS,
    SAME,
    SENT,
    BadKey,
    aliases,
    characters_of_keys,
    key_named,
    key_of,
)

WHOLE = {"ru", "uk", "el", "he", "fa", "bg"}
SHORT = {"ar": {"b"}, "sr": {"y"}}
"""Letters that a layout leaves out."""


def test_there_is_a_table_for_each_layout_of_the_settings() -> None:
    assert tuple(LAYOUTS) == settings.LAYOUTS
    assert sorted(ROWS) == list(string.ascii_lowercase)


@pytest.mark.parametrize("name", settings.LAYOUTS)
def test_a_table_has_one_letter_per_key_and_no_letter_twice(name: str) -> None:
    letters = LAYOUTS[name].letters
    assert all(len(own) == 1 and own.isprintable() for own in letters.values())
    assert len(set(letters.values())) == len(letters)
    assert LAYOUTS[name].standard


@pytest.mark.parametrize("name", sorted(WHOLE | SHORT.keys()))
def test_a_table_covers_the_alphabet_but_for_what_it_names(name: str) -> None:
    missing = set(string.ascii_lowercase) - LAYOUTS[name].letters.keys()
    assert missing == SHORT.get(name, set())
    assert not set(LAYOUTS[name].letters.values()) & set(string.ascii_letters)


@pytest.mark.parametrize(
    ("name", "first", "home", "last"),
    [
        ("ru", "йцукен", "фывапр", "ячсмит"),
        ("uk", "йцукен", "фівапр", "ячсмит"),
        ("el", ";ςερτυ", "ασδφγη", "ζχψωβν"),
        ("he", "/'קראט", "שדגכעי", "זסבהנמ"),
        ("ar", "ضصثقفغ", "شسيبلا", None),
        ("fa", "ضصثقفغ", "شسیبلا", "ظطزرذد"),
        ("bg", ",уеишщ", "ьяаожг", "юйъэфх"),
    ],
)
def test_the_rows_are_those_of_the_keyboard(
    name: str, first: str, home: str, last: str | None
) -> None:
    letters = LAYOUTS[name].letters
    assert "".join(letters[key] for key in "qwerty") == first
    assert "".join(letters[key] for key in "asdfgh") == home
    if last is not None:
        assert "".join(letters[key] for key in "zxcvbn") == last


def test_capitals_are_those_of_shift() -> None:
    found = aliases(["ru", "el"])
    assert (found["й"], found["Й"], found["Б"], found["ю"]) == ("q", "Q", "<", ".")
    assert (found["σ"], found["ς"], found["Σ"]) == ("s", "w", "S")
    assert not any(letter.isupper() for letter in aliases(["he", "ar", "fa"]).values())


def test_the_first_layout_decides_and_what_is_taken_stays() -> None:
    assert aliases(["ru", "bg"])["ш"] == "i"
    assert aliases(["bg", "ru"])["ш"] == "t"
    found = aliases(["fr"], taken="(-")
    assert (found["é"], found["ç"], "(" in found) == ("2", "9", False)


def test_names_of_keys_are_those_of_textual() -> None:
    for code in [*range(0x21, 0x7F), *range(0xA1, 0x600)]:
        if chr(code).isprintable():
            assert key_of(chr(code)) == _character_to_key(chr(code)), hex(code)
    assert len(characters_of_keys()) == len(string.punctuation)


def test_keys_that_are_no_characters_come_from_terminals() -> None:
    known = {
        key.value
        for keys in ANSI_SEQUENCES_KEYS.values()
        if isinstance(keys, tuple)
        for key in keys
    }
    assert known >= SENT
    assert all(key_named(key) == key for key in SENT | SAFE_KEYS)


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("j", "j"), ("J", "J"), ("shift+j", "J"), ("?", "question_mark"), (" PgUp ", "pageup"),
        ("Esc", "escape"), ("Ctrl+P", "ctrl+p"), ("F5", "f5"), ("Shift+Tab", "shift+tab"),
        ("comma", "comma"), (",", "comma"), ("+", "plus"), ("↓", "down"), ("ж", "ж"),
        ("alt+x", "alt+x"), ("option+x", "alt+x"), ("shift+ctrl+left", "ctrl+shift+left"),
        ("control+x", "ctrl+x"), ("ctrl+X", "ctrl+x"),
    ],
)  # fmt: skip
def test_keys_are_understood_as_people_write_them(word: str, key: str) -> None:
    assert key_named(word) == key


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("ctrl+enter", "do not send"), ("ctrl+1", "do not send"), ("cmd+x", "do not send"),
        ("ctrl+shift+k", "do not send"), ("ctrl++", "do not send"), ("shift+1", "do not send"),
        ("ctrl+backspace", "do not send"), ("alt+enter", "do not send"),
        *((word, f"arrives as {key}") for word, key in SAME.items()),
        ("foo", "is no key"), ("ctrl+foo", "is no key"), ("bar+x", "is no key"),
        ("f25", "is no key"), ("ctrl+", "is no key"), ("aa", "is no key"),
    ],
)  # fmt: skip
def test_keys_that_cannot_be_are_told_with_the_reason(word: str, why: str) -> None:
    with pytest.raises(BadKey, match=why) as error:
        key_named(word)
    assert f"“{word}”" in str(error.value)
