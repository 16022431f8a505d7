"""The small study with people, a guide, replies and a set, for the views of the group."""

from __future__ import annotations

from pathlib import Path

from qualcode.domain.transcripts import Role
from qualcode.project import Project, open_project
from tests.tui.factory import code_id

GUIDE = "Q1 What was it like at the clinic?\nQ2 How did staff react?\nQ3 Anything else to add?\n"
PEOPLE = "label,work,years\nAmina,nurse,3\nBeatriz,nurse,4\nDmitri,clerk,30\n"


def group_study(path: Path, folder: Path, *, coder: str = "RK") -> None:
    """Roles, guide, people, a reply that was set, a set, and agreement coded by the coder."""
    with open_project(path, coder=coder) as project:
        for label in ("Amina", "Beatriz", "Dmitri", "Efua"):
            project.speakers.set_role(label, Role.PARTICIPANT)
        for name, text in (("guide.txt", GUIDE), ("people.csv", PEOPLE)):
            (folder / name).write_text(text, encoding="utf-8")
        project.guide.import_file(folder / "guide.txt")
        project.participants.import_file(folder / "people.csv")
        one = project.transcripts.get("FG01 Nurses")
        project.guide.assign(one.turns[asking(project, "FG01 Nurses")[0]].id, "Q1")
        amina = next(at for at, turn in enumerate(one.turns) if "straight through" in turn.text)
        project.replies.set(one.turns[amina].id, one.turns[amina - 3].id)
        project.sets.make("wards", ["FG01 Nurses", "FG02 Patients"])
        project.codebook.create("agree", layer="interaction")
        start = one.text.index("Same with us.")
        project.segments.add(one.id, start, start + 13, code_id(project, "agree"))


def asking(project: Project, transcript: str) -> list[int]:
    """Indices of the turns in which the clinic is asked about."""
    one = project.transcripts.get(transcript)
    return [at for at, turn in enumerate(one.turns) if "at the clinic?" in turn.text]
