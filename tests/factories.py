"""Small studies with invented people, for the tests of every room."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select

from qualcode.domain.codebook import Code
from qualcode.domain.segments import Segment
from qualcode.project import Project, create_project, open_project
from qualcode.store.database import Database
from qualcode.store.schema import metadata

GROUP = (
    ("Moderator", "Why did your city join a network?"),
    ("Ana", "For the money, mostly. And we learn from others."),
    ("Bert", "I would say trust. [laughs] We trust them."),
    ("MOD", "Does anybody disagree?"),
    ("Ana", "No. It is the money."),
)
INTERVIEW = (
    ("Interviewer", "And the interview?"),
    ("Dora", "Money was never the point. The staff were."),
    ("Dora", "We had two people, then none."),
)
CODES = (("Why", None), ("Money", "Why"), ("Trust", "Why"), ("How", None))
HEADER = ("transcript", "start", "end", "code", "coder", "memo")

Talk = Sequence[tuple[str, str]]


def make_transcript(folder: Path, name: str = "group", talk: Talk = GROUP) -> Path:
    """A text file with one labelled line per turn."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.txt"
    path.write_text("".join(f"{who}: {said}\n" for who, said in talk), encoding="utf-8")
    return path


def make_project(
    folder: Path,
    *,
    coder: str = "Ada",
    talks: Mapping[str, Talk] | None = None,
    codes: Iterable[tuple[str, str | None]] = CODES,
    name: str = "study",
    **fields: Any,
) -> Project:
    """An open study with transcripts (group and interview where none is given) and codes.

    The same wishes give a copy of the same file: durable commits take their time.
    """
    chosen = {"group": GROUP, "interview": INTERVIEW} if talks is None else talks
    wishes = tuple((title, tuple(talk)) for title, talk in chosen.items())
    data = _study(coder, wishes, tuple(codes), tuple(sorted(fields.items())))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.qualcode"
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(data)
    return open_project(path, coder=coder)


@cache
def _study(coder: str, talks: Any, codes: Any, fields: Any) -> bytes:
    with TemporaryDirectory() as name:
        folder = Path(name)
        with create_project(folder / "study", coder=coder, **dict(fields)) as project:
            for title, talk in talks:
                path = make_transcript(folder, title, talk)
                project.transcripts.add(project.transcripts.read(path))
            made: dict[str, str] = {}
            for title, parent in codes:
                above = made[parent] if parent else None
                made[title] = project.codebook.create(title, above).id
        return project.path.read_bytes()


def code_named(project: Project, name: str) -> Code:
    """The code with this name, key or path."""
    return project.codebook.current().find(name)


def code_words(project: Project, words: str, code: str, transcript: str = "group") -> Segment:
    """Code the first place where the words stand, as the present coder."""
    one = project.transcripts.get(transcript)
    start = one.text.index(words)
    return project.segments.add(one.id, start, start + len(words), code_named(project, code).id)


def segments_file(path: Path, rows: Iterable[Sequence[object]], header: Any = HEADER) -> Path:
    """A CSV file of segments."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def dump(source: Project | Database, leave_out: Iterable[str] = ()) -> dict[str, list[Any]]:
    """Every row of every table, in an order that does not depend on how it got there."""
    database = source.database if isinstance(source, Project) else source
    left_out = set(leave_out)
    return {
        table.name: sorted(map(repr, database.read(select(table))))
        for table in metadata.sorted_tables
        if table.name not in left_out
    }
