"""What somebody types: random keys, some of them in the company in which they make sense."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hypothesis import strategies as st

Keys = tuple[str, ...]

CHARACTERS = {
    "full_stop": ".", "slash": "/", "space": " ", "plus": "+", "minus": "-", "comma": ",",
    "less_than_sign": "<", "greater_than_sign": ">", "semicolon": ";", "question_mark": "?",
    "left_parenthesis": "(", "right_parenthesis": ")",
}  # fmt: skip
MOVES = (
    "down", "down", "j", "up", "k", "left", "right", "right", "shift+down", "shift+up",
    "shift+right", "shift+left", "plus", "minus", "minus", "t", "T", "p", "P", "pagedown", "pageup",
    "home", "end", "e", "e", "E", "o", "O", "s", "s", "S",
)  # fmt: skip
CODING = (
    "1", "1", "2", "2", "3", "4", "7", "full_stop", "full_stop", "v", "d", "d", "less_than_sign",
    "greater_than_sign", "greater_than_sign", "left_parenthesis", "right_parenthesis", "q", "q",
    "enter", "enter", "x", "u", "u", "U", "U",
)  # fmt: skip
IDLE = ("a", "h", "l", "Z", "comma", "semicolon", "0", "f6")
WORDS = ("wai", "trust", "resp", "acc", "mtp", "price", "access/bus", "zz", "hours", "meetup")
PANELS = ("tab", "tab", "f2", "f3", "z", "n", "N", *IDLE)
TOGETHER: tuple[Keys, ...] = (
    ("v", "enter"), ("v", "escape"), ("d", "1"), ("d", "2"), ("d", "enter"),
    ("f2", "down", "enter"), ("f2", "up", "enter"), ("f2", "home", "enter"),
)  # fmt: skip
TREE = [
    (way, key)
    for key in ("greater_than_sign", "less_than_sign", "shift+up", "shift+down", "enter")
    for way in ("down", "up")
]
HITS = ("the", "trust", "xyz")


def single(keys: Iterable[str]) -> list[Keys]:
    """Each key as a gesture of its own."""
    return [(key,) for key in keys]


def spelled(text: str) -> Keys:
    """The keys that type a text."""
    names = {character: key for key, character in CHARACTERS.items()}
    return tuple(names.get(letter, letter) for letter in text)


def around(before: Keys, texts: Sequence[Keys], *ends: Keys) -> st.SearchStrategy[Keys]:
    """Keys before some others, these, and one of several ends."""
    return st.builds(
        lambda middle, end: (*before, *middle, *end), st.sampled_from(texts), st.sampled_from(ends)
    )


def words(*texts: str) -> list[Keys]:
    """The keys of each text."""
    return [spelled(text) for text in texts]


MOVING = st.lists(st.sampled_from(MOVES), min_size=1, max_size=8).map(single)
WORKING = st.lists(st.sampled_from((*CODING, *MOVES)), min_size=1, max_size=20).map(single)
IN_COMPANY = st.sampled_from(TOGETHER)
PALETTE = around(("c",), words(*WORDS), ("enter",), ("enter",), ("enter",), ("escape",))
MEMO = around(("m",), words("why", "so"), ("escape",), ("tab",))
NEW_CODE = around(("f3", "n"), words("cost", "ox"), ("enter", "escape"), ("escape",))
RENAME = around(("f3", "r"), words("s", "2"), ("enter", "escape"), ("escape",))
IN_TREE = around(("f3",), TREE, ("escape",))
VIEWS = around(("g",), words(*"dsvmfnhb"), ("escape",), ("u", "escape"))
READING = around(("r",), words(*"omutlwna"), ())
FINDING = around(("slash",), words(*HITS), ("enter", "n"), ("enter",), ("escape",))
ANYTHING = st.one_of(
    WORKING, *(gesture.map(lambda keys: [keys]) for gesture in (IN_COMPANY, PALETTE, MEMO, FINDING))
)
