"""A database with the tables of a study in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from qualcode.store import migrate, sqlite, study
from qualcode.store.database import Database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project file without tables."""
    made = tmp_path / "study.qualcode"
    sqlite.create(made)
    return made


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    """A project with its tables and the row of the study."""
    opened = Database(partial(sqlite.connect, path))
    migrate.upgrade(opened)
    study.create(opened, "Networks", "reliability", 7)
    yield opened
    opened.close()
