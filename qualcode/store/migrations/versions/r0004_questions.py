"""What somebody decided of turns: that they ask no question; where an exchange begins."""

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
