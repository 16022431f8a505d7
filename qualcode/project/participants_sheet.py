"""People and groups as a file: their attributes as they are stored, ready to be filled in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.analysis.recipes import program
from qualcode.domain.attributes import NO_ANSWER, Attribute, AttributeType, Subject, number_of
from qualcode.domain.tables import Cell, Table
from qualcode.domain.transcripts import Role
from qualcode.formats.write.tables import write_table
from qualcode.store.transcripts import SpeakerInfo

if TYPE_CHECKING:
    from qualcode.project.project import Project


def export_people(project: Project, path: Path, subject: Subject) -> int:
    """Write one row per person and label, or per transcript; the number of rows.

    A label with nobody behind it is a row with a proposed name: what is filled in there can be
    imported again. Raises BadInput and Refused as every export.
    """
    table = people_sheet(project) if subject is Subject.PARTICIPANT else group_sheet(project)
    write_table(table, path)
    return len(table.rows)


def people_sheet(project: Project) -> Table:
    """Participant, transcript, speaker, attributes."""
    room = project.participants
    attributes, tied = room.attributes(), room.speakers()
    rows: list[tuple[Cell, ...]] = []
    for person in room.all():
        values = _cells(attributes, person.attributes)
        places = [(one.transcript, one.label) for one in tied.get(person.id, [])] or [("", "")]
        rows += [(person.pseudonym, *place, *values) for place in places]
    taken = {person.pseudonym.casefold() for person in room.all()}
    nothing = _cells(attributes, {})
    free = [
        one
        for one in project.speakers.all()
        if not one.participant_id and one.role in (Role.PARTICIPANT, Role.UNKNOWN)
    ]
    rows += [(name, one.transcript, one.label, *nothing) for name, one in _named(free, taken)]
    columns = ("participant", "transcript", "speaker", *(one.name for one in attributes))
    return Table("participants_sheet", columns, rows, program("participants_sheet"))


def group_sheet(project: Project) -> Table:
    """Transcript, attributes."""
    attributes = project.participants.attributes(Subject.TRANSCRIPT)
    known = project.participants.of_transcripts()
    rows = [
        (name, *_cells(attributes, known.get(key, {})))
        for name, key in project.transcripts.names().items()
    ]
    columns = ("transcript", *(one.name for one in attributes))
    return Table("groups_sheet", columns, rows, program("groups_sheet"))


def _cells(attributes: list[Attribute], values: Mapping[str, str]) -> tuple[Cell, ...]:
    return tuple(_cell(one, values.get(one.name)) for one in attributes)


def _cell(one: Attribute, value: str | None) -> Cell:
    if value is None:
        return None
    if not value:
        return NO_ANSWER
    number = number_of(value) if one.type is AttributeType.NUMBER else None
    if number is None:
        return value
    return int(number) if number == int(number) else number


def _named(labels: list[SpeakerInfo], taken: set[str]) -> list[tuple[str, SpeakerInfo]]:
    """A name for each label, that of the label where nobody else has it."""
    times = Counter(one.label.casefold() for one in labels)
    return [
        (
            one.label
            if times[one.label.casefold()] == 1 and one.label.casefold() not in taken
            else f"{one.label} ({one.transcript})",
            one,
        )
        for one in labels
    ]
