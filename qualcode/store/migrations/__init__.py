"""Alembic's place: one revision per file in ``versions``."""
