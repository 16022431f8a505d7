"""What is decided about the labels of a file before it is stored: names, roles, people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qualcode.domain.text import one_line
from qualcode.domain.transcripts import Role
from qualcode.formats.reading import Reading, ReadPerson

if TYPE_CHECKING:
    from qualcode.project.transcripts import FileReading, SpeakerCount


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided about one label of a file; None leaves what the file says.

    ``participant`` is a pseudonym: somebody of that name in the study, else somebody new.
    """

    name: str | None = None
    role: Role | None = None
    participant: str | None = None


AS_READ = Decision()
"""Nothing decided."""

Decisions = Mapping[str, Decision]
"""Decisions by the label as it stands in the file."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker as it will be stored, and the labels of the file that become it."""

    name: str
    role: Role
    participant: str | None
    turns: int
    labels: tuple[str, ...]


def name_of(label: str, decisions: Decisions) -> str:
    """What a label of the file will be called."""
    return one_line(decisions.get(label, AS_READ).name or "") or label


def voices(speakers: Sequence[SpeakerCount], decisions: Decisions) -> tuple[Voice, ...]:
    """The speakers of a file under these decisions; labels with one name become one speaker.

    They stand in the order in which they first speak. What was decided first counts; else the
    role of the label that has the name by itself.
    """
    groups: dict[str, list[SpeakerCount]] = {}
    for one in speakers:
        groups.setdefault(name_of(one.name, decisions), []).append(one)
    return tuple(_voice(name, group, decisions) for name, group in groups.items())


def _voice(name: str, group: Sequence[SpeakerCount], decisions: Decisions) -> Voice:
    made = [decisions.get(one.name, AS_READ) for one in group]
    person = next((one.participant for one in made if one.participant), None)
    person = person or next((one.participant for one in group if one.participant), None)
    own = next((one for one in group if one.name == name), group[0])
    role = next((one.role for one in made if one.role), own.role)
    if person and role is Role.UNKNOWN:
        role = Role.PARTICIPANT
    labels = tuple(one.name for one in group)
    return Voice(name, role, person, sum(one.turns for one in group), labels)


def decided(file: FileReading, decisions: Decisions) -> FileReading:
    """The file as it will be stored; texts, order and times of its turns stay as they were read.

    Decisions on labels that the reading does not have are left aside.
    """
    if not decisions:
        return file
    speakers = []
    first = {one.name: one for one in file.speakers}
    for voice in voices(file.speakers, decisions):
        own = first[voice.labels[0]]
        speakers.append(
            replace(
                own,
                name=voice.name,
                role=voice.role,
                turns=voice.turns,
                participant=voice.participant,
            )
        )
    return replace(file, reading=_renamed(file.reading, decisions), speakers=tuple(speakers))


def _renamed(reading: Reading, decisions: Decisions) -> Reading:
    turns = tuple(
        one if one.speaker is None else replace(one, speaker=name_of(one.speaker, decisions))
        for one in reading.turns
    )
    return replace(reading, turns=turns, people=tuple(_people(reading.people, decisions)))


def _people(people: Iterable[ReadPerson], decisions: Decisions) -> list[ReadPerson]:
    """The people under their names; of two that become one the attributes are put together."""
    found: dict[str, dict[str, str]] = {}
    for one in people:
        attributes = found.setdefault(name_of(one.name, decisions), {})
        for name, value in one.attributes:
            if not attributes.get(name):
                attributes[name] = value
    return [ReadPerson(name, tuple(pairs.items())) for name, pairs in found.items()]
