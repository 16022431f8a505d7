"""Identifiers and times of rows: made where the row is made, so that projects can be merged."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4


def new_id() -> str:
    """A random UUID as 32 lower-case hexadecimal digits."""
    return uuid4().hex


def now() -> datetime:
    """The present time in UTC, to the microsecond."""
    return datetime.now(UTC)
