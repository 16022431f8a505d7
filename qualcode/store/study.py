"""The study's own row: title, approach, codebook version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select, update

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


def load(database: Database) -> StudyRow | None:
    """The study's row, or None where the project holds none."""
    s = study.c
    columns = (s.id, s.title, s.approach, s.codebook_version, s.codebook_columns, s.seed)
    row = database.read(select(*columns)).first()
    if row is None:
        return None
    return StudyRow(row[0], row[1], row[2], row[3], tuple(row[4]), row[5])


def set_codebook_columns(database: Database, columns: Sequence[str]) -> None:
    """Remember the header of the codebook file, so that an export can repeat it."""
    with database.write() as connection:
        connection.execute(update(study).values(codebook_columns=list(columns)))
