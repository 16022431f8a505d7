"""Weights on segments, if the study wants them; indexes for searching turns."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from qualcode.store import sqlite

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a project to this revision."""
    boolean = sa.Boolean()
    op.add_column("study", sa.Column("weighted", boolean, server_default="0", nullable=False))
    long = sa.text("start_turn_id <> end_turn_id")
    with op.batch_alter_table("segment", schema=None) as batch_op:
        # With the time in the index, what was coded last is known without reading the rows.
        batch_op.drop_index("ix_segment_code_id_coder_id")
        batch_op.create_index(
            "ix_segment_code_id_coder_id_created",
            ["code_id", "coder_id", "created"],
            unique=False,
        )
        batch_op.create_index(
            "ix_segment_long",
            ["coder_id", "transcript_id"],
            unique=False,
            sqlite_where=long,
            postgresql_where=long,
        )
    connection: Any = op.get_bind().connection.dbapi_connection
    sqlite.rebuild_index(connection)
