"""The history of a study as a table, without the words of those who took part."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import NamedTuple

from qualcode.analysis.recipes import program
from qualcode.domain.tables import Cell, Table


class HistoryRow(NamedTuple):
    """One action: place in the journal, time (ISO, UTC), coder, kind of action, sentence."""

    sequence: int
    at: str
    coder: str
    action: str
    what: str
    undone: bool


def history_table(entries: Iterable[HistoryRow]) -> Table:
    """All actions by sequence, undone ones too; nothing is filtered."""
    rows: list[tuple[Cell, ...]] = [*sorted(entries)]
    content = json.dumps(rows, separators=(",", ":")).encode("ascii")
    made = program("history") | {
        "data_hash": hashlib.sha256(content).hexdigest(),
        "counts": {"entries": len(rows)},
    }
    return Table("history", HistoryRow._fields, rows, made)
