"""A study with people behind labels, attributes, and random coding by two coders."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from random import Random

from qualcode.domain.errors import BadInput, Refused
from qualcode.domain.ids import new_id
from qualcode.domain.transcripts import Role
from qualcode.project import Project
from qualcode.store.schema import attribute, attribute_value, participant, speaker
from tests.factories import make_project

TALKS = {
    "group": (
        ("Moderator", "Why did your city join a network?"),
        ("Ana", "For the money, mostly. And we learn from others."),
        ("Bert", "I would say trust. We trust them."),
        ("ALL", "Yes, that is so."),
        ("Ana", "No. It is the money."),
    ),
    "interview": (
        ("Moderator", "And the interview?"),
        ("Ana", "Money was never the point. The staff were."),
        ("Moderator", "How many?"),
        ("Ana", "We had two people, then none."),
    ),
    "evening": (
        ("Cleo", "We came late. Nobody minded."),
        ("Bert", "Trust again, I think."),
    ),
}


def voiced_project(folder: Path, *, seed: int = 1, segments: int = 40) -> Project:
    """The study, coded at random by Ada and by Bea; Ada is the present coder."""
    project = make_project(folder, talks=TALKS)
    project.speakers.set_role("ALL", Role.SEVERAL)
    for label in ("Ana", "Bert"):
        project.speakers.set_role(label, Role.PARTICIPANT)
    _people(project)
    random = Random(seed)
    for coder in ("Bea", "Ada"):
        project.use_coder(coder)
        _code(project, random, segments)
    return project


def _people(project: Project) -> None:
    """Ana of both talks is one person of size small; Bert of the group is large; a date of one."""
    with project.database.write() as connection:
        size, people = new_id(), {"Ana": new_id(), "Bert": new_id()}
        connection.execute(
            attribute.insert(),
            {"id": size, "subject": "participant", "name": "size", "type": "choice", "sort": 1},
        )
        for label, key in people.items():
            connection.execute(participant.insert(), {"id": key, "pseudonym": f"{label} P."})
            connection.execute(
                attribute_value.insert(),
                {
                    "id": new_id(),
                    "attribute_id": size,
                    "participant_id": key,
                    "value": "small" if label == "Ana" else "large",
                },
            )
        evening = project.transcripts.names()["evening"]
        for label, key in people.items():
            chosen = (speaker.c.label == label) & (speaker.c.transcript_id != evening)
            connection.execute(speaker.update().where(chosen).values(participant_id=key))
    project.transcripts.clear()


def _code(project: Project, random: Random, segments: int) -> None:
    codes = [code.id for code in project.codebook.current().codes]
    with project.actions.transaction(project.coder):
        for _ in range(segments):
            one = project.transcripts.get(random.choice(list(TALKS)))
            start = random.randrange(len(one.text))
            end = min(start + random.choice((3, 20, 90)), len(one.text))
            with suppress(BadInput, Refused):
                project.segments.add(one.id, start, end, random.choice(codes))
