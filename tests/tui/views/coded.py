"""The small study with some coding in it, for the views that read by code."""

from __future__ import annotations

from pathlib import Path

from qualcode.domain.ids import new_id
from qualcode.domain.transcripts import Role
from qualcode.project import Project, open_project
from qualcode.store.schema import attribute, attribute_value
from tests.tui.factory import code_id

WORDS = (
    ("FG01 Nurses", "It was the waiting that got to me.", "waiting"),
    ("FG01 Nurses", "Same with us.", "waiting"),
    ("FG01 Nurses", "Welcome everybody.", "waiting"),
    ("FG01 Nurses", "I trust the list more.", "trust"),
    ("FG01 Nurses", "They changed the interpreter three times.", "language"),
    ("FG02 Patients", "You sit there two hours", "waiting"),
    ("FG02 Patients", "I do not trust them.", "trust"),
    ("FG03 Parents", "anything. My mother gave up and went home.\nSame with us.", "waiting"),
)
"""Transcript, words, code: by the present coder; the third is the moderator's."""


def code_study(path: Path, *, coder: str = "RK") -> list[str]:
    """Code the words, as the coder; ids of the segments in this order."""
    with open_project(path, coder=coder) as project:
        for label in ("Amina", "Beatriz", "Dmitri", "Efua"):
            project.speakers.set_role(label, Role.PARTICIPANT)
        with project.actions.transaction(project.coder):
            return [add(project, *one) for one in WORDS]


def add(project: Project, transcript: str, words: str, code: str) -> str:
    """Give the first place of the words a code; the segment's id."""
    one = project.transcripts.get(transcript)
    start = one.text.index(words)
    end = start + len(words)
    return project.segments.add(one.id, start, end, code_id(project, code)).id


def by_another(path: Path, words: str = "went home", code: str = "waiting") -> str:
    """The same code by another coder; the segment's id."""
    with open_project(path, coder="ML") as project:
        return add(project, "FG01 Nurses", words, code)


def describe(project: Project, transcript: str, name: str, value: str) -> None:
    """Give a transcript an attribute."""
    row = {"id": new_id(), "subject": "transcript", "name": name, "type": "text", "sort": 1}
    owner = project.transcripts.names()[transcript]
    of_it = {"attribute_id": row["id"], "transcript_id": owner, "value": value}
    with project.database.write() as connection:
        connection.execute(attribute.insert(), row)
        connection.execute(attribute_value.insert(), {"id": new_id(), **of_it})
