"""Bringing a project file to the tables of this version.

Alembic is loaded only where the stored revision differs; a project of a newer version is refused
unchanged.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import column, inspect, select, table

from qualcode.domain.errors import BadInput, Damaged

if TYPE_CHECKING:
    from alembic.config import Config

    from qualcode.store.database import Database

REVISION = "0004"
"""The revision that this version reads and writes."""

_VERSIONS = table("alembic_version", column("version_num"))


def stored_revision(database: Database) -> str | None:
    """The revision of a project, or None where it has no tables yet."""
    if not inspect(database.connection).has_table(_VERSIONS.name):
        return None
    row = database.read(select(_VERSIONS.c.version_num)).first()
    return str(row[0]) if row else None


def check_revision(database: Database, name: str) -> bool:
    """Whether the project has this version's tables.

    Raises BadInput for a newer project, Damaged for one that does not say which tables it has.
    """
    found = stored_revision(database)
    if found is None:
        raise Damaged(f"{name} holds no study: run qualcode doctor on it")
    if found > REVISION:
        raise BadInput(
            f"{name} was made by a newer version of qualcode (revision {found}): update qualcode"
        )
    return found == REVISION


def upgrade(database: Database) -> None:
    """Run the missing revisions in one transaction; Damaged where the stored one is unknown."""
    from alembic import command
    from alembic.util import CommandError

    with database.write() as connection:
        config = _config()
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise Damaged(
                f"the tables of the project cannot be brought up to date: {error}"
            ) from error


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
