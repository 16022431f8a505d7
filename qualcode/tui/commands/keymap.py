"""The keys that are in force: defaults, what the user's file changes, letters of other layouts.

One keymap holds for the whole program, so that a key costs nothing more and every place that
names keys names the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

T = TypeVar("T")
A = TypeVar("A")


@dataclass(frozen=True)
class Keymap:
    """What differs from the defaults.

    ``keys`` and ``go`` are by name of the command (an empty value: none); ``retold`` names the
    commands whose fixed words for their keys no longer hold; ``aliases`` gives for a key those of
    other layouts that do the same; ``latin`` what was meant by a typed character; ``words`` asks
    for names of keys without signs.
    """

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    go: Mapping[str, str] = field(default_factory=dict)
    retold: frozenset[str] = frozenset()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    latin: Mapping[str, str] = field(default_factory=dict)
    words: bool = False


DEFAULT = Keymap()
_active = DEFAULT
_forget: list[Callable[[], None]] = []


def active() -> Keymap:
    """The keymap in force."""
    return _active


def use(keymap: Keymap) -> None:
    """Put a keymap in force; screens that are made from now on have its keys."""
    global _active
    if keymap != _active:
        _active = keymap
        for forget in _forget:
            forget()


def meant(character: str) -> str:
    """The Latin character at the place of a typed one in the user's layouts, else itself."""
    return _active.latin.get(character, character)


def remembered(call: Callable[[A], T]) -> Callable[[A], T]:
    """Cache a function of one hashable argument for as long as the keymap is in force."""
    cached = cache(call)
    _forget.append(cached.cache_clear)
    return cached
