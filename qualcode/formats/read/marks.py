"""The table of transcribers' marks from a CSV file."""

from __future__ import annotations

from qualcode.domain.errors import BadInput
from qualcode.domain.marks import JEFFERSON, MarkKind, MarkRule
from qualcode.formats.read.csv_text import column_key, read_sheet

COLUMNS = ("kind", "opening", "closing", "words", "convention", "note")


def read_marks(data: bytes, file_name: str) -> tuple[MarkRule, ...]:
    """The rules of a table of marks, in its order.

    Raises BadInput, naming file and line, for an unknown kind or convention, a missing column
    and a rule without opening, closing or words.
    """
    sheet = read_sheet(data, file_name, COLUMNS)
    keys = [column_key(name) for name in sheet.header]
    missing = [name for name in COLUMNS[:4] if name not in keys]
    if missing:
        raise BadInput(f"{file_name}, line 1: there is no column {missing[0]}")
    rules = []
    for line, cells in sheet.rows:
        row = dict(zip(keys, (cell.strip() for cell in cells), strict=False))
        if any(row.values()):
            rules.append(_rule(row, f"{file_name}, line {line}"))
    return tuple(rules)


def _rule(row: dict[str, str], place: str) -> MarkRule:
    kind, convention = row.get("kind", "").lower(), row.get("convention", "").lower()
    if kind not in set(MarkKind):
        known = ", ".join(MarkKind)
        raise BadInput(f"{place}: “{kind}” is no kind of mark (kinds are {known})")
    if convention not in ("", JEFFERSON):
        raise BadInput(f"{place}: “{convention}” is no convention (leave it empty or {JEFFERSON})")
    words = tuple(word.strip().casefold() for word in row.get("words", "").split(";"))
    opening, closing = row.get("opening", ""), row.get("closing", "")
    if not (opening and closing and any(words)):
        raise BadInput(f"{place}: a mark needs an opening, a closing and words")
    return MarkRule(MarkKind(kind), opening, closing, tuple(filter(None, words)), convention)
