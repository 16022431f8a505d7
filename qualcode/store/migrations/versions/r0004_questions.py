"""What somebody decided of turns: no question, begin of an exchange; indexes for undo."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a project to this revision."""
    boolean = sa.Boolean()
    op.add_column("turn", sa.Column("asks_nothing", boolean, server_default="0", nullable=False))
    op.add_column("turn", sa.Column("opens_exchange", boolean, nullable=True))
    chosen = sa.text("key_quote")
    op.create_index(
        "ix_segment_key_quote",
        "segment",
        ["code_id", "coder_id", "created"],
        sqlite_where=chosen,
        postgresql_where=chosen,
    )
    op.create_index("ix_journal_kind", "journal", ["kind"])
    chosen = sa.text("target IS NOT NULL")
    op.create_index(
        "ix_journal_target", "journal", ["target"], sqlite_where=chosen, postgresql_where=chosen
    )
