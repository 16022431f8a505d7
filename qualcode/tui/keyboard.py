"""Keyboards: names of keys, which of them terminals send, and layouts that are not Latin."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

ROWS = "qwertyuiopasdfghjklzxcvbnm"
"""The Latin letters in the order of the keyboard (US)."""


class Layout(NamedTuple):
    """Which characters the keys of the Latin letters send; ``cased``: shift sends the capital."""

    standard: str
    letters: dict[str, str]
    cased: bool = False


def _layout(standard: str, row: str, others: str = "", *, cased: bool = False) -> Layout:
    """A layout from the characters in the order of ROWS ("\\0": none) and of ``,`` and ``.``."""
    pairs = [*zip(ROWS, row, strict=True), *zip(",.", others, strict=False)]
    return Layout(standard, {latin: own for latin, own in pairs if own != "\0"}, cased)


LAYOUTS = {
    "ru": _layout("Russian, ЙЦУКЕН", "йцукенгшщзфывапролдячсмить", "бю", cased=True),
    "uk": _layout("Ukrainian, ЙЦУКЕН", "йцукенгшщзфівапролдячсмить", "бю", cased=True),
    "el": _layout("Greek, QWERTY", ";ςερτυθιοπασδφγηξκλζχψωβνμ", cased=True),
    "he": _layout("Hebrew, SI 1452", "/'קראטוןםפשדגכעיחלךזסבהנמצ", "תץ"),
    # B sends two letters on some systems and one on others.
    "ar": _layout("Arabic (101)", "ضصثقفغعهخحشسيبلاتنمئءؤر\0ىة", "وز"),
    "fa": _layout("Persian, ISIRI 9147", "ضصثقفغعهخحشسیبلاتنمظطزرذدپ", "و"),
    "bg": _layout("Bulgarian, BDS 5237", ",уеишщксдзьяаожгтнвюйъэфхп", "рл", cased=True),
    # By the letters on the keys (QWERTZ): Z is in the upper row. What Y sends differs by system.
    "sr": _layout("Serbian Cyrillic, QWERTZ", "љњерт\0уиопасдфгхјклзџцвбнм", cased=True),
    "fr": Layout(
        "French, AZERTY: the digits without shift",
        dict(zip("123456789", "&é\"'(-è_ç", strict=True)),
    ),
}
"""By the code of the language. Where a character is a key of its own already it stays that key."""


def aliases(names: Iterable[str], taken: Iterable[str] = ()) -> dict[str, str]:
    """For each character that these layouts send, the Latin one; those ``taken`` are left out.

    The first layout that sends a character decides.
    """
    found: dict[str, str] = {}
    used = set(taken)
    for name in names:
        layout = LAYOUTS[name]
        pairs = [(own, latin) for latin, own in layout.letters.items()]
        if layout.cased:
            # Greek σ and ς have one capital: the later one, σ, gets it.
            pairs += {own.upper(): _shifted(latin) for own, latin in pairs if own.isalpha()}.items()
        for own, latin in pairs:
            if own not in used:
                found.setdefault(own, latin)
    return found


def _shifted(latin: str) -> str:
    return {",": "<", ".": ">"}.get(latin, latin.upper())


_NAMES = {"solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at",
          "hyphen_minus": "minus", "plus_sign": "plus", "low_line": "underscore"}  # fmt: skip


@cache
def key_of(character: str) -> str:
    """Textual's name for the key that types a character."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _NAMES.get(name, name) or character


@cache
def characters_of_keys() -> dict[str, str]:
    """The ASCII characters that are no letters, digits or spaces, by the names of their keys."""
    typed = (chr(code) for code in range(33, 127))
    return {key_of(one): one for one in typed if not one.isalnum()}


_PLAIN = (
    "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete",
    "backspace", "enter", "tab", "escape", "space",
)  # fmt: skip
_MOVING = ("up", "down", "left", "right", "home", "end")
SENT = frozenset(
    [*_PLAIN, "shift+tab"]
    + [f"f{number}" for number in range(1, 25)]
    + [f"ctrl+{letter}" for letter in "abcdefgjklnopqrstuvwxyz"]
    + [f"{held}+{key}" for held in ("shift", "ctrl", "ctrl+shift") for key in _MOVING]
    + ["ctrl+pageup", "ctrl+pagedown", "ctrl+delete", "shift+delete", "ctrl+backslash"]
    + ["ctrl+right_square_bracket", "ctrl+underscore"]
)
"""Keys that are no characters and that usual terminals send."""

_SPELLED = {
    "esc": "escape", "return": "enter", "pgup": "pageup", "pgdn": "pagedown", "pgdown": "pagedown",
    "page_up": "pageup", "page_down": "pagedown", "del": "delete", "ins": "insert",
    "spacebar": "space", "↑": "up", "↓": "down", "←": "left", "→": "right", "⏎": "enter",
}  # fmt: skip
_HELD = {"control": "ctrl", "ctrl": "ctrl", "shift": "shift", "alt": "alt", "option": "alt",
         "cmd": "super", "command": "super", "super": "super", "win": "super", "meta": "super",
         "hyper": "hyper"}  # fmt: skip

SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace"}
"""Keys that arrive as others."""


class BadKey(ValueError):
    """A key that is not known or that no terminal sends; says which and why."""


def key_named(word: str) -> str:
    """Textual's name of a key as people write it: ``j``, ``?``, ``Ctrl+P``, ``PgUp``, ``f5``.

    Raises BadKey.
    """
    word = word.strip()
    if len(word) == 1:
        return _SPELLED.get(word) or key_of(word)
    *held, key = word.split("+") if not word.endswith("++") else [*word[:-2].split("+"), "+"]
    modifiers = [_HELD.get(one.strip().lower(), "") for one in held]
    if "" in modifiers or not key.strip():
        raise BadKey(f"“{word}” is no key")
    key = key.strip()
    base = _SPELLED.get(key.lower(), key.lower()) if len(key) > 1 else key_of(key)
    if modifiers == ["shift"] and len(base) == 1 and base.isalpha():
        return base.upper()
    return _checked(word, modifiers, base)


def _checked(word: str, modifiers: list[str], base: str) -> str:
    if modifiers and len(base) == 1:
        base = base.lower()
    order = [one for one in ("alt", "ctrl", "shift", "super", "hyper") if one in modifiers]
    name = "+".join([*order, base])
    if name in SENT or (not modifiers and base in characters_of_keys()):
        return name
    if name in SAME:
        raise BadKey(f"“{word}” arrives as {SAME[name]} in every terminal")
    if order == ["alt"] and len(base) == 1:
        return name
    known = len(base) == 1 or base in _PLAIN or base in characters_of_keys() or base in SENT
    if known and modifiers:
        raise BadKey(f"“{word}” is a key that many terminals do not send")
    raise BadKey(f"“{word}” is no key")
