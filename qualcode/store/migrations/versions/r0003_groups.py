"""Bands for print of attributes; sets of transcripts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a project to this revision."""
    json, boolean = sa.JSON(), sa.Boolean()
    op.add_column("attribute", sa.Column("bands", json, server_default="[]", nullable=False))
    op.add_column("attribute", sa.Column("printed", boolean, server_default="1", nullable=False))
    op.create_index(
        "ix_attribute_value_transcript_id", "attribute_value", ["transcript_id"], unique=False
    )
    op.create_table(
        "transcript_set",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("conditions", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transcript_set")),
        sa.UniqueConstraint("name", name=op.f("uq_transcript_set_name")),
    )
    op.create_table(
        "transcript_set_member",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("set_id", sa.String(length=32), nullable=False),
        sa.Column("transcript_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["set_id"], ["transcript_set.id"], name=op.f("fk_transcript_set_member_set_id")
        ),
        sa.ForeignKeyConstraint(
            ["transcript_id"],
            ["transcript.id"],
            name=op.f("fk_transcript_set_member_transcript_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transcript_set_member")),
        sa.UniqueConstraint(
            "set_id",
            "transcript_id",
            name=op.f("uq_transcript_set_member_set_id_transcript_id"),
        ),
    )
    op.create_index(
        "ix_transcript_set_member_transcript_id",
        "transcript_set_member",
        ["transcript_id"],
        unique=False,
    )
