"""A study of revision 0002 opens with everything in it, after a snapshot."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from qualcode.project import open_project, snapshots
from qualcode.project.doctor import examine
from tests.factories import dump
from tests.project.voiced import voiced_project

ADDED = {"transcript_set", "transcript_set_member"}


def as_of_revision_0002(path: Path) -> None:
    """Take out of a file what revisions 0003 and 0004 have put in."""
    with closing(sqlite3.connect(path)) as other:
        for statement in (
            "DROP TABLE transcript_set_member",
            "DROP TABLE transcript_set",
            "DROP INDEX ix_attribute_value_transcript_id",
            "ALTER TABLE attribute DROP COLUMN bands",
            "ALTER TABLE attribute DROP COLUMN printed",
            "ALTER TABLE turn DROP COLUMN asks_nothing",
            "ALTER TABLE turn DROP COLUMN opens_exchange",
            "DROP INDEX ix_segment_key_quote",
            "DROP INDEX ix_journal_kind",
            "DROP INDEX ix_journal_target",
            "UPDATE alembic_version SET version_num = '0002'",
        ):
            other.execute(statement)
        other.commit()


def rows(path: Path) -> dict[str, list[Any]]:
    """Every row of every table as SQLite tells it, but for the revision."""
    with closing(sqlite3.connect(path)) as other:
        tables = (
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%turn\\_%' "
        )
        names = [row[0] for row in other.execute(tables + "ESCAPE '\\'")]
        return {
            name: sorted(map(repr, other.execute(f'SELECT * FROM "{name}"')))
            for name in names
            if name not in ADDED | {"alembic_version"}
        }


def test_an_older_study_keeps_everything(tmp_path: Path) -> None:
    with voiced_project(tmp_path) as project:
        path, before, people = project.path, dump(project), project.participants.all()
    as_of_revision_0002(path)
    old = rows(path)
    with open_project(path, coder="Ada") as opened:
        assert dump(opened) == before
        taken = snapshots.newest_of(path)
        assert taken is not None
        assert "before-migration" in taken.name
        assert opened.participants.all() == people
        (size,) = opened.participants.attributes()
        assert (size.bands, size.printed) == ((), True)
        assert opened.sets.all() == []
        assert opened.history.undo()
    assert rows(taken) == old
    assert examine(path).ok
