"""What the file of a study says, read by nobody but sqlite3."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from tests.tui.model import Target

SEGMENTS = """
SELECT s.id, t.name, code.id, s.key_quote,
  s.start_offset + (SELECT coalesce(sum(length(b.text) + 1), 0) FROM turn b
    WHERE b.transcript_id = s.transcript_id AND b.sequence < first.sequence),
  s.end_offset + (SELECT coalesce(sum(length(b.text) + 1), 0) FROM turn b
    WHERE b.transcript_id = s.transcript_id AND b.sequence < last.sequence)
FROM segment s JOIN transcript t ON t.id = s.transcript_id JOIN code ON code.id = s.code_id
JOIN turn first ON first.id = s.start_turn_id JOIN turn last ON last.id = s.end_turn_id
JOIN coder ON coder.id = s.coder_id WHERE coder.name = 'ML' ORDER BY s.created, s.id
"""
MEMOS = """
SELECT m.text, m.segment_id, t.name, (SELECT count(*) FROM turn b
  WHERE b.transcript_id = turn.transcript_id AND b.sequence < turn.sequence)
FROM memo m LEFT JOIN turn ON turn.id = m.turn_id LEFT JOIN transcript t
  ON t.id = turn.transcript_id
"""
CODES = "SELECT id, name, parent_id FROM code ORDER BY sort, lower(name)"
DUMP = (
    "SELECT id, transcript_id, coder_id, code_id, start_turn_id, start_offset, end_turn_id, "
    "end_offset, origin, suggestion_id, weight, key_quote FROM segment ORDER BY id",
    "SELECT id, key, name, parent_id, sort, status, definition FROM code ORDER BY id",
    "SELECT id, coder_id, kind, text, segment_id, turn_id FROM memo ORDER BY id",
    "SELECT id, code_id, decision FROM suggestion ORDER BY id",
)

Passage = tuple[str, int, int, tuple[str, ...], bool]


class OnDisk:
    """The study's file, by a connection of its own."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self.close = self.connection.close

    def dump(self) -> list[list[Any]]:
        """Rows that an undo must restore."""
        return [self.connection.execute(query).fetchall() for query in DUMP]

    def paths(self) -> dict[str, tuple[str, ...]]:
        """Each code's path by its id, in the order in which they are shown."""
        rows = self.connection.execute(CODES).fetchall()
        named = {key: (name, parent) for key, name, parent in rows}

        def path(key: str) -> tuple[str, ...]:
            name, parent = named[key]
            return (*(path(parent) if parent else ()), name)

        return {key: path(key) for key in named}

    def coded(self) -> dict[str, Passage]:
        """Passages by the id of the segment."""
        paths = self.paths()
        rows = self.connection.execute(SEGMENTS).fetchall()
        return {
            key: (name, start, end, paths[code], bool(quote))
            for key, name, code, quote, start, end in rows
        }

    def memos(self) -> list[tuple[Passage | Target, str]]:
        """Memos with the passage, or the turn, that they are on."""
        coded = self.coded()
        rows = self.connection.execute(MEMOS).fetchall()
        return sorted(
            (coded[segment] if segment else (name, turn), text)
            for text, segment, name, turn in rows
        )
