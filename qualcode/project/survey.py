"""What a file says beside the talk: questions that turns answer, people with attributes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.domain.attributes import Subject, guess_type, normal
from qualcode.domain.ids import new_id
from qualcode.domain.text import one_line
from qualcode.domain.transcripts import Role, Transcript
from qualcode.formats.reading import Reading, ReadPerson
from qualcode.project.actions import Action
from qualcode.project.participants import put_value
from qualcode.store import guide, people
from qualcode.store.schema import participant, question

if TYPE_CHECKING:
    from qualcode.project.project import Project

_KEY = re.compile(r"Q(\d+)")


def take_questions(
    project: Project, work: Action, made: Transcript, reading: Reading
) -> tuple[Transcript, dict[str, str]]:
    """The transcript with a question on each turn that answers one, and question ids by key.

    A question that the guide has in the same words is that question; others are added to it.
    """
    known = guide.questions(project.database)
    keys = {_folded(one.text): one.key for one in known}
    ids = {one.key: one.id for one in known}
    numbers = [int(found[1]) for one in known if (found := _KEY.fullmatch(one.key))]
    last, sequence = max(numbers, default=-1), max((one.sequence for one in known), default=-1)
    turns = []
    for turn, read in zip(made.turns, reading.turns, strict=True):
        text = one_line(read.question or "")
        if text and _folded(text) not in keys:
            last, sequence = last + 1, sequence + 1
            key = keys[_folded(text)] = f"Q{last}"
            ids[key] = new_id()
            row = {"id": ids[key], "key": key, "sequence": sequence, "text": text}
            work.insert(question, row)
        turns.append(replace(turn, question=keys[_folded(text)] if text else None))
    return replace(made, turns=tuple(turns)), ids


def take_people(project: Project, work: Action, made: Transcript, reading: Reading) -> Transcript:
    """The transcript with participants behind the labels of people whom the file describes.

    Each is somebody new: a name that is taken gets that of the transcript behind it.
    """
    taken = {one.pseudonym.casefold() for one in people.participants(project.database)}
    owners: dict[str, str] = {}
    for person in reading.people:
        name = one_line(person.name) or "?"
        pseudonym = _free(name, made.name, taken)
        owners[person.name] = new_id()
        row = {"id": owners[person.name], "pseudonym": pseudonym, "consent": ""}
        work.insert(participant, row)
    _take_values(project, work, made.name, reading.people, owners)
    speakers = tuple(
        replace(one, role=Role.PARTICIPANT, participant_id=owners[one.label])
        if one.label in owners
        else one
        for one in made.speakers
    )
    return replace(made, speakers=speakers)


def _take_values(
    project: Project,
    work: Action,
    place: str,
    described: Iterable[ReadPerson],
    owners: dict[str, str],
) -> None:
    """Write the attributes of the people; an attribute of the study keeps its type."""
    columns: dict[str, dict[str, str]] = {}
    for person in described:
        for name, value in person.attributes:
            columns.setdefault(one_line(name), {})[owners[person.name]] = value
    room = project.participants
    present = {one.name.casefold(): one for one in room.attributes()}
    for name, values in columns.items():
        one = present.get(name.casefold())
        if one is None:
            kind = guess_type(values.values())
            one = room.add_within(work, name, kind, Subject.PARTICIPANT)
        try:
            stored = {owner: normal(value, one.type) for owner, value in values.items()}
        except ValueError:
            # The same column means something else in this file: it gets an attribute of its own.
            other = _free(name, place, set(present))
            one = room.add_within(work, other, guess_type(values.values()), Subject.PARTICIPANT)
            stored = {owner: normal(value, one.type) for owner, value in values.items()}
        for owner, value in stored.items():
            put_value(work, one, owner, value, None)


def _free(name: str, place: str, taken: set[str]) -> str:
    """The name, else with its place behind it, else with a number too; it is taken then."""
    wanted, number = name, 1
    while wanted.casefold() in taken:
        wanted = f"{name} ({place})" if number == 1 else f"{name} ({place}, {number})"
        number += 1
    taken.add(wanted.casefold())
    return wanted


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
