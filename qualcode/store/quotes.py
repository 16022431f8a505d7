"""Words of coded segments, read without loading their transcripts."""

from __future__ import annotations

from sqlalchemy import select

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
    # The texts are joined to the few that are wanted: sorting rows with texts takes twice as long.
    chosen = (
        select(s.start_turn_id, s.start_offset, s.end_turn_id, s.end_offset)
        .add_columns(s.key_quote, s.created, s.id)
        .where(s.code_id == code_id, s.coder_id == coder_id)
        .order_by(s.key_quote.desc(), s.created.desc(), s.id)
        .limit(limit)
        .subquery()
    )
    c = chosen.c
    statement = (
        select(turn.c.text, c.start_offset, c.end_offset, c.end_turn_id == turn.c.id)
        .join(chosen, turn.c.id == c.start_turn_id)
        .order_by(c.key_quote.desc(), c.created.desc(), c.id)
    )
    rows = database.read(statement)
    return [text[a:b] if alone else text[a:].rstrip() + CUT for text, a, b, alone in rows]
