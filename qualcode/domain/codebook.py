"""The codebook: structured codes in a tree of any depth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from functools import cached_property

from qualcode.domain.errors import BadInput

PATH_SEPARATOR = " > "
UNITS = ("word", "clause", "sentence", "paragraph", "turn", "exchange")
RETIRED = "retired"
MERGED = "merged"
MERGED_INTO = "merged into"
"""Extra column of a code that was merged: the id of the code that took it over."""
MERGED_FROM = "merged from"
"""Extra column of a code that took others over: their keys and names, with ``;`` between."""


@dataclass(frozen=True, slots=True)
class Code:
    """One code with its rules; ``id`` is the UUID inside, ``key`` the stable text key outside.

    Lists (keywords, weak keywords, negative phrases) are tuples of phrases. ``extras`` holds the
    cells of columns that qualcode does not know.
    """

    id: str
    key: str
    name: str
    parent_id: str | None = None
    sort: int = 0
    layer: str = "content"
    definition: str = ""
    include_when: str = ""
    exclude_when: str = ""
    example: str = ""
    example_role: str = ""
    keywords: tuple[str, ...] = ()
    weak_keywords: tuple[str, ...] = ()
    negative_phrases: tuple[str, ...] = ()
    unit: str = ""
    applies_to: str = ""
    colour: str = ""
    status: str = "active"
    version: str = ""
    extras: dict[str, str] = field(default_factory=dict)

    @property
    def retired(self) -> bool:
        """Whether the code may no longer be applied."""
        return self.status in (RETIRED, MERGED) or self.status.startswith("merged:")

    @property
    def merged_into(self) -> str | None:
        """Id of the code that took this one over, or None where it was not merged here."""
        return self.extras.get(MERGED_INTO) if self.status == MERGED else None


TEXT_FIELDS = frozenset(
    f.name for f in fields(Code) if f.name not in ("id", "key", "parent_id", "extras", "sort")
)
"""Names of the fields that a coder edits."""


@dataclass(frozen=True)
class Codebook:
    """All codes of a study, as a tree; ``version`` counts the changes of the codebook.

    ``merged`` holds the codes that others took over: they stand in no list, but can be looked up.
    """

    codes: tuple[Code, ...]
    version: int = 1
    merged: tuple[Code, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Code]:
        """Each code by its id, merged ones too."""
        return {code.id: code for code in (*self.merged, *self.codes)}

    @cached_property
    def by_key(self) -> dict[str, Code]:
        """Each code by its stable key, merged ones too."""
        return {code.key: code for code in (*self.merged, *self.codes)}

    @cached_property
    def children(self) -> dict[str | None, tuple[Code, ...]]:
        """Codes under each parent id (None for the top), in display order.

        The content layer stands first, then each other layer; within one by sort order and name.
        """
        found: dict[str | None, list[Code]] = {}
        for code in sorted(self.codes, key=_display_order):
            found.setdefault(code.parent_id, []).append(code)
        return {parent: tuple(codes) for parent, codes in found.items()}

    @cached_property
    def paths(self) -> dict[str, str]:
        """Path of names from the top (``a > b``) by code id."""
        return {
            code.id: PATH_SEPARATOR.join([*(up.name for up in self.ancestors(code)), code.name])
            for code in (*self.merged, *self.codes)
        }

    def ancestors(self, code: Code) -> list[Code]:
        """The codes above, from the top down."""
        above: list[Code] = []
        parent = code.parent_id
        while parent is not None and parent in self.by_id and len(above) < len(self.by_id):
            above.append(self.by_id[parent])
            parent = self.by_id[parent].parent_id
        return above[::-1]

    def walk(self, parent: str | None = None) -> Iterator[tuple[int, Code]]:
        """Each code below the parent with its depth, parents before children, in display order."""
        # A stack instead of recursion, and no code twice: a damaged tree may be deep or a ring.
        waiting = [(0, code) for code in reversed(self.children.get(parent, ()))]
        seen = {parent}
        while waiting:
            depth, code = waiting.pop()
            if code.id not in seen:
                seen.add(code.id)
                yield depth, code
                below = reversed(self.children.get(code.id, ()))
                waiting.extend((depth + 1, child) for child in below)

    def below(self, code_id: str) -> set[str]:
        """Ids of the code and all codes under it."""
        return {code_id, *(code.id for _, code in self.walk(code_id))}

    def find(self, text: str) -> Code:
        """The code meant by a key, a path (``a > b``) or a name; of a merged one its successor.

        Raises BadInput where there is none, or where a name fits several codes.
        """
        wanted = text.strip()
        if wanted in self.by_key:
            return self.successor(self.by_key[wanted])
        path = PATH_SEPARATOR.join(part.strip() for part in wanted.split(">"))
        found = [code for code in self.codes if self.paths[code.id] in (wanted, path)]
        found = found or [code for code in self.codes if code.name == wanted]
        found = found or [c for c in self.codes if c.name.casefold() == wanted.casefold()]
        found = found or self._successors([wanted, path])
        if not found:
            raise BadInput(f"there is no code “{wanted}” in the codebook")
        if len(found) > 1:
            keys = ", ".join(sorted(code.key for code in found))
            raise BadInput(f"“{wanted}” is the name of several codes: use one of {keys}")
        return found[0]

    def successor(self, code: Code) -> Code:
        """The code that took a merged one over, however often; any other code itself."""
        seen: set[str] = set()
        while code.merged_into in self.by_id and code.id not in seen:
            seen.add(code.id)
            code = self.by_id[code.merged_into or ""]
        return code

    def _successors(self, names: list[str]) -> list[Code]:
        """What became of the merged codes with one of these paths or names."""
        found = [code for code in self.merged if {code.name, self.paths[code.id]} & set(names)]
        return list({after.id: after for after in map(self.successor, found)}.values())

    def moved(self, code_id: str, parent_id: str | None) -> Codebook:
        """The codebook with a code under another parent; BadInput where that makes a cycle."""
        if parent_id is not None and parent_id in self.below(code_id):
            name = self.by_id[code_id].name
            raise BadInput(f"“{name}” cannot be moved under itself or one of its own codes")
        codes = [replace(c, parent_id=parent_id) if c.id == code_id else c for c in self.codes]
        return replace(self, codes=tuple(codes))

    def fresh_key(self, name: str, parent_id: str | None) -> str:
        """A stable key for a code made by hand, from its path, not used yet."""
        parent = self.by_id.get(parent_id) if parent_id else None
        stem = slug(name) if parent is None else f"{parent.key}.{slug(name)}"
        key, number = stem, 2
        while key in self.by_key:
            key, number = f"{stem}-{number}", number + 1
        return key


def _display_order(code: Code) -> tuple[bool, str, int, str]:
    return (code.layer != "content", code.layer, code.sort, code.name.casefold())


def slug(name: str) -> str:
    """A name as part of a key: lower-case letters and digits, joined by hyphens."""
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-") or "code"


def check_tree(codes: Iterable[Code]) -> None:
    """Raise BadInput for a repeated key, a missing parent or a cycle, naming the code."""
    by_id: dict[str, Code] = {}
    keys: set[str] = set()
    for code in codes:
        if code.key in keys:
            raise BadInput(f"the code_id “{code.key}” stands twice in the codebook")
        keys.add(code.key)
        by_id[code.id] = code
    for code in by_id.values():
        seen, parent = {code.id}, code.parent_id
        while parent is not None:
            if parent not in by_id:
                raise BadInput(f"the parent of “{code.key}” is not in the codebook")
            if parent in seen:
                raise BadInput(f"the code “{code.key}” stands above itself (a cycle of parents)")
            seen.add(parent)
            parent = by_id[parent].parent_id
