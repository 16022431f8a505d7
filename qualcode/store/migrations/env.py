"""Runs the revisions on the connection that the program hands over; there is no other database."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from qualcode.store import sqlite
from qualcode.store.schema import metadata
from qualcode.store.types import UtcTime


def render_item(kind: str, item: Any, _: AutogenContext) -> str | Literal[False]:
    """Write our own column type as the plain type it is stored as."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, UtcTime) else False


def include_name(name: str | None, kind: str, _: Any) -> bool:
    """Leave the parts of the full-text index out of comparisons with the schema."""
    return not (kind == "table" and name and sqlite.belongs_to_index(name))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=render_item,
    include_name=include_name,
    transactional_ddl=False,
)
context.run_migrations()
