"""The codebook's rows and their frozen states by codebook version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, insert, select, update

from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.ids import now
from qualcode.store.database import Database
from qualcode.store.schema import code, code_version, codebook_version, coder, segment, study

_FIELDS = tuple(field.name for field in fields(Code))
_LISTS = ("keywords", "weak_keywords", "negative_phrases")


def load(database: Database) -> Codebook:
    """All codes with the present version of the codebook."""
    rows = database.read(select(*(code.c[name] for name in _FIELDS)))
    version = database.read(select(study.c.codebook_version)).scalar()
    return _book((_code(dict(row)) for row in rows.mappings()), int(version or 1))


def _book(codes: Iterable[Code], version: int) -> Codebook:
    ordered = sorted(codes, key=lambda c: (c.sort, c.key))
    live = tuple(one for one in ordered if one.merged_into is None)
    return Codebook(live, version, tuple(one for one in ordered if one.merged_into is not None))


def row_of(one: Code) -> dict[str, Any]:
    """The row of a code."""
    row = {name: getattr(one, name) for name in _FIELDS}
    return {**row, **{name: list(row[name]) for name in _LISTS}, "extras": dict(one.extras)}


def cells(values: dict[str, Any]) -> dict[str, Any]:
    """Field values of a code as values of its columns."""
    return {name: list(v) if isinstance(v, tuple) else v for name, v in values.items()}


def _code(row: dict[str, Any]) -> Code:
    return Code(**{**row, **{name: tuple(row[name]) for name in _LISTS if name in row}})


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


def at(database: Database, number: int) -> Codebook:
    """The codebook as it was in a version."""
    states = {key: state for version, key, state in versions(database) if version <= number}
    return _book((frozen_code(state) for state in states.values() if state), number)


def frozen_code(state: dict[str, Any]) -> Code:
    """A code from its frozen columns; columns that the version did not know have their default."""
    return _code({name: state[name] for name in _FIELDS if name in state})


class VersionRow(NamedTuple):
    """A version of the codebook: number, when and by whom, label, number of codes it changed."""

    number: int
    created: datetime
    coder: str
    label: str
    changed: int


def version_rows(database: Database) -> list[VersionRow]:
    """All versions, oldest first."""
    v = codebook_version.c
    states = select(code_version.c.number, func.count().label("codes"))
    states_of = states.group_by(code_version.c.number).subquery()
    statement = (
        select(v.number, v.created, coder.c.name, v.label, func.coalesce(states_of.c.codes, 0))
        .outerjoin(coder, coder.c.id == v.coder_id)
        .outerjoin(states_of, states_of.c.number == v.number)
        .order_by(v.number)
    )
    return [VersionRow(row[0], row[1], row[2] or "", *row[3:]) for row in database.read(statement)]


def own_by_version(database: Database, coder_id: str) -> dict[int, int]:
    """Number of one coder's segments by the codebook version they were coded under."""
    s = segment.c
    statement = select(s.codebook_version, func.count()).where(s.coder_id == coder_id)
    return {row[0]: row[1] for row in database.read(statement.group_by(s.codebook_version))}
