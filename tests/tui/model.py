"""A simple model of a coder's study: tuples of what is coded, and the states before and after.

It knows nothing of the program. What a key does is foretold from what stood on the screen before
the key (``Seen``) and from the model's own state.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

Target = tuple[str, int]
"""What a memo is on: ``("segment", number)``, or a transcript's name and the index of a turn."""

ROOM = 9
WORD = re.compile(r"\S+")
MARKS = " .,;:!?…-–—“”\"'‘’"


class Coded(NamedTuple):
    """A passage with a code; numbers never change and are never given twice."""

    number: int
    transcript: str
    start: int
    end: int
    code: int
    quote: bool = False


class Code(NamedTuple):
    """A code under another one (None: at the top)."""

    number: int
    name: str
    parent: int | None


class State(NamedTuple):
    """All that can be undone; codes stand in the order in which they are shown beside others."""

    coded: tuple[Coded, ...] = ()
    codes: tuple[Code, ...] = ()
    memos: tuple[tuple[Target, str], ...] = ()

    def code(self, number: int) -> Code:
        """A code by its number."""
        return next(code for code in self.codes if code.number == number)

    def path(self, number: int) -> tuple[str, ...]:
        """The names from the top down to a code."""
        code = self.code(number)
        return (*(self.path(code.parent) if code.parent is not None else ()), code.name)

    def at(self, path: tuple[str, ...]) -> Code:
        """The code with a path."""
        return next(code for code in self.codes if self.path(code.number) == path)

    def beside(self, parent: int | None) -> list[Code]:
        """The codes under one."""
        return [code for code in self.codes if code.parent == parent]

    def tree(self, parent: int | None = None) -> list[tuple[str, ...]]:
        """All paths, as a tree is read."""
        found: list[tuple[str, ...]] = []
        for code in self.beside(parent):
            found += [self.path(code.number), *self.tree(code.number)]
        return found


@dataclass
class Seen:
    """What stands on the screen before a key."""

    screen: str
    panel: str
    transcript: str
    span: tuple[int, int]
    typing: bool = False
    typed: str = ""
    row: str = ""
    beside: str = ""
    title: str = ""
    options: tuple[str, ...] = ()
    tree: tuple[str, ...] = ()
    proposed: tuple[tuple[str, ...], int, int] | None = None


@dataclass
class Model:
    """The study as it must be; ``texts`` are the transcripts' texts by name."""

    texts: dict[str, str]
    state: State
    recent: list[int] = field(default_factory=list)
    past: list[State] = field(default_factory=list)
    future: list[State] = field(default_factory=list)
    slots: dict[int, int] = field(default_factory=dict)
    last_code: int | None = None
    last_coded: int | None = None
    instead: State | None = None
    """Where the coder may have meant one of two passages: the other outcome."""
    memo_on: Target | None = None
    asked: tuple[int, ...] = ()
    above: int | None = None
    count: int = 1000

    def opened(self) -> None:
        """A transcript was opened: the digits go to the codes used last."""
        self.last_coded = None
        known = [number for number in self.recent if self._there(number)]
        self.slots = dict(enumerate(known[:ROOM], 1))
        self.last_code = known[0] if known else None

    def press(self, key: str, seen: Seen) -> None:
        """Foretell what a key does."""
        self.instead = None
        if seen.screen == "MemoScreen":
            self._in_memo(key, seen)
        elif seen.screen == "CodePalette":
            self._in_palette(key, seen)
        elif seen.screen == "Prompt":
            self._in_prompt(key, seen)
        elif seen.screen == "Choose":
            self._in_choice(key, seen)
        elif seen.typing:
            return
        elif key == "u":
            self._travel(self.past, self.future)
        elif key == "U":
            self._travel(self.future, self.past)
        elif seen.screen == "Workbench":
            self._on_bench(key, seen)

    # Dialogs

    def _in_memo(self, key: str, seen: Seen) -> None:
        if key not in ("escape", "tab") or self.memo_on is None:
            return
        memos = dict(self.state.memos)
        text = seen.typed if seen.typed.strip() else ""
        if text == memos.get(self.memo_on, ""):
            return
        memos[self.memo_on] = text
        kept = tuple((target, words) for target, words in memos.items() if words)
        self._step(self.state._replace(memos=kept))

    def _in_palette(self, key: str, seen: Seen) -> None:
        if key != "enter" or not seen.row.strip():
            return
        fresh = re.fullmatch(r"\s*\+ new code “(.*)”", seen.row)
        if fresh:
            under = seen.beside.removeprefix("under ").split(" > ")
            parent = None if seen.beside == "at the top" else self.state.at(tuple(under)).number
            self._code_anew(seen, fresh[1], parent)
        else:
            self._code(seen, self.state.at(tuple(seen.row.strip().split(" > "))).number)

    def _in_prompt(self, key: str, seen: Seen) -> None:
        name = " ".join(seen.typed.split())
        if key != "enter" or not name:
            return
        if seen.title.startswith("Name of the code in vivo"):
            self._code_in_words(seen, name)
        elif seen.title.startswith("New code") and self._free(name, self.above):
            self._step(self.state._replace(codes=(*self.state.codes, self._new(name, self.above))))
        elif seen.title.startswith("Rename"):
            code = self.state.at(seen.tree)
            if name != code.name and self._free(name, code.parent):
                self._put(code._replace(name=name))

    def _in_choice(self, key: str, seen: Seen) -> None:
        if not seen.title.startswith("Remove which code?"):
            return
        wanted = 1 if key == "enter" else int(key) if key.isdigit() else 0
        if 1 <= wanted <= len(self.asked):
            self._remove(self.asked[wanted - 1])

    # The coding screen

    def _on_bench(self, key: str, seen: Seen) -> None:
        if key.isdigit() and int(key) in self.slots:
            self._code(seen, self.slots[int(key)])
        elif key == "m":
            here = self.here(seen)
            turn = self.texts[seen.transcript].count("\n", 0, seen.span[0])
            self.memo_on = ("segment", here[0].number) if here else (seen.transcript, turn)
        elif seen.panel == "reader":
            self._in_reader(key, seen)
        elif seen.panel == "codes":
            self._in_tree(key, seen)

    def _in_reader(self, key: str, seen: Seen) -> None:
        here = self.here(seen)
        if key == "full_stop" and self.last_code is not None and self._there(self.last_code):
            self._code(seen, self.last_code)
        elif key == "v":
            name = " ".join(self._words(seen).split()).strip(MARKS)
            if 0 < len(name.split()) <= 6:
                self._code_in_words(seen, name)
        elif key == "enter" and seen.proposed:
            self._accept(seen, *seen.proposed)
        elif key == "x" and seen.proposed:
            self._step(self.state)
        elif key == "d" and len(here) == 1:
            self._remove(here[0].number)
        elif key == "d":
            self.asked = tuple(one.number for one in here)
        elif key == "q" and here:
            self._change(here[0]._replace(quote=not here[0].quote))
        elif key in BOUNDARIES and here:
            self._resize(here[0], BOUNDARIES[key](self.texts[seen.transcript], here[0]))

    def _in_tree(self, key: str, seen: Seen) -> None:
        if key == "n":
            self.above = self.state.at(seen.tree).parent if seen.tree else None
        elif key == "N":
            self.above = self.state.at(seen.tree).number if seen.tree else None
        elif seen.tree and key == "enter":
            self._code(seen, self.state.at(seen.tree).number)
        elif seen.tree and key == "greater_than_sign":
            self._inwards(self.state.at(seen.tree))
        elif seen.tree and key == "less_than_sign":
            self._outwards(self.state.at(seen.tree))
        elif seen.tree and key in ("shift+up", "shift+down"):
            self._swap(self.state.at(seen.tree), 1 if key == "shift+down" else -1)

    # What is coded

    def here(self, seen: Seen) -> list[Coded]:
        """What shares text with the selection: worked on last, then the same, then the shortest."""
        start, end = seen.span
        found = [
            one
            for one in self.state.coded
            if one.transcript == seen.transcript and one.start < end and start < one.end
        ]
        return sorted(
            found,
            key=lambda one: (
                one.number != self.last_coded,
                (one.start, one.end) != seen.span,
                one.end - one.start,
                one.number,
            ),
        )

    def _words(self, seen: Seen) -> str:
        return self.texts[seen.transcript][slice(*seen.span)]

    def _code(self, seen: Seen, code: int) -> None:
        self._add(seen.transcript, *seen.span, code, self.state.codes)

    def _code_in_words(self, seen: Seen, name: str) -> None:
        same = [one for one in self.state.codes if one.name.casefold() == name.casefold()]
        if same:
            self._code(seen, same[0].number)
        else:
            self._code_anew(seen, name, None)

    def _code_anew(self, seen: Seen, name: str, parent: int | None) -> None:
        if self._free(name, parent):
            made = self._new(name, parent)
            self._add(seen.transcript, *seen.span, made.number, (*self.state.codes, made))

    def _accept(self, seen: Seen, path: tuple[str, ...], start: int, end: int) -> None:
        """A suggestion is taken for its own passage, or for the one that was made of it."""
        before = self.state
        self._add(seen.transcript, start, end, before.at(path).number, before.codes)
        if self.state is not before:
            other = self.state.coded[-1]._replace(start=seen.span[0], end=seen.span[1])
            self.instead = self.state._replace(coded=(*before.coded, other))

    def _add(
        self, transcript: str, start: int, end: int, code: int, codes: tuple[Code, ...]
    ) -> None:
        if any(one[1:5] == (transcript, start, end, code) for one in self.state.coded):
            return
        self.count += 1
        made = Coded(self.count, transcript, start, end, code)
        self._step(self.state._replace(coded=(*self.state.coded, made), codes=codes))
        self.last_coded, self.last_code = made.number, code
        self.recent = [code, *(one for one in self.recent if one != code)][:ROOM]
        free = [digit for digit in range(1, ROOM + 1) if digit not in self.slots]
        if free and code not in self.slots.values():
            self.slots[free[0]] = code

    def _remove(self, number: int) -> None:
        coded = tuple(one for one in self.state.coded if one.number != number)
        memos = tuple(one for one in self.state.memos if one[0] != ("segment", number))
        self._step(self.state._replace(coded=coded, memos=memos))

    def _change(self, one: Coded) -> None:
        coded = tuple(one if one.number == old.number else old for old in self.state.coded)
        self._step(self.state._replace(coded=coded))
        self.last_coded = one.number

    def _resize(self, one: Coded, span: tuple[int, int] | None) -> None:
        taken = {old[1:5] for old in self.state.coded}
        if span is not None and (one.transcript, *span, one.code) not in taken:
            self._change(one._replace(start=span[0], end=span[1]))

    # Codes

    def _new(self, name: str, parent: int | None) -> Code:
        self.count += 1
        return Code(self.count, name, parent)

    def _free(self, name: str, parent: int | None) -> bool:
        return all(one.name != name for one in self.state.beside(parent))

    def _there(self, number: int) -> bool:
        return any(code.number == number for code in self.state.codes)

    def _put(self, code: Code) -> None:
        codes = tuple(code if one.number == code.number else one for one in self.state.codes)
        self._step(self.state._replace(codes=codes))

    def _move(self, code: Code, parent: int | None, behind: Code | None) -> None:
        """A code under another one, behind a sibling (None: the last)."""
        if parent != code.parent and not self._free(code.name, parent):
            return
        codes = [one for one in self.state.codes if one != code]
        place = codes.index(behind) + 1 if behind else len(codes)
        codes.insert(place, code._replace(parent=parent))
        self._step(self.state._replace(codes=tuple(codes)))

    def _inwards(self, code: Code) -> None:
        beside = self.state.beside(code.parent)
        if place := beside.index(code):
            self._move(code, beside[place - 1].number, None)

    def _outwards(self, code: Code) -> None:
        if code.parent is not None:
            above = self.state.code(code.parent)
            self._move(code, above.parent, above)

    def _swap(self, code: Code, way: int) -> None:
        beside = self.state.beside(code.parent)
        wanted = beside.index(code) + way
        if 0 <= wanted < len(beside):
            codes, other = list(self.state.codes), beside[wanted]
            one, two = codes.index(code), codes.index(other)
            codes[one], codes[two] = codes[two], codes[one]
            self._step(self.state._replace(codes=tuple(codes)))

    # Back and forth

    def _step(self, state: State) -> None:
        self.past.append(self.state)
        self.future.clear()
        self.state = state

    def _travel(self, source: list[State], other: list[State]) -> None:
        if source:
            other.append(self.state)
            self.state = source.pop()
            self.slots = {d: code for d, code in self.slots.items() if self._there(code)}


def _tokens(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in WORD.finditer(text)]


def _end_later(text: str, one: Coded) -> tuple[int, int] | None:
    for _, end in _tokens(text):
        ends_turn = text[end : end + 1] in ("", "\n")
        if end > one.end and (ends_turn or any(map(str.isalnum, text[one.end : end]))):
            return one.start, end
    return None


def _end_earlier(text: str, one: Coded) -> tuple[int, int] | None:
    ends = [end for _, end in _tokens(text) if one.start < end < one.end]
    return (one.start, ends[-1]) if ends else None


def _start_earlier(text: str, one: Coded) -> tuple[int, int] | None:
    for start, _ in reversed(_tokens(text)):
        begins_turn = text[:start][-1:] in ("", "\n")
        if start < one.start and (begins_turn or any(map(str.isalnum, text[start : one.start]))):
            return start, one.end
    return None


def _start_later(text: str, one: Coded) -> tuple[int, int] | None:
    starts = [start for start, _ in _tokens(text) if one.start < start < one.end]
    return (starts[0], one.end) if starts else None


BOUNDARIES: dict[str, Callable[[str, Coded], tuple[int, int] | None]] = {
    "greater_than_sign": _end_later,
    "less_than_sign": _end_earlier,
    "left_parenthesis": _start_earlier,
    "right_parenthesis": _start_later,
}
"""Where a boundary goes that is moved by a word: marks go with the word that they touch."""
