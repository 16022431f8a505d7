"""The topic guide and the turns to which its questions are assigned."""

from __future__ import annotations

from sqlalchemy import func, select

from qualcode.domain.guide import Question
from qualcode.store.database import Database
from qualcode.store.schema import question, turn


def questions(database: Database) -> list[Question]:
    """The questions in the order of the guide."""
    q = question.c
    rows = database.read(select(q.id, q.key, q.sequence, q.text).order_by(q.sequence, q.key))
    return [Question(*row) for row in rows]


def turns_of_questions(database: Database) -> dict[str, int]:
    """How many turns are assigned to each question, by the question's id."""
    t = turn.c
    counted = select(t.question_id, func.count()).where(t.question_id.is_not(None))
    return {row[0]: row[1] for row in database.read(counted.group_by(t.question_id))}


def settled(database: Database) -> frozenset[str]:
    """Ids of the turns of which somebody decided that they ask no question."""
    t = turn.c
    return frozenset(database.read(select(t.id).where(t.asks_nothing)).scalars())
