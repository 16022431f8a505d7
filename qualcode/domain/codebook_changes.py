"""What differs between two states of a codebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from qualcode.domain.codebook import Code, Codebook

ADDED = "added"
REMOVED = "removed"
MERGED = "merged"
RETIRED = "retired"
IN_USE = "in use again"
RENAMED = "renamed"
MOVED = "moved"
CHANGED = "changed"
KINDS = (ADDED, REMOVED, MERGED, RETIRED, IN_USE, RENAMED, MOVED, CHANGED)
"""Kinds of a difference, in the order in which they are told."""

RULES = ("definition", "include_when", "exclude_when")
"""Fields that say when a code applies."""

_FIELDS = (
    *RULES,
    *("example", "example_role", "keywords", "weak_keywords", "negative_phrases"),
    *("unit", "applies_to", "layer", "colour", "version"),
)


class Difference(NamedTuple):
    """One difference of one code; ``field`` is named where a field was changed."""

    kind: str
    code_id: str
    key: str
    path: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of the codebook and their differences, in codebook order."""

    older: int
    newer: int
    differences: tuple[Difference, ...]

    def of(self, *kinds: str) -> list[Difference]:
        """The differences of some kinds."""
        return [one for one in self.differences if one.kind in kinds]


def compared(older: Codebook, newer: Codebook) -> Comparison:
    """What became of the older codebook in the newer one."""
    order = [code.id for _, code in newer.walk()]
    order += [code.id for _, code in older.walk() if code.id not in set(order)]
    order += [code.id for code in (*newer.merged, *older.merged) if code.id not in set(order)]
    found = [one for code_id in dict.fromkeys(order) for one in _code(older, newer, code_id)]
    return Comparison(older.version, newer.version, tuple(found))


def same_rules(one: Code, other: Code) -> bool:
    """Whether definition, include and exclude say the same."""
    return all(getattr(one, name) == getattr(other, name) for name in RULES)


def _code(older: Codebook, newer: Codebook, code_id: str) -> Iterator[Difference]:
    before, after = older.by_id.get(code_id), newer.by_id.get(code_id)
    if before is None and after is not None:
        if after.merged_into is None:
            yield _told(ADDED, after, newer.paths[code_id])
    elif before is not None and after is None:
        if before.merged_into is None:
            yield _told(REMOVED, before, older.paths[code_id])
    elif before is not None and after is not None:
        yield from _changes(older, newer, before, after)


def _changes(older: Codebook, newer: Codebook, before: Code, after: Code) -> Iterator[Difference]:
    path = older.paths[before.id]
    if before.merged_into is None and after.merged_into is not None:
        into = newer.paths[newer.successor(after).id]
        yield _told(MERGED, before, path, before=path, after=into)
        return
    path = newer.paths[after.id]
    if before.retired != after.retired:
        yield _told(RETIRED if after.retired else IN_USE, after, path)
    if before.name != after.name:
        yield _told(RENAMED, after, path, before=before.name, after=after.name)
    if before.parent_id != after.parent_id:
        yield _told(MOVED, after, path, before=older.paths[before.id], after=path)
    for field in _FIELDS:
        was, now = _text(before, field), _text(after, field)
        if was != now:
            yield _told(CHANGED, after, path, field=field, before=was, after=now)


def _told(
    kind: str, code: Code, path: str, *, field: str = "", before: str = "", after: str = ""
) -> Difference:
    return Difference(kind, code.id, code.key, path, field, before, after)


def _text(code: Code, field: str) -> str:
    value = getattr(code, field)
    return "; ".join(value) if isinstance(value, tuple) else str(value)
