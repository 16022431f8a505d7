"""Words of coded segments, read without loading their transcripts."""

from __future__ import annotations

from sqlalchemy import literal_column, select, text

from qualcode.store.database import Database
from qualcode.store.schema import segment, turn

CUT = " …"
"""Stands for the further turns of a passage."""


def key_quotes(database: Database) -> set[str]:
    """Ids of all coders' key quotes."""
    return set(database.read(select(segment.c.id).where(segment.c.key_quote)).scalars())


def examples(database: Database, coder_id: str, code_id: str, limit: int) -> list[str]:
    """Words of a coder's segments with a code: key quotes first, then the newest.

    Of a passage over several turns only what the first one holds, and a mark that it goes on.
    """
    s = segment.c
    mine = (
        select(turn.c.text, s.start_offset, s.end_offset, s.end_turn_id == turn.c.id)
        .join(turn, turn.c.id == s.start_turn_id)
        .where(s.code_id == code_id, s.coder_id == coder_id)
        .order_by(s.created.desc(), literal_column("segment.rowid").desc())
    )
    # Two questions that an index answers in order; one with both orders would sort all segments.
    rows = [*database.read(mine.where(text("segment.key_quote")).limit(limit))]
    if len(rows) < limit:
        rows += database.read(mine.where(~s.key_quote).limit(limit - len(rows)))
    return [words[a:b] if alone else words[a:].rstrip() + CUT for words, a, b, alone in rows]
