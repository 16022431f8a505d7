"""How the cells of a codebook table and the fields of a code correspond, in both directions."""

from __future__ import annotations

from qualcode.domain.codebook import Code, Codebook

COLUMNS = (
    "code_id",
    "parent_id",
    "level",
    "sort",
    "layer",
    "name",
    "definition",
    "include_when",
    "exclude_when",
    "example",
    "example_role",
    "keywords",
    "weak_keywords",
    "negative_phrases",
    "unit",
    "applies_to",
    "colour",
    "seed_ref",
    "status",
    "version",
)
"""The header that is written where no other is known."""

FIELDS = frozenset(COLUMNS) - {"seed_ref"}
"""Columns that have a field of their own; all others are extras."""

_LISTS = ("keywords", "weak_keywords", "negative_phrases")
_DEFAULTS = {"layer": "content", "status": "active"}
_LARGEST = 10**9


def typed(field: str, cell: str) -> str | int | tuple[str, ...]:
    """The value that a cell states for a field; what cannot be understood gives the default."""
    if field in _LISTS:
        return tuple(part for phrase in cell.split(";") if (part := phrase.strip()))
    if field == "sort":
        text = cell.strip()
        known = text.removeprefix("-").isascii() and text.removeprefix("-").isdigit()
        return int(text) if known and len(text) < len(str(_LARGEST)) else 0
    return cell or _DEFAULTS.get(field, "")


def cell_of(code: Code, field: str, book: Codebook) -> str:
    """The cell that a code's field would write."""
    if field == "code_id":
        return code.key
    if field == "parent_id":
        return book.by_id[code.parent_id].key if code.parent_id else ""
    if field == "level":
        return str(len(book.ancestors(code)) + 1)
    value = getattr(code, field)
    return ";".join(value) if field in _LISTS else str(value)
