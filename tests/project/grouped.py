"""A small group with a guide, people, replies and codes of two coders."""

from __future__ import annotations

from pathlib import Path

from qualcode.domain.transcripts import Role
from qualcode.project import Project, open_project
from tests.factories import GROUP, INTERVIEW, code_named, code_words, make_project

TALKS = {
    "group": (*GROUP, ("Bert", "Trust again."), ("Cleo", "Mm.")),
    "interview": INTERVIEW,
    "other": (("Moderator", "Why did your city join?"), ("Ana", "Again: the money.")),
}
GUIDE = "Q1 Why did your city join a network?\nQ2 Does anybody disagree?\nQ3 Anything else?\n"
PEOPLE = "label,size,years\nAna,small,3\nBert,small,12\nCleo,large,\n"


def make_group(folder: Path) -> Path:
    """The study; Ada codes agreement on one turn, Ben on two others."""
    with make_project(folder, talks=TALKS, codes=(("Why", None), ("Money", "Why"))) as project:
        _fill(project, folder)
        path = project.path
    with open_project(path, coder="Ben") as project:
        code_words(project, "I would say trust", "agree")
        code_words(project, "Trust again", "agree")
        code_words(project, "No. It is the money.", "dissent")
        code_words(project, "Again: the money.", "Money", "other")
    return path


def _fill(project: Project, folder: Path) -> None:
    for name, text in (("guide.txt", GUIDE), ("people.csv", PEOPLE)):
        (folder / name).write_text(text, encoding="utf-8")
    for label, transcript in (("Moderator", "group"), ("MOD", "group"), ("Moderator", "other")):
        project.speakers.set_role(label, Role.MODERATOR, transcript)
    for label in ("Ana", "Bert", "Cleo"):
        project.speakers.set_role(label, Role.PARTICIPANT)
    for name in ("agree", "dissent"):
        project.codebook.create(name, layer="interaction")
    project.guide.import_file(folder / "guide.txt")
    project.participants.import_file(folder / "people.csv")
    for number, key in ((1, "Q1"), (4, "Q2")):
        project.guide.assign(project.transcripts.get("group").turns[number - 1].id, key)
    turns = project.transcripts.get("group").turns
    project.replies.set(turns[5].id, turns[1].id)
    code_words(project, "No. It is the money.", "agree")
    assert code_named(project, "agree").layer == "interaction"
