"""Bringing a project file to the tables of this version.

Alembic is loaded only where the stored revision differs; a project of a newer version is refused
unchanged.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import column, select, table
from sqlalchemy.exc import DatabaseError

from qualcode.domain.errors import BadInput

if TYPE_CHECKING:
    from alembic.config import Config

    from qualcode.store.database import Database

REVISION = "0001"
"""The revision that this version reads and writes."""

_VERSIONS = table("alembic_version", column("version_num"))


def stored_revision(database: Database) -> str | None:
    """The revision of a project, or None where it has no tables yet."""
    try:
        row = database.connection.execute(select(_VERSIONS.c.version_num)).first()
    except DatabaseError:
        database.connection.rollback()
        return None
    return str(row[0]) if row else None


def check_revision(database: Database, name: str) -> bool:
    """Whether the project has this version's tables; raises BadInput for a newer one."""
    found = stored_revision(database)
    if found is not None and found > REVISION:
        raise BadInput(f"{name} was made by a newer version of qualcode (revision {found})")
    return found == REVISION


def upgrade(database: Database) -> None:
    """Run the missing revisions in one transaction."""
    from alembic import command

    with database.write() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
