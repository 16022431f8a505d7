"""The study's own row: title, approach, codebook version."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import insert, select

from qualcode.domain.errors import Damaged
from qualcode.domain.ids import new_id, now
from qualcode.store.database import Database
from qualcode.store.schema import study

APPROACHES = ("reliability", "codebook", "reflexive")


@dataclass(frozen=True, slots=True)
class StudyRow:
    """What is stored about the study as a whole."""

    id: str
    title: str
    approach: str
    codebook_version: int
    codebook_columns: tuple[str, ...]
    seed: int


def create(database: Database, title: str, approach: str, seed: int) -> None:
    """Write the row of a study that has none yet."""
    row = {
        "id": new_id(),
        "title": title,
        "approach": approach,
        "created": now(),
        "codebook_version": 1,
        "codebook_columns": [],
        "seed": seed,
    }
    with database.write() as connection:
        connection.execute(insert(study), row)


def stored_id(database: Database) -> str | None:
    """The study's id, whatever version of the tables it is in."""
    return database.read(select(study.c.id)).scalar()


def weighted(database: Database) -> bool:
    """Whether the study weighs its segments."""
    return bool(database.read(select(study.c.weighted)).scalar())


def load(database: Database) -> StudyRow:
    """The study's row; raises Damaged where the project holds none."""
    s = study.c
    columns = (s.id, s.title, s.approach, s.codebook_version, s.codebook_columns, s.seed)
    row = database.read(select(*columns)).first()
    if row is None:
        raise Damaged("the project holds no study: the row of the study is missing")
    return StudyRow(row[0], row[1], row[2], row[3], tuple(row[4]), row[5])
