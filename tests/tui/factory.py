"""A small fictional study, made by the calls of the project."""

from __future__ import annotations

from pathlib import Path

from qualcode.project import Project, create_project

OPENING = "Moderator: This is group number {}. [laughs]\n"
TALK = """\
Moderator: Welcome everybody. What was it like at the clinic?
Amina: It was the waiting that got to me. You sit there two hours, and nobody tells you \
anything. My mother gave up and went home.
Beatriz: Same with us. They changed the interpreter three times. I trust the list more.
Moderator: And how did staff react?
Dmitri: “Just fill in the form.” That was it.
Amina: They looked straight through you, like you were a number. (pause) I do not trust them.
Efua: My neighbour told me about the meetup at the library. We go there on Thursdays.
"""
NAMES = ("FG01 Nurses", "FG02 Patients", "FG03 Parents")


def make_study(folder: Path, *, coder: str = "RK", talk: str = TALK) -> Path:
    """A study with three transcripts and nine codes; the path of its file."""
    project = create_project(folder / "clinic.qualcode", title="Clinic study", coder=coder)
    with project:
        add_transcripts(project, folder, talk)
        add_codes(project)
    return folder / "clinic.qualcode"


def add_transcripts(project: Project, folder: Path, talk: str) -> None:
    """Three transcripts with the same talk under different openings."""
    files = []
    for number, name in enumerate(NAMES, 1):
        file = folder / f"{name}.txt"
        file.write_text(OPENING.format(number) + talk * 2, "utf-8")
        files.append(file)
    results = project.transcripts.import_files(files)
    assert all(result.ok for result in results), [result.error for result in results]


def add_codes(project: Project) -> None:
    """access (distance, language, hours), relations (respect, trust), waiting, meetup."""
    book = project.codebook
    access = book.create(
        "access",
        definition="What makes care hard or easy to reach.",
        include_when="Distance, hours or language are named.",
        exclude_when="The quality of care itself.",
        example="We had to take three buses.",
    )
    for name in ("distance", "language", "hours"):
        book.create(name, access.id)
    relations = book.create("relations", definition="How people treat each other.")
    book.create("respect", relations.id)
    book.create("trust", relations.id, keywords=("trust",))
    book.create("waiting", keywords=("waiting",))
    book.create("meetup", keywords=("meetup",))


def code_id(project: Project, name: str) -> str:
    """Id of a code by name."""
    return project.codebook.current().find(name).id
