"""The codebook's rows and their frozen states by codebook version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.ids import now
from qualcode.store.database import Database
from qualcode.store.schema import code, code_version, codebook_version, study

_FIELDS = tuple(field.name for field in fields(Code))
_LISTS = ("keywords", "weak_keywords", "negative_phrases")


def load(database: Database) -> Codebook:
    """All codes with the present version of the codebook."""
    rows = database.read(select(*(code.c[name] for name in _FIELDS)))
    codes = tuple(_code(dict(row)) for row in rows.mappings())
    version = database.read(select(study.c.codebook_version)).scalar()
    return Codebook(tuple(sorted(codes, key=lambda c: (c.sort, c.key))), int(version or 1))


def row_of(one: Code) -> dict[str, Any]:
    """The row of a code."""
    row = {name: getattr(one, name) for name in _FIELDS}
    return {**row, **{name: list(row[name]) for name in _LISTS}, "extras": dict(one.extras)}


def cells(values: dict[str, Any]) -> dict[str, Any]:
    """Field values of a code as values of its columns."""
    return {name: list(v) if isinstance(v, tuple) else v for name, v in values.items()}


def _code(row: dict[str, Any]) -> Code:
    return Code(**{**row, **{name: tuple(row[name]) for name in _LISTS}})


def advance(connection: Connection, coder_id: str, code_ids: Iterable[str]) -> int:
    """Make the next codebook version and freeze the state of the codes that changed.

    Versions only go forward, after an undo too, so that a number never means two codebooks.
    """
    newest = connection.execute(select(func.max(codebook_version.c.number))).scalar() or 1
    number = int(newest) + 1
    connection.execute(update(study).values(codebook_version=number))
    row = {"number": number, "created": now(), "coder_id": coder_id}
    connection.execute(insert(codebook_version), row)
    frozen = [
        {"number": number, "code_id": code_id, "state": _frozen(connection, code_id)}
        for code_id in sorted(set(code_ids))
    ]
    connection.execute(insert(code_version), frozen)
    return number


def _frozen(connection: Connection, code_id: str) -> dict[str, Any]:
    """A code's columns as they are now; empty where it is gone."""
    row = connection.execute(select(code).where(code.c.id == code_id)).mappings().first()
    return dict(row) if row else {}


def versions(database: Database) -> list[tuple[int, str, dict[str, Any]]]:
    """Frozen states: version number, code id, the code's columns (empty where it was gone)."""
    v = code_version.c
    rows = database.read(select(v.number, v.code_id, v.state).order_by(v.number, v.code_id))
    return [(row[0], row[1], row[2]) for row in rows]
