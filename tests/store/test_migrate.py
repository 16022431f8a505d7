"""Tables, revisions, and projects of other versions."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import PrimaryKeyConstraint, Table, UniqueConstraint, create_engine

from qualcode.domain.errors import BadInput, Damaged
from qualcode.store import migrate, sqlite
from qualcode.store.database import Database
from qualcode.store.schema import metadata


def _stamp(database: Database, revision: str) -> None:
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = ?", (revision,))


def _is_of_the_schema(name: str | None, kind: str, _: Any) -> bool:
    return not (kind == "table" and name and sqlite.belongs_to_index(name))


def test_the_migrations_make_the_tables_of_the_schema(database: Database) -> None:
    options = {"compare_type": True, "include_name": _is_of_the_schema}
    context = MigrationContext.configure(database.connection, opts=options)
    assert compare_metadata(context, metadata) == []


def test_columns_and_their_defaults_are_those_of_the_schema(database: Database) -> None:
    with create_engine("sqlite://").connect() as other:
        metadata.create_all(other)
        for name in metadata.tables:
            query = (
                f"SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_info('{name}')"
            )
            made, wanted = (
                one.exec_driver_sql(query).fetchall() for one in (database.connection, other)
            )
            assert sorted(made) == sorted(wanted), name


def test_check_constraints_are_those_of_the_schema(database: Database) -> None:
    query = "SELECT sql FROM sqlite_schema WHERE name = ?"
    for table in metadata.sorted_tables:
        made = database.connection.exec_driver_sql(query, (table.name,)).scalar_one()
        named = {str(one.name) for one in table.constraints if str(one.name).startswith("ck_")}
        assert all(name in made for name in named), table.name


def test_the_revision_is_the_head() -> None:
    heads = ScriptDirectory.from_config(migrate._config()).get_heads()
    assert heads == [migrate.REVISION]


def test_a_second_upgrade_changes_nothing(database: Database, path: Path) -> None:
    before = path.read_bytes()
    migrate.upgrade(database)
    assert migrate.check_revision(database, "x")
    assert path.read_bytes() == before


def test_a_newer_project_is_refused(database: Database) -> None:
    _stamp(database, "0999")
    with pytest.raises(
        BadInput, match=r"^x was made by a newer version .*\(revision 0999\): update qualcode$"
    ):
        migrate.check_revision(database, "x")


def test_an_unknown_older_revision_is_a_sentence(database: Database) -> None:
    _stamp(database, "0000")
    assert migrate.check_revision(database, "x") is False
    with pytest.raises(Damaged, match=r"cannot be brought up to date: .*0000"):
        migrate.upgrade(database)


def test_a_file_without_tables_or_without_a_revision_holds_no_study(path: Path) -> None:
    database = Database(partial(sqlite.connect, path))
    with pytest.raises(Damaged, match="x holds no study"):
        migrate.check_revision(database, "x")
    migrate.upgrade(database)
    with database.write() as connection:
        connection.exec_driver_sql("DELETE FROM alembic_version")
    assert migrate.stored_revision(database) is None
    database.close()


def _without_index(table: Table) -> list[str]:
    """Columns with a foreign key that is not the first of a key or an index."""
    keys = [
        one for one in table.constraints if isinstance(one, PrimaryKeyConstraint | UniqueConstraint)
    ]
    first = {next(iter(one.columns)).name for one in [*table.indexes, *keys] if len(one.columns)}
    return [key.parent.name for key in table.foreign_keys if key.parent.name not in first]


@pytest.mark.parametrize("name", ["segment", "memo", "turn", "suggestion", "slot", "reading"])
def test_what_points_at_rows_that_can_be_deleted_is_indexed(name: str) -> None:
    """Without an index each deletion would read the whole table."""
    never_deleted = {"coder_id", "participant_id", "question_id", "transcript_id"}
    assert set(_without_index(metadata.tables[name])) <= never_deleted


def test_a_revision_can_be_written_from_the_schema(database: Database, tmp_path: Path) -> None:
    place, config = Path(migrate.__file__).parent / "migrations", migrate._config()
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", f"{place / 'versions'}\n{tmp_path}")
    with database.write() as connection:
        connection.exec_driver_sql("DROP TABLE draft")
        config.attributes["connection"] = connection
        command.revision(config, "drafts", autogenerate=True, version_path=str(tmp_path))
    (made,) = tmp_path.glob("*_drafts.py")
    text = made.read_text()
    assert 'op.create_table("draft"' in text.replace("'", '"')
    assert "sa.DateTime(), nullable=False" in text
    assert "UtcTime" not in text
    compile(text, made.name, "exec")
