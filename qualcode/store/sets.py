"""Sets of transcripts."""

from __future__ import annotations

from sqlalchemy import select

from qualcode.domain.errors import Damaged
from qualcode.domain.sets import TranscriptSet, condition
from qualcode.store.database import Database
from qualcode.store.schema import transcript, transcript_set, transcript_set_member


def sets(database: Database) -> list[TranscriptSet]:
    """All sets by name; raises Damaged where a condition cannot be read."""
    s, m = transcript_set.c, transcript_set_member.c
    members: dict[str, list[str]] = {}
    chosen = select(m.set_id, m.transcript_id).join(transcript, transcript.c.id == m.transcript_id)
    for row in database.read(chosen.order_by(transcript.c.sequence)):
        members.setdefault(row[0], []).append(row[1])
    rows = database.read(select(s.id, s.name, s.conditions).order_by(s.name)).all()
    try:
        return [
            TranscriptSet(
                row[0], row[1], tuple(members.get(row[0], ())), tuple(map(condition, row[2]))
            )
            for row in rows
        ]
    except ValueError as error:
        raise Damaged(f"a set of transcripts in the project is damaged: {error}") from error


def member_ids(database: Database, *, set_id: str = "", transcript_id: str = "") -> list[str]:
    """Ids of the rows that put transcripts into a set, or a transcript into sets."""
    m = transcript_set_member.c
    mine = m.set_id == set_id if set_id else m.transcript_id == transcript_id
    return list(database.read(select(m.id).where(mine)).scalars())
