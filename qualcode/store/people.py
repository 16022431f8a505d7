"""Participants, the attributes of people and transcripts, and their values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select

from qualcode.domain.attributes import Attribute, AttributeType, Subject
from qualcode.domain.people import Participant
from qualcode.store.database import Database
from qualcode.store.schema import attribute, attribute_value, participant

_OWNERS = {
    Subject.PARTICIPANT: attribute_value.c.participant_id,
    Subject.TRANSCRIPT: attribute_value.c.transcript_id,
}

Values = dict[str, dict[str, str]]
"""Value by name of the attribute, by id of the owner."""


def attributes(database: Database, subject: Subject | None = None) -> list[Attribute]:
    """The attributes of a subject (None: of both) in order."""
    a = attribute.c
    columns = (a.id, a.subject, a.name, a.type, a.sort, a.bands, a.printed)
    wanted = select(*columns).order_by(a.subject, a.sort, a.name)
    wanted = wanted if subject is None else wanted.where(a.subject == subject.value)
    return [
        Attribute(
            row[0], Subject(row[1]), row[2], AttributeType(row[3]), row[4], tuple(row[5]), row[6]
        )
        for row in database.read(wanted)
    ]


def attribute_row(one: Attribute) -> dict[str, Any]:
    """The row of an attribute."""
    return {
        "id": one.id,
        "subject": one.subject.value,
        "name": one.name,
        "type": one.type.value,
        "sort": one.sort,
        "bands": list(one.bands),
        "printed": one.printed,
    }


def values(database: Database, subject: Subject) -> Values:
    """All values of people, or of transcripts, by owner and name."""
    owner = _OWNERS[subject]
    wanted = (
        select(owner, attribute.c.name, attribute_value.c.value)
        .join(attribute, attribute.c.id == attribute_value.c.attribute_id)
        .where(owner.is_not(None))
        .order_by(attribute.c.sort, attribute.c.name)
    )
    found: Values = {}
    for row in database.read(wanted):
        found.setdefault(row[0], {})[row[1]] = row[2]
    return found


def value_ids(
    database: Database, subject: Subject, owners: Iterable[str]
) -> dict[tuple[str, str], str]:
    """Id of the row of each value of these owners, by attribute id and owner id."""
    owner, wanted = _OWNERS[subject], set(owners)
    rows = database.read(
        select(attribute_value.c.attribute_id, owner, attribute_value.c.id).where(
            owner.is_not(None)
        )
    )
    return {(row[0], row[1]): row[2] for row in rows if row[1] in wanted}


def ids_of_transcript(database: Database, transcript_id: str) -> list[str]:
    """Ids of the rows of a transcript's values."""
    mine = attribute_value.c.transcript_id == transcript_id
    return list(database.read(select(attribute_value.c.id).where(mine)).scalars())


def next_sort(database: Database, subject: Subject) -> int:
    """The place of the next attribute of a subject."""
    top = select(func.max(attribute.c.sort)).where(attribute.c.subject == subject.value)
    return int(database.read(top).scalar() or 0) + 1


def participants(database: Database) -> list[Participant]:
    """Everyone who took part, by pseudonym, with their values."""
    p = participant.c
    known = values(database, Subject.PARTICIPANT)
    rows = database.read(select(p.id, p.pseudonym, p.consent).order_by(p.pseudonym))
    return [Participant(row[0], row[1], known.get(row[0], {}), row[2]) for row in rows]
